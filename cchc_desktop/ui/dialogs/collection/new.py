"""A new collection: whose it is, and the file in which it lies."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.collection.store import SUFFIX
from cchc_desktop.i18n import _
from cchc_desktop.text import clean, slug
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.places import Purpose, ask_new_file, documents_folder
from cchc_desktop.ui.widgets.basics import button, label, labelled


class NewCollectionDialog(Dialog):
    """Signal: `agreed(path, office, superior, locality)`."""

    agreed = Signal(object, str, str, str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New collection"))
        self.setMinimumWidth(theme.px(480))
        self.office, self.superior, self.locality = QLineEdit(), QLineEdit(), QLineEdit()
        self.office.setPlaceholderText("Sở Nội vụ tỉnh An Bình")
        self.superior.setPlaceholderText("UBND tỉnh An Bình")
        self.locality.setPlaceholderText("An Bình")
        self.agree = button(_("Choose the file and begin…"), self.accept, "primary")
        self.office.textChanged.connect(lambda _text: self._refresh())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        words = _(
            "A collection holds what many offices send to yours: their packages, who is late, the sums of their "
            "figures and the points you give. It is a file of its own; your dossier stays as it is."
        )
        column.addWidget(label(words, "secondary", wrap=True))
        column.addWidget(labelled(_("Office that receives"), self.office, _("As it stands at the head of its papers.")))
        column.addWidget(labelled(_("Superior body, where papers name one"), self.superior))
        column.addWidget(labelled(_("Place where papers are dated"), self.locality))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)
        self._refresh()

    def _refresh(self) -> None:
        self.agree.setEnabled(bool(clean(self.office.text()).strip()))

    def carry_out(self) -> bool:
        office, superior, locality = (clean(one.text()).strip() for one in (self.office, self.superior, self.locality))
        proposed = documents_folder() / f"{slug(office)}{SUFFIX}"
        kinds = _("Collections (*{suffix})").format(suffix=SUFFIX)
        path, _kind = ask_new_file(self, Purpose.COLLECTION, _("New collection"), proposed, kinds)
        if path is None:
            return False
        self.agreed.emit(
            path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX), office, superior, locality
        )
        return True
