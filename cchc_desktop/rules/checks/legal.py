"""Legal bases: whether what a paper cites is cited right and was in force on the paper's day.

What the list of bases does not know is said to be unknown; it is never called right.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity, nd30
from cchc_desktop.rules.checks.letters import CAPITAL, SMALL
from cchc_desktop.rules.checks.paper import CheckedPaper, Part
from cchc_desktop.rules.checks.searching import holding
from cchc_desktop.rules.dates import format_date, make_date
from cchc_desktop.rules.paper_names import name_by_symbol
from cchc_desktop.text import fold

_LAWS = "Luật Ban hành văn bản quy phạm pháp luật 2025; danh mục căn cứ của chương trình"


class KnownBasis(NamedTuple):
    """A paper of the list of legal bases: number ("61/2018/NĐ-CP", "" of a law), its day, validity, what came after."""

    text: str
    number: str
    day: date | None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    amended_by: str = ""
    partly_from: date | None = None
    partly_by: str = ""
    known_on: date | None = None


class Citation(NamedTuple):
    """A paper that a line cites."""

    line: int
    start: int
    end: int
    kind: str  # as written: "Nghị định", "Luật"
    number: str  # "61/2018/NĐ-CP", "" where only the name is cited
    name: str  # of a law: "Tổ chức chính quyền địa phương"
    day: date | None
    year: int | None
    said_number: bool  # whether "số" stands before the number


_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Chương trình hành động"
)
_DAY = r"(?:,?\s*ngày\s+(?P<day>\d{1,2}(?:/\d{1,2}/|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}))"
_NUMBERED = re.compile(
    rf"(?<!\w)(?P<kind>{_KINDS})\s+(?P<so>số\s*:?\s*)?(?P<number>\d{{1,5}}[a-z]?(?:/\d{{4}})?[/-][A-ZĐ][\wĐ]*(?:[-/][A-ZĐ][\wĐ&]*)*)"
    rf"{_DAY}?"
)
_LAW = re.compile(
    rf"(?<!\w)(?:Luật|Bộ luật)\s+(?P<name>[{CAPITAL}{SMALL}][^;.()“”\"\d]{{3,110}}?)"
    rf"(?:\s+số\s+(?P<number>\d+/\d{{4}}/QH\d+))?(?:{_DAY}|\s+năm\s+(?P<year>\d{{4}}))"
)
_ISSUER = re.compile(r"[^.;]{0,250}?(?<!\w)của (?=(?:Ban |Bộ|Ủy ban|UB|H|Chính|Chủ|Thủ|Thường|Quốc|T|Đ|S|Văn|P|C))")
_ISSUER_BEFORE = re.compile(r"của (?:Chính phủ|Bộ|UBND|Thủ tướng|HĐND|Trung ương)[^.;]*$")
_ISO = re.compile(r"(?:TCVN )?ISO 9001\s*:\s*(?P<year>\d{4})")
_ISO_NOW = 2015
_ISO_FROM = date(2018, 9, 15)  # when certificates of the edition of 2008 ended
_PERIOD = re.compile(r"giai đoạn\s+(?P<first>20\d\d)\s*[-–]\s*(?P<last>20\d\d)")
_SYMBOLISED = ("Quyết định", "Kế hoạch", "Nghị định", "Thông tư", "Chỉ thị")


def citations(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Citation]:
    """The papers that the lines cite, in order."""
    for place in lines:
        for cited in _cited_in(paper.lines[place].text):
            yield cited._replace(line=place)


@lru_cache(maxsize=4096)
def _cited_in(text: str) -> tuple[Citation, ...]:
    """The papers that a text cites: several rules ask for the same lines."""
    found = [
        Citation(0, *one.span(), one["kind"], one["number"], "", _day(one["day"]), None, bool(one["so"]))
        for one in _NUMBERED.finditer(text)
    ]
    for one in _LAW.finditer(text):
        year, number = int(one["year"]) if one["year"] else None, one["number"] or ""
        name = one["name"].strip(" ,")
        found.append(Citation(0, *one.span(), "Luật", number, name, _day(one["day"]), year, bool(number)))
    return tuple(found)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    return make_date(numbers[2], numbers[1], numbers[0]) if len(numbers) == 3 else None


class Bases:
    """The list of legal bases, found by number and by the name of a law; `rules` are those that ask it."""

    def __init__(self, known: Sequence[KnownBasis]) -> None:
        self._by_number = {_key(one.number): one for one in known if one.number}
        self._laws: dict[str, list[KnownBasis]] = {}
        for one in known:
            if found := re.match(r"(?:bo )?luat (.+?)(?: so | ngay | nam |$)", fold(one.text)):
                self._laws.setdefault(found[1].strip(" ,"), []).append(one)

    def find(self, cited: Citation) -> KnownBasis | None:
        """What the list knows of a citation; of laws with one name the one of that day or year, else the latest."""
        if cited.number and (found := self._by_number.get(_key(cited.number))):
            return found
        if not cited.name:
            return None
        named = self._laws.get(fold(cited.name).strip(" ,"), [])
        if cited.day is not None:
            return next((one for one in named if one.day == cited.day), None)
        if cited.year is not None:
            return next((one for one in named if one.day and one.day.year == cited.year), None)
        return named[-1] if len(named) == 1 else None

    def near(self, cited: Citation) -> str:
        """The name of a law that is almost the cited one, which is none; "" where there is none or several."""
        name = fold(cited.name).strip(" ,")
        if not name or name in self._laws:
            return ""
        words = set(name.replace(",", "").split())
        found = [
            known[-1].text
            for other, known in self._laws.items()
            if len(words) > 2 and words < set(other.replace(",", "").split()) and other.split()[0] == name.split()[0]
        ]
        return found[0] if len(found) == 1 else ""

    def same_name(self, cited: Citation) -> KnownBasis | None:
        """A law of the cited name, whatever its day."""
        named = self._laws.get(fold(cited.name).strip(" ,"), []) if cited.name else []
        return named[-1] if named else None


def _key(number: str) -> str:
    return fold(number).replace(" ", "")


def rules(bases: Bases) -> tuple[Rule, ...]:
    """The rules on legal bases, by a list of them."""
    return (
        *_PLAIN,
        Rule("L01", Severity.ERROR, lambda: _("Bases in force on the paper's day"), _LAWS, _with(bases, _expired)),
        Rule("L02", Severity.HINT, lambda: _("Amendments of the bases"), _LAWS, _with(bases, _amended)),
        Rule(
            "L06",
            Severity.HINT,
            lambda: _("Bases that end within the year"),
            _LAWS,
            _with(bases, _ending),
            scope=Scope.PAPER,
        ),
        Rule("L03", Severity.ERROR, lambda: _("Bases with their own day"), _LAWS, _with(bases, _wrong_day)),
        Rule("L05", Severity.WARNING, lambda: _("Names of laws"), _LAWS, _with(bases, _names_of_laws)),
        Rule(
            "L04",
            Severity.HINT,
            lambda: _("Bases that the list knows"),
            _LAWS,
            _with(bases, _unknown),
            scope=Scope.PAPER,
        ),
    )


_Asked = Callable[[CheckedPaper, Iterable[int], Bases], Iterator[Hit]]


def _with(bases: Bases, find: _Asked) -> Callable[[CheckedPaper, Iterable[int]], Iterator[Hit]]:
    return lambda paper, lines: find(paper, lines, bases)


def _expired(paper: CheckedPaper, lines: Iterable[int], bases: Bases) -> Iterator[Hit]:
    day = paper.day or (date(paper.year, 1, 1) if paper.year else None)
    for cited in citations(paper, lines):
        known = bases.find(cited)
        if known is None or day is None:
            continue
        place = (cited.line, cited.start, cited.end)
        if known.valid_to is not None and known.valid_to < day:
            said = _("“{basis}” is out of force since {day}.").format(
                basis=known.text, day=format_date(known.valid_to + timedelta(1))
            )
            if known.replaced_by:
                said += " " + _("It was replaced by “{other}”.").format(other=known.replaced_by)
            yield Hit(*place, said)
        elif known.valid_from is not None and known.valid_from > day and (known.day is None or known.day > day):
            said = _("“{basis}” was not in force yet when the paper was issued.").format(basis=known.text)
            yield Hit(*place, said)
        elif known.partly_from is not None and known.partly_from <= day:
            said = _("“{basis}” is partly out of force since {day}: {by}.").format(
                basis=known.text, day=format_date(known.partly_from), by=known.partly_by
            )
            yield Hit(*place, said)


def _amended(paper: CheckedPaper, lines: Iterable[int], bases: Bases) -> Iterator[Hit]:
    for cited in citations(paper, lines):
        known = bases.find(cited)
        if known is None or not known.amended_by or paper.lines[cited.line].part is not Part.BASIS:
            continue
        if not re.search("sửa đổi", paper.lines[cited.line].text):
            first = known.amended_by.split("\n")[0]
            said = _("“{basis}” was amended: “{other}”. Name the amendment where it matters.")
            yield Hit(cited.line, cited.start, cited.end, said.format(basis=known.text, other=first))


def _ending(paper: CheckedPaper, lines: Iterable[int], bases: Bases) -> Iterator[Hit]:
    seen: set[str] = set()
    day = paper.day or (date(paper.year, 1, 1) if paper.year else None)
    for cited in citations(paper, lines):
        known = bases.find(cited)
        if known is not None and known.valid_to and day and day <= known.valid_to < date(paper.year, 12, 31):
            if known.text in seen:
                continue
            seen.add(known.text)
            said = _("“{basis}” ends on {day}, within the year of the paper.")
            words = said.format(basis=known.text, day=format_date(known.valid_to))
            yield Hit(cited.line, cited.start, cited.end, words)


def _wrong_day(paper: CheckedPaper, lines: Iterable[int], bases: Bases) -> Iterator[Hit]:
    for cited in citations(paper, lines):
        known = bases.find(cited) or bases.same_name(cited)
        if known is None or cited.day is None or known.day is None or known.day == cited.day:
            continue
        if cited.number or cited.name:
            said = _("“{basis}” is of another day: {day}.").format(basis=known.text, day=format_date(known.day))
            yield Hit(cited.line, cited.start, cited.end, said)


def _names_of_laws(paper: CheckedPaper, lines: Iterable[int], bases: Bases) -> Iterator[Hit]:
    for cited in citations(paper, lines):
        if right := bases.near(cited):
            said = _("No law is called so; “{right}” is most likely meant.").format(right=right)
            yield Hit(cited.line, cited.start, cited.end, said)


def _unknown(paper: CheckedPaper, lines: Iterable[int], bases: Bases) -> Iterator[Hit]:
    """One finding for all that the list does not know: papers of the central level whose state nobody looked up."""
    central = ("cp", "ttg", "qh", "tw", "bnv", "vpcp", "btc", "btp")
    unknown: dict[str, Citation] = {}
    for cited in citations(paper, range(len(paper.lines))):
        ends = re.split("[-/]", fold(cited.number))
        if cited.number and any(end.startswith(central) for end in ends) and bases.find(cited) is None:
            unknown.setdefault(f"{cited.kind} {cited.number}", cited)
    if unknown:
        first = next(iter(unknown.values()))
        said = _("Whether these are in force is not known to the list of legal bases; look them up: {papers}.")
        yield Hit(first.line, first.start, first.end, said.format(papers="; ".join(unknown)))


def _undated(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A paper that is cited without its day where it is named for the first time."""
    seen: set[str] = set()
    for cited in citations(paper, range(len(paper.lines))):
        if not cited.number or _key(cited.number) in seen:
            continue
        seen.add(_key(cited.number))
        text = paper.lines[cited.line].text
        if cited.day is None and "ngày" not in text[max(0, cited.start - 40) : cited.end + 60]:
            said = _("“{paper}” is cited for the first time without its day.").format(
                paper=text[cited.start : cited.end]
            )
            yield Hit(cited.line, cited.start, cited.end, said)


