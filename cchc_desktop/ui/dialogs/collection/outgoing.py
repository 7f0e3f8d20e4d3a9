"""The packages that went down to the offices, and which of them were acknowledged."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.collection import mailing
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.outgoing import Outgoing, OutgoingState, read_outgoing
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label

_LOOKS = {
    OutgoingState.MADE: ("package", "secondary"),
    OutgoingState.DRAFTED: ("mail", "accent"),
    OutgoingState.WAITING: ("hourglass", "soon"),
    OutgoingState.UNCERTAIN: ("help", "soon"),
    OutgoingState.SENT: ("send", "done"),
    OutgoingState.COPIED: ("usb", "accent"),
    OutgoingState.FAILED: ("alert-triangle", "late"),
    OutgoingState.ACKNOWLEDGED: ("shield-check", "done"),
}


class OutgoingDialog(Dialog):
    """The newest first; a package that was not handed over can be taken back."""

    def __init__(self, space: CollectionSpace, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.space = space
        self.setWindowTitle(_("What went back to the offices"))
        fit(self, 980, 520)
        self.model = RowsModel(lambda one: one.office, lambda one: one.id, self)
        self.table = RowsTable(_("Packages that went back"), self.model)
        self.only_open = QCheckBox(_("Only those not acknowledged"))
        self.only_open.toggled.connect(
            lambda on: self.model.keep(lambda one: not on or one.state != OutgoingState.ACKNOWLEDGED)
        )
        self.head, self.told = label("", "pane", wrap=True), label("", "secondary", wrap=True)
        self.table.chosen.connect(self._tell)
        self.back = button(_("Take this package back…"), self.take_back, icon_name="arrow-back-up")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(self.head)
        column.addWidget(self.only_open)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)
        self._tell()
        self._read()

    def _read(self) -> None:
        self.space.read(self, "outgoing", self._fetch, self._show)

    def _fetch(self) -> Sequence[Outgoing]:
        if self.space.may(Right.OWNER) and not self.space.collection.why_read_only:
            mailing.note_all(self.space.collection)
        return read_outgoing(self.space.collection, self.space.year)

    def _show(self, found: Sequence[Outgoing]) -> None:
        self.table.show_rows(_columns(), found)
        known = sum(one.state == OutgoingState.ACKNOWLEDGED for one in found)
        words = ngettext(
            "{known} of {count} package acknowledged", "{known} of {count} packages acknowledged", len(found)
        )
        self.head.setText(words.format(known=formats.count(known), count=formats.count(len(found))))
        self._tell()

    def _tell(self) -> None:
        one: Outgoing | None = self.table.chosen_row()
        self.told.setText(one.detail if one is not None else "")
        self.back.setEnabled(one is not None and one.state != OutgoingState.ACKNOWLEDGED)

    def take_back(self) -> None:
        """Let what went in the chosen package wait again, once the officer has said that it was not handed over."""
        one: Outgoing | None = self.table.chosen_row()
        if one is None or not alerts.ask(
            self,
            _("Take this package back?"),
            _(
                "Do so only when {office} has not got it: its points, comments and returned papers wait here again and "
                "go with the next package. Delete the file {name} yourself."
            ).format(office=one.office, name=one.file_name),
            _("Take it back"),
            _("Leave it"),
            enter_agrees=False,
        ):
            return
        self.space.write(
            lambda: mailing.take_back(self.space.collection, one.id),
            lambda _freed: self._read(),
            lambda error: alerts.show_error(self, error),
        )


def _state(state: OutgoingState) -> str:
    return {
        OutgoingState.MADE: _("Made"),
        OutgoingState.DRAFTED: _("Mail drafted"),
        OutgoingState.WAITING: _("In the outbox"),
        OutgoingState.UNCERTAIN: _("May have arrived"),
        OutgoingState.SENT: _("Mail sent"),
        OutgoingState.COPIED: _("Saved to a folder"),
        OutgoingState.FAILED: _("Not sent"),
        OutgoingState.ACKNOWLEDGED: _("Receipt came"),
    }[state]


def _columns() -> list[Column]:
    return [
        Column(pgettext("column", "Office"), lambda one: one.office, 220, strong=True),
        Column(_("Made"), lambda one: formats.moment(one.made_at), 136, order=lambda one: one.made_at),
        Column(_("File"), lambda one: one.file_name),
        Column(_("Check code"), lambda one: one.check_code, 96),
        Column(_("State"), lambda one: _state(one.state), 150, look=lambda one: _LOOKS[one.state]),
    ]
