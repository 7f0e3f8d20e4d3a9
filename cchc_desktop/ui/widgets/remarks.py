"""What the superior says of the item, task or criterion that is edited: remarks to tick, points to explain."""

from collections.abc import Collection, Iterable

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.package_rows import Remark
from cchc_desktop.services.exchange.answers import (
    AppraisalLine,
    read_appraisals,
    read_remarks,
    set_done,
    set_explanation,
)
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.widgets.basics import empty, icon_label, label
from cchc_desktop.ui.workspace import Workspace


class _AnswersBox(QFrame):
    """Lines that are made anew together, in the colour of what waits for the office."""

    def __init__(self, workspace: Workspace, side: int) -> None:
        """`side` is the margin at left and right, in pixels at 100 %."""
        super().__init__()
        self.setProperty("box", "soon")
        self._workspace = workspace
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(side), theme.px(6), theme.px(side), theme.px(6))
        self._column.setSpacing(theme.px(4))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(4))
        self._column.addLayout(self._rows)
        self.hide()

    def _show_lines(self, lines: Iterable[QWidget]) -> None:
        empty(self._rows)
        for line in lines:
            self._rows.addWidget(line)


class RemarksBox(_AnswersBox):
    """Nothing is shown of a row that nobody has remarked on."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, 14)
        self._shown: tuple[Remark, ...] = ()
        self.ticks: list[QCheckBox] = []
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(icon_label("message", "soon"))
        head.addWidget(label(_("Remarks of the superior"), "field"))
        head.addStretch(1)
        self._column.insertLayout(0, head)

    def show_of(self, owners: Collection[str]) -> None:
        """Show the remarks on these rows."""
        dossier = self._workspace.dossier
        found = read_remarks(dossier, owners) if dossier is not None and owners else ()
        same = [(one.guid, one.text) for one in found] == [(one.guid, one.text) for one in self._shown]
        self._shown = found
        if same:
            for tick, one in zip(self.ticks, found, strict=True):
                tick.blockSignals(True)
                tick.setChecked(one.done)
                tick.setEnabled(not self._workspace.year_read_only)
                tick.blockSignals(False)
        else:
            self.ticks = []
            self._show_lines([self._line(remark) for remark in found])
        self.setVisible(bool(found))

    def _line(self, remark: Remark) -> QWidget:
        holder = QFrame()
        row = QVBoxLayout(holder)  # the tick below: beside a task the pane has no room for both
        row.setContentsMargins(0, 0, 0, theme.px(4))
        row.setSpacing(theme.px(2))
        said = f"{remark.author}, {formats.moment(remark.at)}: {remark.text}"
        row.addWidget(label(said, "secondary" if remark.done else "", wrap=True))
        tick = QCheckBox(_("Mended"))
        tick.setChecked(remark.done)
        tick.setEnabled(not self._workspace.year_read_only)
        tick.setAccessibleDescription(remark.text)
        tick.toggled.connect(lambda on: self._tick(remark.guid, on))
        row.addWidget(tick)
        self.ticks.append(tick)
        return holder

    def _tick(self, guid: str, on: bool) -> None:
        self._workspace.run_across(set_done, remark_guid=guid, done=on)


class AppraisalsBox(_AnswersBox):
    """The superior's points for a criterion beside our own, round by round, with the explanation to write."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, 10)
        self.fields: list[QLineEdit] = []
        self._shown: tuple[AppraisalLine, ...] = ()

    def show_of(self, criterion_guid: str) -> None:
        """Show the rounds of a criterion; nothing for one that was not appraised."""
        dossier = self._workspace.dossier
        found = read_appraisals(dossier, criterion_guid) if dossier is not None and criterion_guid else ()
        if found != self._shown:
            self._shown = found
            self.fields = []
            self._show_lines([self._line(row) for row in found])
        self.setVisible(bool(found))

    def _line(self, row: AppraisalLine) -> QWidget:
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        said = _("Round {round}, {by}: {score} points; self-scored {own}.").format(
            round=row.round, by=row.by, score=formats.points(row.score), own=formats.points(row.self_score)
        )
        column.addWidget(label(f"{said} {row.comment}".strip(), wrap=True))
        field = QLineEdit(row.explanation)
        field.setPlaceholderText(_("Explanation to the superior"))
        field.setAccessibleName(_("Explanation to the superior"))
        field.setReadOnly(self._workspace.year_read_only)
        field.editingFinished.connect(lambda: self._explain(row.guid, field))
        column.addWidget(field)
        self.fields.append(field)
        return holder

    def _explain(self, guid: str, field: QLineEdit) -> None:
        before = next((one.explanation for one in self._shown if one.guid == guid), "")
        if field.text().strip() != before:
            self._workspace.run_across(set_explanation, appraisal_guid=guid, text=field.text())
