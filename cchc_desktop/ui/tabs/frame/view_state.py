"""How the officer looks at a task frame: filter, sorting and widths, remembered for the next time."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.rules.frame_columns import FURTHER, Column, about
from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.frame_cells import COLUMNS, NAMES, NUMBER, name_of
from cchc_desktop.ui.table_models.frame_lines import TaskFrame
from cchc_desktop.ui.table_models.frame_sorting import Sorting, next_sorting
from cchc_desktop.ui.widgets.basics import box, icon_label, label, link
from cchc_desktop.ui.widgets.frame.columns import HIDEABLE
from cchc_desktop.ui.widgets.frame.filter_bar import FilterBar
from cchc_desktop.ui.widgets.frame.view import FrameView


class FrameViewState(QObject):
    """Signals: `sorted` the rows are to be shown in another order; `further_asked(Column, bool)` the plan is to have a
    further column, or to have it no longer.
    """

    sorted = Signal()
    further_asked = Signal(Column, bool)

    def __init__(self, view: FrameView, filter_bar: FilterBar) -> None:
        super().__init__(view)
        self._view = view
        self._filter_bar = filter_bar
        self._options = Options()
        self._frame: TaskFrame | None = None
        self._words = label("", "secondary")
        self._column = -1  # on whose header the menu was asked for
        self.columns_menu = QMenu(_("Columns"), view)
        self.columns_menu.aboutToShow.connect(self._fill_columns_menu)
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_columns_menu)
        self.strip = self._make_strip()
        view.sort_asked.connect(self.sort_by)
        view.columns_given.connect(self._note_columns)

    def _make_strip(self) -> QWidget:
        """Says that the rows are not in printed order, and leads back to it."""
        strip = box("soon")
        row = QHBoxLayout(strip)
        row.setContentsMargins(theme.px(12), theme.px(3), theme.px(12), theme.px(3))
        row.setSpacing(theme.px(8))
        row.addWidget(icon_label("list-numbers", "soon", 15))
        row.addWidget(self._words)
        row.addWidget(link(_("Back to the printed order"), lambda: self._sort(None)))
        row.addStretch(1)
        strip.hide()
        return strip

    def use(self, options: Options) -> None:
        """Take the widths from the options, and note there what the officer changes."""
        self._options = options
        self._view.columns.restore(options.columns)

    def remembers(self, frame: TaskFrame) -> bool:
        """Whether this frame was left with a filter or sorted, and is not looked at so already."""
        return self._is_new(frame) and bool(self._options.frames.get(frame.plan_guid))

    def begin(self, frame: TaskFrame | None) -> None:
        """Look at a frame that has been read: as it was left, when another was seen before."""
        if frame is not None and self._is_new(frame):
            state = self._options.frames.get(frame.plan_guid, {})
            self._filter_bar.restore(state)
            frame.sorting = _sorting_in(state)
        self._frame = frame
        self._view.show_further(frame.further if frame is not None else ())
        self._show_strip()

    def _is_new(self, frame: TaskFrame) -> bool:
        return self._frame is None or self._frame.plan_guid != frame.plan_guid

    def note(self) -> None:
        """Remember the filter and the sorting of the frame that is shown."""
        if self._frame is not None:
            state = self._filter_bar.state()
            if self._frame.sorting is not None:
                state["sort"] = f"{NAMES[self._frame.sorting.column]}{'-' if self._frame.sorting.descending else ''}"
            self._options.remember_frame(self._frame.plan_guid, state)

    # Columns

    def _show_columns_menu(self, place: QPoint) -> None:
        header = self._view.horizontalHeader()
        self._column = header.column_at(place)
        self.columns_menu.popup(header.viewport().mapToGlobal(place))

    def _fill_columns_menu(self) -> None:
        """Widths by their texts, then every column that may be hidden."""
        menu, view = self.columns_menu, self._view
        column, self._column = self._column if self._column >= 0 else view.currentIndex().column(), -1
        menu.clear()
        if column > NUMBER:
            words = _("Fit “{column}” to its texts").format(column=name_of(column))
            menu.addAction(words, lambda: view.fit_column(column))
        menu.addAction(_("Column widths by their texts"), view.release_columns)
        menu.addAction(_("Sort by the chosen column"), lambda: self.sort_by(max(NUMBER, column)))
        menu.addSeparator()
        further = self._frame.further if self._frame is not None else ()
        for place in HIDEABLE:
            if COLUMNS[place] in FURTHER:
                continue
            action = menu.addAction(name_of(place))
            action.setCheckable(True)
            action.setChecked(place not in view.columns.hidden)
            action.toggled.connect(lambda shown, place=place: view.hide_column(place, not shown))
        menu.addSeparator()
        for one in FURTHER if self._frame is not None else ():
            words = _("“{column}”, printed in this plan").format(column=about(one).name())
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(one in further)
            action.toggled.connect(lambda wanted, one=one: self.further_asked.emit(one, wanted))
        menu.addSeparator()
        menu.addAction(_("Hidden columns are printed all the same")).setEnabled(False)

    def _note_columns(self) -> None:
        self._options.columns = self._view.columns.given()

    def sort_by(self, column: int) -> None:
        """A click on the head of a column: upwards, downwards, printed order."""
        if self._frame is not None:
            self._sort(next_sorting(self._frame.sorting, column))

    def _sort(self, sorting: Sorting | None) -> None:
        if self._frame is not None and self._frame.sorting != sorting:
            self._frame.sorting = sorting
            self._show_strip()
            self.note()
            self.sorted.emit()

    def _show_strip(self) -> None:
        sorting = self._frame.sorting if self._frame is not None else None
        self.strip.setVisible(sorting is not None)
        if sorting is not None:
            words = (
                _("Sorted by “{column}”, last first. The printed order stays as it is.")
                if sorting.descending
                else _("Sorted by “{column}”. The printed order stays as it is.")
            )
            self._words.setText(words.format(column=name_of(sorting.column)))


def _sorting_in(state: dict[str, str]) -> Sorting | None:
    kept = state.get("sort", "")
    name = kept.rstrip("-")
    return Sorting(NAMES.index(name), kept.endswith("-")) if name in NAMES[1:] else None
