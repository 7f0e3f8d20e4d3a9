"""A task or a criterion of the year, chosen from a list that is searched: whose proof, or whose paper, a file is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.services.frame.tasks import read_tasks
from cchc_desktop.services.papers.plans import read_plans
from cchc_desktop.services.scoring.indices import read_index, read_sets
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit
from cchc_desktop.ui.widgets.searched_list import Entry, SearchedList


class OwnerDialog(Dialog):
    """`guid` and `words` are those of the chosen line once the dialog is accepted."""

    def __init__(self, parent: QWidget | None, title: str, entries: Sequence[Entry]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        fit(self, 620, 480)
        self._words = {entry.code: entry.text for entry in entries}
        self.list = SearchedList(entries, title)
        self.agree = button(_("Choose"), self.accept, "primary")
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
    def guid(self) -> str:
        """Of the task or criterion."""
        return self.list.code

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.get(self.list.code, "")


def task_entries(dossier: Dossier, year: int) -> list[Entry]:
    """The year's tasks under their groups."""
    return [
        Entry(task.guid, f"{task.group_number}. {task.group_title}", "list-check", f"{task.number} {task.text}")
        for plan in read_plans(dossier, year)
        for task in read_tasks(dossier, plan.guid)
    ]


def owner_entries(dossier: Dossier, year: int) -> list[Entry]:
    """The year's tasks, then the criteria of its indices: what evidence may prove."""
    criteria = [
        Entry(row.guid, title, "chart-bar", f"{row.code}. {row.name}")
        for guid, _code, title in read_sets(dossier, year)
        for row in read_index(dossier, guid).criteria
    ]
    return task_entries(dossier, year) + criteria