def _without_issuer(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A paper that is cited with its day, for the first time, and not with who issued it."""
    seen: set[str] = set()
    for cited in citations(paper, range(len(paper.lines))):
        if not cited.number or _key(cited.number) in seen:
            continue
        seen.add(_key(cited.number))
        text = paper.lines[cited.line].text
        before, behind = text[max(0, cited.start - 90) : cited.start], text[cited.end :]
        if (
            cited.day is None
            or cited.kind not in ("Nghị định", "Thông tư")
            or _ISSUER.match(behind)
            or _ISSUER_BEFORE.search(before)
        ):
            continue
        said = _("“{paper}” is cited without the body that issued it.").format(paper=text[cited.start : cited.end])
        yield Hit(cited.line, cited.start, cited.end, said)


def _number_words(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for cited in citations(paper, lines):
        text = paper.lines[cited.line].text
        if cited.number and not cited.said_number:
            at = text.find(cited.number, cited.start)
            said = _("“số” is missing before the number: “{right}”.").format(right=f"{cited.kind} số {cited.number}")
            yield Hit(cited.line, at, at, said, "số ")


def _symbols(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A symbol of another kind than the word before it, or with an ending that no body has ("QĐ-TT")."""
    for cited in citations(paper, lines):
        symbol = re.sub(r"^\d+[a-z]?(?:/\d{4})?[/-]", "", cited.number)
        named = name_by_symbol(symbol) if symbol else None
        place = (cited.line, cited.start, cited.end)
        if found := re.fullmatch(r"(?P<kind>QĐ|CT)-(?P<end>TT|Ttg|TTG|Tg|T)", symbol):
            right = f"{found['kind']}-TTg"
            text = paper.lines[cited.line].text
            at = text.find(symbol, cited.start)
            said = _("No body has the symbol “{symbol}”; the Prime Minister's is “{right}”.")
            yield Hit(cited.line, at, at + len(symbol), said.format(symbol=symbol, right=right), right)
        elif named is not None and cited.kind in _SYMBOLISED and fold(named.word) != fold(cited.kind):
            said = _("The symbol “{symbol}” does not belong to “{kind}”.").format(symbol=symbol, kind=cited.kind)
            yield Hit(*place, said)


def _standards(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in holding(paper, lines, "ISO 9001"):
        for found in _ISO.finditer(paper.lines[place].text):
            if int(found["year"]) < _ISO_NOW and (paper.year or _ISO_NOW + 3) >= _ISO_FROM.year:
                said = _("The edition {year} of ISO 9001 was withdrawn; the one in force is ISO 9001:{now}.")
                text = said.format(year=found["year"], now=_ISO_NOW)
                yield Hit(place, *found.span("year"), text, str(_ISO_NOW))


def _programmes(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    for place in holding(paper, lines, "giai đoạn"):
        line = paper.lines[place]
        for found in _PERIOD.finditer(line.text):
            if paper.year and int(found["last"]) < paper.year and line.part in (Part.BODY, Part.TITLE, Part.BASIS):
                said = _("The period {first}-{last} is over in {year}.").format(
                    first=found["first"], last=found["last"], year=paper.year
                )
                yield Hit(place, *found.span(), said)


_CITING = nd30("Phụ lục I, mục II.6")

_PLAIN = (
    Rule("L10", Severity.WARNING, lambda: _("Bases cited with their day"), _CITING, _undated, scope=Scope.PAPER),
    Rule(
        "L15", Severity.HINT, lambda: _("Bases cited with who issued them"), _CITING, _without_issuer, scope=Scope.PAPER
    ),
    Rule("L11", Severity.WARNING, lambda: _("“số” before a number"), _CITING, _number_words),
    Rule("L12", Severity.ERROR, lambda: _("Symbols that fit the cited paper"), nd30("Phụ lục III"), _symbols),
    Rule("L13", Severity.ERROR, lambda: _("Standards in force"), "TCVN ISO 9001:2015", _standards),
    Rule("L14", Severity.WARNING, lambda: _("Programmes that are over"), _LAWS, _programmes),
)
