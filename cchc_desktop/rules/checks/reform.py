"""Content: the contents of reform and of its indices, each of which a paper on them has to go through."""

import re
from collections.abc import Iterable, Iterator

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import PROGRAMME, Hit, Rule, Scope, Severity
from cchc_desktop.rules.checks.paper import CheckedLine, CheckedPaper, Part
from cchc_desktop.rules.checks.searching import holding
from cchc_desktop.text import fold

_CONTENTS = (
    ("cải cách thể chế", "the che"),
    ("cải cách thủ tục hành chính", "thu tuc hanh chinh|tthc"),
    ("cải cách tổ chức bộ máy", "bo may"),
    ("cải cách chế độ công vụ", "cong vu"),
    ("cải cách tài chính công", "tai chinh cong"),
    ("xây dựng, phát triển chính quyền điện tử, chính quyền số", "dien tu|chinh quyen so|chuyen doi so|hien dai hoa"),
    ("công tác chỉ đạo, điều hành", "chi dao"),
)
_LEAST_HEADINGS = 3
_SIX = re.compile(r"(?<!\d)(?:0?6|sáu) (?:nội dung|lĩnh vực)(?: về)? cải cách", re.IGNORECASE)
_PAPI = (
    "Tham gia của người dân ở cấp cơ sở",
    "Công khai, minh bạch",
    "Trách nhiệm giải trình với người dân",
    "Kiểm soát tham nhũng trong khu vực công",
    "Thủ tục hành chính công",
    "Cung ứng dịch vụ công",
    "Quản trị môi trường",
    "Quản trị điện tử",
)
_LISTED = (
    ("cải cách thể chế", "cai cach the che"),
    ("cải cách thủ tục hành chính", "cai cach (?:thu tuc hanh chinh|tthc)"),
    ("cải cách tổ chức bộ máy", "cai cach (?:to chuc )?bo may"),
    ("cải cách chế độ công vụ", "cai cach (?:che do )?cong vu|doi ngu can bo"),
    ("cải cách tài chính công", "cai cach tai chinh cong"),
    (
        "xây dựng, phát triển chính quyền điện tử, chính quyền số",
        "(?:chinh quyen|chinh phu) (?:dien tu|so)|hien dai hoa (?:nen )?hanh chinh",
    ),
)
_LEAST_IN_SENTENCE = 4
_INDEX = re.compile(
    r"[Cc]hỉ số (?P<name>[^().;:“”]{8,140}?) \((?:Chỉ số )?(?P<short>PAR ?INDEX|SIPAS|PAPI|PCI|DTI|POBI)\)",
    re.IGNORECASE,
)
# What the name of an index begins with, folded.
_INDEX_NAMES = {
    "parindex": ("cai cach hanh chinh", "cchc"),
    "sipas": ("hai long", "muc do hai long", "su hai long"),
    "papi": ("hieu qua quan tri va hanh chinh cong",),
    "pci": ("nang luc canh tranh cap tinh",),
    "dti": ("chuyen doi so", "danh gia chuyen doi so", "muc do chuyen doi so", "danh gia muc do chuyen doi so"),
    "pobi": ("cong khai ngan sach", "cong khai minh bach ngan sach"),
}
_FULL_NAMES = {
    "parindex": "Chỉ số cải cách hành chính",
    "sipas": "Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước",
    "papi": "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh",
    "pci": "Chỉ số năng lực cạnh tranh cấp tỉnh",
    "dti": "Chỉ số đánh giá chuyển đổi số",
    "pobi": "Chỉ số công khai ngân sách",
}
_NAMING = ("Về ", "Cải cách ", "Xây dựng ", "Công tác ")
_LEAST_OF_PAPI = 4  # contents with a heading of their own that make a paper one on PAPI
_LEAST_OF_LIST = 5  # contents of reform that make a section one which goes through them


