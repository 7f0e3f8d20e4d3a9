"""One search through the registers of this office and of those in its archive."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.archive_rows import RegisterHit
from cchc_desktop.rules import localised
from cchc_desktop.rules.localised import listed
from cchc_desktop.services.archive.registers import holds, number_of
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import PASSING, button, fit, label, named_buttons
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.row_table import RowTable


class RegistersDialog(Dialog):
    """`missing` are the offices whose archive cannot be read now."""

    def __init__(self, parent: QWidget | None, hits: Sequence[RegisterHit], missing: Sequence[str]) -> None:
        super().__init__(parent)
        self._hits = hits
        self.setWindowTitle(_("Registers of this office and of the former ones"))
        fit(self, 980, 560)
        self.office, self.search = CalmCombo(), QLineEdit()
        self.office.setAccessibleName(_("Office"))
        self.office.addItem(_("All offices"), "")
        for name in dict.fromkeys(hit.office for hit in hits):
            self.office.addItem(name, name)
        self.search.setPlaceholderText(_("Search; diacritics are not needed"))
        self.search.setAccessibleName(_("Search"))
        self.search.setProperty(PASSING, True)
        named_buttons(self.search)
        self.table = RowTable(
            self.windowTitle(),
            (_("Office"), _("Number"), _("Date"), _("About"), _("Signer")),
            {0: 160, 1: 170, 2: 96, 4: 120},
            3,
        )
        self.counts = label("", "secondary")
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.office)
        head.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        if missing:
            words = _("Not searched, because their archive is not at its place or was changed: {offices}.")
            column.addWidget(label(words.format(offices=listed(list(missing))), "soon", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(self.counts)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        column.addLayout(foot)
        self.search.textChanged.connect(self.show_found)
        self.office.currentIndexChanged.connect(self.show_found)
        self.show_found()
        self.search.setFocus()

    def show_found(self) -> None:
        """Show the lines that hold what is asked for."""
        office, words = self.office.currentData(), self.search.text()
        found = [hit for hit in self._hits if office in ("", hit.office) and holds(hit, words)]
        rows = [
            (
                hit.office,
                number_of(hit.line),
                localised.full_date(hit.line.issued_on) if hit.line.issued_on else str(hit.year),
                " ".join(hit.line.subject.split()),
                hit.line.signer,
            )
            for hit in found
        ]
        self.table.show_rows(rows, [("clipboard-text", "secondary")] * len(rows), 1)
        self.counts.setText(ngettext("{count} paper", "{count} papers", len(rows)).format(count=len(rows)))
