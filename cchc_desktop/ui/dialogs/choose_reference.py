"""A task or a figure as proof of a criterion: found without diacritics."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.services.frame.tasks import read_tasks
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.plain_sql import rows
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit
from cchc_desktop.ui.widgets.searched_list import Entry, SearchedList


class ChooseReferenceDialog(Dialog):
    """`chosen` is the kind and the reference once the dialog is accepted."""

    def __init__(self, parent: QWidget | None, entries: Sequence[Entry]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Task or figure as evidence"))
        fit(self, 620, 480)
        self.list = SearchedList(entries, _("Tasks and figures"))
        self.agree = button(_("Take as evidence"), self.accept, "primary")
        self.list.chosen.connect(lambda: self.agree.setEnabled(bool(self.list.code)))
        self.list.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.agree.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        self.list.search.setFocus()

    def carry_out(self) -> bool:
        """Only a chosen line can be taken."""
        return bool(self.list.code)

    @property
    def chosen(self) -> tuple[EvidenceKind, str]:
        """The kind of proof and what it refers to."""
        kind, _colon, reference = self.list.code.partition(":")
        return EvidenceKind(kind), reference


def reference_entries(dossier: Dossier, year: int) -> list[Entry]:
    """The year's tasks under their groups, then all figures."""
    entries = []
    for plan in read_plans(dossier, year):
        for task in read_tasks(dossier, plan.guid):
            head = f"{task.group_number}. {task.group_title}"
            said = f"{task.number} {task.text} ({formats.percent(task.percent)})"
            entries.append(Entry(f"{EvidenceKind.TASK}:{task.guid}", head, "list-check", said))
    with dossier.raw_connection() as plain:
        asked = "SELECT code, name FROM figure WHERE kind <> 'heading' ORDER BY set_code, position"
        for row in rows(plain, asked):
            words = f"{row['code']}. {row['name']}"
            entries.append(Entry(f"{EvidenceKind.FIGURE}:{row['code']}", _("Figures"), "chart-bar", words))
    return entries
