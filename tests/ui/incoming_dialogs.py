"""The dialogs of incoming papers, each made on the sample dossier with a letter that came."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.models.incoming_rows import IncomingFacts, IncomingRow
from cchc_desktop.readers.paper_folders import Gathered, gather
from cchc_desktop.services.intake.came_papers import CamePaper, recognise
from cchc_desktop.services.papers.incoming import KeptFile, add_incoming, read_incoming
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.incoming.came import CamePapersDialog
from cchc_desktop.ui.dialogs.incoming.owners import OwnerDialog, task_entries
from cchc_desktop.ui.dialogs.incoming.paper import IncomingPaperDialog
from cchc_desktop.ui.dialogs.incoming.register import IncomingRegisterDialog
from cchc_desktop.ui.workspace import Workspace
from tests.services.test_came_papers import LETTER, run

DAY = date(2026, 9, 7)
FACTS = IncomingFacts(
    "Hướng dẫn báo cáo cải cách hành chính quý III năm 2026 và tự chấm điểm chỉ số cấp xã", DAY, issuer="Sở Nội vụ",
    number="115/SNV-CCHC", issued_on=date(2026, 9, 3), kind="Công văn", receiver="Văn phòng HĐND và UBND",
    due_on=date(2026, 9, 15),
)  # fmt: skip


def registered(workspace: Workspace) -> IncomingRow:
    """A letter of the register with its file and a task."""
    assert workspace.dossier is not None
    if not read_incoming(workspace.dossier, 2026):
        with workspace.dossier.raw_connection() as plain:
            (task,) = plain.execute("SELECT guid FROM task").fetchone()
        file = KeptFile("115-SNV-CCHC.pdf", b"%PDF-1.7 cong van")
        workspace.run_across(add_incoming, facts=FACTS, files=[file], task_guids=[task])
    return read_incoming(workspace.dossier, 2026)[0]


def came(workspace: Workspace, folder: Path) -> tuple[CamePaper, ...]:
    """A letter, its annex and a scan that came in a folder."""
    place = folder / "Van ban den"
    place.mkdir(exist_ok=True)
    (place / "115-SNV-CCHC.txt").write_text(LETTER, "utf-8")
    (place / "Phu luc 1.txt").write_text("Bảng phụ lục", "utf-8")
    (place / "45-KH-UBND scan.jpg").write_bytes(b"\xff\xd8\xff")
    found: Gathered = run(gather([place], folder))  # type: ignore[assignment]
    assert workspace.dossier is not None
    return run(recognise(workspace.dossier, found, DAY))  # type: ignore[return-value]


def _register(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    registered(workspace)
    return IncomingRegisterDialog(workspace, window)


def _tasks(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    assert workspace.dossier is not None
    return OwnerDialog(window, "Nhiệm vụ do văn bản giao", task_entries(workspace.dossier, 2026))


MAKERS = {
    CamePapersDialog: lambda workspace, window, folder: CamePapersDialog(
        workspace, came(workspace, folder), ["Van ban den/Thumbs.db"], window
    ),
    IncomingPaperDialog: lambda workspace, window, _folder: IncomingPaperDialog(
        workspace, registered(workspace), window
    ),
    IncomingRegisterDialog: _register,
    OwnerDialog: _tasks,
}
