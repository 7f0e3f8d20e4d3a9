"""Outlines of reports: choose one, copy it, and change the copy heading by heading."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.outline_rows import OutlineItemRow, OutlineRow
from cchc_desktop.readers.read_rows import ReadOutline
from cchc_desktop.rules.periods import PERIOD_KINDS
from cchc_desktop.services import forms
from cchc_desktop.services.reporting import outlines
from cchc_desktop.storage.changes import Change
from cchc_desktop.text import clean
from cchc_desktop.ui import formats, icons, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.beside import stay_beside
from cchc_desktop.ui.form_import import ask_form, take_form
from cchc_desktop.ui.jobs import run_reading
from cchc_desktop.ui.widgets.basics import button, fit, label, passing_menu, scrolled
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.date_field import DateField
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.widgets.heading_form import HeadingForm
from cchc_desktop.ui.widgets.row_table import undo_keys
from cchc_desktop.ui.workspace import Workspace

_GUID = Qt.ItemDataRole.UserRole


class OutlineEditor(Dialog):
    """The tree at the left, the chosen heading at the right; what is typed is kept when another one is chosen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._outlines: tuple[OutlineRow, ...] = ()
        self._rows: dict[str, OutlineItemRow] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._shown = ""  # the heading in the form
        self.setWindowTitle(_("Report outlines"))
        fit(self, 980, 600)
        self.choice = CalmCombo()
        self.tree = QTreeWidget()
        self.form = HeadingForm()
        self.name = QLineEdit()
        self.since = DateField(_("Day from which the outline is in force"), optional=True)
        self.note = label("", "note", wrap=True)
        self._tools: list[QPushButton] = []
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        self.choice.setAccessibleName(_("Outline"))
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("Headings"))
        self.tree.setIndentation(theme.px(16))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.choice, 1)
        if not self._workspace.read_only:
            self.copy = button(_("Make a copy"), self.make_copy, icon_name="copy")
            head.addWidget(self.copy)
            self.more = button(_("Take another…"), self._ask_another, icon_name="file-plus")
            head.addWidget(self.more)
            self.drop = button(_("Remove"), self.remove_outline, icon_name="trash")
            head.addWidget(self.drop)
        about = QHBoxLayout()
        about.setSpacing(theme.px(8))
        self.name.setAccessibleName(_("Name of the outline"))
        about.addWidget(self.name, 1)
        about.addWidget(label(_("In force from"), "field"))
        about.addWidget(self.since)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self._left())
        panes.addWidget(scrolled(self.form))
        panes.setStretchFactor(0, 1)
        panes.setSizes([theme.px(520), theme.px(430)])
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(button(_("Close"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(about)
        column.addWidget(panes, 1)
        column.addLayout(foot)

    def _left(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.tree, 1)
        row = FlowLayout(gap=theme.px(6), line_gap=theme.px(6))
        for icon, words, slot in (
            ("plus", _("Add a heading"), self.add),
            ("arrow-down-right", _("Add below"), partial(self.add, below=True)),
            ("trash", _("Remove"), self.remove),
        ):
            row.addWidget(self._tool(icon, words, slot, shown=words))
        arrows = QWidget()  # go into the next line together
        beside = QHBoxLayout(arrows)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(6))
        for icon, words, slot in (
            ("arrow-up", _("Up"), partial(self.move_heading, by=-1)),
            ("arrow-down", _("Down"), partial(self.move_heading, by=1)),
            ("arrow-right", _("A level deeper"), partial(self.move_heading, deeper=1)),
            ("arrow-left", _("A level out"), partial(self.move_heading, deeper=-1)),
        ):
            beside.addWidget(self._tool(icon, words, slot))
        row.addWidget(arrows)
        column.addLayout(row)
        return holder

    def _tool(self, icon: str, words: str, slot: Callable[[], None], shown: str = "") -> QPushButton:
        made = button(shown, slot, icon_name=icon)
        made.setToolTip(words)
        made.setAccessibleName(words)
        self._tools.append(made)
        return made

    def _connect(self) -> None:
        self.choice.currentIndexChanged.connect(lambda _place: self._read_headings())
        self.tree.currentItemChanged.connect(lambda now, _before: self._choose(now))
        self.name.editingFinished.connect(self._keep_name)
        self.since.edited.connect(self._keep_name)
        self._workspace.changed.connect(self._rows_changed)
        stay_beside(self, self._workspace, of_year=False)
        undo_keys(self, self._workspace)

    @property
    def outline(self) -> OutlineRow | None:
        """The outline that is shown."""
        place = self.choice.currentIndex()
        return self._outlines[place] if 0 <= place < len(self._outlines) else None

    def read(self, wanted: str = "") -> None:
        """Read outlines and headings again, staying where the officer is."""
        dossier = self._workspace.dossier
        if dossier is None:
            return
        shown = wanted or (self.outline.guid if self.outline is not None else "")
        self._outlines = outlines.read_outlines(dossier)
        self.choice.blockSignals(True)
        self.choice.clear()
        for row in self._outlines:
            since = _("from {date}").format(date=formats.long_date(row.valid_from)) if row.valid_from else ""
            self.choice.addItem(", ".join(part for part in (row.title, since) if part), row.guid)
        self.choice.setCurrentIndex(max(0, self.choice.findData(shown)) if self._outlines else -1)
        self.choice.blockSignals(False)
        if not self._outlines and not self._workspace.read_only:
            self.more.setFocus()
        self._read_headings()

    def _read_headings(self) -> None:
        dossier, outline = self._workspace.dossier, self.outline
        rows = outlines.read_outline(dossier, outline.guid) if dossier is not None and outline is not None else ()
        chosen = self._shown
        self._rows = {row.guid: row for row in rows}
        self.tree.blockSignals(True)
        self.tree.clear()
        items: dict[str | None, QTreeWidgetItem] = {}
        for row in rows:
            above = items.get(row.parent_guid)
            item = QTreeWidgetItem([f"{row.number}. {row.title}".removeprefix(". ")])
            item.setData(0, _GUID, row.guid)
            item.setToolTip(0, row.title)
            if row.optional or row.tiers or 0 < len(row.periods) < len(PERIOD_KINDS):
                item.setIcon(0, icons.icon("filter", "muted", 14))
            self.tree.addTopLevelItem(item) if above is None else above.addChild(item)
            items[row.guid] = item
        self.tree.expandAll()
        self.tree.blockSignals(False)
        editable = outline is not None and not outline.reports and not self._workspace.read_only
        for tool in self._tools:
            tool.setEnabled(editable)
        for field in (self.form, self.name, self.since):
            field.setEnabled(editable)
        self.since.blockSignals(True)
        self.name.setText(outline.title if outline is not None else "")
        self.since.show_date(outline.valid_from if outline is not None else None)
        self.since.blockSignals(False)
        if not self._workspace.read_only:
            self.drop.setEnabled(editable)
            self.copy.setEnabled(outline is not None)
        self._tell(outline)
        self._items = {guid: item for guid, item in items.items() if guid is not None}
        self._show(chosen if chosen in self._rows else next(iter(self._rows), ""))

    def _show(self, guid: str) -> None:
        """Show a heading in the form and in the tree."""
        self._shown = guid
        self.form.show_row(self._rows.get(guid))
        item = self._items.get(guid)
        if item is not None and item is not self.tree.currentItem():
            self.tree.blockSignals(True)
            self.tree.setCurrentItem(item)
            self.tree.blockSignals(False)

    def _keep_name(self) -> None:
        outline = self.outline
        if outline is None or outline.reports:
            return
        since = outline.valid_from if self.since.problem() else self.since.value()
        typed = (clean(self.name.text()).strip() or outline.title, since)
        if typed == (outline.title, outline.valid_from):
            return
        self._workspace.run(outlines.set_outline, outline_guid=outline.guid, title=typed[0], valid_from=typed[1])

    def _tell(self, outline: OutlineRow | None) -> None:
        if outline is None:
            self.note.setText(_("The dossier has no outline yet. Press “Take another…” and choose one."))
        elif outline.reports:
            words = ngettext(
                "{count} report follows this outline, so it stays as it is. Make a copy to change it.",
                "{count} reports follow this outline, so it stays as it is. Make a copy to change it.",
                outline.reports,
            )
            self.note.setText(words.format(count=outline.reports))
        else:
            self.note.setText(outline.source)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        guid = str(item.data(0, _GUID)) if item is not None else ""
        self.keep()  # which may build the tree anew
        self._show(guid)

    def keep(self) -> None:
        """Keep what was typed about the heading in the form."""
        row = self._rows.get(self._shown)
        if row is not None and self.form.isEnabled() and (fields := self.form.changed(row)):
            self._workspace.run(outlines.set_heading, item_guid=row.guid, **fields)

    def add(self, below: bool = False) -> None:
        """A heading after the chosen one, or below it, ready to be named."""
        self.keep()
        outline = self.outline
        if outline is None:
            return
        change = self._workspace.run(
            outlines.add_heading,
            outline_guid=outline.guid,
            after=self._shown or None,
            title=_("New heading"),
            below=below and bool(self._shown),
        )
        if change is not None:
            self._shown = change.created("outline_item")[0]
            self._read_headings()
            self.form.title.setFocus()
            self.form.title.selectAll()

    def remove(self) -> None:
        """Take the chosen heading away, with all below it; undo brings it back."""
        if self._shown:
            guid, self._shown = self._shown, ""
            self._workspace.run(outlines.remove_heading, item_guid=guid)

    def move_heading(self, by: int = 0, deeper: int = 0) -> None:
        """Move the chosen heading."""
        self.keep()
        if self._shown:
            self._workspace.run(outlines.move_heading, item_guid=self._shown, by=by, deeper=deeper)

    def make_copy(self) -> None:
        """A copy of the outline that may be changed."""
        self.keep()
        outline = self.outline
        if outline is None:
            return
        change = self._workspace.run(outlines.copy_outline, outline_guid=outline.guid, valid_from=self._workspace.today)
        if change is not None:
            self.read(change.created("outline")[0])

    def remove_outline(self) -> None:
        """Take the outline away."""
        outline = self.outline
        if outline is not None:
            self._shown = ""
            self._workspace.run(outlines.remove_outline, outline_guid=outline.guid)

    def _ask_another(self) -> None:
        menu = passing_menu(self)
        for code, title in forms.available("outlines"):
            menu.addAction(title, partial(self._workspace.run, outlines.take_outline, code=code))
        menu.addSeparator()
        menu.addAction(_("From a Word or text file…"), self._ask_file)
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _ask_file(self) -> None:
        path = ask_form(self, self.windowTitle())
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read the outline that the superior sent, and take it in."""
        from cchc_desktop.readers.outline import read_outline

        words = _("Reading {name}").format(name=path.name)
        run_reading(self, words, lambda: read_outline(path), lambda read: self._take(read, path.name))

    def _take(self, read: ReadOutline, name: str) -> None:
        from cchc_desktop.services.intake.import_forms import keep_outline

        year = self._workspace.year
        known = {row.guid for row in self._outlines}
        title = self.windowTitle()
        if take_form(
            self, self._workspace, title, name, lambda dossier: keep_outline(dossier, read=read, year=year, name=name)
        ):
            self.read(next((row.guid for row in self._outlines if row.guid not in known), ""))

    def _rows_changed(self, change: Change) -> None:
        if change.touches("outline", "outline_item", "report"):
            self.read()

    def keep_typed(self) -> None:
        self.keep()
        self._keep_name()

    def holds_typed(self) -> bool:
        row = self._rows.get(self._shown)
        refused = row is not None and self.form.isEnabled() and bool(self.form.changed(row))
        return refused or (self.since.isEnabled() and bool(self.since.problem()))
