"""Form: the parts that a paper has to have (Nghị định 30/2020, Điều 8), and whether they agree with each other."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity, nd30
from cchc_desktop.rules.checks.paper import CheckedPaper, Part, indices
from cchc_desktop.rules.checks.searching import holding
from cchc_desktop.rules.documents_nd30 import signs_as_it_decides
from cchc_desktop.rules.paper_names import name_by_symbol
from cchc_desktop.text import fold

_END = re.compile(r"\./\.\s*$")
_TIE = re.compile(r"^\W{0,3}(?:ban hành )?kèm theo\b", re.IGNORECASE)
_TIED_KIND = re.compile(r"kèm theo (?P<kind>quyết định|kế hoạch|công văn|báo cáo|tờ trình)", re.IGNORECASE)
_OPEN_NUMBER = re.compile(r"số\s*:?\s*[.…_]*\s*/[A-ZĐ]|ngày\s*[.…_]*\s*/")
_OPEN_HEAD = re.compile(
    r"^\W*Số\s*:\s*[.…_]*\s*/[A-ZĐ]|(?<!\w)ngày\s*[.…_]*\s*tháng\s*[.…_]*\s*(?:\d{1,2}\s*)?năm"
    r"|ngày \d{1,2} tháng\s*[.…_]*\s*năm"
)
_BODY_NAME = re.compile(
    r"\W*(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|so |phong |ban |van phong|trung tam|cong an"
    r"|dang uy|bo |cuc |chi cuc)"
)
_APPENDIX_WORD = re.compile(r"phụ lục", re.IGNORECASE)
_ROMAN_APPENDIX = re.compile(r"phụ lục (?:số )?(?:[IVX]+|\d)", re.IGNORECASE)
_COLLECTIVE = re.compile(r"^[A-ZĐ]{2,4}-UBND$")
_COLLECTIVE_KINDS = ("plan", "report", "programme", "submission")
_KIND_WORDS = {
    "quyết định": "decision",
    "kế hoạch": "plan",
    "công văn": "letter",
    "báo cáo": "report",
    "tờ trình": "submission",
}
_SIGNED = ("plan", "decision", "report", "letter", "programme", "submission")
_UNTITLED = ("", "letter", "appendix", "outline")
_SIGNERS = 8  # lines with names and titles that may stand behind the end of the text
_ENDED = (Part.BODY, Part.ARTICLE)


def _last_lines(paper: CheckedPaper) -> Iterator[int]:
    """The last line of the text of each paper that is signed."""
    for number, head in enumerate(paper.heads):
        body = [place for place in indices(paper.lines, *_ENDED) if paper.lines[place].paper == number]
        ends = [place for place in body[-_SIGNERS:] if _END.search(paper.lines[place].text)]
        if ends and all(len(paper.lines[place].text) < 60 for place in body if place > ends[-1]):
            continue  # who signs minutes stands behind their end
        if body and (head.signing or any(line.part is Part.RECIPIENT and line.paper == number for line in paper.lines)):
            yield body[-1]


def _end_mark(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    if paper.is_own:
        return
    for place in _last_lines(paper):
        text = paper.lines[place].text
        if not _END.search(text):
            said = _("The text of a paper ends with “./.”.")
            yield Hit(place, len(text.rstrip(" .;")), len(text), said, "./.")
    for place, line in enumerate(paper.lines):
        if line.part is Part.BODY and line.text.endswith("./") and (half := re.search(r"(?<![./])\./$", line.text)):
            yield Hit(place, *half.span(), _("The text of a paper ends with “./.”."), "./.")
        if line.part is Part.RECIPIENT and (found := _END.search(line.text)):
            said = _("“./.” ends the text of a paper, not its recipients, which end with a full stop.")
            yield Hit(place, *found.span(), said, ".")


def _signing(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Who signs, in whose name: the authority of a decision, the collective papers of a People's Committee."""
    for number, head in enumerate(paper.heads):
        signing = [place for place in indices(paper.lines, Part.SIGNING) if paper.lines[place].paper == number]
        if not signing:
            continue
        first = paper.lines[signing[0]]
        joined = " ".join(paper.lines[place].text for place in signing).upper()
        in_name = bool(re.search(r"\bTM\s*\.", joined))
        form = "collective" if in_name else "head"
        if head.authority and not signs_as_it_decides(head.authority, form):
            said = _(
                "“{authority}” decides, so that the paper is signed in that name; here stands “{signing}”."
            ).format(authority=head.authority, signing=first.text)
            yield Hit(signing[0], 0, len(first.text), said)
        elif head.kind in _COLLECTIVE_KINDS and _COLLECTIVE.match(head.symbol) and not in_name and "CHỦ TỊCH" in joined:
            said = _("A paper of the People's Committee is signed in its name: “TM. ỦY BAN NHÂN DÂN” is missing.")
            yield Hit(signing[0], 0, len(first.text), said)


