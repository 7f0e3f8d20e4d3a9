"""A year's reports at the window: units asked, one late and twice, figures corrected, drafted, issued and sent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cchc_desktop.exchange.contributions import filled
from cchc_desktop.exchange.part_file import read_part, write_part
from cchc_desktop.models.part_rows import Part
from cchc_desktop.models.rows import FigureRow, ReportItemRow, UnitRow
from cchc_desktop.options import Options
from cchc_desktop.rules.figure_quotes import quote
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import duties, figures, offices, tasks
from cchc_desktop.services.issued_files import read_one
from cchc_desktop.services.issuing import issued_versions
from cchc_desktop.ui.dialogs.issue_paper import IssuePaperDialog
from cchc_desktop.ui.dialogs.part_compare import PartCompareDialog
from cchc_desktop.ui.dialogs.send_report import SendReportDialog
from cchc_desktop.ui.dialogs.unit_parts import UnitPartsDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tabs.report import ReportTab
from cchc_desktop.ui.tabs.report_side import CHECK, UNITS
from cchc_desktop.ui.workspace import Workspace
from tests.services.helpers import YEAR, with_plan

LAW, DESK = "Phòng Tư pháp", "Trung tâm Phục vụ hành chính công"
FILES, LATE = "26", "34"  # hồ sơ tiếp nhận; hồ sơ giải quyết quá hạn
FILES_ITEM = "Cơ chế một cửa, kết quả giải quyết hồ sơ"
LAW_ITEM = "Cải cách thể chế"


@pytest.fixture
def tab(qtbot: QtBot, look: None, tmp_path: Path) -> Iterator[ReportTab]:
    """The report tab of an office with two units, a plan of four tasks, a regime and no report."""
    dossier, _plan, guids = with_plan(tmp_path)
    tasks.set_tracking(dossier, task_guid=guids[0], status="done", result="Quyết định số 15/QĐ-UBND ngày 20/02/2026")
    units = (UnitRow("", 0, LAW, fields=("institution",)), UnitRow("", 0, DESK, fields=("procedure",)))
    offices.set_units(dossier, units=units)
    duties.take_regime(dossier, year=YEAR)
    dossier.close()
    workspace = Workspace()
    workspace.open(tmp_path / "xa.cchc")
    window = MainWindow(workspace, Options())
    qtbot.addWidget(window)
    window.resize(1366, 698)
    window.show()
    window.show_tab("report")
    made = window.tab("report")
    assert isinstance(made, ReportTab)
    yield made
    workspace.close()
