"""Whether every word of a source is somewhere in what was read from it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date

from cchc_desktop.readers.marks import plain, read_line, read_lines
from cchc_desktop.readers.paper_lines import title_of
from cchc_desktop.readers.score_columns import figure_column_of, score_column_of
from cchc_desktop.readers.source import Source, SourceLine
from cchc_desktop.readers.task_list import labelled
from cchc_desktop.rules.table_columns import column_of
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


# Words that say which part follows and may be gone: the part is kept under its name.
_FORM = frozenset(
    re.findall(
        r"\w+",
        "số ngày tháng năm kính gửi nơi nhận v về việc điều quyết định kế hoạch chương trình báo cáo tờ thông đề cương "
        "công văn stt tt",
    )
)


def counted(text: str) -> Counter[str]:
    """The words of a text, folded, numbers without leading zeros and separators; not the words of a paper's form."""
    found = re.findall(r"\d[\d.,]*(?!\w)|[^\W_]+", clean(text).casefold())
    bare = (re.sub(r"[.,]", "", word).lstrip("0") if word[0].isdigit() else word for word in found)
    return Counter(word for word in bare if word and word not in _FORM)


_HEADERS = (column_of, figure_column_of, score_column_of)


def forgotten(source: Source, kept: Iterable[str]) -> Counter[str]:
    """Words of a source that are met less often in what was kept. Numbers and labels before a line, and the headers of
    tables, do not count: the first are counted anew, the others are the names of columns.
    """
    needed: Counter[str] = Counter()
    for block in source.blocks:
        rows = [(block.text,)] if isinstance(block, SourceLine) else [row.cells for row in block.rows]
        for cells in rows:
            heads = sum(any(of(cell) is not None for of in _HEADERS) for cell in cells if cell)
            if len(cells) > 2 and heads * 2 > sum(bool(cell) for cell in cells):
                continue
            for read in read_lines([SourceLine(0, clean(line)) for cell in cells for line in cell.split("\n")]):
                label, title = labelled(read), title_of(read.plain)
                text = title.rest if title else label[1] if label else read.text
                text = re.sub(r"(?<!\S)\d{1,2}(?:\.\d{1,2})+\.?(?=\s)", " ", text)
                needed += counted(re.sub(r"^\d{1,3}[.)]?$|^Điều \d+", "", text))
    for _line, text, _where in source.asides:
        needed += counted(text)
    here: Counter[str] = Counter()
    for text in kept:
        here += counted(plain(text))
    return needed - here
