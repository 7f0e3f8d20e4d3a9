"""The last step of taking a plan in: what was done, what was left, and how to take it back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.import_rows import RowState
from cchc_desktop.readers.read_rows import Unplaced
from cchc_desktop.services.intake.import_verbs import Into, Keeping
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.left_lines import LeftLines


class DonePage(QWidget):
    """`sentence` says what was done on one line, for the status bar."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        self._title = label("", "page", wrap=True)
        self._words = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._title)
        column.addWidget(self._words)
        self._left = QVBoxLayout()
        column.addLayout(self._left, 1)
        column.addStretch()

    def show_done(self, keeping: Keeping, change: Change, name: str) -> None:
        """Say what a step did."""
        added, changed, gone = (keeping.ticked(state) for state in (RowState.NEW, RowState.CHANGED, RowState.HERE))
        if not change:
            self.sentence = _("Nothing was changed: everything in the file is here already.")
        else:
            count = added + changed
            words = ngettext(
                "{count} task was taken in. Undo: Ctrl+Z", "{count} tasks were taken in. Undo: Ctrl+Z", count
            )
            self.sentence = words.format(count=count)
        if change and not keeping.rows:
            self.sentence = _("The text of the plan was taken in. Undo: Ctrl+Z")
        self._title.setText(self.sentence)
        lines = [_("From: {name}").format(name=name)]
        lines.append(
            _("Added: {added}. Written over: {changed}. Deleted: {gone}.").format(
                added=added, changed=changed, gone=gone
            )
        )
        if keeping.target.into is Into.CARRY and keeping.assignment is not None:
            lines.append(_("A new paper cites the superior's plan as its legal basis; see the tab Plan."))
        if keeping.target.into is Into.PLAN and keeping.plan.has_text:
            lines.append(_("Only tasks were taken in; number, date and text of the file's paper were not."))
        if keeping.plan.outline is not None and keeping.target.into is Into.NEW:
            lines.append(_("The report outline in the file was taken in too; see “Report outlines…” in the menu."))
        elif keeping.plan.outline is not None:
            lines.append(_("The report outline in the file was not taken in; choose a paper of its own to take it."))
        if keeping.plan.unplaced:
            self._show_left(keeping.plan.unplaced, name)
        if keeping.taught:
            lines.append(_("The meaning of the columns is remembered for the next file with this heading."))
        lines.append(_("A backup of the dossier was made before."))
        self._words.setText("\n".join(lines))

    def _show_left(self, unplaced: Sequence[Unplaced], name: str) -> None:
        words = ngettext(
            "{count} line of the file found no place. Copy or keep it before you close this window:",
            "{count} lines of the file found no place. Copy or keep them before you close this window:",
            len(unplaced),
        )
        self._left.addWidget(label(words.format(count=len(unplaced)), "strong", wrap=True))
        self._left.addWidget(LeftLines(unplaced, name), 1)

    def add_lines(self, lines: Sequence[str]) -> None:
        """Say more below."""
        self._words.setText("\n".join([self._words.text(), *lines]))
