"""Sentences: those that a page cut, that end early, or without the mark of their neighbours."""

import re
from collections.abc import Iterable, Iterator, Sequence

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, Part
from cchc_desktop.rules.checks.searching import holding
from cchc_desktop.rules.checks.term_table import CLOSED_ENDS, OPEN_ENDS, SECOND_HALVES
from cchc_desktop.rules.checks.terms import ORTHOGRAPHY
from cchc_desktop.rules.checks.variants import family

_CUT = re.compile(
    r"(?<!\w)(?:triển khai thực|tổ chức thực|thủ tục hành|cải cách hành|cán bộ, công|cơ quan, đơn"
    r"|(?<!trách )(?<!bổ )(?<!miễn )(?<!chủ )nhiệm)$"
)
_ENDS = '.;:,!?…)]”"/'
_CLAUSE = re.compile(
    r"(?:Thực hiện|Căn cứ|Theo|Thi hành|Triển khai) (?:các )?(?:Kế hoạch|Quyết định|Công văn"
    r"|Nghị quyết|Chỉ thị|Chương trình)"
    r"[^.]{20,900}\.(?=\s|$)"
)
_DOES = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Phòng|Sở|HĐND)[^,;.]{0,60} (?:ban hành|xây dựng|báo cáo|đề nghị|yêu cầu|triển khai)"
)
_CLOSING = ("Trong quá trình", "Trên đây", "Yêu cầu", "Đề nghị", "Định kỳ", "Kinh phí", "Căn cứ")
_OPEN = re.compile(r"(?<=\w)(?: ?\.\.\.)(?<!v\.v\.\.\.)(?=(?:\./\.)?$|[),;]| [^\W\d_])")
_OF_A_NAME = re.compile(r"(?<!\w)(?:huyện|xã|phường|tỉnh|UBND),?$")
_LEAST_CAPITALS = 4  # times that a label is followed by a capital, for each time that it is not
_LONG = 80  # letters above which a line is no heading that has no mark


def _following(paper: CheckedPaper, place: int) -> CheckedLine | None:
    """The line that goes on with the text of another one, where none of its own begins."""
    following = paper.lines[place + 1] if place + 1 < len(paper.lines) else None
    if following is None or following.part is not Part.BODY or following.label or following.bullet:
        return None
    return following


