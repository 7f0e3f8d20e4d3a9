"""How a criterion is scored, in the pane beside the tree: its rule, the values it asks for, what they come to."""

from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.proposal_rows import Proposal
from cchc_desktop.rules.scoring import Rule, RuleError
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.index_scoring import propose, rule_of, set_inputs, take_proposed
from cchc_desktop.services.scoring.index_source_choices import source_choices
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.widgets.basics import box, label, link, set_role
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.rule_inputs import RuleInputs
from cchc_desktop.ui.workspace import Workspace


class ScoringBox(QWidget):
    """Shows one leaf; a line of the tree without a rule shows the way to one."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._row: CriterionRow | None = None
        self._set_guid = ""
        self._proposal: Proposal | None = None
        self.inputs = RuleInputs()
        self.inputs.typed.connect(self._type)
        self.how = label("", wrap=True)
        self.points = label("", "strong-done")
        self.take = link(_("Take these points"), self.take_points)
        self.edit = link(_("How it is scored…"), self.edit_rule)
        self.not_arising = QCheckBox(_("Nothing of the kind happened in the year"))
        self.not_arising.clicked.connect(self._set_not_arising)
        self._frame = box("alt")
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        column.setSpacing(theme.px(6))
        column.addWidget(self.inputs)
        column.addWidget(self.not_arising)
        column.addWidget(self.how)
        offer = FlowLayout(gap=theme.px(10))
        offer.addWidget(self.points)
        offer.addWidget(self.take)
        column.addLayout(offer)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(6))
        outer.addWidget(self._frame)
        outer.addWidget(self.edit)

    def show_row(self, row: CriterionRow, set_guid: str, sources: Sources | None) -> None:
        """Show what a leaf comes to by its rule, from what is known."""
        self._row, self._set_guid = row, set_guid
        self.setVisible(row.is_leaf)
        if not row.is_leaf:
            return
        editable = not self._workspace.year_read_only
        self.edit.setVisible(editable)
        self._proposal = propose(row, sources) if sources is not None else None
        rule = _rule_of(row)
        known = self._proposal
        self._frame.setVisible(rule is not None or bool(known and known.problems))
        if known is None:
            return
        self.inputs.show_rule(rule, known.inputs, editable=editable and row.applicable)
        self.not_arising.setChecked(row.not_arising)
        self.not_arising.setEnabled(editable)
        self.not_arising.setVisible(row.not_arising or bool(rule is not None and rule.options.not_arising))
        self.how.setText("\n".join(dict.fromkeys(filter(None, (known.how, *known.problems)))))
        set_role(self.how, "late" if known.problems else "soon" if known.missing else "secondary")
        self._show_points(known, editable)

    def _show_points(self, known: Proposal, editable: bool) -> None:
        points = known.points
        self.points.setVisible(points is not None)
        self.take.setVisible(points is not None and editable and (known.stands is None or known.differs))
        if points is None:
            return
        shown = formats.points(points.quantize(Decimal("0.01")))
        words = _("The rule gives {points}, {claimed} are claimed") if known.above else _("The rule gives {points}")
        self.points.setText(words.format(points=shown, claimed=formats.points(known.stands)))
        set_role(self.points, "strong-late" if known.above else "strong-done")

    def take_points(self) -> None:
        """Score the criterion as its rule says."""
        row = self._row
        if row is not None:
            self._workspace.run(take_proposed, set_guid=self._set_guid, guids=(row.guid,), over=(row.guid,))

    def edit_rule(self) -> None:
        """The rule beside its words, with a trial."""
        from cchc_desktop.ui.dialogs.scoring.rule import RuleDialog

        dossier, row = self._workspace.dossier, self._row
        if dossier is None or row is None:
            return
        known = self._proposal.inputs if self._proposal is not None else ()
        choices = source_choices(dossier, self._workspace.year)
        RuleDialog(self._workspace, row, known, choices, self.window()).open()

    def commit_editing(self) -> None:
        """Write what is still being typed."""
        self.inputs.keep_typed()

    def _type(self, name: str, value: object) -> None:
        row = self._row
        if row is not None:
            self._workspace.run(set_inputs, criterion_guid=row.guid, inputs={name: value})

    def _set_not_arising(self, on: bool) -> None:
        row = self._row
        if row is not None:
            self._workspace.run(indices.set_score, criterion_guid=row.guid, not_arising=on)


def _rule_of(row: CriterionRow) -> Rule | None:
    try:
        return rule_of(row.scoring) if row.scoring else None
    except (RuleError, UserError):
        return None
