"""A monkey in the window: seeded hands on every tab, menu, key and dialog of two years, and what must hold.

What must hold: nothing is raised that no one catches, Qt warns of nothing, a step touches rows of the year that
is shown and of no other, and when everything is undone the rows are those of the beginning. The same seed does the same
as far as threads allow.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    Qt,
    QThreadPool,
    QTimer,
)
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.options import Options
from cchc_desktop.services.sample import create_sample
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import qt_translator, theme
from cchc_desktop.ui.application import make_application
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.basics import actions_below
from cchc_desktop.ui.workspace import Workspace
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.witness import Opener, difference, of_two_years, rows_of, watched

_YEARS = (2026, 2025)
_DEEPEST = 6  # dialogs over dialogs, before they are only closed
_LIFE = 1000  # actions of one monkey
_ROUND = 120  # actions before everything is undone; the program keeps the last 200 steps
_WORDS = (
    "rà soát",
    "15/3/2026",
    "Quý II",
    "100%",
    "ho so",
    "",
    "  ",
    "Phòng Kinh tế",
    "31/7",
    "-1",
    "9" * 12,
    "<b>x</b>",
)
_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F4, Qt.Key.Key_F6,
    Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_Insert, Qt.Key.Key_Menu,
)  # fmt: skip
_CONTROL_KEYS = (
    Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_G, Qt.Key.Key_H,
    Qt.Key.Key_K, Qt.Key.Key_S, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_2,
    Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6,
)  # fmt: skip
# Commands that leave the window, make it anew, or put another dossier in the place of this one.
_LEFT_ALONE = ("Thoát", "Đóng hồ sơ", "Khôi phục", "Hồ sơ mới", "Chữ", "Nền tối", "Tiếng", "English", "Cỡ")


class Monkey:
    """Hands on one window; what did not hold is told to the tally."""

    def __init__(self, dossier_file: Path, seed: str, tally: Tally) -> None:
        self._tally = tally
        self.done: list[str] = []  # the last actions, newest last
        self._chance = random.Random(seed)
        self._file = dossier_file
        self._undoing = False
        self._depth = 0  # of dialogs that hold up the program
        self.workspace = Workspace()
        self.workspace.open(dossier_file)
        self.workspace.changed.connect(self._check_years)
        self.window = MainWindow(self.workspace, Options())
        self.window.resize(1366, 698)
        self.window.show()
        self.window.show_tab("overview")
        self._begun = self._rows()

    def _rows(self) -> dict[str, dict[str, tuple[object, ...]]]:
        dossier = self.workspace.dossier
        return rows_of(dossier) if dossier is not None else {}

    # What must hold

    def tell(self, kind: Kind, words: str) -> None:
        """Note what did not hold, with what was done before."""
        self._tally.note(kind, f"{words}\n    after: {'; '.join(self.done[-8:])}")

    def _check_years(self, change: Change) -> None:
        dossier = self.workspace.dossier
        if self._undoing or dossier is None:
            return
        meant = {"work_year", "task_unit", "unit", "unit_alias"}
        entries = tuple(entry for entry in change.entries if entry.table not in meant)
        years = dossier.years_of(Change(change.label, entries)) - {self.workspace.year}
        across = {_("Take from last year"), _("New plan from an earlier one"), _("Take out of the register")}
        if years and change.label not in across:
            self.tell(Kind.LOSS, f"“{change.label}” touched {sorted(years)} while {self.workspace.year} was shown")

    def _undo_all(self) -> None:
        """Back to the beginning, forward again, and back."""
        self._undoing = True
        self.workspace.commit_requested.emit()
        while self.workspace.can_redo:
            self.workspace.redo()
            self._settle()
        ended = self._rows()
        for direction, wanted in (("undo", self._begun), ("redo", ended), ("undo", self._begun)):
            for _step in range(400):
                if not getattr(self.workspace, f"can_{direction}"):
                    break
                self.done.append(f"{direction} all")
                getattr(self.workspace, direction)()
                self._settle()
            words = difference(wanted, self._rows())
            if words:
                self.tell(Kind.LOSS, f"{direction} of everything leaves {words}")
                break
        self._undoing = False
        self._begun = self._rows()

    # What it does

    def act(self, number: int) -> str:
        """Do one thing; what kind of thing."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        action: Callable[[], None]
        if popup is not None:
            action = self._leave_popup
        elif modal is not None:
            action = self._in_dialog
        elif number % _ROUND == _ROUND - 1:
            action = self._undo_all
        else:
            choices = (
                (self._menu, 5), (self._tab, 3), (self._key, 6), (self._type, 4), (self._click, 8), (self._wheel, 1),
                (self._year, 2), (self._undo, 2), (self._control_key, 2), (self._beside, 3), (self._reopen, 0.1),
                (self._keep_window, 0.3),
            )  # fmt: skip
            action = self._chance.choices([made for made, _often in choices], [often for _made, often in choices])[0]
        QTimer.singleShot(30, self._mind)
        action()
        self._settle()
        return action.__name__.strip("_")

    def _settle(self) -> None:
        QThreadPool.globalInstance().waitForDone(5_000)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _mind(self) -> None:
        """A dialog that holds up the program is used for a moment and left."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is None and modal is None:
            return
        QTimer.singleShot(30, self._mind)
        self._depth += 1
        try:
            if self._depth > _DEEPEST and modal is not None:
                modal.close()
            elif popup is not None:
                self._leave_popup()
            else:
                self._in_dialog()
        finally:
            self._depth -= 1

    def _leave_popup(self) -> None:
        popup = QApplication.activePopupWidget()
        self.done.append("popup")
        if isinstance(popup, QMenu) and self._chance.random() < 0.5:
            offered = [one for one in actions_below(popup) if one.isEnabled() and self._is_allowed(one.text())]
            popup.close()
            if offered:
                self._chance.choice(offered).trigger()
        elif popup is not None:
            QTest.keyClick(popup, self._chance.choice((Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down)))
            if self._chance.random() < 0.7:
                popup.close()

    def _in_dialog(self, shown: QWidget | None = None) -> None:
        dialog = shown or QApplication.activeModalWidget()
        if dialog is None:
            return
        if isinstance(dialog, QFileDialog):
            self.done.append("no file")
            dialog.reject()
            return
        how = self._chance.random()
        self.done.append(f"in {type(dialog).__name__}")
        if how < 0.35:
            self._press(self._chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab)), dialog)
        elif how < 0.75:
            self._click(dialog)
        elif how < 0.9:
            self._type(dialog)
        else:
            dialog.close()

    def _menu(self) -> None:
        heads = [head.menu() for head in self.window.menuBar().actions()]
        menu = self._chance.choice([head for head in heads if isinstance(head, QMenu)])
        offered = [action for action in actions_below(menu) if action.isEnabled() and self._is_allowed(action.text())]
        if offered:
            action = self._chance.choice(offered)
            self.done.append(f"menu {action.text()}")
            action.trigger()

    @staticmethod
    def _is_allowed(text: str) -> bool:
        return not text.replace("&", "").startswith(_LEFT_ALONE)

    def _tab(self) -> None:
        name = self._chance.choice(self.window.tab_names)
        self.done.append(f"tab {name}")
        self.window.show_tab(name)

    def _year(self) -> None:
        year = self._chance.choice(self.workspace.years or _YEARS)
        self.done.append(f"year {year}")
        self.workspace.set_year(year)

    def _undo(self) -> None:
        direction = self._chance.choice(("undo", "undo", "redo"))
        self.done.append(direction)
        self._undoing = True
        getattr(self.workspace, direction)()
        self._undoing = False

    def _press(self, key: Qt.Key, shown: QWidget | None = None, held: Qt.KeyboardModifier | None = None) -> None:
        target = QApplication.focusWidget()
        if target is None or (shown is not None and target.window() is not shown):
            target = shown or self.window
        self.done.append(f"{key.name} in {type(target).__name__}")
        QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)

    def _key(self) -> None:
        self._press(self._chance.choice(_KEYS))

    def _control_key(self) -> None:
        self._press(self._chance.choice(_CONTROL_KEYS), held=Qt.KeyboardModifier.ControlModifier)

    def _type(self, shown: QWidget | None = None) -> None:
        target = QApplication.focusWidget()
        if target is None or (shown is not None and target.window() is not shown):
            return
        words = self._chance.choice(_WORDS)
        self.done.append(f"type {words!r} in {type(target).__name__}")
        if isinstance(target, QLineEdit | QTextEdit | QPlainTextEdit):
            QTest.keyClicks(target, words.encode("ascii", "ignore").decode())
        elif isinstance(target, QAbstractItemView):
            QTest.keyClicks(target, words[:1].encode("ascii", "ignore").decode() or "a")

    def _click(self, shown: QWidget | None = None) -> None:
        place = shown or self.window
        kinds = QAbstractButton | QAbstractItemView | QComboBox | QLineEdit | QTextEdit
        offered = [one for one in place.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
        offered = [
            one for one in offered if one.isEnabled() and one.window() is place and not one.visibleRegion().isEmpty()
        ]
        if not offered:
            return
        target = self._chance.choice(offered)
        words = target.text() if isinstance(target, QAbstractButton) else ""
        self.done.append(f"click {type(target).__name__} {words}")
        surface = target.viewport() if isinstance(target, QAbstractItemView | QTextEdit) else target
        corner = surface.visibleRegion().boundingRect()
        spot = QPoint(
            self._chance.randint(corner.left(), max(corner.left(), corner.right())),
            self._chance.randint(corner.top(), max(corner.top(), corner.bottom())),
        )
        if isinstance(target, QAbstractButton | QLineEdit | QComboBox):
            spot = surface.rect().center()
        if isinstance(target, QAbstractItemView) and self._chance.random() < 0.2:
            QTest.mouseDClick(surface, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        else:
            QTest.mouseClick(surface, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)

    def _wheel(self) -> None:
        target = QApplication.focusWidget() or self.window
        spot = QPointF(target.rect().center())
        turned = QPoint(0, self._chance.choice((-120, 120)))
        self.done.append(f"wheel in {type(target).__name__}")
        event = QWheelEvent(
            spot, QPointF(target.mapToGlobal(spot.toPoint())), QPoint(), turned, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)

    def _beside(self) -> None:
        """In a dialog that stays open beside the window."""
        open_now = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        if open_now:
            self._in_dialog(self._chance.choice(open_now))

    def _keep_window(self) -> None:
        """Another size, as small as a laptop at 150 %."""
        self.window.resize(*self._chance.choice(((1366, 698), (911, 480), (1600, 900))))

    def _reopen(self) -> None:
        """The same dossier closed and opened: its steps are forgotten."""
        self.done.append("reopen")
        self.workspace.close()
        self.workspace.open(self._file)
        self._begun = self._rows()

    def leave(self) -> None:
        """Undo everything a last time and put all away."""
        self._shut_dialogs()
        self._undo_all()
        self._shut_dialogs()
        self.window.close()
        self.workspace.close()
        for left in (self.workspace, *QApplication.topLevelWidgets()):
            if left.parent() is None:
                left.deleteLater()
        self._settle()

    def _shut_dialogs(self) -> None:
        for _turn in range(20):
            QTimer.singleShot(30, self._mind)
            shown = [
                one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog | QMenu) and one.isVisible()
            ]
            if not shown:
                return
            for one in shown:
                one.close()
            self._settle()
        for left in QApplication.topLevelWidgets():
            if isinstance(left, QDialog):
                left.hide()


@contextmanager
def _life(file: Path, seed: str, tally: Tally) -> Iterator[Monkey]:
    """One monkey on a dossier of its own, watched from its first action until all is undone."""
    monkey = Monkey(file, seed, tally)
    with watched(monkey.tell):
        yield monkey
        monkey.leave()
    file.unlink()


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """Monkeys one after another, each with a copy of the sample that has two years; a run is one action."""
    application = make_application([])
    qt_translator.install(application, "vi")
    theme.apply(application)
    made = of_two_years(create_sample(folder / "made"))
    QDesktopServices.setUrlHandler("file", (opener := Opener()), "opened")  # type: ignore[arg-type]  # bytes are refused
    living = ExitStack()
    monkey: Monkey | None = None

    def run(number: int) -> str:
        nonlocal monkey
        if monkey is None or number % _LIFE == 0:
            living.close()
            file = Path(shutil.copy(made, folder / f"{number}.cchc"))
            monkey = living.enter_context(_life(file, f"{seed}/{number // _LIFE}", tally))
        return monkey.act(number)

    try:
        with living:
            yield run
    finally:
        QDesktopServices.unsetUrlHandler("file")
        opener.deleteLater()


CAMPAIGN = Campaign(
    "one action in the window: a key, a click, a menu, a word, a year, a step back", 10**6, 1800, prepare
)
