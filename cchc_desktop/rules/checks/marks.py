"""Form, letter by letter: spaces, dashes, dates, numbers that Nghị định 30/2020 writes in one way."""

import re
from collections.abc import Iterable, Iterator

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Severity, nd30
from cchc_desktop.rules.checks.letters import CAPITAL, SMALL
from cchc_desktop.rules.checks.paper import CheckedPaper, Part
from cchc_desktop.rules.checks.searching import holding

_DAY = re.compile(r"(?P<day>\d{1,2})(?P<a>\s?/\s?)(?P<month>\d{1,2})(?P<b>\s?/\s?)(?P<year>(?:19|20)\d\d)(?![\d/])")
_OF_NUMBERS = frozenset("0123456789/.")  # before a day they make it part of a longer number
_AND = re.compile(r"[,;] và ")
_TWO_ANDS = re.compile(rf"(?<!nhận) và (?:[{SMALL}]+ ){{1,2}}(?P<again>và) ")
_LOOSE = re.compile(rf"(?<=[{SMALL}]),(?= trong hoạt động của )")
_LONG_DAY = re.compile(r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})")
_NUMBER = re.compile(r"\bSố\s*:?\s*(?P<number>\d)(?=\s*/[A-ZĐ])")
_COLON = re.compile(r"\b[Ss]ố(?P<gap>\s*:(?=\d)|(?=\d+/[A-ZĐ]))")
_SO = ("ố:", "ố :", *(f"ố{digit}" for digit in range(10)))
_BULLET_GAP = re.compile(r"^[-–+•](?=[^\s\d.,;:+-])|^[-–+](?=\d+%)")
_BEFORE_MARK = re.compile(r"(?<=\w)(?P<gap> +)(?=[,;:!?](?:\s|$)|\.(?:\s|$)|\.\.\.(?:\s|$))")
_TWO_MARKS = re.compile(r"^[-–+•]\s*(?:[-–+•]\s|[a-zđ]\)|\d{1,2}\.\s)|^\*\s")
_SPACED = (" ,", " ;", " :", " !", " ?", " .")
_AFTER_MARK = re.compile(rf"[,;](?=[^\W\d_])(?<=[{SMALL}].)")
_DOUBLED = re.compile(r"(?<![./])\.\.(?!\.)(?!/)|,,|;;|::|,\.|;\.(?!/)|\.;|\.,")
_DASH = re.compile(rf"(?P<left>[{SMALL}]{{2}})(?P<dash> ?[-–] ?)(?P<right>[{CAPITAL}][{SMALL}]+)")
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_SIGNS = re.compile(rf"^(?P<form>TM|KT|TL|TUQ|Q)(?P<gap>\.\s*|\s+)(?=[{CAPITAL}])")
_KEEPER = re.compile(r"^[-–]?\s*Lưu(?P<gap>\s+)(?=VT|VP|HS|Văn thư)|^[-–]?\s*Lưu:\s*(?P<who>VP|Văn phòng)(?!\w)")


