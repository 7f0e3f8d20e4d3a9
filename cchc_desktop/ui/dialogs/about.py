"""Version, licence and what is bundled."""

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop import __version__, paths
from cchc_desktop.i18n import _
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.export_done import open_path
from cchc_desktop.ui.widgets.basics import button, icon_label, label, link


class AboutDialog(Dialog):
    """What the program is, and where its data, log and backups are."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About CCHC Desktop"))
        self.setMinimumWidth(theme.px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(icon_label("clipboard-text", "accent", 36))
        head.addWidget(label("CCHC Desktop", "page"), 1)
        column.addLayout(head)
        column.addWidget(label(_("Version {version}, Qt {qt}").format(version=__version__, qt=qVersion()), "secondary"))
        column.addWidget(
            label(
                _(
                    "The administrative-reform year of a commune office: plan, tasks, evidence, reports, score. "
                    "It needs no network and sends nothing anywhere by itself."
                ),
                wrap=True,
            )
        )
        column.addWidget(
            label(
                _(
                    "MIT licence. Bundled: Tabler icons (MIT), Liberation Serif (SIL Open Font License), Open Sans "
                    "(Apache License). Qt is used under the LGPL."
                ),
                "note",
                wrap=True,
            )
        )
        column.addWidget(label(_("Log and backups: {folder}").format(folder=paths.home()), "note", wrap=True))
        row = QHBoxLayout()
        row.addWidget(link(_("Open the folder"), lambda: open_path(paths.home())))
        row.addStretch(1)
        close = button(_("Close"), self.reject, "primary")
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()
