"""Sentences from templates: forms for none, one and many, placeholders, lists, values and their differences."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from cchc_desktop.rules.numbers import format_number, format_percent, format_value

_PLACE = re.compile(r"\{([^{}]+)\}")
_ABBREVIATION = re.compile(r"^\W*\w?[A-ZĐ]{2}")
ESTIMATE = "ước"  # as the regime of reports calls a value that is not final


def places_in(template: str) -> tuple[str, ...]:
    """The names of a template's placeholders, each once."""
    return tuple(dict.fromkeys(_PLACE.findall(template)))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its placeholders replaced; raises `KeyError` for one that has no value."""
    return _PLACE.sub(lambda match: values[match[1]], template)


def form_for(count: int, forms: Mapping[str, str]) -> str:
    """The wording for none, one or many."""
    return forms["zero" if count == 0 else "one" if count == 1 else "many"]


def listed(names: Sequence[str], most: int, rest: str) -> str:
    """Names parted by semicolons; of more than `most` the first ones, and how many others there are."""
    if len(names) <= most:
        return "; ".join(names)
    return fill(rest, {"names": "; ".join(names[:most]), "count": format_number(len(names) - most)})


def value_words(value: Decimal, unit: str, estimated: bool) -> str:
    """ "4.512", "96,67%", "ước 4.512"; of the units only the per cent sign is written."""
    words = format_percent(value) if unit == "%" else format_value(value)
    return f"{ESTIMATE} {words}" if estimated else words


def with_unit(value: Decimal, unit: str, estimated: bool) -> str:
    """ "4.512 hồ sơ", "96,67%", "ước 12 cuộc"."""
    words = value_words(value, unit, estimated)
    return words if unit in ("", "%", "–") else f"{words} {_small(unit)}"


def comparison(now: Decimal, then: Decimal, unit: str, since: str, words: Mapping[str, str]) -> str:
    """ "tăng 350 hồ sơ so với cùng kỳ năm trước", "giảm 3,96 điểm phần trăm so với …", "bằng …"."""
    difference = abs(now - then)
    if not difference:
        return fill(words["same"], {"since": since})
    if unit == "%":
        written = fill(words["points_of_share"], {"difference": format_value(difference)})
    else:
        written = with_unit(difference, unit, False)
    return fill(words["more" if now > then else "less"], {"difference": written, "since": since})


def inner(text: str) -> str:
    """A text to stand inside a sentence: no end of its own, a small first letter unless it is an abbreviation."""
    return _small(bare(text))


def estimate_first(text: str, estimated: bool) -> str:
    """A sentence that tells what is not final begins by saying so: "Ước tiếp nhận 4.512 hồ sơ"."""
    return f"{ESTIMATE.capitalize()} {_small(text)}" if estimated else text


def _small(text: str) -> str:
    """A text with a small first letter, unless it begins with an abbreviation."""
    return text if _ABBREVIATION.match(text) else text[:1].lower() + text[1:]


def bare(text: str) -> str:
    """A text without line breaks and without an end of its own."""
    return " ".join(text.split()).rstrip(" .;:,")
