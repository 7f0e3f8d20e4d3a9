"""Letters and mail drafts to the offices whose papers are missing, made in one step."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop import clock
from cchc_desktop.collection.letters import office_row
from cchc_desktop.collection.reminding import Reminded, owed, remind
from cchc_desktop.collection.timeliness import Matrix, Standing
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.collection.received.matrix import due_words
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.mailing import mail_button, mail_hint
from cchc_desktop.ui.dialogs.export_done import show_files
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.places import Purpose, ask_folder
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled
from cchc_desktop.ui.widgets.date_field import DateField

_GRACE = 5  # days that a reminder gives, unless others are chosen


class RemindDialog(Dialog):
    """Which papers, to whom, until when; the files go into a folder."""

    enter_agrees = False  # letters in the office's name are made

    def __init__(self, space: CollectionSpace, matrix: Matrix, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.space, self.matrix = space, matrix
        self.setWindowTitle(_("Remind those that are missing"))
        fit(self, 760, 560)
        self.table = RowsTable(
            _("Offices that are reminded"), RowsModel(lambda one: one.office, lambda one: one.office_id, self)
        )
        self.papers = [self._paper(place) for place in range(len(matrix.papers))]
        self.by = DateField(_("To come by"), optional=True, year=matrix.year)
        self.by.show_date(clock.today() + timedelta(days=_GRACE))
        self.together = QCheckBox(_("One letter to all, with a list"))
        self.drafts = QCheckBox(_("A mail draft to each office that has an address"))
        self.drafts.setChecked(True)
        self.agree = button("", self.accept, "primary")
        self._lay_out()
        self._show()

    def _paper(self, place: int) -> QCheckBox:
        paper, missing = self.matrix.papers[place], self.matrix.counts(place)[Standing.MISSING]
        words = ngettext("{paper}, {due}: {count} office", "{paper}, {due}: {count} offices", missing)
        made = QCheckBox(words.format(paper=paper.title, due=due_words(paper), count=formats.count(missing)))
        made.setChecked(missing > 0)
        made.setEnabled(missing > 0)
        made.toggled.connect(lambda _on: self._show())
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(_("Papers that are missing after their day"), "pane"))
        for one in self.papers:
            column.addWidget(one)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(labelled(_("To come by"), self.by))
        ways = QVBoxLayout()
        ways.addWidget(self.together)
        ways.addWidget(self.drafts)
        row.addLayout(ways, 1)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    @property
    def places(self) -> list[int]:
        """The places of the papers that are reminded of."""
        return [place for place, one in enumerate(self.papers) if one.isChecked()]

    def _show(self) -> None:
        reminded = owed(self.matrix, self.places)
        self.table.show_rows(_columns(), reminded)
        words = ngettext("Make the letter to {count} office…", "Make the letters to {count} offices…", len(reminded))
        self.agree.setText(words.format(count=formats.count(len(reminded))))
        self.agree.setEnabled(bool(reminded))

    def carry_out(self) -> bool:
        folder = ask_folder(self, Purpose.PAPERS, _("Folder for the letters"))
        if folder is None:
            return False
        parent, space = self.parentWidget() or self, self.space
        out = folder / f"{_('Reminders')} {datetime.now():%Y-%m-%d %H%M%S}"
        places, together, by, drafts = self.places, self.together.isChecked(), self.by.value(), self.drafts.isChecked()
        office, matrix = office_row(self.space.collection.info), self.matrix
        run_job(
            parent,
            _("Making the letters"),
            lambda: remind(office, matrix, out=out, places=places, together=together, by=by, drafts=drafts),
            lambda made: _show_made(space, parent, made),
        )
        return True


def _show_made(space: CollectionSpace, parent: QWidget, made: Reminded) -> None:
    if made.without_address:
        alerts.leave_note(
            parent,
            _("Offices without an address"),
            _("No mail was drafted to these offices, because their address is not known: {names}.").format(
                names=", ".join(made.without_address)
            ),
        )
    files: Sequence[Path] = (*made.letters, *made.drafts)
    show_files(parent, files, mail_hint() if made.mails else "", mail_button(space, made.mails, parent))


def _columns() -> list[Column]:
    return [
        Column(pgettext("column", "Office"), lambda one: one.office, 230, strong=True),
        Column(_("Missing"), lambda one: "; ".join(paper.title for paper in one.papers)),
        Column(_("Mail address"), lambda one: one.email, 180),
    ]
