"""What a reviewer would send back: all findings of the year's papers, or of anyone's file, each explained."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Finding, Severity
from cchc_desktop.rules.checks.check import mended
from cchc_desktop.rules.checks.paper import CheckedLine
from cchc_desktop.rules.checks.places import where
from cchc_desktop.services.checking.checking import Checked
from cchc_desktop.services.checking.choices import Passed
from cchc_desktop.services.checking.mending import can_mend
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.row_table import RowTable
from cchc_desktop.ui.workspace import Workspace

_LOOKS = {
    Severity.ERROR: ("alert-triangle", "late"),
    Severity.WARNING: ("alert-triangle", "soon"),
    Severity.HINT: ("help", "secondary"),
}
_ORDER = tuple(_LOOKS)


def _name(severity: Severity) -> str:
    return {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.HINT: _("hint")}[severity]


class ChecksDialog(Dialog):
    """Stays open beside the tabs.

    Signals: `shown` a finding's paper and line; `mending` and `passing` a paper and a finding to mend or pass over;
    `looking` the guid of a choice that is taken back; `again` check once more; `reviewing` and `commenting` write what
    was found of a file.
    """

    shown = Signal(object, object)
    mending = Signal(object, object)
    passing = Signal(object, object)
    looking = Signal(str)
    again = Signal()
    reviewing = Signal(object)
    commenting = Signal(object)
    lives_on = True
    enter_agrees = False

    def __init__(self, parent: QWidget | None, workspace: Workspace, file: Path | None = None) -> None:
        super().__init__(parent)
        self._workspace, self.file = workspace, file
        self._checked: tuple[Checked, ...] = ()
        self._found: list[tuple[Checked, Finding]] = []
        name = file.name if file is not None else ""
        self.setWindowTitle(_("Check of “{name}”").format(name=name) if name else _("Check before issuing"))
        fit(self, 1040, 600)
        self.verdict = label(_("Checking…"), wrap=True)
        self.paper, self.kind = CalmCombo(), CalmCombo()
        self.paper.setAccessibleName(_("Paper"))
        self.kind.setAccessibleName(_("What is listed"))
        for text, kinds in (
            (_("errors and warnings"), _ORDER[:2]),
            (_("errors alone"), _ORDER[:1]),
            (_("hints too"), _ORDER),
            (_("passed over"), ()),
        ):
            self.kind.addItem(text, kinds)
        self.table = RowTable(
            _("What was found"), (_("How bad"), _("Where"), _("What"), _("Write instead")), {0: 96, 1: 190, 3: 130}, 2
        )
        self.detail = QTextBrowser()
        self.detail.setAccessibleName(_("The finding and its place"))
        self.detail.setFixedHeight(theme.px(132))
        self.mend = button(_("Write it so"), self._mend, "primary")
        self.go = button(_("Go there"), self._go)
        self.over = button(_("Pass over…"), self._pass_over)
        self._lay_out()
        for combo in (self.paper, self.kind):
            combo.activated.connect(lambda _place: self._list())
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.itemActivated.connect(lambda _item: self._go())
        self._show_chosen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        if self.file is None:
            self.paper.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            head.addWidget(self.paper, 1)
        else:
            head.addStretch(1)
        head.addWidget(self.kind)
        column.addWidget(self.verdict)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        if self.file is None:
            foot.addWidget(button(_("Check again"), self.again.emit))
            foot.addWidget(self.over)
        else:
            foot.addWidget(button(_("Review sheet…"), lambda: self.reviewing.emit(self._checked[0])))
            if self.file.suffix.lower() == ".docx":
                foot.addWidget(button(_("Word file with comments…"), lambda: self.commenting.emit(self._checked[0])))
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        if self.file is None:
            foot.addWidget(self.go)
            foot.addWidget(self.mend)
        column.addLayout(foot)

    def enter(self) -> None:
        """Enter in the table leads to the place; nothing is written by it."""
        if self.table.hasFocus():
            self._go()

    def show_checked(self, checked: Sequence[Checked]) -> None:
        """List what was found; what was chosen stays chosen where it is still there."""
        self._checked = tuple(checked)
        chosen = self.paper.currentData()
        self.paper.clear()
        self.paper.addItem(_("all papers of the year"), "")
        for one in self._checked:
            self.paper.addItem(one.title, one.guid)
        self.paper.setCurrentIndex(max(0, self.paper.findData(chosen)))
        self._list()

    def _list(self) -> None:
        guid, kinds = self.paper.currentData() or "", self.kind.currentData()
        row = self.table.currentRow()
        papers = [one for one in self._checked if guid in ("", one.guid)]
        every = [(one, finding) for one in papers for finding in one.findings]
        self._found = [(one, finding) for one, finding in every if finding.severity in kinds]
        if not kinds:
            self._found = [(one, passed.finding) for one in papers for passed in one.passed]
        self._found.sort(key=lambda both: _ORDER.index(both[1].severity))
        counts = [sum(finding.severity is severity for _one, finding in every) for severity in _ORDER]
        words = _("{errors} errors for which a registry would send it back, {warnings} warnings, {hints} hints.")
        told = words.format(errors=counts[0], warnings=counts[1], hints=counts[2])
        self.verdict.setText("\n".join([told, *(note for one in papers for note in one.paper.notes)]))
        rows = [self._row(one, finding) for one, finding in self._found]
        self.table.show_rows(rows, [_LOOKS[finding.severity] for _one, finding in self._found], 0)
        if rows:
            self.table.selectRow(min(max(row, 0), len(rows) - 1))
        self._show_chosen()

    def _row(self, checked: Checked, finding: Finding) -> tuple[str, str, str, str]:
        place = where(checked.paper, finding)
        if self.file is None and not self.paper.currentData():
            place = f"{place} · {' '.join(checked.title.split())}"
        return _name(finding.severity), place, finding.message, finding.fix.text.strip() if finding.fix else ""

    def _chosen(self) -> tuple[Checked, Finding] | None:
        row = self.table.currentRow()
        return self._found[row] if 0 <= row < len(self._found) and self.table.selectedItems() else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.go.setEnabled(chosen is not None and _line(*chosen) is not None)
        writable = not self._workspace.read_only
        passed = self._passed()
        self.mend.setEnabled(chosen is not None and writable and passed is None and can_mend(*chosen))
        self.over.setEnabled(chosen is not None and writable)
        self.over.setText(_("Pass over…") if passed is None else _("Look at it again"))
        words = "" if chosen is None else _explained(*chosen)
        if passed is not None:
            reason = _("Passed over: {reason}").format(reason=passed.choice.reason)
            words += f"<p>{escape(reason)}</p>"
        self.detail.setHtml(words)

    def _passed(self) -> Passed | None:
        """What is chosen among the findings that are passed over."""
        chosen = self._chosen()
        if chosen is None or self.kind.currentData():
            return None
        return next((one for one in chosen[0].passed if one.finding == chosen[1]), None)

    def _pass_over(self) -> None:
        passed, chosen = self._passed(), self._chosen()
        if passed is not None:
            self.looking.emit(passed.choice.guid)
        elif chosen is not None:
            self.passing.emit(*chosen)

    def _go(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self.file is None and (line := _line(*chosen)) is not None:
            self.shown.emit(chosen[0], line)

    def _mend(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.mending.emit(*chosen)


def _line(checked: Checked, finding: Finding) -> CheckedLine | None:
    return checked.paper.lines[finding.line] if finding.line >= 0 else None


def _explained(checked: Checked, finding: Finding) -> str:
    """The sentence, the line with its place marked, what it would become, and who asks for it."""
    parts = [f"<p><b>{escape(finding.message)}</b></p>"]
    line = _line(checked, finding)
    if line is not None:
        before, place, behind = (
            line.text[: finding.start],
            line.text[finding.start : finding.end],
            line.text[finding.end :],
        )
        parts.append(f"<p>{escape(before)}<u><b>{escape(place)}</b></u>{escape(behind)}</p>")
        if finding.fix is not None:
            parts.append(f"<p>→ {escape(mended(line.text, finding.fix))}</p>")
    parts.append(f"<p>{escape(finding.code)} · {escape(finding.source)}</p>")
    return "".join(parts)
