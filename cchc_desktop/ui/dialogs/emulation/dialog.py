"""The window of emulation movements: choose or begin one, then its four pages."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.emulation import movements
from cchc_desktop.services.emulation.movement_views import read_movement, read_movements
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.dialogs.emulation.award_page import AwardPage
from cchc_desktop.ui.dialogs.emulation.movement_page import TitlePage
from cchc_desktop.ui.dialogs.emulation.page import MovementPage
from cchc_desktop.ui.dialogs.emulation.result_page import ResultPage
from cchc_desktop.ui.dialogs.emulation.target_page import TargetPage
from cchc_desktop.ui.widgets.basics import button, fit
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.workspace import Workspace

_OWN = ("movement", "movement_target", "participant", "movement_result", "movement_paper")
_READ = ("plan", "task", "figure_value", "index_result", "score", "paper_template")  # what is shown of other rows


class _Pages(QTabWidget):
    """Pages whose tables give up height on a small screen, though the rows of tools below them may take more lines."""

    def hasHeightForWidth(self) -> bool:
        return False


class EmulationDialog(Dialog):
    """Stays open beside the window; each cell is a step that can be undone."""

    def __init__(
        self, workspace: Workspace, open_paper: Callable[[str], None] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle(_("Emulation, awards"))
        fit(self, 1140, 640)
        show = open_paper or (lambda _guid: None)
        self.movements = CalmCombo()
        self.movements.setAccessibleName(_("Emulation movement"))
        self.new = button(_("New movement"), self.begin, icon_name="file-plus")
        self.take_over = button(_("Take over last year's"), self._take_over, icon_name="copy")
        self.drop = button(_("Remove the movement"), self._remove, icon_name="trash")
        self.title_page = TitlePage(workspace, show)
        self.target_page = TargetPage(workspace)
        self.result_page = ResultPage(workspace)
        self.award_page = AwardPage(workspace, show)
        self.tabs = _Pages()
        for page, title in (
            (self.title_page, _("Movement")),
            (self.target_page, _("Contents and targets")),
            (self.result_page, _("Participants and results")),
            (self.award_page, _("Award dossier")),
        ):
            self.tabs.addTab(page, title)
        self._lay_out()
        self.movements.activated.connect(lambda _place: self._choose())
        self.tabs.currentChanged.connect(lambda _place: self.keep_typed())
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()

    @property
    def pages(self) -> tuple[MovementPage, ...]:
        """The four pages."""
        return self.title_page, self.target_page, self.result_page, self.award_page

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.movements, 1)
        for one in (self.take_over, self.new, self.drop):
            one.setEnabled(not self._workspace.year_read_only)
            head.addWidget(one)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close))
        column.addLayout(foot)

    def enter(self) -> None:
        """Enter keeps the field and leads to the next one; in tables it is theirs."""
        self.keep_typed()
        self.next_field(self.tabs.currentWidget())

    def keep_typed(self) -> None:
        super().keep_typed()
        for page in self.pages:
            page.keep()

    def read(self) -> None:
        """Read the movements of the year and the chosen one."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        rows = read_movements(dossier, self._workspace.year)
        chosen = self.movements.currentData()
        self.movements.clear()
        for row in rows:
            self.movements.addItem(row.title, row.guid)
        self.movements.setCurrentIndex(max(0, self.movements.findData(chosen)) if rows else -1)
        if not rows:
            self.movements.setPlaceholderText(_("No movement in this year yet: press “New movement”."))
        self.take_over.setVisible(not rows and bool(read_movements(dossier, self._workspace.year - 1)))
        self.drop.setEnabled(bool(rows) and not self._workspace.year_read_only)
        self.tabs.setEnabled(bool(rows))
        self._show()

    def _show(self) -> None:
        dossier, guid = self._workspace.dossier, self.movements.currentData()
        view = read_movement(dossier, guid) if dossier is not None and guid else None
        for page in self.pages:
            page.show_view(view)

    def show_movement(self, guid: str) -> None:
        """Show a movement of the year."""
        if (place := self.movements.findData(guid)) >= 0:
            self.movements.setCurrentIndex(place)
            self._choose()

    def _choose(self) -> None:
        self.keep_typed()
        self._show()

    def begin(self) -> None:
        """Begin a movement and show it."""
        self.keep_typed()
        change = self._workspace.run(movements.create_movement, year=self._workspace.year)
        if change is not None:
            self.movements.setCurrentIndex(self.movements.findData(change.created("movement")[0]))
            self._show()
            self.tabs.setCurrentIndex(0)
            self.title_page.title.setFocus()
            self.title_page.title.selectAll()

    def _take_over(self) -> None:
        year = self._workspace.year
        if self._workspace.run_across(movements.copy_movements, from_year=year - 1, to_year=year) is not None:
            self._workspace.say(
                _("Taken over: contents, targets and who takes part. Results stayed in {last}.").format(last=year - 1)
            )

    def _remove(self) -> None:
        guid = self.movements.currentData()
        if guid and self._workspace.run(movements.remove_movement, movement_guid=guid) is not None:
            self._workspace.say(
                _("The movement was removed; the papers made of it stay. Undo brings it back (Ctrl+Z).")
            )

    def _rows_changed(self, change: Change) -> None:
        if change.touches(*_OWN, *_READ):
            self.read()
