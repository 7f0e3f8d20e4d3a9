"""What to look at before scores go out, and the points that the rules propose: taken line by line or all at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.proposal_rows import Proposal
from cchc_desktop.services.scoring.index_scoring import read_proposals, take_proposed
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.workspace import Workspace

_CODE, _NAME, _STANDS, _GIVES, _HOW = range(5)


class ProposedScoresDialog(Dialog):
    """Leaves with a rule; ticked ones are scored by it as one step. Signal: `shown` guid of a criterion."""

    shown = Signal(str)

    def __init__(self, workspace: Workspace, set_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._set_guid = workspace, set_guid
        self._lines: list[Proposal] = []
        self.setWindowTitle(_("Scores by the rules"))
        fit(self, 1020, 620)
        self.summary = label("", wrap=True)
        self.table = QTableWidget(0, 5)
        self.table.setAccessibleName(_("Criteria with what their rules give"))
        self.table.setHorizontalHeaderLabels(
            [
                pgettext("column", "Code"),
                _("Criterion"),
                pgettext("column", "Stands"),
                pgettext("column", "Rule gives"),
                _("How it comes about, or what is missing"),
            ]
        )
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((_CODE, 84), (_NAME, 270), (_STANDS, 94), (_GIVES, 118)):
            header.resizeSection(column, theme.px(width))
        header.setSectionResizeMode(_HOW, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.itemChanged.connect(lambda _item: self._count())
        self.table.doubleClicked.connect(lambda index: self.shown.emit(self._lines[index.row()].guid))
        self.agree = button(_("Score the ticked ones"), self.take, "primary")
        self._lay_out()
        workspace.changed.connect(self._rows_changed)
        stay_beside(self, workspace)
        undo_keys(self, workspace)
        self.read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(button(_("Tick all that differ"), self.tick_differing))
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.close))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def read(self) -> None:
        """Read again what the rules give."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        found = read_proposals(dossier, self._set_guid)
        self._lines = [one for one in found if one.rule or one.problems]
        by_hand = len(found) - len(self._lines)
        above = sum(one.above for one in self._lines)
        said = [ngettext("{count} criterion has a rule", "{count} criteria have rules", len(self._lines))
                .format(count=len(self._lines))]  # fmt: skip
        if by_hand:
            said.append(
                ngettext("{count} is scored by hand", "{count} are scored by hand", by_hand).format(count=by_hand)
            )
        if above:
            words = ngettext(
                "{count} claims more than its rule gives", "{count} claim more than their rules give", above
            )
            said.append(words.format(count=above))
        self.summary.setText("; ".join(said) + ".")
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._lines))
        for place, one in enumerate(self._lines):
            self._show_line(place, one)
        self.table.blockSignals(False)
        self._count()

    def _show_line(self, place: int, one: Proposal) -> None:
        tokens = theme.tokens()
        takes = _can_be_taken(one)
        code = QTableWidgetItem(one.code)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        code.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if takes else flags)
        if takes:
            code.setCheckState(Qt.CheckState.Checked if one.stands is None else Qt.CheckState.Unchecked)
        gives = formats.points(one.points)
        how = "; ".join(dict.fromkeys(filter(None, (one.how, *one.problems))))
        cells = (code, *(QTableWidgetItem(words) for words in (one.name, formats.points(one.stands), gives, how)))
        for column, item in enumerate(cells):
            item.setToolTip(item.text())
            if column in (_STANDS, _GIVES):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column == _STANDS and one.above:
                item.setForeground(tokens.late)
            if column == _HOW and (one.problems or one.missing):
                item.setForeground(tokens.late if one.problems else tokens.soon)
            self.table.setItem(place, column, item)

    def ticked(self) -> list[Proposal]:
        """The lines that are ticked."""
        found = []
        for place, one in enumerate(self._lines):
            item = self.table.item(place, _CODE)
            if item is not None and _can_be_taken(one) and item.checkState() == Qt.CheckState.Checked:
                found.append(one)
        return found

    def tick_differing(self) -> None:
        """Tick the lines whose typed points are others than their rules give too."""
        for place, one in enumerate(self._lines):
            item = self.table.item(place, _CODE)
            if item is not None and _can_be_taken(one):
                item.setCheckState(Qt.CheckState.Checked)

    def take(self) -> None:
        """Score the ticked lines by their rules, as one step."""
        guids = [one.guid for one in self.ticked()]
        if guids:
            self._workspace.run(take_proposed, set_guid=self._set_guid, guids=guids, over=guids)

    def _count(self) -> None:
        self.agree.setEnabled(bool(self.ticked()) and not self._workspace.year_read_only)

    def _rows_changed(self, change: Change) -> None:
        if change.touches("criterion", "criteria_set", "score", "figure_value", "task", "milestone", "survey_form"):
            try:
                self.read()
            except UserError:
                self.dismiss()  # the set is gone


def _can_be_taken(one: Proposal) -> bool:
    """Whether scoring by the rule would change anything."""
    return one.scored_by != "council" and one.points is not None and (one.stands is None or one.differs)
