"""Every dialog of the program, each made on the sample dossier: for what must hold of all of them."""

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget

from cchc_desktop import paths, ui
from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.exchange.form_pack import FormPack, pack_manifest
from cchc_desktop.exchange.mail.letters import Letter
from cchc_desktop.exchange.part_file import read_part
from cchc_desktop.models.follow_rows import UnknownUnit
from cchc_desktop.models.issued_rows import IssuedRow
from cchc_desktop.models.office_rows import OfficeAnswers, UnitRow
from cchc_desktop.models.report_rows import ReportView
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.options import Options
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services import form_packs
from cchc_desktop.services.backup_compare import Became, ComparedRow
from cchc_desktop.services.checking.checking import Checked, check_year
from cchc_desktop.services.exchange.answer_forms import AnswerForm
from cchc_desktop.services.exchange.part_merge import compare_part
from cchc_desktop.services.exchange.previewing import preview
from cchc_desktop.services.frame.tasks import read_tasks
from cchc_desktop.services.office_profile import office_answers
from cchc_desktop.services.offices import read_units
from cchc_desktop.services.papers.issuing import issue_paper, issued_versions
from cchc_desktop.services.papers.paper_words import find_in_plan, replace_in_texts
from cchc_desktop.services.papers.plan_copies import preview_copy
from cchc_desktop.services.papers.plans import annual_plan, read_plan, read_plans
from cchc_desktop.services.reporting.duties import new_duty
from cchc_desktop.services.reporting.figures import read_figures
from cchc_desktop.services.reporting.reports import read_report, read_reports
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.criteria import CriterionText, read_criterion
from cchc_desktop.services.search.asking import Answer
from cchc_desktop.services.search.searching import search
from cchc_desktop.storage.damage import Damaged
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.rescued import Rescued
from cchc_desktop.ui.dialogs.about import AboutDialog
from cchc_desktop.ui.dialogs.answer.dialog import AnswerDialog
from cchc_desktop.ui.dialogs.ask_one import AskOneDialog
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.bug_report import BugDialog
from cchc_desktop.ui.dialogs.certified_copy import CertifiedCopyDialog
from cchc_desktop.ui.dialogs.changes import ChangesDialog
from cchc_desktop.ui.dialogs.checks import ChecksDialog
from cchc_desktop.ui.dialogs.compare_backup import CompareBackupDialog
from cchc_desktop.ui.dialogs.copy_preview import CopyPreviewDialog
from cchc_desktop.ui.dialogs.criterion import CriterionDialog
from cchc_desktop.ui.dialogs.damage import DamageDialog, RescuedDialog
from cchc_desktop.ui.dialogs.export_done import ExportDoneDialog
from cchc_desktop.ui.dialogs.export_papers import ExportPapersDialog
from cchc_desktop.ui.dialogs.figures_dialog import FiguresDialog
from cchc_desktop.ui.dialogs.first_run import FirstRunDialog
from cchc_desktop.ui.dialogs.form_pack import FormPackDialog
from cchc_desktop.ui.dialogs.found import FoundDialog
from cchc_desktop.ui.dialogs.frame_bulk import BulkDialog
from cchc_desktop.ui.dialogs.frame_find import FindDialog
from cchc_desktop.ui.dialogs.frame_group import GroupDialog
from cchc_desktop.ui.dialogs.frame_paste import PasteCellsDialog, PasteTasksDialog
from cchc_desktop.ui.dialogs.frame_reason import ReasonDialog
from cchc_desktop.ui.dialogs.guide import GuideDialog
from cchc_desktop.ui.dialogs.insert_figure import InsertFigureDialog
from cchc_desktop.ui.dialogs.insert_table import InsertTableDialog
from cchc_desktop.ui.dialogs.intake.plan import ImportPlanDialog
from cchc_desktop.ui.dialogs.issue_paper import IssuePaperDialog
from cchc_desktop.ui.dialogs.issued_proof import IssuedProofDialog
from cchc_desktop.ui.dialogs.left_lines import LeftLinesDialog
from cchc_desktop.ui.dialogs.legal_bases import BasesDialog
from cchc_desktop.ui.dialogs.legal_basis import LegalBasisDialog
from cchc_desktop.ui.dialogs.mail.account import MailAccountDialog
from cchc_desktop.ui.dialogs.mail.accounts import MailAccountsDialog
from cchc_desktop.ui.dialogs.mail.confirm import ConfirmMailDialog
from cchc_desktop.ui.dialogs.mail.outbox import OutboxDialog
from cchc_desktop.ui.dialogs.mail.wording import MailWordingDialog
from cchc_desktop.ui.dialogs.match_units import MatchUnitsDialog
from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog
from cchc_desktop.ui.dialogs.new_report import NewReportDialog
from cchc_desktop.ui.dialogs.office_from_year import FromYearDialog
from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog
from cchc_desktop.ui.dialogs.outline_editor import OutlineEditor
from cchc_desktop.ui.dialogs.paper_details import PaperDetailsDialog
from cchc_desktop.ui.dialogs.parts.ask import AskPartsDialog
from cchc_desktop.ui.dialogs.parts.compare import PartCompareDialog
from cchc_desktop.ui.dialogs.parts.fill import PartFillDialog
from cchc_desktop.ui.dialogs.parts.unit_fields import UnitFieldsDialog
from cchc_desktop.ui.dialogs.parts.units import UnitPartsDialog
from cchc_desktop.ui.dialogs.pass_over import PassOverDialog
from cchc_desktop.ui.dialogs.print_paper import PrintDialog
from cchc_desktop.ui.dialogs.receive.dialog import ReceiveDialog
from cchc_desktop.ui.dialogs.receive.summary import LEFT, REFUSED, TAKEN, Outcome, PackagesSummary
from cchc_desktop.ui.dialogs.recognition import RecognitionDialog
from cchc_desktop.ui.dialogs.register import RegisterDialog
from cchc_desktop.ui.dialogs.replace_words import ReplaceWordsDialog
from cchc_desktop.ui.dialogs.report_duties import ReportDutiesDialog
from cchc_desktop.ui.dialogs.restore_backup import RestoreDialog
from cchc_desktop.ui.dialogs.save_template import SaveTemplateDialog
from cchc_desktop.ui.dialogs.send_report import SendReportDialog
from cchc_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from cchc_desktop.ui.dialogs.task_result import TaskResultDialog
from cchc_desktop.ui.dialogs.tour import TourDialog
from cchc_desktop.ui.dialogs.work_calendar import WorkCalendarDialog
from cchc_desktop.ui.jobs import JobDialog
from cchc_desktop.ui.searching import Searching
from cchc_desktop.ui.tab_book import TABS
from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages
from cchc_desktop.ui.workspace import Workspace
from tests.documents.sample_views import OFFICE, plan_view
from tests.services.packed import of_a_colleague
from tests.ui import archive_dialogs, collection_dialogs, incoming_dialogs, index_dialogs
from tests.writers.papers import STYLE

