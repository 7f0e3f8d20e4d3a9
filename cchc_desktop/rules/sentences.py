"""Sentences from templates: forms for none, one and many, placeholders, lists, values and their differences."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from cchc_desktop.rules.choices import without_choices
from cchc_desktop.rules.numbers import format_figure, format_number, format_value

_PLACE = re.compile(r"\{([^{}]+)\}")
# What a form says to who fills it in, not to who reads the report: "(Lũy kế từ đầu năm)", "(%)", a footnote's sign.
_REMARK = re.compile(
    r"\s?\((?:lũy kế|luỹ kế|chỉ thống kê|chỉ tính|không tính|gồm|bao gồm|tất cả|tính |đơn vị|ghi |nếu có|%|\*+|\d\))"
    r"[^()]*(?:\([^()]*\)[^()]*)*\)?",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\[\d{1,2}\]$")
_SIGNS = "*†‡¹²³⁴⁵⁶⁷⁸⁹⁰ "
_LED_BY = re.compile(r"^(?:[-+•*–]\s?|trong đó\s?[:,]?\s?)+", re.IGNORECASE)
_PER_CENT = re.compile(r"(?<=[Tt]ỷ lệ) (?:\(%\)|%)")
_MULTIPLE = re.compile(r"1((?:\.?000){1,3}) ?(?:đồng|đ|₫)")  # a unit such as "1.000 đồng"
_THOUSANDS = ("", "nghìn", "triệu", "tỷ")
_NO_UNIT = ("", "%", "–", "-", "số lượng", "số", "con số")
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


def value_words(value: Decimal, unit: str, estimated: bool, places: int = 0) -> str:
    """ "4.512", "96,67%", "ước 4.512"; of the units only the per cent sign is written."""
    words = format_figure(value, unit, places)
    return f"{ESTIMATE} {words}" if estimated else words


def with_unit(value: Decimal, unit: str, estimated: bool, places: int = 0) -> str:
    """ "4.512 hồ sơ", "96,67%", "ước 12 cuộc"."""
    words = value_words(value, unit, estimated, places)
    named = _unit_words(unit)
    return f"{words} {named}" if named else words


def _unit_words(unit: str) -> str:
    """A unit as it is said after its number: "hồ sơ", "nghìn đồng" for "1.000 đồng"; "" for one that is none."""
    unit = " ".join(unit.split())
    multiple = _MULTIPLE.fullmatch(unit)
    if multiple:
        return f"{_THOUSANDS[multiple[1].count('0') // 3]} đồng"
    return "" if unit.lower() in _NO_UNIT else _small(unit)


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


def figure_name(name: str) -> str:
    """A figure's name as a sentence says it: without the answers, remarks, signs and words that are for its form."""
    said = _PER_CENT.sub("", bare(_REMARK.sub("", without_choices(bare(name)))))
    said = bare(_LED_BY.sub("", bare(_FOOTNOTE.sub("", said).rstrip(_SIGNS)))).replace(": ", ", ")
    return said[:1].upper() + said[1:] if said else bare(name)


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
