"""Lịch sử: who changed what of one task and when, the newest first."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cchc_desktop import options as kept_options
from cchc_desktop.i18n import _
from cchc_desktop.models.follow_rows import HistoryRow
from cchc_desktop.rules.dates import parse_date
from cchc_desktop.rules.frame_columns import FRAME_COLUMNS
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.progress import TaskStatus
from cchc_desktop.services.frame.history import read_history
from cchc_desktop.services.frame.products import NO_PAPER
from cchc_desktop.ui import theme
from cchc_desktop.ui.formats import long_date, percent
from cchc_desktop.ui.table_models.frame_standing import Standing, word_of
from cchc_desktop.ui.widgets.basics import empty, label, line, link
from cchc_desktop.ui.workspace import Workspace


def name_of(what: str) -> str:
    """What "table.column" is called in the window."""
    names = {
        "task.status": _("Status"),
        "task.percent": _("Progress"),
        "task.result": _("Result so far"),
        "task.reason": _("Why the task does not apply"),
        "task.source": _("Assigned by"),
        "product.paper_kind": _("Kind of product"),
        "milestone.done_on": _("Milestone met on"),
        "evidence.title": _("Evidence"),
    }
    return names.get(what) or next((known.name() for known in FRAME_COLUMNS if what in known.kept), what)


def shown_value(what: str, value: str) -> str:
    """A kept value in the officer's words."""
    if not value:
        return _("(empty)")
    if what == "task.status" and value in set(TaskStatus):
        return word_of(Standing(value))
    if what == "task.percent" and value.isdigit():
        return percent(int(value))
    if what == "product.paper_kind":
        return _("No paper") if value == NO_PAPER else PaperKind(value).word
    if what == "milestone.done_on" and (day := parse_date(value)) is not None:
        return long_date(day)
    return value


def moment(at: datetime) -> str:
    """08/9/2026, 14:05."""
    return f"{long_date(at.date())}, {at:%H:%M}"


class HistoryList(QScrollArea):
    """Read when it is shown, not before; at its foot under which name one's own changes are noted."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._rows: tuple[HistoryRow, ...] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("History"))
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, theme.px(4), theme.px(12), theme.px(10))
        self._column.setSpacing(theme.px(3))
        self.setWidget(holder)

    def show_task(self, guid: str) -> None:
        """Show what was changed of this task."""
        dossier = self._workspace.dossier
        rows = read_history(dossier, guid) if dossier is not None else ()
        if rows != self._rows:
            self._rows = rows
            self._fill(rows)

    def _fill(self, rows: Sequence[HistoryRow]) -> None:
        empty(self._column)
        for (at, who, words), changed in groupby(rows, lambda row: (row.at, row.who, row.label)):
            self._column.addWidget(label(", ".join(part for part in (moment(at), who) if part), "note", wrap=True))
            self._column.addWidget(label(words, "strong", wrap=True))
            for row in changed:
                before, after = shown_value(row.what, row.before), shown_value(row.what, row.after)
                self._column.addWidget(label(f"{name_of(row.what)}: {before} → {after}", wrap=True))
            self._column.addWidget(line())
        if not rows:
            nothing = _("Nothing has been changed since the task was made.")
            self._column.addWidget(label(nothing, "secondary", wrap=True))
        self._add_foot()
        self._column.addStretch(1)

    def _add_foot(self) -> None:
        dossier = self._workspace.dossier
        who = dossier.who if dossier is not None else ""
        note = _("Your changes are noted under “{name}”.").format(name=who)
        self._column.addWidget(label(note, "note", wrap=True))
        self._column.addWidget(link(_("Change the name…"), self._ask_name))

    def _ask_name(self) -> None:
        dossier = self._workspace.dossier
        if dossier is None:
            return
        from cchc_desktop.ui.dialogs.ask_one import ask_words

        name = ask_words(self, _("Name in the history"), _("Name under which your changes are noted:"), dossier.who)
        if name is not None:
            self.set_name(name)

    def set_name(self, name: str) -> None:
        """Note changes under this name from now on; without one, under the name that the computer knows."""
        options = getattr(self.window(), "options", None) or kept_options.load()
        options.officer = name.strip()
        kept_options.save(options)
        if self._workspace.dossier is not None:
            self._workspace.dossier.who = kept_options.officer_name()
        self._fill(self._rows or ())
