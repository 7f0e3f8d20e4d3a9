"""Whether every word of a source is somewhere in what was read from it."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date

from cchc_desktop.readers.marks import plain, read_line
from cchc_desktop.readers.task_list import labelled
from cchc_desktop.text import clean

# Words that only say which part follows; the part itself is kept under its name.
FORM_WORDS = re.compile(
    r"^(Số\s*:?|Nơi nhận\s*:?|Kính gửi\s*:?|V/v|Điều \d+\s*[.:]?|QUYẾT ĐỊNH\s*:?|KẾ HOẠCH|BÁO CÁO)"
    r"(?=\W|\b|$)|\bngày\b|\btháng\b|\bnăm\b"
)


def texts(value: object) -> Iterable[str]:
    """All texts in frozen rows, dates and numbers written out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, date):
        yield f"{value.day:02d} {value.day} {value.month:02d} {value.month} {value.year}"
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield str(value)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", clean(text))


def lost(source: str, result: object) -> list[tuple[int, list[str]]]:
    """Lines of a source with the words that are nowhere in the result; label and form words do not count."""
    kept = {word for text in texts(result) for word in words(plain(text))}
    found = []
    for number, raw in enumerate(source.split("\n"), start=1):
        if "Chủ trì" in raw and raw.count("|") > 5:
            continue  # the header of a frame
        line = read_line(number, clean(raw).replace("**", " "), False)
        label = labelled(line)
        text = (label[1] if label is not None else line.plain).replace("<br>", " ")
        missing = [word for word in words(FORM_WORDS.sub(" ", text)) if word not in kept]
        if missing:
            found.append((number, missing))
    return found
