"""Two criteria sets side by side in words: what was added, removed, renamed, given other points or other words."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.services.scoring.criteria_compare import ChangeKind, SetDifference, read_comparison, said, said_of
from cchc_desktop.services.scoring.criteria_sets import comparable_sets
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.row_table import Look, RowTable
from cchc_desktop.ui.workspace import Workspace


class CompareSetsDialog(Dialog):
    """The set that is shown against another one, first that of the same index a year before."""

    def __init__(self, workspace: Workspace, set_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._set = set_guid
        self._said: list[str] = []
        self.setWindowTitle(_("Compare criteria sets"))
        fit(self, 900, 560)
        self.other = CalmCombo()
        self.other.setAccessibleName(_("Compared with"))
        self.sums = label("", "strong", wrap=True)
        self.table = RowTable(
            _("Differences"), [_("Code"), _("Criterion"), _("What changed")], {0: 90, 1: 340}, stretched=2
        )
        self._lay_out()
        dossier = workspace.dossier
        for guid, words in comparable_sets(dossier, set_guid) if dossier else ():
            self.other.addItem(words, guid)
        self.other.currentIndexChanged.connect(lambda _place: self._read())
        self._read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(label(_("Compared with"), "field"))
        head.addWidget(self.other, 1)
        column.addLayout(head)
        column.addWidget(self.sums)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(button(_("Copy the list"), self.copy, icon_name="copy"))
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)

    def _read(self) -> None:
        dossier, other = self._workspace.dossier, self.other.currentData()
        if dossier is None or not other:
            words = _("The dossier has no other criteria set yet. Take one in, or copy one into another year.")
            self.sums.setText(words)
            return
        found = read_comparison(dossier, other, self._set)
        count = len(found.differences)
        words = ngettext("{count} criterion differs", "{count} criteria differ", count).format(count=count)
        self.sums.setText(
            _("{old} points → {new} points; {words}").format(
                old=formats.points(found.old.max_total), new=formats.points(found.new.max_total), words=words
            )
        )
        rows = [("", one.what, one.words) for one in found.heads]
        rows += [(one.line.code, one.line.name, said_of(one)) for one in found.differences]
        looks: list[Look] = [("edit", "soon")] * len(found.heads)
        self.table.show_rows(rows, looks + [_look(one) for one in found.differences], 0)
        self._said = [f"{one.what}: {one.words}" for one in found.heads] + list(map(said, found.differences))

    @property
    def differs(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._said)

    def copy(self) -> None:
        """All differences onto the clipboard, a line each."""
        QGuiApplication.clipboard().setText("\n".join(self._said))
        self._workspace.say(_("Copied. Paste them wherever they belong."))


def _look(difference: SetDifference) -> Look:
    kind = difference.kinds[0]
    if kind is ChangeKind.ADDED:
        return "plus", "done"
    return ("trash", "late") if kind is ChangeKind.REMOVED else ("edit", "soon")
