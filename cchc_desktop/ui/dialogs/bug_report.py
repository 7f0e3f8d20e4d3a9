"""The report of a fault in the program: shown, copied, saved, mailed."""

import platform
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop import __version__, paths
from cchc_desktop.errors import UserError, trace_of
from cchc_desktop.i18n import _
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label


def report_text(error: BaseException) -> str:
    """What a developer needs: versions and the trace; nothing that the officer typed."""
    trace = trace_of(error)
    system = f"{platform.system()} {platform.release()}"
    return f"CCHC Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}\n\n{trace}"


class BugDialog(Dialog):
    """Says that the program is to blame, what is known of the dossier, and offers the report.

    `checked`: the file was just looked through and is sound.
    """

    def __init__(self, parent: QWidget | None, report: str, checked: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A fault in the program"))
        self.setMinimumSize(theme.px(640), theme.px(360))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(label(_("The program made a mistake in this step"), "pane"))
        column.addWidget(
            label(
                _(
                    "Your dossier was just checked and is sound: everything up to this step is saved. Copy the report "
                    "below and send it to whoever looks after the program, then go on working."
                )
                if checked
                else _(
                    "Whether a dossier has suffered could not be checked. Copy the report below and send it to whoever "
                    "looks after the program. Then close the dossier and open it again: it is checked at every start."
                ),
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Fault report"))
        column.addWidget(self.report, 1)
        row = QHBoxLayout()
        row.addWidget(button(_("Copy the report"), self.copy, icon_name="copy"))
        row.addWidget(button(_("Save the report…"), self.save, icon_name="device-floppy"))
        row.addWidget(button(_("Mail the report…"), self.mail, icon_name="mail"))
        row.addStretch(1)
        row.addWidget(button(_("Go on working"), self.accept, "primary"))
        column.addLayout(row)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def save(self) -> Path | None:
        """Write the report as a text where the officer wants it; None where that was not done."""
        from cchc_desktop.ui.places import Purpose, ask_new_file, documents_folder

        proposed = documents_folder() / f"cchc-{_('fault')}-{datetime.now():%Y%m%d-%H%M}.txt"
        path, _kind = ask_new_file(self, Purpose.PAPERS, _("Save the report"), proposed, _("Texts (*.txt)"))
        if path is None:
            return None
        path = path if path.suffix.lower() == ".txt" else path.with_name(f"{path.name}.txt")
        try:
            _write_report(path, self.report.toPlainText())
        except UserError as error:
            alerts.show_error(self, error)
            return None
        return path

    def mail(self) -> None:
        """Open a draft with the report in it; whom it goes to the officer writes, and sends it."""
        from cchc_desktop.exchange.mail.letters import Letter, write_draft
        from cchc_desktop.ui.dialogs.export_done import open_path

        folder = paths.home() / "reports"
        text, draft = folder / "cchc.txt", folder / "cchc.eml"
        body = _("The fault report of CCHC Desktop is attached. It holds no text of papers, no names and no folders.")
        try:
            paths.make_private(folder)
            text.unlink(missing_ok=True)
            draft.unlink(missing_ok=True)
            _write_report(text, self.report.toPlainText())
            write_draft(draft, Letter("", _("Fault report of CCHC Desktop"), body, text))
        except OSError:
            alerts.show_error(self, _("The draft could not be written. Copy the report instead."))
        except UserError as error:
            alerts.show_error(self, error)
        else:
            open_path(draft)


def _write_report(path: Path, words: str) -> None:
    """A text that Windows' own editor reads; raises `UserError`."""
    from cchc_desktop.writers.saving import atomic_write

    with atomic_write(path, ".txt") as file:
        file.write(words.replace("\n", "\r\n").encode("utf-8-sig"))
