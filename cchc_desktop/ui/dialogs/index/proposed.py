"""What to look at before scores go out, and the points that the rules propose: taken line by line or all at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
from cchc_desktop.ui.widgets.ticked_table import TickedLine, TickedTable
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
        headings = (
            pgettext("column", "Code"),
            _("Criterion"),
            pgettext("column", "Stands"),
            pgettext("column", "Rule gives"),
            _("How it comes about, or what is missing"),
        )
        widths = {_CODE: 84, _NAME: 270, _STANDS: 94, _GIVES: 118}
        name = _("Criteria with what their rules give")
        self.table = TickedTable(name, headings, widths, _HOW, (_STANDS, _GIVES))
        self.table.ticks_changed.connect(self._count)
        self.table.opened.connect(lambda place: self.shown.emit(self._lines[place].guid))
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
        foot.addWidget(button(_("Tick all that differ"), self.table.tick_all))
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
        self.table.show_lines([_ticked_line(one) for one in self._lines])

    def ticked(self) -> list[Proposal]:
        """The lines that are ticked."""
        return [self._lines[place] for place in self.table.ticked()]

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


def _ticked_line(one: Proposal) -> TickedLine:
    """A line; ticked at first where nothing stands yet, not to be ticked where its rule would change nothing."""
    tokens = theme.tokens()
    colours = {_STANDS: tokens.late} if one.above else {}
    if one.problems or one.missing:
        colours[_HOW] = tokens.late if one.problems else tokens.soon
    how = "; ".join(dict.fromkeys(filter(None, (one.how, *one.problems))))
    cells = (one.code, one.name, formats.points(one.stands), formats.points(one.points), how)
    return TickedLine(cells, one.stands is None if _can_be_taken(one) else None, colours)


def _can_be_taken(one: Proposal) -> bool:
    """Whether scoring by the rule would change anything."""
    return one.scored_by != "council" and one.points is not None and (one.stands is None or one.differs)
