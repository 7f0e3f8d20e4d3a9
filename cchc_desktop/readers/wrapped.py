"""Lines that a page, a mail or a web site broke are joined again before the fixed lines of a paper are looked for."""

import re
from collections.abc import Iterable
from dataclasses import replace

from cchc_desktop.readers.marks import is_capitals, read_line
from cchc_desktop.readers.paper_lines import dated_of
from cchc_desktop.readers.source import SourceLine

_HANGING = re.compile(
    r"(?:\b(?:ngày|tháng|năm|số|của|và|về|tại|theo|do|từ|đến|với|cho|trong|là|các|những)|[(,–-])$", re.IGNORECASE
)
_NUMBER_ALONE = re.compile(r"^S[ốỐ]\s*:?$")
_BEGUN_DATE = re.compile(r"^\d{1,2}[/.]\d{1,2}[/.]\d{4}\b")
_DATE_BEGUN = re.compile(r"\b(?:ngày|tháng)\s+\d{1,2}(?:\s+tháng\s+\d{1,2})?$", re.IGNORECASE)
_DATE_GOES_ON = re.compile(r"^(?:tháng|năm)\s+\d")
_ENDED = (".", ";", ":", "!", "?", "…", "./", "|")
_WRAPPED = 40  # a shorter line was ended by its writer
_LONGEST = 5_000  # no paragraph is longer; hostile text must not be joined for ever


def joined_lines(lines: Iterable[SourceLine]) -> list[SourceLine]:
    """The lines, each that goes on in mid-sentence joined with what follows; a gap between them keeps them apart."""
    joined: list[SourceLine] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above is not None and _goes_on(above, line):
            joined[-1] = replace(above, text=f"{above.text.rstrip()} {line.text.lstrip()}")
        else:
            joined.append(line)
    return joined


def _goes_on(above: SourceLine, line: SourceLine) -> bool:
    before, text = above.text.strip(), line.text.strip()
    if line.gap or not before or not text or len(before) > _LONGEST:
        return False
    if not any(map(str.isalnum, before)):
        return False  # a rule of hyphens under a letterhead
    if _DATE_BEGUN.search(before) and _DATE_GOES_ON.match(text):
        return True
    if _NUMBER_ALONE.match(before):
        return text[0].isdigit()
    here = read_line(line.number, text, False)
    if here.mark is not None or here.bullet or before.endswith(_ENDED):
        return False
    if _HANGING.search(before):
        return not is_capitals(before)
    if _BEGUN_DATE.match(text) or (text[0].islower() and len(before) >= _WRAPPED and not is_capitals(before)):
        return True
    # The place of a date: "Hà", then "Đông, ngày 08 tháng 12 năm 2025".
    place = len(before.split()) <= 2 and before.istitle() and before.replace(" ", "").isalpha()
    return place and dated_of(text) is not None
