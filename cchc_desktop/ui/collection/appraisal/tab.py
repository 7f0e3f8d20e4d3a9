"""The third tab: points, criterion by criterion across all offices, or office by office down its criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout

from cchc_desktop.collection import appraising, appraising_lists, choices, packages, timely_points
from cchc_desktop.collection.appraising import Conflict
from cchc_desktop.collection.appraising_lists import ToAppraise
from cchc_desktop.collection.assignments import Assignment, appraisers_of, read_assignments
from cchc_desktop.collection.choices import Choices
from cchc_desktop.collection.kinds import Right, Round
from cchc_desktop.collection.timely_points import TimelyPoints
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.rollup_rows import AppraisedLine, EvidenceLine
from cchc_desktop.text import fold
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.appraisal.choosing import criteria_columns, office_columns
from cchc_desktop.ui.collection.appraisal.lines import COMMENT, Line, PointsModel, changed, lines_of
from cchc_desktop.ui.collection.appraisal.pane import AppraisalPane
from cchc_desktop.ui.collection.appraisal.typing import Typed, Typing
from cchc_desktop.ui.collection.base import CollectionTab
from cchc_desktop.ui.collection.rows import RowsModel, RowsTable, found_by
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.collection.words import round_words
from cchc_desktop.ui.table_models.typed_rows import TypedTable
from cchc_desktop.ui.widgets.basics import box, label
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.toolbar import Toolbar

CRITERION, OFFICE = "criterion", "office"
_NARROW = 1150  # pixels at 100 %
_WIDE_PANES, _NARROW_PANES = (280, 730, 350), (150, 540, 220)


class AppraisalTab(CollectionTab):
    """Criteria or offices at the left, the sheet of points in the middle, what belongs to a line at the right."""

    name: ClassVar[str] = "appraisal"

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self._found: Sequence[AppraisedLine] = ()
        self._assigned: tuple[Assignment, ...] = ()
        self._timely: Mapping[tuple[int, str], TimelyPoints] = {}
        self._words = ""
        self._narrow = False
        self.typing = Typing(space, self)
        self.typing.kept.connect(self._show_lines)
        self.typing.clashed.connect(self._ask_clash)
        self.way, self.index, self.round = CalmCombo(), CalmCombo(), CalmCombo()
        self.list = RowsTable(
            _("Criteria or offices"),
            RowsModel(lambda row: f"{row.code} {row.name}", lambda row: (row.office_id, row.code), self),
        )
        self.list.chosen.connect(self._read_lines)
        self.model = PointsModel(self)
        # Queued: what is read again must not come while its cell editor is closing.
        self.model.typed.connect(self._typed, Qt.ConnectionType.QueuedConnection)
        self.table = TypedTable(_("Points"), self.model)
        self.table.said.connect(space.say)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_line())
        self.pane = AppraisalPane()
        self.pane.commented.connect(self._commented)
        self.pane.assessed.connect(self._assessed)
        self.pane.proof_wanted.connect(self._proof)
        self.pane.papers_wanted.connect(self._papers)
        self.sentence = label("", "field", wrap=True)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._toolbar())
        band = box("alt")
        words = QVBoxLayout(band)
        words.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        words.addWidget(self.sentence)
        outer.addWidget(band)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setObjectName("collection-appraisal")
        for pane in (self.list, self.table, self.pane):
            self.panes.addWidget(pane)
        self.panes.setSizes([theme.px(share) for share in _WIDE_PANES])
        self.panes.setStretchFactor(1, 1)
        self.panes.setChildrenCollapsible(False)
        outer.addWidget(self.panes, 1)

    def _toolbar(self) -> Toolbar:
        bar = Toolbar(self)
        self.way.addItem(_("One criterion, all offices"), CRITERION)
        self.way.addItem(_("One office, all criteria"), OFFICE)
        for one in Round:
            self.round.addItem(round_words(one), str(one))
        for field, name in ((self.way, _("How you appraise")), (self.index, _("Index")), (self.round, _("Round"))):
            field.setAccessibleName(name)
            field.setToolTip(name)
            bar.add_widget(field)
        self.way.activated.connect(lambda _place: self._read_list())
        self.index.activated.connect(lambda _place: self._read_index())
        self.round.activated.connect(lambda _place: self._change_round())
        self.own = QCheckBox(_("Only my criteria"))
        self.own.toggled.connect(lambda _on: self._read_list())
        bar.add_widget(self.own)
        bar.add_stretch()
        self._assign = bar.add_action("users", _("Who appraises what…"), self.assign)
        self._return = bar.add_action("send", _("Send back to the offices…"), self.send_back)
        self._return.setEnabled(self.space.may(Right.OWNER))
        self._went = bar.add_action("list", _("What went back…"), self.show_outgoing)
        return bar

    @property
    def index_code(self) -> str:
        """The code of the index that is appraised."""
        return str(self.index.currentData() or "PAR_INDEX_COMMUNE")

    @property
    def round_at_hand(self) -> Round:
        """The round that is typed into."""
        return Round(self.round.currentData())

    @property
    def is_by_criterion(self) -> bool:
        """Whether one criterion is looked at across all offices."""
        return bool(self.way.currentData() == CRITERION)

    # Reading

    def reload(self) -> None:
        year = self.space.year
        self.space.read(self, "appraised choices", lambda: choices.read(self.space.collection, year), self._offer)

    def _offer(self, found: Choices) -> None:
        kept = self.index.currentData()
        self.index.clear()
        for title, code in found.indices:
            self.index.addItem(title, code)
        self.index.setCurrentIndex(max(0, self.index.findData(kept if kept is not None else "PAR_INDEX_COMMUNE")))
        self.index.setVisible(len(found.indices) > 1)
        self._read_index()

    def _read_index(self) -> None:
        collection, year, index = self.space.collection, self.space.year, self.index_code
        self._timely = {}
        self.space.read(self, "timely", lambda: timely_points.read(collection, year, index), self._show_timely)
        self._read_list()

    def _show_timely(self, found: Mapping[tuple[int, str], TimelyPoints]) -> None:
        self._timely = found
        self._show_lines()

    def _read_list(self) -> None:
        collection, year, index, round_ = self.space.collection, self.space.year, self.index_code, self.round_at_hand
        read = appraising_lists.read_criteria if self.is_by_criterion else appraising_lists.read_offices

        def fetch() -> tuple[tuple[ToAppraise, ...], tuple[Assignment, ...]]:
            return read(collection, year, index, round_), read_assignments(collection, year, index)

        self.space.read(self, "appraised list", fetch, self._show_list, self._show_refused)

    def _is_mine(self, code: str) -> bool:
        """Whether the officer gives the points of a criterion: nobody else alone does, and the right is there."""
        whose = appraisers_of(self._assigned, code)
        return self.space.may(Right.APPRAISER) and (not whose or self.space.by in whose)

    def _show_refused(self, error: Exception) -> None:
        self.sentence.setText(str(error))
        self.list.show_rows(criteria_columns(), ())
        self._found = ()
        self._show_lines()

    def _show_list(self, found: tuple[tuple[ToAppraise, ...], tuple[Assignment, ...]]) -> None:
        rows, self._assigned = found
        if self.own.isChecked() and self.is_by_criterion:
            rows = tuple(row for row in rows if row.is_leaf and self._is_mine(row.code))
        self.list.show_rows(criteria_columns() if self.is_by_criterion else office_columns(), rows)
        self.list.narrow("" if self.is_by_criterion else self._words)
        row = self.list.chosen_row()
        if row is not None and self.is_by_criterion and not row.is_leaf:  # nothing is typed for a whole field
            first = next((place for place, one in enumerate(self.list.rows) if one.is_leaf), 0)
            self.list.selectRow(first)
        self._read_lines()

    def _read_lines(self) -> None:
        row = self.list.chosen_row()
        if row is None:
            return
        collection, year, index = self.space.collection, self.space.year, self.index_code
        if self.is_by_criterion:
            self.space.read(
                self,
                "appraised",
                lambda: appraising.read_criterion(collection, year, index, row.code),
                self._show_found,
            )
        else:
            self.space.read(
                self,
                "appraised",
                lambda: appraising.read_office(collection, year, index, row.office_id),
                self._show_found,
            )

    def _show_found(self, found: Sequence[AppraisedLine]) -> None:
        self._found = found
        self._show_lines()

    def _change_round(self) -> None:
        self.commit_editing()
        self._show_lines()
        self._read_list()

    def _show_lines(self) -> None:
        """Show what was read, with what was typed over it."""
        round_ = self.round_at_hand
        lines = lines_of(self._found, round_, self.typing.waiting, self._is_mine, self._timely)
        if self.own.isChecked() and not self.is_by_criterion:
            lines = [one for one in lines if one.mine or not one.of.is_leaf]
        if self.is_by_criterion:
            words = fold(self._words).split()
            lines = [one for one in lines if all(word in found_by(one.of.office) for word in words)]
        before = self.model.columnCount(), self.model.headerData(0, Qt.Orientation.Horizontal)
        columns = self.model.show_lines(lines, round_, by_office=self.is_by_criterion)
        if before != (len(columns), columns[0].title) or not self.table.currentIndex().isValid():
            self.table.fit_columns(columns)
            place = next((place for place, one in enumerate(columns) if one.key == "points"), 0)
            first = next((row for row, one in enumerate(lines) if one.can_be_typed), 0)
            self.table.setCurrentIndex(self.model.index(first, place))
        self._fit_rounds()
        self._tell(lines)
        self._show_line()

    def _tell(self, lines: Sequence[Line]) -> None:
        leaves = [one for one in lines if one.of.is_leaf and one.of.applicable]
        done = sum(one.is_given for one in leaves)
        row = self.list.chosen_row()
        name = "" if row is None else f"{row.code}. {row.name}" if self.is_by_criterion else row.name
        words = _("{name}: {done} of {total} have points in this round.").format(
            name=name, done=formats.count(done), total=formats.count(len(leaves))
        )
        waiting = len(self.typing.waiting)
        if waiting:
            more = ngettext(
                "{count} is kept here until it can be written.",
                "{count} are kept here until they can be written.",
                waiting,
            )
            words = f"{words} {more.format(count=formats.count(waiting))}"
        self.sentence.setText(words if row is not None else "")

    def _show_line(self) -> None:
        line: Line | None = self.table.chosen()
        before = self.pane.line
        if before is not None and (line is None or line.guid != before.guid):
            self.pane.commit_editing()
        self.pane.show_line(line)
        if line is None:
            return
        collection, year, index, one = self.space.collection, self.space.year, self.index_code, line.of
        self.space.read(
            self,
            "proof",
            lambda: (
                appraising.read_evidence(collection, one),
                appraising.read_history(collection, year, index, one.office_id, one.code),
            ),
            lambda found: self._show_beside(line, *found),
        )

    def _show_beside(self, line: Line, proof: Sequence[EvidenceLine], history: Sequence[Any]) -> None:
        if self.pane.line is not None and self.pane.line.guid == line.guid:
            self.pane.show_proof(proof)
            self.pane.show_history([one.said for one in reversed(history)])

    def narrow(self, words: str) -> None:
        self._words = words
        if self.is_by_criterion:
            self._show_lines()
        else:
            self.list.narrow(words)

    # Typing

    def _typed(self, cells: list[tuple[Line, int, Any, str]]) -> None:
        said: dict[str, Typed] = {}
        for line, _place, key, text in cells:
            line = replace(line, typed=said.get(line.guid, line.typed))
            said[line.guid] = changed(line, key, text)
        self._put(list(said.values()))

    def _commented(self, line: Line, text: str) -> None:
        self._put([changed(line, COMMENT, text)])

    def _assessed(self, line: Line, on: bool) -> None:
        self._put([changed(line, "points", "" if on else "x")])

    def _put(self, typed: Sequence[Typed]) -> None:
        self.typing.put(self.index_code, typed)
        self._show_lines()

    def _ask_clash(self, clash: Conflict, typed: Typed) -> None:
        """Somebody else said something of the same meanwhile: both are named, and one is chosen."""
        from cchc_desktop.ui.collection.appraisal.clash import ask_clash

        again = ask_clash(self.window(), clash, typed)
        if again is not None:
            self.typing.put(self.index_code, [again])
        self.space.changed.emit()

    # Papers

    def _proof(self, one: EvidenceLine, save: bool) -> None:
        from cchc_desktop.ui.jobs import run_reading
        from cchc_desktop.ui.opening import open_bytes
        from cchc_desktop.ui.output_files import save_into
        from cchc_desktop.ui.places import Purpose, ask_folder

        folder: Path | None = ask_folder(self, Purpose.EVIDENCE, _("Save")) if save else None
        if save and folder is None:
            return

        def done(found: tuple[str, bytes]) -> None:
            if folder is None:
                open_bytes(self, *found)
            elif (path := save_into(self, folder, *found)) is not None:
                self.space.say(_("Saved {name}").format(name=path.name))

        run_reading(
            self,
            _("Reading {name}").format(name=one.title),
            lambda: packages.read_file(self.space.collection, one.package_id, lambda entry: entry.sha256 == one.sha256),
            done,
        )

    def _papers(self, office_id: int) -> None:
        from cchc_desktop.ui.dialogs.collection.office_papers import show_office_papers

        show_office_papers(self.space, office_id, self.window())

    def assign(self) -> None:
        """Whose criteria are whose."""
        from cchc_desktop.ui.dialogs.collection.assigning import show_assigning

        show_assigning(self.space, self.index_code, self.window())

    def send_back(self) -> None:
        """Packages down to the offices, all in one step."""
        from cchc_desktop.ui.dialogs.collection.returning import show_returning

        self.commit_editing()
        show_returning(self.space, self.window())

    def show_outgoing(self) -> None:
        """The packages that went down, and what was acknowledged."""
        from cchc_desktop.ui.dialogs.collection.outgoing import OutgoingDialog

        OutgoingDialog(self.space, self.window()).open()

    def menu_actions(self) -> list[QAction | None]:
        return [self._assign, None, self._return, self._went]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            shares = _NARROW_PANES if narrow else _WIDE_PANES
            self.panes.setSizes([theme.px(share) for share in shares])
            self._fit_rounds()

    def _fit_rounds(self) -> None:
        """In a narrow window the rounds that are not at hand give way."""
        self.list.setColumnHidden(self.list.model().columnCount() - 1, self._narrow)
        others = {str(one) for one in Round}
        for place in range(self.model.columnCount()):
            self.table.setColumnHidden(place, self._narrow and self.model.key_of(place) in others)

    def holds_typed(self) -> bool:
        return bool(self.typing.waiting)

    def commit_editing(self) -> None:
        if self.table.is_typing():
            self.table.setFocus()
        self.pane.commit_editing()

    def cycle_focus(self) -> None:
        panes = (self.list, self.table, self.pane.comment)
        place = next((place for place, one in enumerate(panes) if one.hasFocus()), -1)
        panes[(place + 1) % len(panes)].setFocus()