def _contents(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """The contents of reform that a yearly plan, or the frame attached to a letter, has headings for."""
    number = _with_contents(paper)
    if number is None:
        return
    headings = _headings(paper) if paper.main.kind != "letter" else _headings(paper, number)
    if paper.main.kind != "letter" and len(headings) < _LEAST_HEADINGS:
        return  # the text lies elsewhere
    missing = [name for name, pattern in _CONTENTS if not any(re.search(pattern, text) for text in headings)]
    if missing and headings:
        said = _("No section is about these contents of reform: {names}.").format(names="; ".join(missing))
        yield Hit(-1, 0, 0, said)


def _with_contents(paper: CheckedPaper) -> int | None:
    """The number of the head whose paper ought to go through all contents; None where there is none."""
    for number, head in enumerate(paper.heads):
        subject = fold(head.subject)
        is_frame = head.kind == "appendix" and subject.startswith("khung") and paper.main.kind == "letter"
        is_plan = head is paper.main and head.kind in ("plan", "decision", "programme")
        if head.kind == "decision" and "ke hoach" not in subject:
            continue
        if not (is_frame or is_plan) or "cai cach hanh chinh" not in subject:
            continue
        if not re.search("chi so|thi dua|tuyen truyen|kiem tra", subject):
            return number
    return None


def _headings(paper: CheckedPaper, number: int | None = None) -> list[str]:
    """Headings and group rows, folded, of all papers of the file or of one."""
    own = [line for line in paper.lines if number is None or line.paper == number]
    found = [line.words or line.text for line in own if 0 < line.level < 5 and len(line.text) < 150]
    groups = [line.text for line in own if line.part is Part.CELL and line.text.isupper() and len(line.text) > 5]
    return [fold(text) for text in (*found, *groups)]


def _counted_contents(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """ "6 nội dung cải cách hành chính", where more have a heading."""
    for place in holding(paper, lines, *(f"{six} {what}" for six in ("6", "áu") for what in ("nội dung", "lĩnh vực"))):
        if found := _SIX.search(paper.lines[place].text):
            headings = _headings(paper)
            listed = sum(any(re.search(pattern, text) for text in headings) for _name, pattern in _CONTENTS)
            if listed > 6:
                said = _("The text counts six contents of reform, {count} have a heading.").format(count=listed)
                yield Hit(place, *found.span(), said)


def _papi(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A paper with headings for contents of PAPI that leaves some of the eight out."""
    headings = [(place, fold(line.text)) for place, line in enumerate(paper.lines) if 0 < line.level < 6]
    found = {name: [place for place, text in headings if fold(name) in text and len(text) < 120] for name in _PAPI}
    there = [places[0] for places in found.values() if places]
    missing = [name for name, places in found.items() if not places]
    if len(there) >= _LEAST_OF_PAPI and missing:
        said = _("PAPI has eight contents; no section is about: {names}.").format(names="; ".join(missing))
        yield Hit(min(there), 0, len(paper.lines[min(there)].text), said)


def _counterparts(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A section that goes through the contents of reform and leaves one out that another section has."""
    sections: list[tuple[int, set[str]]] = []
    for place, line in enumerate(paper.lines):
        if line.part is not Part.BODY or line.level in (1, 2, 3, 4):
            sections.append((place, set()))
        elif sections and (name := _content_of(line)):
            sections[-1][1].add(name)
    listing = [(place, names) for place, names in sections if len(names) >= _LEAST_OF_LIST]
    every = set().union(*(names for _place, names in listing)) if len(listing) > 1 else set()
    for place, names in listing:
        if missing := [content for content, _pattern in _CONTENTS if content in every - names]:
            said = _("This section leaves out what another one has: {names}.").format(names="; ".join(missing))
            yield Hit(place, 0, len(paper.lines[place].text), said)


def _content_of(line: CheckedLine) -> str:
    """The content of reform that a short item or heading names; "" of any other line."""
    if not (line.bullet or line.level > 4) or not line.words.startswith(_NAMING):
        return ""
    words = fold(line.words[:90])
    return next((name for name, pattern in _CONTENTS if re.search(pattern, words)), "")


def _lists(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A sentence that names most of the contents of reform one after the other, and leaves some out."""
    for place in holding(paper, lines, "ải cách t"):
        line = paper.lines[place]
        if line.part not in (Part.BODY, Part.PREAMBLE, Part.ARTICLE):
            continue
        for sentence in re.finditer(r"[^.]+", line.text):
            words = fold(sentence[0])
            found = [(name, re.search(pattern, words)) for name, pattern in _LISTED]
            missing = [name for name, there in found if there is None]
            if missing and len(found) - len(missing) >= _LEAST_IN_SENTENCE:
                start = sentence.start() + min(there.start() for _name, there in found if there is not None)
                said = _("This list of the contents of reform leaves out: {names}.").format(names="; ".join(missing))
                yield Hit(place, start, sentence.end(), said)


def _index_names(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """The name before "(PAPI)", "(PCI)" … that is not that of the index."""
    for place in holding(paper, lines, "(PA", "(SI", "(PC", "(DT", "(PO", "(Ch"):
        for found in _INDEX.finditer(paper.lines[place].text):
            short = found["short"].replace(" ", "").lower()
            name = " ".join(fold(found["name"]).replace(",", " ").split())
            if not name.startswith(_INDEX_NAMES[short]):
                said = _("The index {short} is called “{right}”.").format(
                    short=found["short"], right=_FULL_NAMES[short]
                )
                yield Hit(place, found.start(), found.end("name"), said)


RULES = (
    Rule(
        "C30",
        Severity.HINT,
        lambda: _("Names of the indices"),
        "Tên chính thức do cơ quan công bố chỉ số",
        _index_names,
    ),
    Rule("C31", Severity.HINT, lambda: _("Lists of the contents of reform"), PROGRAMME, _lists),
    Rule("C25", Severity.HINT, lambda: _("The contents of reform"), PROGRAMME, _contents, scope=Scope.PAPER),
    Rule("C26", Severity.HINT, lambda: _("How many contents there are"), PROGRAMME, _counted_contents),
    Rule("C28", Severity.HINT, lambda: _("The eight contents of PAPI"), "Bộ chỉ số PAPI", _papi, scope=Scope.PAPER),
    Rule(
        "C29", Severity.HINT, lambda: _("Sections with the same contents"), PROGRAMME, _counterparts, scope=Scope.PAPER
    ),
)