def _is_attached(paper: CheckedPaper) -> bool:
    """Whether the file holds only what is attached to a paper that lies elsewhere: its first lines say so."""
    return any(_TIE.match(line.text) for line in paper.lines[:10])


def _missing(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    if paper.is_own or _is_attached(paper) or not any(head.kind for head in paper.heads):
        return
    folded = fold(" ".join(line.text for line in paper.lines[:12]))
    if "cong hoa xa hoi chu nghia" not in folded:
        said = _("The state title and motto (Quốc hiệu, Tiêu ngữ) were not found at the head of the file.")
        yield Hit(-1, 0, 0, said)
    if paper.main.kind not in _SIGNED:
        return
    top = [line.text for line in paper.lines[:12] if line.part is Part.HEAD]
    if not any(_BODY_NAME.match(fold(text)) for text in top):
        yield Hit(-1, 0, 0, _("The name of the office that issues the paper is missing at its head."))
    dated = any(re.search(r"ngày.*tháng.*năm", line.text) for line in paper.lines if line.part is Part.HEAD)
    present = (
        (any(line.part is Part.RECIPIENT for line in paper.lines), _("“Nơi nhận” with its recipients is missing.")),
        (
            any(head.signing for head in paper.heads),
            _("The lines above the signature (who signs, in whose name) are missing."),
        ),
        (any(head.symbol for head in paper.heads), _("Number and symbol (“Số: …/…”) are missing.")),
        (dated, _("Place and date of issue are missing.")),
    )
    yield from (Hit(-1, 0, 0, said) for there, said in present if not there)


def _left_open(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Number and day of a draft, which are written when it is issued."""
    for place in () if paper.is_own else indices(paper.lines, Part.HEAD):
        text = paper.lines[place].text
        if _OPEN_HEAD.search(text):
            yield Hit(
                place, 0, len(text), _("Number or day of the paper is left open; both are written when it is issued.")
            )


def _symbols(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A symbol that says another kind of paper than the title; a letter whose symbol does not say who drafted it."""
    for number, head in enumerate(paper.heads):
        place = next(
            (
                p
                for p in indices(paper.lines, Part.HEAD)
                if paper.lines[p].paper == number and "Số" in paper.lines[p].text
            ),
            None,
        )
        if place is None or not head.symbol:
            continue
        named = name_by_symbol(head.symbol)
        text = paper.lines[place].text
        if head.kind == "letter" and re.fullmatch(r"(?:UBND|HĐND)", head.symbol):
            said = _("The symbol of an official letter also names who drafted it: “{symbol}-VP”.").format(
                symbol=head.symbol
            )
            yield Hit(place, 0, len(text), said)
        elif named is not None and named.kind and head.kind not in (*_UNTITLED, str(named.kind)):
            said = _("The symbol “{symbol}” belongs to another kind of paper than the title.")
            yield Hit(place, 0, len(text), said.format(symbol=head.symbol))


def _ties(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """What an appendix says of the paper that it belongs to."""
    main = paper.main
    for place in holding(paper, lines, "kèm theo", "Kèm theo", "KÈM THEO"):
        line = paper.lines[place]
        if not _TIE.match(line.text) or len(line.text) > 300:
            continue
        kind = _TIED_KIND.search(line.text)
        present = {head.kind for head in paper.heads}
        if small := re.search(r"^\W*(?=ban hành|kèm theo)", line.text):
            at = small.end()
            said = _("The line that says what an appendix belongs to begins with a capital.")
            yield Hit(place, at, at + 1, said, line.text[at].upper())
        if kind is not None and _KIND_WORDS[kind["kind"].lower()] not in present and not _is_attached(paper):
            said = _("The appendix says that it belongs to a paper of another kind than this one: “{kind}”.").format(
                kind=kind["kind"]
            )
            yield Hit(place, *kind.span("kind"), said)
        if main.number and (found := _OPEN_NUMBER.search(line.text)):
            said = _("Number or day of the paper that the appendix belongs to is left open.")
            yield Hit(place, *found.span(), said)
        if found := re.search(r"của (?:UBND|HĐND|Ủy ban nhân dân)\s*\)?\s*$", line.text):
            yield Hit(place, *found.span(), _("The name of the office that issued the paper is missing."))


def _unnumbered(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Two appendices or more that have no Roman numbers."""
    titles = {line.paper: (place, line) for place, line in reversed(list(enumerate(paper.lines)))}
    opened = [titles[number] for number, head in enumerate(paper.heads) if head.kind in ("appendix", "outline")]
    named = [(place, line) for place, line in opened if _APPENDIX_WORD.match(line.text) or line.text.isupper()]
    kinds = [paper.heads[line.paper].subject for _place, line in named]
    distinct = [one for one, subject in zip(named, kinds, strict=True) if fold(subject).strip() != "phu luc"]
    if len(distinct) > 1 and not any(_ROMAN_APPENDIX.search(line.text) for _place, line in named):
        place, line = distinct[1]
        said = _("Two appendices or more have Roman numbers: “Phụ lục I”, “Phụ lục II”.")
        yield Hit(place, 0, len(line.text), said)


def _as_above(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """The first recipient: "Như trên" of a letter, "Như Điều 3" of a decision, whose last article it is."""
    for number, head in enumerate(paper.heads):
        own = [place for place in indices(paper.lines, Part.RECIPIENT) if paper.lines[place].paper == number]
        listed = [place for place in own if not fold(paper.lines[place].text).startswith("noi nhan")]
        if not listed:
            continue
        first = paper.lines[listed[0]]
        folded = fold(first.text)
        articles = [
            found[1] for line in paper.lines if line.paper == number and (found := re.match(r"Điều (\d+)", line.text))
        ]
        named = re.search(r"Điều (\d+)", first.text)
        if (
            head.kind == "letter"
            and "nhu tren" not in folded
            and any(line.part is Part.ADDRESSEE for line in paper.lines)
        ):
            yield Hit(listed[0], 0, len(first.text), _("The recipients of an official letter begin with “Như trên”."))
        elif head.kind == "decision" and named and articles and named[1] != articles[-1]:
            said = _(
                "“Như Điều {said}”: the last article, which says who carries the decision out, is {right}."
            ).format(said=named[1], right=articles[-1])
            yield Hit(listed[0], *named.span(1), said, articles[-1])


def _list_marks(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Recipients: each line but the last ends with a semicolon, the last, "Lưu", with a full stop."""
    if paper.is_own:
        return
    places = [p for p in indices(paper.lines, Part.RECIPIENT) if paper.lines[p].bullet]
    for place, following in zip_longest(places, places[1:]):
        line = paper.lines[place]
        last = following is None or paper.lines[following].paper != line.paper
        text = line.text.rstrip()
        if not last and text[-1:] not in ";,":
            said = _("Each recipient but the last ends with a semicolon.")
            yield Hit(place, len(text.rstrip(".")), len(text), said, ";")


_WHOLE = nd30("Điều 8")

RULES = (
    Rule("F40", Severity.ERROR, lambda: _("The parts of a paper"), _WHOLE, _missing, scope=Scope.PAPER),
    Rule(
        "F41",
        Severity.WARNING,
        lambda: _("“./.” at the end of the text"),
        nd30("Phụ lục III"),
        _end_mark,
        scope=Scope.PAPER,
    ),
    Rule("F42", Severity.ERROR, lambda: _("Who signs, in whose name"), nd30("Điều 13"), _signing, scope=Scope.PAPER),
    Rule(
        "F43",
        Severity.ERROR,
        lambda: _("Symbol and kind of paper"),
        nd30("Phụ lục I, mục II.3"),
        _symbols,
        scope=Scope.PAPER,
    ),
    Rule(
        "F44",
        Severity.WARNING,
        lambda: _("What an appendix belongs to"),
        nd30("Phụ lục I, mục III.1"),
        _ties,
        scope=Scope.PAPER,
    ),
    Rule(
        "F45",
        Severity.WARNING,
        lambda: _("The first recipient"),
        nd30("Phụ lục I, mục II.9"),
        _as_above,
        scope=Scope.PAPER,
    ),
    Rule(
        "F46",
        Severity.HINT,
        lambda: _("Marks behind recipients"),
        nd30("Phụ lục I, mục II.9"),
        _list_marks,
        scope=Scope.PAPER,
    ),
    Rule(
        "F48",
        Severity.HINT,
        lambda: _("Number and day of the paper"),
        nd30("Phụ lục I, mục II.3 và II.4"),
        _left_open,
        scope=Scope.PAPER,
    ),
    Rule(
        "F47",
        Severity.HINT,
        lambda: _("Appendices with Roman numbers"),
        nd30("Phụ lục I, mục III.1"),
        _unnumbered,
        scope=Scope.PAPER,
    ),
)
