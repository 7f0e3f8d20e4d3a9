"""What was taken in, intake by intake; an intake can be taken back whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cchc_desktop.collection.intakes import Intake, Line, read_intakes, read_lines
from cchc_desktop.collection.undoing import undo_intake
from cchc_desktop.i18n import _, pgettext
from cchc_desktop.ui import alerts, formats, theme
from cchc_desktop.ui.collection.rows import Column, RowsModel, RowsTable
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.collection.words import OUTCOME_LOOKS, outcome_words
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, fit, label


class IntakesDialog(Dialog):
    """At the left the intakes, the latest first; at the right the files of the chosen one."""

    def __init__(self, space: CollectionSpace, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.space = space
        self.setWindowTitle(_("What was received so far"))
        fit(self, 1040, 540)
        self.intakes = RowsTable(_("Intakes"), RowsModel(lambda one: one.source, lambda one: one.id, self))
        self.lines = RowsTable(_("Files of this intake"), RowsModel(lambda one: one.file_name, id, self))
        self.told = label("", wrap=True)
        self.intakes.chosen.connect(self._read_lines)
        self.lines.chosen.connect(self._tell)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.intakes)
        panes.addWidget(self.lines)
        panes.setSizes([theme.px(420), theme.px(600)])
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(panes, 1)
        column.addWidget(self.told)
        foot = QHBoxLayout()
        self.back = button(_("Take this intake back…"), self.take_back, icon_name="arrow-back-up")
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(button(_("Close"), self.accept, "primary"))
        column.addLayout(foot)
        self._read()
        self.intakes.setFocus()

    def _read(self) -> None:
        self.space.read(self, "intakes", self._fetch, self._show)

    def _fetch(self) -> tuple[Intake, ...]:
        with self.space.collection.reading() as connection:
            return read_intakes(connection)

    def _fetch_lines(self, intake_id: int) -> tuple[Line, ...]:
        with self.space.collection.reading() as connection:
            return read_lines(connection, intake_id)

    def _show(self, found: Sequence[Intake]) -> None:
        self.intakes.show_rows(_intake_columns(), found)
        self._read_lines()

    def _read_lines(self) -> None:
        one = self.intakes.chosen_row()
        self.back.setEnabled(one is not None)
        if one is not None:
            self.space.read(self, "intake lines", lambda: self._fetch_lines(one.id), self._show_lines)
        else:
            self._show_lines(())

    def _show_lines(self, found: Sequence[Line]) -> None:
        self.lines.show_rows(_line_columns(), found)
        self._tell()

    def _tell(self) -> None:
        line = self.lines.chosen_row()
        self.told.setText(line.reason if line is not None else "")

    def take_back(self) -> None:
        """Take the chosen intake back, once the officer has said yes."""
        one: Intake | None = self.intakes.chosen_row()
        if one is None or not alerts.ask(
            self,
            _("Take this intake back?"),
            _(
                "The packages of {moment} and all that was read from them go out of the collection; what was there "
                "before counts again. The files themselves lie where they lay and can be taken in again."
            ).format(moment=formats.moment(one.at)),
            _("Take it back"),
            _("Leave it"),
            enter_agrees=False,
        ):
            return
        self.space.write(
            lambda: undo_intake(self.space.collection, one.id),
            lambda _nothing: self._said_back(one),
            lambda error: alerts.show_error(self, error),
        )

    def _said_back(self, one: Intake) -> None:
        self.space.say(_("The intake of {moment} was taken back.").format(moment=formats.moment(one.at)))
        self._read()


def _intake_columns() -> list[Column]:
    return [
        Column(_("When"), lambda one: formats.moment(one.at), 118, order=lambda one: one.at, strong=True),
        Column(_("By, from"), lambda one: ", ".join(filter(None, (one.by, one.source)))),
        Column(_("Files"), lambda one: formats.count(one.files), 44, order=lambda one: one.files, right=True),
        Column(_("Taken"), lambda one: formats.count(one.packages), 60, order=lambda one: one.packages, right=True),
    ]


def _line_columns() -> list[Column]:
    return [
        Column(_("File"), lambda one: one.file_name),
        Column(pgettext("column", "Office"), lambda one: one.office or "", 140),
        Column(
            _("Result"),
            lambda one: outcome_words(one.outcome),
            130,
            look=lambda one: OUTCOME_LOOKS[one.outcome],
            tip=lambda one: one.reason,
        ),
    ]
