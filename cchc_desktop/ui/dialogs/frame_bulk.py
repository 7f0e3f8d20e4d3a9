"""The same lead, coordination, deadline, status or group for many tasks at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.office_rows import UnitRow
from cchc_desktop.models.task_rows import GroupRow
from cchc_desktop.rules.deadlines import deadline_doubts, parse_deadline
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.rules.progress import SET_ASIDE, TaskStatus, last_day
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.formats import long_date
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.unit_help import UnitHelp


@dataclass(frozen=True)
class BulkChoice:
    """What was chosen: cells to write, a status with its reason, a group; "" leaves what is there."""

    cells: Mapping[Column, str] = field(default_factory=dict)
    status: str = ""
    reason: str = ""
    group_guid: str = ""


class BulkDialog(Dialog):
    """Every field is empty at first: only those that are filled are set."""

    def __init__(
        self,
        parent: QWidget | None,
        count: int,
        units: Sequence[UnitRow],
        groups: Sequence[GroupRow],
        statuses: Sequence[tuple[TaskStatus, str]],
        year: int,
    ) -> None:
        super().__init__(parent)
        self._year = year
        words = ngettext("Set for {count} chosen task", "Set for {count} chosen tasks", count).format(count=count)
        self.setWindowTitle(words)
        self.setMinimumWidth(theme.px(560))
        self.lead = self._units(units)
        self.coordination = self._units(units)
        self.deadline = QLineEdit()
        self.deadline.setPlaceholderText(_("leave as it is"))
        self._meaning = label("", "note", wrap=True)
        self.status = self._choices([(str(status), name) for status, name in statuses])
        self.reason = QLineEdit()
        self._reason = labelled(_("Reason, shown in the frame"), self.reason)
        self._reason.hide()
        self.group = self._choices([(group.guid, f"{group.number}. {group.title}") for group in groups])
        self.agree = button(words, self.accept, "primary")
        self._lay_out()
        self._connect()
        self._check()
        self.lead.setFocus()

    def _units(self, units: Sequence[UnitRow]) -> CalmCombo:
        made = CalmCombo()
        made.setEditable(True)
        made.setCompleter(None)  # type: ignore[arg-type]  # it would replace letters while Vietnamese is being composed
        made.addItems([unit.name for unit in units])
        made.setCurrentIndex(-1)
        made.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        edit = made.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(_("leave as it is"))
            UnitHelp(edit, units, self)
        return made

    def _choices(self, entries: Sequence[tuple[str, str]]) -> CalmCombo:
        made = CalmCombo()
        made.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.addItem(_("leave as it is"), "")
        for key, name in entries:
            made.addItem(name, key)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(label(_("Only the fields that are filled are set, as one step that can be undone."), "note"))
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.px(12))
        fields.setVerticalSpacing(theme.px(10))
        fields.setColumnStretch(0, 1)
        fields.setColumnStretch(1, 1)
        fields.addWidget(labelled(_("Lead"), self.lead), 0, 0)
        fields.addWidget(labelled(_("Coordination"), self.coordination), 0, 1)
        fields.addWidget(labelled(_("Time of completion"), self.deadline), 1, 0)
        fields.addWidget(labelled(_("Status"), self.status), 1, 1)
        fields.addWidget(self._meaning, 2, 0)
        fields.addWidget(self._reason, 2, 1)
        fields.addWidget(labelled(_("Move to the end of group"), self.group), 3, 0, 1, 2)
        column.addLayout(fields)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _connect(self) -> None:
        for combo in (self.lead, self.coordination):
            combo.editTextChanged.connect(lambda _text: self._check())
        for edit in (self.deadline, self.reason):
            edit.textChanged.connect(lambda _text: self._check())
        for combo in (self.status, self.group):
            combo.currentIndexChanged.connect(lambda _place: self._check())

    def _check(self) -> None:
        chosen = self.choice()
        needs_reason = chosen.status in SET_ASIDE
        self._reason.setVisible(needs_reason)
        self._meaning.setText(self._understood(chosen.cells.get(Column.DEADLINE, "")))
        anything = bool(chosen.cells or chosen.status or chosen.group_guid)
        self.agree.setEnabled(anything and (not needs_reason or bool(chosen.reason)))

    def _understood(self, phrase: str) -> str:
        """What the deadline is taken to mean."""
        days = [last_day(m.date_to, m.exclusive) for m in parse_deadline(phrase, self._year) if m.date_to is not None]
        if not phrase:
            return ""
        if doubts := deadline_doubts(phrase, self._year):
            return "\n".join(doubts)
        if not days:
            return _("No day is named: there will be no reminder.")
        return _("Understood as {days}.").format(days="; ".join(long_date(day) for day in days))

    def choice(self) -> BulkChoice:
        """What is filled in."""
        texts = {
            Column.LEAD: self.lead.currentText(),
            Column.COORDINATION: self.coordination.currentText(),
            Column.DEADLINE: self.deadline.text(),
        }
        cells = {column: clean(text).strip() for column, text in texts.items() if text.strip()}
        return BulkChoice(
            cells, self.status.currentData() or "", clean(self.reason.text()).strip(), self.group.currentData() or ""
        )
