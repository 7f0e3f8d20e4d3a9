"""The kinds of papers that offices make, each told once: whoever composes, lists, names or reads them asks here.

A further kind is a member of `PaperKind` and an entry of `_KINDS`, with a template in `resources/templates` to begin
from (Nghị định 30/2020/NĐ-CP, Phụ lục III: names, abbreviations and forms).
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from cchc_desktop.i18n import _


class PaperKind(StrEnum):
    """Which kind of document a paper is."""

    DECISION = "decision"
    PLAN = "plan"
    PROGRAMME = "programme"
    LETTER = "letter"
    REPORT = "report"
    SUBMISSION = "submission"
    NOTICE = "notice"
    MINUTES = "minutes"
    LIST = "list"
    GUIDANCE = "guidance"
    REGULATION = "regulation"
    INVITATION = "invitation"
    SURVEY = "survey"
    CERTIFICATE = "certificate"

    @property
    def facts(self) -> "KindFacts":
        """What is known of the kind."""
        return _FACTS[self]

    @property
    def title(self) -> str:  # type: ignore[override]  # a paper's title, not the string's
        """The kind as printed above the subject; "" for an official letter, which has none."""
        return self.facts.title

    @property
    def word(self) -> str:
        """The kind as it is spoken of and cited: "Tờ trình", "Công văn"."""
        return self.title.capitalize() or "Công văn"

    @property
    def abbreviation(self) -> str:
        """The kind in the symbol (Phụ lục III, mục I); "" for letters and lists, which have none."""
        return self.facts.abbreviation


class Layout(StrEnum):
    """How the pages of a kind are laid out; each has its composer (`documents/paper.py`)."""

    SECTIONS = "sections"  # opening, sections, closing
    ARTICLES = "articles"
    MINUTES = "minutes"  # signed by two
    LIST = "list"  # lines with "|" are a table
    CERTIFICATE = "certificate"  # one page across, in a frame


class KindFacts(NamedTuple):
    """What is known of one kind of paper. `name` is a message of the window, the other texts are Vietnamese."""

    kind: PaperKind
    title: str  # as printed above the subject
    abbreviation: str  # in the symbol; "" where the kind has no number
    stem: str  # of file names, without diacritics
    name: Callable[[], str]  # in the window
    icon: str
    product: str  # how a product in column 4 names the kind: a pattern of its first words
    layout: Layout = Layout.SECTIONS
    addressed: bool = False  # names whom it is addressed to ("Kính gửi")
    unaddressed_too: bool = False  # may do without
    based_on_law: bool = False  # begins with legal bases
    takes_bases: bool = True  # its form offers them
    opens: bool = True  # has words before its sections
    carries_tasks: bool = False
    signed: bool = True
    with_date: bool = True  # has place and date in its letterhead
    signing: str = ""  # rules.documents_nd30.SigningForm where it is not the office's usual one


_KINDS = (
    KindFacts(
        PaperKind.DECISION,
        "QUYẾT ĐỊNH",
        "QĐ",
        "Quyet-dinh",
        lambda: _("Decision"),
        "rubber-stamp",
        "quyết định",
        Layout.ARTICLES,
        based_on_law=True,
    ),
    KindFacts(
        PaperKind.PLAN,
        "KẾ HOẠCH",
        "KH",
        "Ke-hoach-CCHC",
        lambda: _("Plan"),
        "file-text",
        "kế hoạch",
        based_on_law=True,
        carries_tasks=True,
    ),
    KindFacts(
        PaperKind.PROGRAMME,
        "CHƯƠNG TRÌNH",
        "CTr",
        "Chuong-trinh",
        lambda: _("Programme"),
        "list-check",
        "chương trình",
        based_on_law=True,
        carries_tasks=True,
    ),
    KindFacts(
        PaperKind.LETTER,
        "",
        "",
        "Cong-van",
        lambda: _("Official letter"),
        "mail",
        "công văn|văn bản(?= (?:chỉ đạo|đôn đốc|hướng dẫn|triển khai|chấn chỉnh|đề nghị))",
        addressed=True,
        takes_bases=False,
    ),
    KindFacts(
        PaperKind.REPORT,
        "BÁO CÁO",
        "BC",
        "Bao-cao",
        lambda: _("Report"),
        "report",
        "báo cáo",
        addressed=True,
        unaddressed_too=True,
        opens=False,
    ),
    KindFacts(
        PaperKind.SUBMISSION,
        "TỜ TRÌNH",
        "TTr",
        "To-trinh",
        lambda: _("Submission"),
        "send",
        "tờ trình",
        addressed=True,
    ),
    KindFacts(
        PaperKind.NOTICE,
        "THÔNG BÁO",
        "TB",
        "Thong-bao",
        lambda: _("Notice"),
        "bell",
        "thông báo",
        takes_bases=False,
    ),
    KindFacts(
        PaperKind.MINUTES,
        "BIÊN BẢN",
        "BB",
        "Bien-ban",
        lambda: _("Minutes"),
        "message",
        "biên bản",
        Layout.MINUTES,
        takes_bases=False,
        opens=False,
        with_date=False,
    ),
    KindFacts(
        PaperKind.LIST,
        "DANH SÁCH",
        "",
        "Danh-sach",
        lambda: _("List"),
        "list-numbers",
        "danh sách",
        Layout.LIST,
        takes_bases=False,
        opens=False,
    ),
    KindFacts(
        PaperKind.GUIDANCE,
        "HƯỚNG DẪN",
        "HD",
        "Huong-dan",
        lambda: _("Guidance"),
        "bulb",
        "hướng dẫn",
        based_on_law=True,
    ),
    KindFacts(
        PaperKind.REGULATION,
        "QUY CHẾ",
        "QC",
        "Quy-che",
        lambda: _("Regulation"),
        "checklist",
        "quy chế",
        opens=False,
    ),
    KindFacts(
        PaperKind.INVITATION,
        "GIẤY MỜI",
        "GM",
        "Giay-moi",
        lambda: _("Invitation"),
        "calendar",
        "giấy mời",
        takes_bases=False,
    ),
    KindFacts(
        PaperKind.SURVEY,
        "PHIẾU KHẢO SÁT",
        "",
        "Phieu-khao-sat",
        lambda: _("Survey form"),
        "clipboard-text",
        "phiếu khảo sát|mẫu phiếu",
        takes_bases=False,
        signed=False,
        with_date=False,
    ),
    KindFacts(
        PaperKind.CERTIFICATE,
        "GIẤY KHEN",
        "",
        "Giay-khen",
        lambda: _("Certificate of merit"),
        "shield-check",
        "giấy khen",
        Layout.CERTIFICATE,
        takes_bases=False,
        signing="head",
    ),
)
_FACTS = {facts.kind: facts for facts in _KINDS}
WITH_TASKS = tuple(facts.kind for facts in _KINDS if facts.carries_tasks)
