"""The movement itself: title, the plan that opens it, the body that heads its papers, how many may be rewarded."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.emulation_rows import MovementView
from cchc_desktop.rules.organisation import area_name
from cchc_desktop.services.emulation import movements
from cchc_desktop.services.emulation.award_papers import make_plan
from cchc_desktop.services.offices import read_office, read_units
from cchc_desktop.services.papers import plans
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.emulation.page import MovementPage
from cchc_desktop.ui.paper_words import plan_words
from cchc_desktop.ui.widgets.basics import button, label, labelled, number_field
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.workspace import Workspace

_MOST = 999


class TitlePage(MovementPage):
    """The fields of a movement, each kept as it is left."""

    def __init__(self, workspace: Workspace, open_paper: Callable[[str], None]) -> None:
        super().__init__(workspace)
        self._open_paper = open_paper
        self.title = QLineEdit()
        self.plan = CalmCombo()
        self.council = CalmCombo()
        self.council.setEditable(True)
        self.council.setInsertPolicy(CalmCombo.InsertPolicy.NoInsert)
        self.most = number_field(0, _MOST, 0)
        self.most.setSpecialValueText(_("no limit"))
        self.draft = button(_("Draft the plan"), self._draft, icon_name="wand")
        self.open = button(_("Open the plan"), self._open, icon_name="file-text")
        self._lay_out()
        self.title.editingFinished.connect(self.keep)
        self.most.editingFinished.connect(self.keep)
        line = self.council.lineEdit()
        assert line is not None  # an editable list has one
        self._council_line = line
        self.council.setCompleter(None)  # type: ignore[arg-type]  # it would write over what UniKey is still composing
        self._council_line.editingFinished.connect(self.keep)
        self.council.activated.connect(lambda _place: self.keep())
        self.plan.activated.connect(lambda _place: self._choose_plan())

    def _lay_out(self) -> None:
        self.column.addWidget(labelled(_("Title of the movement"), self.title))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(labelled(_("Plan that opens it"), self.plan), 1)
        for one in (self.draft, self.open):
            holder = labelled(" ", one)
            one.setAccessibleName(one.text())
            row.addWidget(holder)
        self.column.addLayout(row)
        note = _(
            "Heads submission, list and minutes, as the council for emulation or a department does. Left empty the "
            "office does."
        )
        self.column.addWidget(labelled(_("Body that proposes"), self.council, note))
        most = QWidget()
        line = QHBoxLayout(most)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(labelled(_("At most rewarded"), self.most))
        line.addStretch(1)
        self.column.addWidget(most)
        hint = _(
            "The draft of the plan takes the contents and targets of the next page. A plan that came as a file gives "
            "its targets there."
        )
        self.column.addWidget(label(hint, "note", wrap=True))
        self.column.addStretch(1)
        self.column.addWidget(self.said)

    def show_view(self, view: MovementView | None) -> None:
        super().show_view(view)
        dossier = self.workspace.dossier
        for field in (self.title, self.plan, self.council, self.most, self.draft, self.open):
            field.setEnabled(view is not None and not self.workspace.year_read_only)
        if view is None or dossier is None:
            for one in (self.title, self._council_line):
                one.setText("")
            return
        movement, year = view.movement, self.workspace.year
        self.plan.clear()
        self.plan.addItem(_("None yet"), None)
        rows, kinds = plans.read_plans(dossier, year), plans.paper_kinds(dossier, year)
        for row in rows:
            if kinds[row.guid].facts.carries_tasks:
                self.plan.addItem(plan_words(row, rows, kinds), row.guid)
        self.plan.setCurrentIndex(max(0, self.plan.findData(movement.plan_guid)))
        offered = [f"Hội đồng Thi đua - Khen thưởng {area_name(read_office(dossier, year).name)}"]
        offered += [unit.name for unit in read_units(dossier)]
        self.council.clear()
        self.council.addItems(["", *offered])
        self.council.setEditText(movement.council)
        self.title.setText(movement.title)
        self.most.setValue(movement.most_rewarded or 0)
        self.draft.setEnabled(movement.plan_guid is None and not self.workspace.year_read_only)
        self.open.setEnabled(movement.plan_guid is not None)

    def keep(self) -> None:
        view = self.view
        if view is None or self.workspace.year_read_only:
            return
        self.most.interpretText()
        typed = {
            "title": self.title.text().strip(),
            "council": self.council.currentText().strip(),
            "most_rewarded": self.most.value() or None,
        }
        fields = {name: value for name, value in typed.items() if value != getattr(view.movement, name)}
        if fields and self.run(movements.set_movement, **fields) is None:
            self.show_view(view)

    def _choose_plan(self) -> None:
        if self.view is not None and self.plan.currentData() != self.view.movement.plan_guid:
            self.run(movements.set_movement, plan_guid=self.plan.currentData())

    def _draft(self) -> None:
        self.keep()
        if self.run(make_plan) is not None:
            self.tell(_("The plan was drafted. Read it on the Plan tab, then issue it."))

    def _open(self) -> None:
        self.keep()
        if self.view is not None and self.view.movement.plan_guid:
            self._open_paper(self.view.movement.plan_guid)
