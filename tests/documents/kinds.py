"""One short paper of every kind that the office writes, as composed nodes."""

from collections.abc import Callable
from dataclasses import replace

from cchc_desktop.documents.criteria_sheet import compose_criteria_sheet
from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.documents.nodes import Document
from cchc_desktop.documents.paper import compose_paper
from cchc_desktop.documents.report import compose_report
from cchc_desktop.models.index_rows import IndexView
from cchc_desktop.models.plan_rows import SectionRow
from cchc_desktop.rules.documents_nd30 import Secrecy, SigningForm, Urgency
from cchc_desktop.rules.paper_kinds import PaperKind
from tests.documents.paper_views import LIST, paper_view
from tests.documents.sample_views import OFFICE, index_view, plan_view, report_view, tasks

STYLE = load_house_style()
REACHED = replace(
    OFFICE, address="Thôn Đông, xã Bình Minh, tỉnh An Bình", phone="0203 000 0000", email="ubnd@binhminh.example"
)
MARKS = {
    "urgency": Urgency.VERY_URGENT,
    "secrecy": Secrecy.SECRET,
    "circulation": "Lưu hành nội bộ",
    "drafter_mark": "PL.(300)",
    "contact_footer": True,
}
_TEXT = "Thực hiện khoản 2 Điều 4 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ."
_SECTIONS = (
    ("I", 1, "Mục đích", ""),
    ("1", 2, "Mục đích chung", _TEXT),
    ("1.1", 3, "Phạm vi", f"- {_TEXT}\n+ Giai đoạn 2021 - 2025."),
    ("1.2", 3, "Đối tượng", _TEXT),
    ("2", 2, "", "Yêu cầu chung của phần này."),
    ("II", 1, "Tổ chức thực hiện", ""),
    ("1", 2, "Các phòng, đơn vị", _TEXT),
    ("a", 3, "Văn phòng", "Tổng hợp."),
    ("đ", 3, "Công an xã", "Phối hợp."),
)
_BASES = ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", "Theo đề nghị của Văn phòng")
_ARTICLES = ("Thành lập Tổ công tác gồm:\n- Tổ trưởng.\n- Tổ viên.", "Có hiệu lực kể từ ngày ký.", "Thi hành.")


def _paper(kind: PaperKind, **fields: object) -> Callable[[], Document]:
    """A paper with the sections above, or with the bodies that its kind has."""
    view = paper_view(kind, **fields)
    rows = tuple(
        SectionRow(f"s{place}", 1, None, level, number, title, body)
        for place, (number, level, title, body) in enumerate(_SECTIONS)
    )
    if kind is PaperKind.DECISION:
        rows = ()
    if kind is PaperKind.LIST:
        rows = (SectionRow("s1", 1, None, 1, "I", "Cá nhân", LIST),)
    return lambda: compose_paper(replace(view, sections=rows), REACHED, STYLE)


def _few_criteria() -> IndexView:
    view = index_view()
    return replace(view, criteria=view.criteria[:3] + view.criteria[12:15])


KINDS: dict[str, Callable[[], Document]] = {
    "decision_direct": _paper(
        PaperKind.DECISION,
        subject="Về việc thành lập Tổ công tác",
        legal_bases=_BASES,
        articles=_ARTICLES,
        signing_form=SigningForm.HEAD,
        urgency=Urgency.IMMEDIATE,
    ),
    "decision_with_plan": lambda: compose_decision_with_plan(plan_view(rows=tasks()[:4]), OFFICE, STYLE),
    "plan": _paper(PaperKind.PLAN, legal_bases=_BASES),
    "programme": _paper(PaperKind.PROGRAMME, secrecy=Secrecy.TOP_SECRET, drafter_mark="NVA.(20)"),
    "letter_one": _paper(PaperKind.LETTER, addressees=("Sở Nội vụ tỉnh An Bình",), signing_form=SigningForm.BY_ORDER),
    "letter_many": _paper(PaperKind.LETTER, addressees=("Sở Nội vụ tỉnh An Bình", "Công an xã"), **MARKS),
    "report": lambda: compose_report(report_view(), OFFICE, STYLE),
    "report_achievement": _paper(PaperKind.REPORT, subject="Thành tích đề nghị khen thưởng", number="", issued_on=None),
    "self_scoring": lambda: compose_criteria_sheet(_few_criteria(), OFFICE, STYLE),
    "submission": _paper(PaperKind.SUBMISSION, addressees=("Ủy ban nhân dân tỉnh An Bình",), legal_bases=_BASES),
    "notice": _paper(PaperKind.NOTICE, signing_form=SigningForm.AUTHORISED, contact_footer=True),
    "minutes": _paper(
        PaperKind.MINUTES, secretary="Đỗ Quang Huy", recipients=("Thành phần dự họp", "Lưu: VT, Hồ sơ"), **MARKS
    ),
    "list": _paper(PaperKind.LIST, preamble="(Kèm theo Tờ trình số 07/TTr-UBND ngày 05 tháng 02 năm 2026)"),
}