TODAY = date(2026, 9, 8)
PERIOD = Period.parse("2026-9M")


@cache
def found_in(dossier: Dossier, year: int) -> tuple[Checked, ...]:
    """What is found in the papers of the year, looked for once in each dossier: what dialogs do there is taken back."""
    return check_year(dossier, year)


@dataclass
class Maker:
    """What dialogs are made from: a workspace on the sample, the widget they stand over, a folder for files."""

    workspace: Workspace
    window: QMainWindow
    folder: Path

    @property
    def dossier(self) -> Dossier:
        """The sample dossier."""
        assert self.workspace.dossier is not None
        return self.workspace.dossier

    def plan(self) -> YearPaperRow:
        """The plan of the year."""
        found = annual_plan(self.dossier, 2026)
        assert found is not None
        return found

    def report(self) -> ReportView:
        """The report of nine months."""
        row = next(row for row in read_reports(self.dossier, 2026) if row.period == "2026-9M")
        return read_report(self.dossier, row.guid)

    def set_guid(self) -> str:
        """The year's index."""
        return indices.read_sets(self.dossier, 2026)[0][0]

    def criterion(self) -> CriterionText:
        """A criterion of the year's index."""
        set_guid = self.set_guid()
        return read_criterion(self.dossier, indices.read_index(self.dossier, set_guid).criteria[1].guid)

    def office(self) -> OfficeAnswers:
        """What the office page shows."""
        return office_answers(self.dossier, 2026)

    def index_paper(self) -> str:
        """A paper that was not issued yet."""
        return next(plan for plan in read_plans(self.dossier, 2026) if plan.kind == "index").paper_guid

    def issued(self) -> IssuedRow:
        """That paper, issued."""
        guid = self.index_paper()
        if not issued_versions(self.dossier, guid):
            self.workspace.run(issue_paper, paper_guid=guid, number="9", issued_on=TODAY, today=TODAY)
        return issued_versions(self.dossier, guid)[0]

    def found(self) -> FoundDialog:
        """Everything that is found of two words."""
        dossier, query = self.dossier, "quy trinh"
        dialog = FoundDialog(self.workspace, Searching(self.workspace, self.window), self.window)
        dialog.search.setText(query)
        dialog.show_answer(Answer(query, search(dossier, query)))
        return dialog

    def checks(self) -> ChecksDialog:
        """With what is found in the year's papers."""
        dialog = ChecksDialog(self.window, self.workspace)
        dialog.show_checked(found_in(self.dossier, self.workspace.year))
        return dialog

    def passing_over(self) -> PassOverDialog:
        """Of a hint in the year's plan."""
        return PassOverDialog(self.window, found_in(self.dossier, self.workspace.year)[0].findings[0])

    def replacing(self) -> ReplaceWordsDialog:
        """Find and replace in the plan, as its tab does it."""
        guid, run = self.plan().guid, self.workspace.run

        def replace(texts: object, query: str, by: str, exact: bool) -> bool:
            return run(replace_in_texts, texts=texts, query=query, by=by, exact=exact) is not None

        return ReplaceWordsDialog(
            self.window,
            lambda query, by, exact: find_in_plan(self.dossier, guid, query, by, exact),
            lambda text: text.part,
            lambda _text: None,
            replace,
        )

    def part(self) -> PartFillDialog:
        """A unit's part, asked for and opened."""
        unit = next(row.guid for row in read_units(self.dossier) if row.fields)
        asking = UnitPartsDialog(self.workspace, self.report().report, self.window)
        (file,) = asking.ask([unit], date(2026, 9, 10), self.folder)
        asking.deleteLater()
        return PartFillDialog(file, read_part(file), self.window)

    def compared(self) -> PartCompareDialog:
        """A part that came back, beside what stands here."""
        unit = next(row.guid for row in read_units(self.dossier) if row.fields)
        asking = UnitPartsDialog(self.workspace, self.report().report, self.window)
        (file,) = asking.ask([unit], date(2026, 9, 10), self.folder)
        filled = PartFillDialog(file, read_part(file))
        filled.show()
        filled.item_page.editor.set_markup("- Đã rà soát 12 thủ tục.")
        filled.close()
        asking._keep([read_part(file)])
        row = asking._rows[0]
        asking.deleteLater()
        return PartCompareDialog(self.workspace, row, compare_part(self.dossier, row.guid), self.window)

    def received(self) -> ReceiveDialog:
        """A package of a colleague's copy, which says something else of a task."""
        info, data = of_a_colleague(self.dossier, self.workspace.year)
        return ReceiveDialog(self.workspace, preview(self.dossier, info, data), data, self.window)

    def answering(self) -> AnswerDialog:
        """The answer to the same package, begun."""
        info, data = of_a_colleague(self.dossier, self.workspace.year)
        form = AnswerForm("Sở Nội vụ", "", {data.plans[0].tasks[0].guid: "Ghi rõ sản phẩm."})
        kept = self.folder / "answer.json"
        told = partial(json.dumps, ensure_ascii=False)
        return AnswerDialog(info, data, form, lambda now: kept.write_text(told(now.told()), "utf-8"), self.window)

    def printing(self) -> PrintDialog:
        """A paper before it is printed."""
        document = compose_decision_with_plan(plan_view(mode="table"), OFFICE, STYLE)
        return PrintDialog(self.window, "Kế hoạch", PrintedPages(to_sign=True).of(lambda: document)(), [], print)

    def form_pack(self) -> FormPackDialog:
        """A new regime and an outline that changes."""
        outline = json.loads((paths.resources() / "outlines" / "current.json").read_text(encoding="utf-8"))
        outline["items"][0]["title"] = "Công tác chỉ đạo, điều hành của Ủy ban nhân dân và các tổ chức"
        files = {"outlines/current.json": outline, "regimes/tinh.json": {"title": "Chế độ của tỉnh", "reports": []}}
        data = {name: json.dumps(form).encode() for name, form in files.items()}
        manifest = pack_manifest("an-binh", "Mẫu báo cáo của tỉnh An Bình", TODAY, "Quyết định số 12/QĐ-UBND", data)
        return FormPackDialog(self.window, form_packs.preview(FormPack(manifest, data, "ab" * 32)))

    def shortcuts(self) -> ShortcutsDialog:
        """Some keys; those of the real window are looked for in the tests of the menus."""
        self.window.menuBar().addMenu("&Tệp").addAction("Mở…").setShortcut("Ctrl+O")
        return ShortcutsDialog(self.window, [])

    def pasted_cells(self) -> PasteCellsDialog:
        """Cells that would go over others."""
        task = read_tasks(self.dossier, self.plan().guid)[0]
        return PasteCellsDialog(self.window, [(task, 2, "Việc khác")], [{Column.TASK: "Việc mới"}])

    def bulk(self) -> BulkDialog:
        """The same for many tasks."""
        view = read_plan(self.dossier, self.plan().guid)
        statuses = [(TaskStatus.IN_PROGRESS, "Đang thực hiện"), (TaskStatus.CANCELLED, "Hủy")]
        return BulkDialog(self.window, 3, [UnitRow("", 0, "Văn phòng")], view.groups, statuses, 2026)

    def sending(self) -> SendReportDialog:
        """The report before it goes to two receivers."""
        owed = [replace(new_duty(PERIOD, name, TODAY), guid=name) for name in ("UBND tỉnh", "Sở Nội vụ tỉnh")]
        return SendReportDialog(self.report(), (), owed, TODAY, self.window)


