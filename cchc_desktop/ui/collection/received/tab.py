"""The first tab: who sent what and when, what is missing, and everything that comes in."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QSplitter, QStackedWidget, QVBoxLayout

from cchc_desktop.collection import timeliness
from cchc_desktop.collection.failures import not_allowed
from cchc_desktop.collection.kinds import Right
from cchc_desktop.collection.timeliness import Matrix
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.collection.base import CollectionTab
from cchc_desktop.ui.collection.received.cell_pane import CellPane
from cchc_desktop.ui.collection.received.intake import Intake
from cchc_desktop.ui.collection.received.matrix import FIRST_PAPER, is_short, matrix_columns
from cchc_desktop.ui.collection.received.watching import Watching
from cchc_desktop.ui.collection.rows import RowsModel, RowsTable, warm
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.places import Purpose, ask_files, ask_folder
from cchc_desktop.ui.widgets.basics import box, label
from cchc_desktop.ui.widgets.empty_state import EmptyState
from cchc_desktop.ui.widgets.toolbar import Toolbar


class ReceivedTab(CollectionTab):
    """The matrix of offices and expected papers, beside it what is known of the chosen cell."""

    name: ClassVar[str] = "received"

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self.matrix: Matrix | None = None
        self.model = RowsModel(lambda line: line.office, lambda line: line.office_id, self)
        self.table = RowsTable(_("Offices and the papers that they owe"), self.model, whole_rows=False)
        # Its heads have two lines, which Qt would measure as one and cut.
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.table.chosen.connect(self._show_cell)
        self.table.opened.connect(self._open_papers)
        self.pane = CellPane(may_return=space.may(Right.APPRAISER))
        self.pane.papers_wanted.connect(self._open_papers)
        self.pane.return_wanted.connect(self._return_paper)
        self.watching = Watching(space, self)
        self.sentence = label("", "field", wrap=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._toolbar())
        band = box("alt")
        words = QVBoxLayout(band)
        words.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        words.addWidget(self.sentence)
        outer.addWidget(band)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setObjectName("collection-received")
        panes.addWidget(self.table)
        panes.addWidget(self.pane)
        panes.setSizes([theme.px(1030), theme.px(320)])
        panes.setChildrenCollapsible(False)
        panes.setStretchFactor(0, 1)
        self._body = QStackedWidget()
        self._body.addWidget(panes)
        self._body.addWidget(
            EmptyState(
                _(
                    "Nothing has come yet. Drop the packages of the offices, or a folder with them, anywhere on this "
                    "window. The table of who sent what and when is then there."
                ),
                _("Receive files…"),
                self.ask_files,
                _("Papers that are awaited…"),
                self.edit_expected,
            )
        )
        outer.addWidget(self._body, 1)
        self.setFocusProxy(self.table)

    def _toolbar(self) -> Toolbar:
        bar = Toolbar(self)
        self._files = bar.add_action("file-import", _("Receive files…"), self.ask_files)
        self._folder = bar.add_action("folder-open", _("Receive a folder…"), self.ask_folder)
        self._mail = bar.add_action("mail-down", _("Receive from a mailbox…"), self.ask_mailbox)
        self._watched = bar.add_action("eye", _("Watched folder…"), self.ask_watched)
        for action in (self._files, self._folder, self._mail, self._watched):
            action.setEnabled(self.space.may(Right.OWNER))
        bar.add_separator()
        self._expected = bar.add_action("calendar", _("Papers that are awaited…"), self.edit_expected)
        self.remind_action = bar.add_action("bell", _("Remind those that are missing…"), self.remind)
        self._intakes = bar.add_action("list", _("What was received so far…"), self.show_intakes)
        self._offices = bar.add_action("building", _("Offices…"), self.edit_offices)
        bar.add_stretch()
        self.only_missing = QCheckBox(_("Only with something missing"))
        self.only_missing.toggled.connect(lambda on: self.model.keep(lambda line: not on or is_short(line)))
        bar.add_widget(self.only_missing)
        return bar

    # What is shown

    def reload(self) -> None:
        year = self.space.year

        def fetch() -> Matrix:
            matrix = timeliness.read(self.space.collection, year)
            warm(line.office for line in matrix.lines)
            return matrix

        self.space.read(self, "matrix", fetch, self._show)

    def _show(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.table.show_rows(matrix_columns(matrix), matrix.lines)
        self._body.setCurrentIndex(0 if matrix.lines else 1)
        short = sum(is_short(row) for row in matrix.lines)
        words = ngettext("{count} office.", "{count} offices.", len(matrix.lines))
        words = words.format(count=formats.count(len(matrix.lines)))
        if short:
            more = ngettext("{count} has something missing.", "{count} have something missing.", short)
            words = f"{words} {more.format(count=formats.count(short))}"
        elif matrix.lines:
            words = f"{words} {_('Everything that is due has come.')}"
        self.sentence.setText(words)
        self.remind_action.setEnabled(bool(short))
        self._show_cell()

    def narrow(self, words: str) -> None:
        self.table.narrow(words)

    def _show_cell(self) -> None:
        row, place = self.table.chosen_row(), self.table.currentIndex().column() - FIRST_PAPER
        if row is None or self.matrix is None:
            self.pane.show_nothing()
        elif 0 <= place < len(self.matrix.papers):
            self.pane.show_cell(row, self.matrix.papers[place], row.cells[place])
        else:
            self.pane.show_office(row, self.matrix.papers)

    def _open_papers(self, _row: object = None) -> None:
        from cchc_desktop.ui.dialogs.collection.office_papers import show_office_papers

        row, place = self.table.chosen_row(), self.table.currentIndex().column() - FIRST_PAPER
        if row is not None:
            cell = row.cells[place] if 0 <= place < len(row.cells) else None
            paper = cell.submission_id if cell is not None else None
            show_office_papers(self.space, row.office_id, self.window(), paper)

    # What comes in

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take in packages and folders of them."""
        if not self.space.may(Right.OWNER):
            alerts.show_error(
                self,
                UserError(self.space.collection.why_read_only)
                if self.space.collection.why_read_only
                else not_allowed(),
            )
        elif paths:
            source = str(paths[0]) if len(paths) == 1 and paths[0].is_dir() else ""
            Intake(self.space, self, source).begin(paths)

    def ask_files(self) -> None:
        """Ask for packages and take them in."""
        kinds = _("CCHC packages (*.cchcgoi)")
        self.take_in(ask_files(self, Purpose.PACKAGES_IN, _("Receive files"), kinds))

    def ask_folder(self) -> None:
        """Ask for a folder and take in the packages in it and below."""
        folder = ask_folder(self, Purpose.PACKAGES_IN, _("Receive a folder"))
        if folder is not None:
            self.take_in([folder])

    def ask_mailbox(self) -> None:
        """Ask for the mailbox and take in what came there."""
        from cchc_desktop.ui.collection.received.mail import MailIntake
        from cchc_desktop.ui.dialogs.collection.mailbox import MailboxDialog

        dialog = MailboxDialog(self.window(), self.space.collection.info.guid)
        dialog.agreed.connect(lambda box, password: MailIntake(self.space, self, box, password).begin())
        dialog.open()

    def ask_watched(self) -> None:
        """Choose the folder that is watched, stop watching, or ask about what waits in it."""
        folder, waiting = self.watching.folder, self.watching.waiting
        if waiting:
            job = Intake(self.space, self, str(folder))
            job.ended.connect(lambda _lines: self.watching.settled())
            job.begin(waiting)
            return
        if folder is not None:
            text = _("Packages that come into {folder} are taken in by themselves while this window is open.")
            answers = (_("Watch another folder…"), _("Watch no folder"), _("Leave it"))
            answer = alerts.choose(self.window(), _("Watched folder"), text.format(folder=folder), answers, escape=2)
            if answer == 1:
                self.watching.watch(None)
            if answer != 0:
                return
        chosen = ask_folder(self, Purpose.WATCHED, _("Watched folder"), folder)
        if chosen is not None:
            self.watching.watch(chosen)

    def _return_paper(self, submission_id: int) -> None:
        """Send the chosen paper back with a reason: it waits for the next packages down."""
        from cchc_desktop.collection.saying import return_paper
        from cchc_desktop.ui.dialogs.ask_one import ask_words

        text = ask_words(self.window(), _("Return this paper"), _("What is to be mended?"), "")
        if not text:
            return
        self.space.write(
            lambda: return_paper(self.space.collection, submission_id=submission_id, text=text, by=self.space.by),
            lambda _guid: self.space.say(
                _("The paper is noted as returned, and goes with the next packages down (tab Appraisal).")
            ),
        )

    def show_intakes(self) -> None:
        """What was received so far, and the way back."""
        from cchc_desktop.ui.dialogs.collection.intakes import IntakesDialog

        IntakesDialog(self.space, self.window()).open()

    # What is awaited

    def edit_expected(self) -> None:
        """What the offices have to hand in this year, and until when."""
        from cchc_desktop.ui.dialogs.collection.expected import show_expected

        show_expected(self.space, self.window())

    def edit_offices(self) -> None:
        """The offices, their groups and addresses."""
        from cchc_desktop.ui.dialogs.collection.offices import show_offices

        show_offices(self.space, self.window())

    def remind(self) -> None:
        """A letter and mails to the offices whose papers are missing."""
        from cchc_desktop.ui.dialogs.collection.reminding import RemindDialog

        if self.matrix is not None:
            RemindDialog(self.space, self.matrix, self.window()).open()

    def menu_actions(self) -> list[QAction | None]:
        return [
            self._files,
            self._folder,
            self._mail,
            self._watched,
            None,
            self._expected,
            self._offices,
            self.remind_action,
            None,
            self._intakes,
        ]

    def cycle_focus(self) -> None:
        (self.pane.button if self.table.hasFocus() else self.table).setFocus()
