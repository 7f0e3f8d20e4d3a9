"""What an office sent in a year: its packages, and the papers and evidence in each, to be opened or saved."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cchc_desktop.collection import packages
from cchc_desktop.collection.packages import KeptPackage
from cchc_desktop.exchange.package_format import PackageContent, PackageEntry, short_hash
from cchc_desktop.i18n import _
from cchc_desktop.rules.file_kinds import kind_words
from cchc_desktop.rules.periods import Period
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.output_files import save_into
from cchc_desktop.ui.places import Purpose, ask_folder
from cchc_desktop.ui.widgets.basics import button, fit, label


class OfficePapersDialog(Dialog):
    """It stays beside the window; the same office's comes to the front again."""

    def __init__(
        self, space: CollectionSpace, found: Sequence[KeptPackage], parent: QWidget | None, package_id: int = 0
    ) -> None:
        """With `package_id` that package is chosen first."""
        super().__init__(parent)
        self.space = space
        self.setWindowTitle(_("Papers of {office}, {year}").format(office=found[0].office, year=found[0].year))
        fit(self, 1000, 520)
        self.packages = RowsTable(_("Packages"), RowsModel(lambda one: one.file_name, lambda one: one.id, self))
        self.files = RowsTable(_("Papers and evidence"), RowsModel(lambda one: one.title, lambda one: one.name, self))
        self.note = label("", "secondary", wrap=True)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.packages)
        panes.addWidget(self.files)
        panes.setSizes([theme.px(470), theme.px(500)])
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(panes, 1)
        column.addWidget(self.note)
        foot = QHBoxLayout()
        self._open = button(_("Open a copy"), self.open_file, "primary")
        self._save = button(_("Save…"), self.save_file)
        self._whole = button(_("Save the whole package…"), self.save_package)
        for one in (self._open, self._save, self._whole):
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.reject))
        column.addLayout(foot)
        self.files.opened.connect(lambda _entry: self.open_file())
        self.files.chosen.connect(self._refresh)
        self.packages.chosen.connect(self._read)
        self.packages.show_rows(_package_columns(), found)
        place = next((place for place, one in enumerate(found) if one.id == package_id), 0)
        self.packages.selectRow(place)
        self.packages.setFocus()

    def _read(self) -> None:
        one = self.packages.chosen_row()
        self.files.show_rows(_file_columns(), ())
        self._refresh()
        if one is None:
            return
        self.note.setText(_("Reading…"))
        self.space.read(
            self,
            "package files",
            lambda: packages.read_files(self.space.collection, one.id),
            lambda entries: self._show(one, entries),
            lambda error: self.note.setText(str(error)),
        )

    def _show(self, one: KeptPackage, entries: Sequence[PackageEntry]) -> None:
        self.files.show_rows(_file_columns(), entries)
        words = _("The file is whole, check code {code} matches.").format(code=short_hash(one.sha256))
        self.note.setText(f"{words} {one.note}".strip())
        self._refresh()

    def _refresh(self) -> None:
        for one in (self._open, self._save):
            one.setEnabled(self.files.chosen_row() is not None)
        self._whole.setEnabled(self.packages.chosen_row() is not None)

    def open_file(self) -> None:
        """Open a copy of the chosen file."""
        self._with_file(lambda name, data: open_bytes(self, name, data))

    def save_file(self) -> None:
        """Write the chosen file into a folder, never over another one."""
        folder = ask_folder(self, Purpose.PAPERS, _("Save"))
        if folder is not None:
            self._with_file(lambda name, data: self._say_saved(save_into(self, folder, name, data)))

    def _say_saved(self, path: Path | None) -> None:
        if path is not None:
            self.note.setText(_("Saved {name}").format(name=path.name))

    def _with_file(self, use: Callable[[str, bytes], object]) -> None:
        one, entry = self.packages.chosen_row(), self.files.chosen_row()
        if one is None or entry is None:
            return
        run_reading(
            self,
            _("Reading {name}").format(name=entry.title),
            lambda: packages.read_file(self.space.collection, one.id, lambda each: each.name == entry.name),
            lambda found: use(*found),
        )

    def save_package(self) -> None:
        """Write the chosen package as it came."""
        from cchc_desktop.writers.saving import free_name

        one = self.packages.chosen_row()
        folder = ask_folder(self, Purpose.PACKAGES_OUT, _("Save the whole package…")) if one is not None else None
        if one is None or folder is None:
            return
        path = free_name(folder / Path(one.file_name).name)
        run_reading(
            self,
            _("Reading {name}").format(name=one.file_name),
            lambda: packages.write_package(self.space.collection, one.id, path),
            lambda _nothing: self._say_saved(path),
        )


def show_office_papers(
    space: CollectionSpace, office_id: int, parent: QWidget, submission_id: int | None = None
) -> None:
    """Show what an office sent in the year at hand, first what brought this paper; where nothing came it is said."""
    collection, year = space.collection, space.year

    def show(found: tuple[Sequence[KeptPackage], int]) -> None:
        if found[0]:
            OfficePapersDialog(space, found[0], parent, found[1]).show()
        else:
            space.say(_("This office has sent nothing for {year} yet.").format(year=year))

    space.read(
        parent,
        "office papers",
        lambda: (
            packages.read_packages(collection, office_id, year),
            packages.package_of(collection, submission_id) if submission_id is not None else 0,
        ),
        show,
    )


def _package_columns() -> list[Column]:
    return [
        Column(_("Content"), _content, strong=True, tip=lambda one: one.file_name),
        Column(_("Version"), lambda one: formats.count(one.version), 72, order=lambda one: one.version, right=True),
        Column(_("Received"), lambda one: formats.moment(one.received_at), 132, order=lambda one: one.received_at),
        Column(_("Size"), lambda one: formats.file_size(one.size), 80, order=lambda one: one.size, right=True),
    ]


def _content(one: KeptPackage) -> str:
    if one.period:
        return _("Report: {period}").format(period=formats.period_name(Period.parse(one.period)))
    words = {
        PackageContent.YEAR: _("Whole year"),
        PackageContent.PLAN: _("Plan"),
        PackageContent.REPORT: _("Report"),
        PackageContent.SCORE: _("Self-score"),
    }
    return words.get(PackageContent(one.content), one.content)


def _file_columns() -> list[Column]:
    return [
        Column(_("Paper or evidence"), lambda one: one.title),
        Column(_("Kind"), lambda one: kind_words(one.title), 150),
        Column(_("Size"), lambda one: formats.file_size(one.size), 80, order=lambda one: one.size, right=True),
    ]