COMPARED = (
    ComparedRow(
        2026,
        "Cải cách hành chính xã Bình Minh năm 2026",
        "Nhiệm vụ",
        "Công khai dự toán ngân sách năm 2026",
        Became.CHANGED,
        (("Thời gian hoàn thành", "Chậm nhất ngày 31/01/2026", "Trước ngày 30/11/2026"),),
    ),
    ComparedRow(0, "", "Đơn vị", "Phòng Kinh tế", Became.NEW),
)


def _made_elsewhere(kind: type[Dialog], maker: Maker) -> Dialog:
    return _ELSEWHERE[kind](maker.workspace, maker.window, maker.folder)


_ELSEWHERE = {
    **index_dialogs.MAKERS,
    **archive_dialogs.MAKERS,
    **collection_dialogs.MAKERS,
    **incoming_dialogs.MAKERS,
}


def _makers() -> dict[type[Dialog], Callable[[Maker], Dialog]]:
    return {
        AboutDialog: lambda m: AboutDialog(m.window),
        RecognitionDialog: lambda m: RecognitionDialog(m.window, Options()),
        AskOneDialog: lambda m: AskOneDialog(m.window, "Tên", "Tên người ghi:", QLineEdit("An")),
        AskPartsDialog: lambda m: AskPartsDialog(m.workspace, m.report().report, (), m.window),
        UnitFieldsDialog: lambda m: UnitFieldsDialog("Phòng Kinh tế", ("procedures",), m.window),
        BasesDialog: lambda m: BasesDialog(m.workspace, TODAY, m.window),
        BugDialog: lambda m: BugDialog(m.window, "báo cáo lỗi\n" * 40),
        BulkDialog: Maker.bulk,
        ChangesDialog: lambda m: ChangesDialog(m.window),
        CompareBackupDialog: lambda m: CompareBackupDialog(m.window, datetime(2026, 9, 7, 16, 20), COMPARED),
        CriterionDialog: lambda m: CriterionDialog(m.workspace, m.criterion(), m.window),
        CopyPreviewDialog: lambda m: CopyPreviewDialog(
            m.window, preview_copy(m.dossier, plan_guid=m.plan().guid, year=2027), 2026, 2027
        ),
        DamageDialog: lambda m: DamageDialog(m.window, Damaged(m.dossier.path)),
        RescuedDialog: lambda m: RescuedDialog(m.window, Rescued(m.folder / "Xa (cuu).cchc", None, {"task": 63})),
        ExportDoneDialog: lambda m: ExportDoneDialog(m.window, [m.folder / "Ke-hoach.docx", m.folder / "Bao-cao.pdf"]),
        ExportPapersDialog: lambda m: ExportPapersDialog(
            m.window, m.workspace, Options(export_folder=str(m.folder)), ("plan", "frame", "report"), ("docx", "pdf")
        ),
        FiguresDialog: lambda m: FiguresDialog(m.workspace, PERIOD, m.window),
        FindDialog: lambda m: FindDialog(
            m.window,
            [("Mọi dòng", lambda: read_tasks(m.dossier, m.plan().guid))],
            lambda _cells, _by: True,
            lambda _guid, _column: None,
        ),
        FirstRunDialog: lambda m: FirstRunDialog(m.window, 2026),
        FormPackDialog: Maker.form_pack,
        FromYearDialog: lambda m: FromYearDialog(
            m.window, m.office(), replace(m.office(), name="UBND phường Bình Minh")
        ),
        GroupDialog: lambda m: GroupDialog(m.window, ()),
        GuideDialog: lambda m: GuideDialog(m.window),
        ImportPlanDialog: lambda m: ImportPlanDialog(m.window, m.workspace),
        InsertTableDialog: lambda m: InsertTableDialog(m.window),
        InsertFigureDialog: lambda m: InsertFigureDialog((), read_figures(m.dossier, "2026-9M"), m.window),
        IssuePaperDialog: lambda m: IssuePaperDialog(m.workspace, m.index_paper(), (), m.window),
        IssuedProofDialog: lambda m: IssuedProofDialog(m.window, m.dossier) if m.issued() else None,
        JobDialog: lambda m: JobDialog(m.window, "Đang xuất văn bản", lambda _result: None),
        LeftLinesDialog: lambda m: LeftLinesDialog(
            m.window,
            "Bộ tiêu chí",
            ("Tổng điểm tiêu chí con (25,00) lớn hơn điểm tối đa (24,00).",),
            [Unplaced(place, f"Dòng thứ {place} không thuộc bảng nào", "Trang “Điểm”") for place in range(1, 30)],
            "bang-diem.xlsx",
        ),
        LegalBasisDialog: lambda m: LegalBasisDialog(m.workspace, parent=m.window),
        MailAccountDialog: lambda m: MailAccountDialog(m.window, None, "UBND xã Bình Minh", "xa@binhminh.example.vn"),
        MailAccountsDialog: lambda m: MailAccountsDialog(m.window, "UBND xã Bình Minh", ""),
        MailWordingDialog: lambda m: MailWordingDialog(m.workspace, m.window),
        ConfirmMailDialog: lambda m: ConfirmMailDialog(
            m.window, Letter("a@b.vn", "Báo cáo", "Kính gửi", m.folder / "a.cchcgoi"), 8_000_000, "7F3A-91C2", "UBND xã"
        ),
        OutboxDialog: lambda m: OutboxDialog(m.window),
        MatchUnitsDialog: lambda m: MatchUnitsDialog(
            m.window,
            m.workspace,
            (UnknownUnit("Tổ số hóa", "to so hoa", 3), UnknownUnit("Phòng VHXH", "phong vhxh", 1)),
        ),
        NewPlanDialog: lambda m: NewPlanDialog(m.workspace, parent=m.window),
        NewReportDialog: lambda m: NewReportDialog(m.workspace, Period.parse("2026-Y"), m.window),
        OfficeProfileDialog: lambda m: OfficeProfileDialog(m.window, m.workspace),
        OutlineEditor: lambda m: OutlineEditor(m.workspace, m.window),
        PaperDetailsDialog: lambda m: PaperDetailsDialog(m.workspace, m.index_paper(), m.window),
        PartCompareDialog: Maker.compared,
        PartFillDialog: Maker.part,
        PasteCellsDialog: Maker.pasted_cells,
        PasteTasksDialog: lambda m: PasteTasksDialog(m.window, [["Rà soát thủ tục", "Văn phòng", "Quý I"]], {}),
        PrintDialog: Maker.printing,
        PackagesSummary: lambda m: PackagesSummary(
            [
                Outcome(
                    Path("CCHC-2026-9-thang-ubnd-xa-binh-minh.cchcgoi"), "UBND xã Bình Minh", "Mới", TAKEN, "Lấy 4."
                ),
                Outcome(Path("CCHC-2026-xa-khac.cchcgoi"), "UBND xã Khác", "Chưa mở", LEFT, "Chưa đến lượt."),
                Outcome(Path("hong.cchcgoi"), "", "Không nhận", REFUSED, "Tệp hỏng. " * 12),
            ],
            m.window,
        ),
        ReceiveDialog: Maker.received,
        AnswerDialog: Maker.answering,
        ReasonDialog: lambda m: ReasonDialog(m.window, "", TaskStatus.CANCELLED),
        CertifiedCopyDialog: lambda m: CertifiedCopyDialog(m.workspace, m.issued(), m.window),
        RegisterDialog: lambda m: RegisterDialog(m.workspace, m.window) if m.issued() else None,
        ReplaceWordsDialog: Maker.replacing,
        ChecksDialog: Maker.checks,
        FoundDialog: Maker.found,
        PassOverDialog: Maker.passing_over,
        SaveTemplateDialog: lambda m: SaveTemplateDialog(m.workspace, m.plan().guid, m.window),
        ReportDutiesDialog: lambda m: ReportDutiesDialog(m.workspace, m.window),
        RestoreDialog: lambda m: RestoreDialog(m.window, m.dossier.path),
        SendReportDialog: Maker.sending,
        ShortcutsDialog: Maker.shortcuts,
        TaskResultDialog: lambda m: TaskResultDialog(m.window, None, TODAY, 40),
        TourDialog: lambda m: TourDialog(m.window, tuple(TABS), lambda _name: None),
        UnitPartsDialog: lambda m: UnitPartsDialog(m.workspace, m.report().report, m.window),
        WorkCalendarDialog: lambda m: WorkCalendarDialog(m.window, m.workspace),
        **{kind: partial(_made_elsewhere, kind) for kind in _ELSEWHERE},
    }  # type: ignore[return-value]  # the two that need an issued paper first


MAKERS = _makers()
CLASSES = sorted(MAKERS, key=lambda kind: kind.__name__)


def dialog_classes() -> set[type[Dialog]]:
    """All dialogs there are, found in the modules themselves."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    return {kind for kind in _below(Dialog) if not kind.__name__.startswith("_")}


def _below(kind: type[Dialog]) -> Iterator[type[Dialog]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def let_go(*widgets: QWidget) -> None:
    """Take windows away at once, without a question."""
    for widget in widgets:
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