def _dates(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    chosen = list(lines)
    for pattern, form, parts in (
        (_DAY, "{0}/{1}/{2}", ("/19", "/20", "/ 19", "/ 20")),
        (_LONG_DAY, "ngày {0} tháng {1} năm {2}", (" tháng ",)),
    ):
        for place in holding(paper, chosen, *parts):
            text = paper.lines[place].text
            for found in pattern.finditer(text):
                is_within = text[max(0, found.start() - 1) : found.start()] in _OF_NUMBERS
                if not is_within and (hit := _unpadded(place, found, form)):
                    yield hit


def _unpadded(place: int, found: re.Match[str], form: str) -> Hit | None:
    day, month = int(found["day"]), int(found["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    right = form.format(f"{day:02}", f"{month:02}" if month < 3 else found["month"], found["year"])
    if right == found[0]:
        return None
    said = _("The day “{text}” is written “{right}”: days below 10 and the months 1 and 2 have a 0.")
    return Hit(place, *found.span(), said.format(text=found[0], right=right), right)


def _numbers(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        line = paper.lines[place]
        if line.part is Part.HEAD:
            for found in _NUMBER.finditer(line.text):
                said = _("A number below 10 has a 0 before it: “{right}”.").format(right=f"0{found['number']}")
                yield Hit(place, *found.span("number"), said, f"0{found['number']}")


def _colons(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in holding(paper, lines, *_SO):
        line = paper.lines[place]
        for found in _COLON.finditer(line.text):
            right = ": " if line.part is Part.HEAD else " "
            said = _("“số” and the number of the paper are parted: “{right}”.").format(right=f"{found[0][:2]}{right}…")
            yield Hit(place, *found.span("gap"), said, right)


def _bullets(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        if found := _BULLET_GAP.match(paper.lines[place].text):
            yield Hit(place, 0, found.end(), _("A space is missing behind the dash."), f"{found[0]} ")


def _gaps(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    chosen = list(lines)
    for place in holding(paper, chosen, *_SPACED):
        for found in _BEFORE_MARK.finditer(paper.lines[place].text):
            yield Hit(place, *found.span("gap"), _("There is no space before a punctuation mark."), "")
    for place in chosen:
        for found in _AFTER_MARK.finditer(paper.lines[place].text):
            yield Hit(place, *found.span(), _("A space is missing behind the punctuation mark."), f"{found[0]} ")
    for place in holding(paper, chosen, "  "):
        for found in _SPACES.finditer(paper.lines[place].text):
            yield Hit(place, *found.span(), _("Several spaces stand in a row."), " ")


def _doubled_marks(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in holding(paper, lines, "..", ",,", ";;", "::", ",.", ";.", ".;", ".,"):
        for found in _DOUBLED.finditer(paper.lines[place].text):
            said = _("Two punctuation marks stand in a row: “{marks}”.").format(marks=found[0])
            yield Hit(place, *found.span(), said, found[0][0])


def _dashes(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Tài chính-Kế toán", "Lao động –Thương binh": a dash between two words of a name has a space on both sides."""
    for place in lines:
        text = paper.lines[place].text
        if text.count("-") + text.count("–") == text.count(" - ") + text.count(" – ") + (text[:1] in "-–"):
            continue
        for found in _DASH.finditer(text):
            dash = found["dash"]
            if len(dash) == 3:
                continue
            said = _("The dash between two parts of a name has a space on either side: “{right}”.")
            left = text[: found.end("left")].rsplit(" ", 1)[-1]
            right = f"{left} - {found['right']}"
            yield Hit(place, *found.span("dash"), said.format(right=right), " - ")


def _signing_gap(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        line = paper.lines[place]
        if line.part is Part.SIGNING and (found := _SIGNS.match(line.text)) and found["gap"] != ". ":
            said = _("The abbreviation above the signature is followed by a full stop and a space: “{right}”.")
            yield Hit(place, *found.span("gap"), said.format(right=f"{found['form']}. …"), ". ")


def _keeper(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in lines:
        line = paper.lines[place]
        if line.part is Part.RECIPIENT and (found := _KEEPER.match(line.text)):
            said = _("The last line of the recipients is written “Lưu: VT, …”, with a colon.")
            yield Hit(place, *found.span(found.lastgroup or 0), said, "VT" if found["who"] else ": ")


def _before_and(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Chính phủ, và tình hình", "xã; và ban": the last of a row is joined by the word alone."""
    chosen = list(lines)
    for place in holding(paper, chosen, ", và ", "; và "):
        for found in _AND.finditer(paper.lines[place].text):
            said = _("Before “và” no mark is written.")
            yield Hit(place, found.start(), found.end() - 1, said, " và")
    for place in holding(paper, chosen, " và "):
        text = paper.lines[place].text
        for found in _TWO_ANDS.finditer(text) if text.count(" và ") > 1 else ():
            yield Hit(
                place, *found.span("again"), _("“và” stands twice in one row; the first one is most likely a comma.")
            )
    for place in holding(paper, chosen, ", trong hoạt động"):
        for found in _LOOSE.finditer(paper.lines[place].text):
            yield Hit(place, *found.span(), _("No comma parts a word from what belongs to it."), "")


def _two_marks(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "- + Kế hoạch", "- d) Tổ chức": one mark opens an item, a dash, a plus sign or a letter."""
    for place in lines:
        line = paper.lines[place]
        if line.part is Part.BODY and (found := _TWO_MARKS.match(line.text)):
            text = found[0]
            if text.startswith("*"):
                yield Hit(place, 0, 1, _("Items of a list begin with a dash, not with a star."), "-")
                continue
            said = _("An item begins with one mark, not with two: “{marks}”.").format(marks=text.strip())
            right = text[1:].lstrip()
            yield Hit(place, 0, found.end(), said, right)


_LISTS = nd30("Phụ lục I, mục II.6")

RULES = (
    Rule("F01", Severity.WARNING, lambda: _("Days with a 0 before small numbers"), nd30("Phụ lục I, mục II.4"), _dates),
    Rule("F02", Severity.ERROR, lambda: _("Numbers with a 0 below 10"), nd30("Phụ lục I, mục II.3"), _numbers),
    Rule("F03", Severity.WARNING, lambda: _("“Số” parted from the number"), nd30("Phụ lục I, mục II.3"), _colons),
    Rule("F04", Severity.WARNING, lambda: _("A space behind the dash of a list"), _LISTS, _bullets),
    Rule("F10", Severity.WARNING, lambda: _("One mark before an item"), _LISTS, _two_marks),
    Rule("F11", Severity.HINT, lambda: _("No mark before “và”"), _LISTS, _before_and),
    Rule("F05", Severity.WARNING, lambda: _("Spaces around punctuation marks"), _LISTS, _gaps),
    Rule("F06", Severity.WARNING, lambda: _("Punctuation marks in a row"), _LISTS, _doubled_marks),
    Rule("F07", Severity.WARNING, lambda: _("Spaces around the dash in a name"), nd30("Phụ lục II"), _dashes),
    Rule(
        "F08", Severity.ERROR, lambda: _("Abbreviations above the signature"), nd30("Phụ lục I, mục II.7"), _signing_gap
    ),
    Rule("F09", Severity.WARNING, lambda: _("“Lưu: VT”"), nd30("Phụ lục I, mục II.9"), _keeper),
)
