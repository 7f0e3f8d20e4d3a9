"""Printing a paper: its pages, the printer, which of the pages, how often, on one side or both."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.errors import UserError
from cchc_desktop.files import safe_file_name
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.rules.page_ranges import parse_pages
from cchc_desktop.services.papers.former_names import former_names, former_names_in
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.issuing import printed_all_the_same
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import documents_folder
from cchc_desktop.ui.widgets.basics import box, button, fit, label, labelled, number_field, set_role
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.preview.page_preview import PagePreview
from cchc_desktop.ui.widgets.preview.pages import Pages
from cchc_desktop.ui.widgets.preview.print import Destination, destinations, print_pages
from cchc_desktop.ui.widgets.preview.printed_pages import PrintedPages
from cchc_desktop.ui.workspace import Workspace, wait_cursor

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document
    from cchc_desktop.ui.tabs.base import Tab

_MOST_COPIES = 99


def print_paper(tab: "Tab", title: str, compose: "Callable[[], Document]", paper_guid: str = "") -> None:
    """Print the paper that a tab shows; `paper_guid` is that of its frame, where the check knows it."""
    print_over(tab, tab.workspace, title, compose, paper_guid)


def print_over(
    parent: QWidget, workspace: Workspace, title: str, compose: "Callable[[], Document]", paper_guid: str = ""
) -> None:
    """Lay a paper out and open the print dialog on it; what hinders it is shown, what is to be looked at is asked."""
    dossier, year = workspace.dossier, workspace.year
    try:
        with wait_cursor():
            document = compose()
            names = former_names(dossier, year) if dossier is not None else ()
            pages = PrintedPages(to_sign=True).of(lambda: document)()
    except UserError as error:
        alerts.show_error(parent, error)
        return
    named = [name.sentence for name in former_names_in(document, names)]
    if not printed_all_the_same(parent, workspace, named, (paper_guid,) if paper_guid else (), year):
        return
    PrintDialog(parent, title, pages, destinations(), workspace.say).open()


class PrintDialog(Dialog):
    """The pages at the left, the choices at the right; without a printer the way to a PDF file."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        pages: Pages,
        printers: Sequence[Destination],
        say: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        room = self.screen().availableGeometry().width() - theme.px(20)
        fit(self, min(980, room / theme.px(100) * 100), 620)
        self._title, self._pages, self._printers, self._say = " ".join(title.split()), pages, printers, say
        self.setWindowTitle(_("Print: {title}").format(title=self._title))
        self.preview = PagePreview()
        self.preview.set_source(lambda: pages, title)
        self._make_choices()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview, 1)
        row.addWidget(self._side())
        self._refresh()
        (self.printer if printers else self.save).setFocus()

    def _make_choices(self) -> None:
        count = len(self._pages.sizes)
        self.printer = CalmCombo()
        self.printer.addItems([one.name for one in self._printers])
        self.printer.currentIndexChanged.connect(self._refresh)
        self.every = QRadioButton(ngettext("The only page", "All {count} pages", count).format(count=count))
        self.some = QRadioButton(_("These pages:"))
        self.every.setChecked(True)
        self.range = QLineEdit()
        self.range.setPlaceholderText("1-3, 5")
        self.range.setAccessibleName(_("Pages to print, such as 1-3, 5"))
        self.range.textEdited.connect(lambda _text: self.some.setChecked(True))
        self.range.textChanged.connect(self._refresh)
        self.some.toggled.connect(self._refresh)
        self.copies = number_field(1, _MOST_COPIES, 1)
        self.both_sides = QCheckBox(_("On both sides of the sheet"))
        self.trouble = label("", "late", wrap=True)
        self.start = button(_("Print"), self.run, "primary" if self._printers else "", "printer")
        self.save = button(_("Save as PDF…"), self.choose_file, "" if self._printers else "primary", "file-type-pdf")

    def _side(self) -> QWidget:
        side = box("pane")
        side.setFixedWidth(theme.px(310))
        column = QVBoxLayout(side)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        if self._printers:
            column.addWidget(labelled(_("Printer"), self.printer))
        else:
            none = _(
                "No printer is installed on this computer. Save the paper as a PDF file and print it on another one."
            )
            words = label(none, wrap=True)
            set_role(words, "soon")
            column.addWidget(words)
        column.addWidget(label(_("Pages"), "field"))
        column.addWidget(self.every)
        row = QHBoxLayout()
        row.addWidget(self.some)
        row.addWidget(self.range, 1)
        column.addLayout(row)
        column.addWidget(self.trouble)
        column.addWidget(labelled(_("Copies"), self.copies))
        column.addWidget(self.both_sides)
        column.addWidget(label(_("The sheet is turned over its long edge."), "note", wrap=True))
        if any(width > height for width, height in self._pages.sizes):
            column.addWidget(label(_("Pages that lie across are printed across by themselves."), "note", wrap=True))
        column.addStretch(1)
        column.addWidget(self.start)
        column.addWidget(self.save)
        column.addWidget(button(_("Cancel"), self.reject))
        return side

    def _refresh(self) -> None:
        """Say what cannot be printed as it is chosen."""
        trouble = ""
        try:
            self.chosen_pages()
        except UserError as error:
            trouble = str(error)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        chosen = self.printer.currentIndex()
        able = chosen >= 0 and self._printers[chosen].both_sides
        self.both_sides.setEnabled(able)
        self.both_sides.setToolTip("" if able else _("This printer prints on one side only."))
        for choice in (self.every, self.some, self.range, self.copies):
            choice.setEnabled(bool(self._printers))
        self.start.setEnabled(bool(self._printers) and not trouble)

    def chosen_pages(self) -> tuple[int, ...]:
        """The pages from 1 that are to be printed; raises `UserError` when the range says something else."""
        count = len(self._pages.sizes)
        return parse_pages(self.range.text(), count) if self.some.isChecked() else tuple(range(1, count + 1))

    def run(self) -> None:
        """Print in the background."""
        chosen, copies, pages = self.chosen_pages(), self.copies.value(), self._pages
        destination = self._printers[self.printer.currentIndex()]
        printer = destination.make()
        printer.setDocName(self._title)
        both = self.both_sides.isEnabled() and self.both_sides.isChecked()
        words = ngettext("Sent {count} page to {printer}.", "Sent {count} pages to {printer}.", len(chosen))
        told, say = words.format(count=len(chosen), printer=destination.name), self._say
        self.accept()
        run_job(
            self.parentWidget(),
            _("Printing"),
            lambda: print_pages(pages, printer, chosen, copies, both),
            lambda _sides: say(told),
        )

    def choose_file(self) -> None:
        """Ask for a file and write the paper into it."""
        proposed = documents_folder() / safe_file_name(f"{self._title}.pdf")
        path = ask_output(self, _("Save as PDF"), proposed, "PDF (*.pdf)", ".pdf")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the whole paper as a PDF file."""
        from cchc_desktop.ui.dialogs.export_done import show_files
        from cchc_desktop.writers.saving import atomic_write

        try:
            with atomic_write(path, ".pdf") as file:
                file.write(self._pages.data)
        except UserError as error:
            alerts.show_error(self, error)
            return
        self.accept()
        show_files(self.parentWidget(), (path,))
