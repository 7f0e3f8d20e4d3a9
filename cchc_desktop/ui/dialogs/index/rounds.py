"""All rounds of an index line by line: self-scored, appraised twice, by survey, settled; who said what, and when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index_result_rows import Said
from cchc_desktop.services.scoring.index_rounds import read_rounds, set_rounds
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.table_models.rounds import CODE, FIRST, MAXIMUM, NAME, ROUNDS, RoundsModel, Typed, round_name
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.widgets.sheet import SheetTable
from cchc_desktop.ui.workspace import Workspace


class RoundsDialog(Dialog):
    """Points are typed into their cells, each a step that can be undone. Signal: `shown` guid of a criterion."""

    shown = Signal(str)

    def __init__(self, workspace: Workspace, set_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._set_guid = workspace, set_guid
        self.setWindowTitle(_("Rounds of scoring"))
        fit(self, 1020, 640)
        self.summary = label("", wrap=True)
        self.only_different = QCheckBox(_("Only lines whose rounds differ"))
        self.only_different.toggled.connect(lambda _on: self.read())
        self.model = RoundsModel(self)
        self.model.editable = not workspace.year_read_only
        # Queued: the rows are read anew, and that must not happen while a cell editor is closing.
        self.model.typed.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self.table = SheetTable()
        self.table.setModel(self.model)
        self.table.dress_as_sheet()
        self.table.said.connect(self._say)
        self.table.setAccessibleName(_("Rounds of scoring"))
        self.table.selectionModel().currentChanged.connect(lambda *_places: self._moved())
        self._told = ""
        self.said = label("", "secondary", wrap=True)
        self.said.setMinimumHeight(theme.px(54))
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._size_columns()
        self._lay_out()
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()

    def _size_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        widths = {CODE: 64, MAXIMUM: 66, **{FIRST + place: 88 for place in range(len(ROUNDS))}}
        for column, width in widths.items():
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(28))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.only_different)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Show the criterion"), self.show_criterion))
        foot.addWidget(button(_("Close"), self.close))
        column.addLayout(foot)

    def read(self) -> None:
        """Read all rounds again."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        rounds = read_rounds(dossier, self._set_guid)
        lines = [line for line in rounds.lines if line.differs or not self.only_different.isChecked()]
        self.model.show_lines(lines)
        if lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, FIRST))
        said = [
            _("{round}: {points}").format(round=round_name(one), points=formats.points(rounds.totals[one]))
            for one in ROUNDS
            if one in rounds.totals
        ]
        self.summary.setText(" → ".join(said))
        self._tell()

    def _keep(self, typed: Typed) -> None:
        self._workspace.run(set_rounds, points=typed)

    def _say(self, sentence: str) -> None:
        """What was not taken is told until another line is chosen: the rows are read anew before that."""
        self._told = sentence
        self._tell()

    def _moved(self) -> None:
        self._told = ""
        self._tell()

    def _tell(self) -> None:
        """What was not taken, else who said what of the chosen line."""
        if self._told:
            self.said.setText(self._told)
            return
        line = self.model.line_of(self.table.currentIndex())
        self.said.setText("\n".join(_words(one) for one in line.said) if line is not None else "")

    def show_criterion(self) -> None:
        """Show the chosen criterion on the tab."""
        line = self.model.line_of(self.table.currentIndex())
        if line is not None:
            self.shown.emit(line.guid)

    def _rows_changed(self, change: Change) -> None:
        if change.touches("criterion", "criteria_set", "score", "appraisal"):
            try:
                self.read()
            except UserError:
                self.dismiss()  # the set is gone


def _words(one: Said) -> str:
    who = ", ".join(filter(None, (one.by, formats.short_date(one.at.date()) if one.at else "")))
    words = " · ".join(filter(None, (round_name(one.round), formats.points(one.points), who, one.words)))
    return f"{words} → {one.answer}" if one.answer else words
