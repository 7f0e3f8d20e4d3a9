"""Packages down, one for each office of whose papers something was said, all made in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.collection import office_years, pending
from cchc_desktop.collection.returning import ReturnLine, Wish, return_all
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.text import clean, sort_key
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.mailing import mail_button, mail_hint
from cchc_desktop.ui.dialogs.export_done import open_path
from cchc_desktop.ui.jobs import run_job
from cchc_desktop.ui.places import Purpose, ask_file, ask_folder
from cchc_desktop.ui.widgets.basics import button, fit, label, labelled, link


@dataclass(frozen=True)
class ToReturn:
    """An office and what waits for it."""

    office_id: int
    office: str
    email: str
    points: int
    remarks: int
    back: int

    @property
    def waits(self) -> int:
        """How much it is."""
        return self.points + self.remarks + self.back


class ReturnDialog(Dialog):
    """Which offices, what goes along to all, and whether mails are drafted; the files go into a folder."""

    enter_agrees = False  # what was said of papers leaves the office

    def __init__(self, space: CollectionSpace, offices: Sequence[ToReturn], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.space = space
        self._offices = sorted(offices, key=lambda one: sort_key(one.office))
        self._chosen = {one.office_id for one in offices if one.waits}
        self._given: Path | None = None
        self.setWindowTitle(_("Send back to the offices"))
        fit(self, 820, 580)
        self.model = RowsModel(lambda one: one.office, lambda one: one.office_id, self)
        self.model.ticked.connect(self._tick)
        self.table = RowsTable(_("What waits for the offices"), self.model)
        self.deadlines = QCheckBox(_("The days of the reports go along, also to offices for which nothing waits"))
        self.deadlines.toggled.connect(lambda _on: self._refresh())
        self.drafts = QCheckBox(_("A mail draft to each office that has an address"))
        self.drafts.setChecked(True)
        self.given, self.no_given = label("", "secondary", wrap=True), link(_("Use none"), lambda: self._give(None))
        self.note = QLineEdit()
        self.agree = button("", self.accept, "primary")
        self._lay_out()
        self._give(None)
        self.table.show_rows(self._columns(), self._offices)
        self.table.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        words = _(
            "Each office gets one package with your points, comments and the papers that go back. It takes it in as "
            "any package; its receipt closes the line here."
        )
        column.addWidget(label(words, "secondary", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.deadlines)
        column.addWidget(self.drafts)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.given, 1)
        row.addWidget(self.no_given)
        row.addWidget(button(_("Choose a file…"), self._ask_given))
        holder = QWidget()
        holder.setLayout(row)
        column.addWidget(
            labelled(_("Criteria sets, outlines and tasks for all, from a package of your dossier"), holder)
        )
        column.addWidget(labelled(_("Message to the offices"), self.note))
        foot = QHBoxLayout()
        foot.addWidget(button(_("Tick all"), lambda: self._tick_all(True)))
        foot.addWidget(button(_("Tick none"), lambda: self._tick_all(False)))
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _columns(self) -> list[Column]:
        def count(title: str, of: str) -> Column:
            return Column(
                title,
                lambda one: formats.count(getattr(one, of)) if getattr(one, of) else "",
                92,
                order=lambda one: getattr(one, of),
                right=True,
            )

        return [
            Column(
                pgettext("column", "Office"),
                lambda one: one.office,
                strong=True,
                tick=lambda one: one.office_id in self._chosen,
            ),
            count(_("Points"), "points"),
            count(_("Remarks"), "remarks"),
            count(_("Returned"), "back"),
            Column(_("Mail address"), lambda one: one.email, 190),
        ]

    def _tick(self, one: ToReturn, on: bool) -> None:
        self._chosen = self._chosen | {one.office_id} if on else self._chosen - {one.office_id}
        self._refresh()

    def _tick_all(self, on: bool) -> None:
        self._chosen = {one.office_id for one in self._offices} if on else set()
        self.table.show_rows(self._columns(), self._offices)
        self._refresh()

    def _ask_given(self) -> None:
        kinds = _("CCHC packages (*.cchcgoi)")
        self._give(ask_file(self, Purpose.PACKAGES_OUT, _("Package for all offices"), kinds) or self._given)

    def _give(self, path: Path | None) -> None:
        self._given = path
        self.given.setText(path.name if path is not None else _("None"))
        self.no_given.setVisible(path is not None)
        self._refresh()

    def _refresh(self) -> None:
        for_all = self._given is not None or self.deadlines.isChecked()
        count = sum(one.office_id in self._chosen and (for_all or one.waits > 0) for one in self._offices)
        words = ngettext("Make the package for {count} office…", "Make the packages for {count} offices…", count)
        self.agree.setText(words.format(count=formats.count(count)))
        self.agree.setEnabled(count > 0)

    def carry_out(self) -> bool:
        folder = ask_folder(self, Purpose.PACKAGES_OUT, _("Folder for the packages"))
        if folder is None:
            return False
        out = folder / f"{_('Returned')} {datetime.now():%Y-%m-%d %H%M%S}"
        wish = Wish(
            given=self._given,
            deadlines=self.deadlines.isChecked(),
            offices=frozenset(self._chosen),
            drafts=self.drafts.isChecked(),
            note=clean(self.note.text()).strip(),
        )
        parent, space = self.parentWidget(), self.space

        def done(lines: Sequence[ReturnLine]) -> None:
            space.changed.emit()
            ReturnedDialog(space, lines, out, parent).open()

        run_job(
            parent, _("Making the packages"), lambda: return_all(space.collection, space.year, out=out, wish=wish), done
        )
        return True


class ReturnedDialog(Dialog):
    """What was made for each office, or why nothing was."""

    def __init__(
        self, space: CollectionSpace, lines: Sequence[ReturnLine], folder: Path, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        mails = [line.mail for line in lines if line.mail is not None]
        self.setWindowTitle(_("Packages for the offices"))
        fit(self, 900, 500)
        made = sum(line.path is not None for line in lines)
        words = ngettext("{count} package is ready", "{count} packages are ready", made)
        self.table = RowsTable(
            _("Packages for the offices"), RowsModel(lambda line: line.office, lambda line: line.office_id, self)
        )
        self.told = label("", wrap=True)
        self.table.chosen.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(words.format(count=formats.count(made)), "pane"))
        column.addWidget(label(str(folder), "note", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        if mails:
            column.addWidget(label(mail_hint(), "soon", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(button(_("Open the folder"), lambda: open_path(folder), icon_name="folder-open"))
        if (send := mail_button(space, mails, self)) is not None:
            foot.addWidget(send)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)
        self.table.show_rows(_line_columns(), sorted(lines, key=lambda line: (line.path is not None, line.office)))
        self.table.setFocus()

    def _tell(self) -> None:
        line = self.table.chosen_row()
        self.told.setText(line.reason if line is not None else "")
        self.told.setVisible(bool(self.told.text()))


def show_returning(space: CollectionSpace, parent: QWidget) -> None:
    """Show what waits for the offices in the year at hand."""
    collection, year = space.collection, space.year

    def fetch() -> list[ToReturn]:
        with collection.reading() as connection:
            waiting = pending.read(connection, year)
        nothing = pending.Pending()
        return [
            ToReturn(one.office_id, one.name, one.email, len(what.points), len(what.remarks), len(what.back))
            for one in office_years.read(collection, year)
            if one.office_id is not None
            for what in (waiting.get(one.office_id, nothing),)
        ]

    space.read(parent, "returning", fetch, lambda found: ReturnDialog(space, found, parent).open())


def _line_columns() -> list[Column]:
    return [
        Column(
            pgettext("column", "Office"),
            lambda line: line.office,
            240,
            look=lambda line: ("circle-check", "done") if line.path is not None else ("alert-triangle", "late"),
        ),
        Column(_("Package"), lambda line: line.path.name if line.path is not None else "", 270),
        Column(_("Check code"), lambda line: line.check_code, 100),
        Column(_("Mail"), lambda line: _("drafted") if line.draft is not None else "", 70),
        Column(_("What is known"), lambda line: line.reason),
    ]