def _cut(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A line that ends in the middle of a sentence though nothing goes on with it, or that a page cut in two."""
    for place, line in enumerate(paper.lines):
        if line.part not in (Part.BODY, Part.CELL) or len(line.text) < 25 or line.text.isupper():
            continue
        end = (max(0, len(line.text) - 20), len(line.text))
        if half := _half_of_name(paper, place):
            said = _("A line breaks the name “{name}” in two.").format(name=half)
            yield Hit(place, *end, said)
        elif _ends_early(paper, place):
            said = _("The sentence ends in its middle: “…{end}”.").format(end=" ".join(line.text.split()[-4:]))
            yield Hit(place, *end, said)
        elif (following := _following(paper, place)) is not None and _is_cut(line, following):
            said = _("The sentence is cut in two: it goes on with “{words}” in the next line.").format(
                words=" ".join(following.text.split()[:4])
            )
            yield Hit(place, *end, said)


def _is_cut(line: CheckedLine, following: CheckedLine) -> bool:
    """Whether the next line goes on with a sentence: in small letters, or where the line is none that may end so."""
    if len(line.text) <= _LONG:
        return False
    goes_on = following.text[:1].islower()
    if line.text[-1] in _ENDS:
        return goes_on and line.text[-1] in ",;"
    return goes_on or not line.level


def _ends_early(paper: CheckedPaper, place: int) -> bool:
    line = paper.lines[place]
    if line.level or line.text[-1] in _ENDS:
        return False
    last = line.text.rsplit(" ", 1)[-1].lower()
    is_open = last in OPEN_ENDS and not line.text.lower().endswith(CLOSED_ENDS)
    if not is_open and not _CUT.search(line.text[-40:]):
        return False
    if line.part is Part.CELL:
        return last in (
            "của",
            "các",
            "những",
            "với",
            "và",
            "về",
            "nhằm",
            "để",
            "hoặc",
        )  # nothing outside goes on with it
    return _following(paper, place) is None


def _half_of_name(paper: CheckedPaper, place: int) -> str:
    """ "… công tác Thi đua" and the item "- Khen thưởng, …" below it: the name; "" elsewhere."""
    following = paper.lines[place + 1] if place + 1 < len(paper.lines) else None
    text = paper.lines[place].text
    if following is None or not following.bullet:
        return ""
    words = " ".join(text.rsplit(" ", 2)[-2:])
    second = SECOND_HALVES.get(words.lower())
    return f"{words} - {second}" if second and following.words.startswith(second) else ""


def _unended(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """An item or paragraph without any mark at its end."""
    if paper.is_own:
        return
    for place, line in enumerate(paper.lines):
        text = line.text
        if line.part is not Part.BODY or text[-1] in _ENDS or text.isupper() or not _may_need_end(line):
            continue
        is_last = place + 1 == len(paper.lines) or paper.lines[place + 1].part is Part.RECIPIENT  # "./." is due there
        if is_last or _following(paper, place) is not None or _ends_early(paper, place) or _half_of_name(paper, place):
            continue
        yield Hit(place, len(text), len(text), _("The mark at the end of the sentence is missing."), ".")


def _may_need_end(line: CheckedLine) -> bool:
    """Whether a line is a sentence: no heading, not the heading of the items below it ("- Về cải cách thể chế")."""
    text = line.text
    if line.bullet == "-" and ": " in text and len(text) >= 25:
        return True
    if len(text) < 60 or (line.level and len(text) < 200):
        return False
    names = line.words.startswith(("Về ", "Công tác ", "Đối với "))
    return not (line.bullet == "-" and len(text) < 100 and names)


def _ends_of_items(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """The one item of a row that ends with a semicolon where all others end with a full stop."""
    if paper.is_own:
        return
    for row in _rows(paper.lines):
        ends = [paper.lines[place].text[-1] for place in row]
        if len(row) < 3 or ends.count(";") != 1 or ends.count(".") < len(row) - 2:
            continue
        place = row[ends.index(";")]
        if _following(paper, place) is not None:
            continue
        text = paper.lines[place].text
        said = _("The other items of this row end with a full stop.")
        yield Hit(place, len(text) - 1, len(text), said, ".")


def _rows(lines: Sequence[CheckedLine]) -> Iterator[list[int]]:
    """Items that stand side by side below one heading, as indices; points and dashes are rows of their own."""
    open_rows: dict[tuple[int, str], list[int]] = {}
    for place, line in enumerate(lines):
        if line.part is not Part.BODY:
            yield from open_rows.values()
            open_rows = {}
            continue
        key = (line.level or 9, line.bullet)
        if not (line.level or line.bullet):
            continue
        for deeper in [one for one in open_rows if one > key]:
            yield open_rows.pop(deeper)
        open_rows.setdefault(key, []).append(place)
    yield from open_rows.values()


def _fragments(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Thực hiện Kế hoạch số 5 … của tỉnh." as a sentence of its own: who does what is said nowhere in it."""
    for place in lines:
        line = paper.lines[place]
        if line.part not in (Part.PREAMBLE, Part.BASIS):
            continue
        if (found := _CLAUSE.match(line.text)) and not _DOES.search(found[0]):
            rest = line.text[found.end() :].strip()
            if rest or (line.part is Part.PREAMBLE and _goes_on_with_subject(paper, place)):
                said = _(
                    "This is no whole sentence: what follows from it is missing; a comma joins it to the next one."
                )
                yield Hit(place, found.end() - 1, found.end(), said)


def _goes_on_with_subject(paper: CheckedPaper, place: int) -> bool:
    following = paper.lines[place + 1] if place + 1 < len(paper.lines) else None
    return following is not None and following.part is Part.PREAMBLE


def _orphans(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A paragraph without a dash behind items that all have one, before the next heading."""
    if paper.is_own:
        return
    for place in range(3, len(paper.lines) - 1):
        line, behind = paper.lines[place], paper.lines[place + 1]
        if line.part is not Part.BODY or line.bullet or line.label or len(line.text) < 60 or not line.text[0].isupper():
            continue
        before = paper.lines[place - 3 : place]
        is_row = all(one.bullet == "-" and one.text[-1] in ".;" and one.part is Part.BODY for one in before)
        if is_row and behind.level and line.text[-1] in ".;" and not line.text.startswith(_CLOSING):
            yield Hit(place, 0, 0, _("The items before this one begin with a dash, this one does not."), "- ")


def _values(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "Thời gian: thường xuyên" with a small letter where the same label is followed by a capital elsewhere."""
    small: dict[str, list[tuple[int, int]]] = {}
    capital: dict[str, int] = {}
    for place in holding(paper, lines, ": "):
        line = paper.lines[place]
        label, _mark, value = line.words.partition(": ")
        if not line.bullet or not value or len(label) > 40:
            continue
        if value[0].islower():
            small.setdefault(family(label), []).append((place, line.start + len(label) + 2))
        elif value[0].isupper():
            capital[family(label)] = capital.get(family(label), 0) + 1
    for name, places in small.items():
        if capital.get(name, 0) > _LEAST_CAPITALS * len(places):
            for place, start in places:
                text = paper.lines[place].text
                said = _("Behind “{label}” the other items begin with a capital.")
                label = paper.lines[place].words.partition(": ")[0]
                yield Hit(place, start, start + 1, said.format(label=label), text[start].upper())


def _open_lists(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """Three dots behind a row of words: what else belongs to it is left open."""
    for place in holding(paper, lines, "..."):
        line = paper.lines[place]
        for found in _OPEN.finditer(line.text) if line.part is Part.BODY else ():
            if _OF_A_NAME.search(line.text, max(0, found.start() - 12), found.start()):
                continue  # a name of the form that is to be filled in
            said = _("The sentence is left open; name what belongs to it, or write “v.v.”.")
            yield Hit(place, *found.span(), said)


RULES = (
    Rule("W05", Severity.ERROR, lambda: _("Whole sentences"), ORTHOGRAPHY, _cut, scope=Scope.PAPER),
    Rule("W06", Severity.HINT, lambda: _("Marks at the end of sentences"), ORTHOGRAPHY, _unended, scope=Scope.PAPER),
    Rule(
        "W09",
        Severity.HINT,
        lambda: _("One mark for the items of a row"),
        ORTHOGRAPHY,
        _ends_of_items,
        scope=Scope.PAPER,
    ),
    Rule(
        "W12", Severity.HINT, lambda: _("Sentences with their main clause"), ORTHOGRAPHY, _fragments, scope=Scope.PAPER
    ),
    Rule("W13", Severity.HINT, lambda: _("Items of a row all with a dash"), ORTHOGRAPHY, _orphans, scope=Scope.PAPER),
    Rule("W15", Severity.HINT, lambda: _("Capitals behind labels"), ORTHOGRAPHY, _values, scope=Scope.PAPER),
    Rule("W16", Severity.HINT, lambda: _("Sentences with an end"), ORTHOGRAPHY, _open_lists),
)
