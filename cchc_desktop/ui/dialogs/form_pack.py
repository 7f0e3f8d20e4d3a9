"""What a pack of forms changes, before it is taken in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.exchange.package_format import short_hash
from cchc_desktop.i18n import _
from cchc_desktop.rules import localised
from cchc_desktop.services.form_packs import FormChange, PackPreview, Standing
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label


def kind_words(kind: str) -> str:
    """What forms of a kind are called."""
    return {
        "outlines": _("outline of reports"),
        "figures": _("form of figures"),
        "criteria": _("criteria set"),
        "regimes": _("reporting regime"),
        "surveys": _("questionnaire of a survey"),
        "legal_bases": _("list of legal bases"),
        "house_styles": _("layout of papers"),
        "templates": _("template of papers"),
        "sentences": _("sentences of drafts"),
    }[kind]


def _standing(standing: Standing) -> tuple[str, str, str]:
    """Words, icon and token."""
    return {
        Standing.NEW: (_("new"), "plus", "done"),
        Standing.CHANGED: (_("changed"), "edit", "soon"),
        Standing.SAME: (_("as it is"), "check", "muted"),
        Standing.REMOVED: (_("no longer used"), "circle-minus", "late"),
    }[standing]


class FormPackDialog(Dialog):
    """Signals: `agreed` take the pack in."""

    enter_agrees = False

    agreed = Signal()

    def __init__(self, parent: QWidget | None, seen: PackPreview) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take in a pack of forms"))
        fit(self, 720, 520)
        manifest = seen.pack.manifest
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(manifest.title, "pane", wrap=True))
        about = _("Of {date}. Check code: {code}.").format(
            date=localised.full_date(manifest.issued_on), code=short_hash(seen.pack.sha256)
        )
        column.addWidget(label(f"{about} {manifest.source}".strip(), "secondary", wrap=True))
        column.addWidget(
            label(
                _(
                    "New papers and reports follow these forms. Reports and scores that were begun keep theirs, issued "
                    "papers stay as they are, and the pack can be taken back in the Tools menu."
                ),
                wrap=True,
            )
        )
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("Form"), _("Kind"), _("What happens")])
        self.list.setAccessibleName(_("What the pack changes"))
        self.list.setColumnWidth(0, theme.px(400))
        self.list.setColumnWidth(1, theme.px(150))
        for change in seen.changes:
            item = _item(change)
            self.list.addTopLevelItem(item)
            for below in item.takeChildren():
                item.addChild(below)
                below.setFirstColumnSpanned(True)
        column.addWidget(self.list, 1)
        for note in seen.notes:
            column.addWidget(label(note, "soon", wrap=True))
        self._add_buttons(column, any(one.standing is not Standing.SAME for one in seen.changes))

    def _add_buttons(self, column: QVBoxLayout, changes_something: bool) -> None:
        row = QHBoxLayout()
        if not changes_something:
            row.addWidget(label(_("All of these forms are in use already."), "secondary"))
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), self.reject))
        self.agree = button(_("Take the pack in"), self._agree, "primary")
        self.agree.setEnabled(changes_something)
        row.addWidget(self.agree)
        column.addLayout(row)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _item(change: FormChange) -> QTreeWidgetItem:
    words, icon, token = _standing(change.standing)
    item = QTreeWidgetItem([change.title, kind_words(change.kind), words])
    item.setIcon(2, icons.icon(icon, token, 14))
    item.setToolTip(0, change.title)
    for line in change.lines:
        below = QTreeWidgetItem(item, [line])
        below.setToolTip(0, line)
    return item
