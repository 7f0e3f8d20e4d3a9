"""For those who hear the window, see little or use keys alone: names, contrast, the system's high contrast."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from cchc_desktop.ui import style_sheet, theme
from cchc_desktop.ui.application import high_contrast_palette
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.tokens import DARK, LIGHT, Tokens, contrast, of_palette
from tests.ui.every_dialog import Maker, let_go
from tests.ui.test_every_dialog import each_dialog, maker, shared, shown

__all__ = ["maker", "shared"]  # fixtures

CONTROLS = (QAbstractButton, QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit, QAbstractItemView)
_HOLDERS = (QHeaderView, QTabBar, QTabWidget, QSplitter, QStackedWidget)
_PARTS = (QAbstractSpinBox, QComboBox, QHeaderView, QCalendarWidget, QTabBar)
SILENT = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def nameless(top: QWidget) -> list[str]:
    """The controls that a screen reader could not tell from others: without a name or without a role."""
    found = []
    for one in top.findChildren(QWidget):
        reached = one.focusPolicy() != Qt.FocusPolicy.NoFocus and isinstance(one, CONTROLS)
        if not one.isVisible() or not (reached or isinstance(one, CONTROLS)) or isinstance(one, _HOLDERS):
            continue
        if isinstance(one.parentWidget(), _PARTS) or one.objectName().startswith("qt_"):
            continue  # a part of a control that has a name
        seen = QAccessible.queryAccessibleInterface(one)
        if seen is None or not seen.text(QAccessible.Text.Name).strip() or seen.role() in SILENT:
            found.append(f"{type(one).__name__} in {type(one.parentWidget()).__name__}")
    return found


@each_dialog
def test_every_control_of_a_dialog_has_a_name_and_a_role(maker: Maker, kind: type[Dialog]) -> None:
    dialog = shown(maker, kind)
    assert nameless(dialog) == []
    let_go(dialog)


def test_every_control_of_the_window_has_a_name_and_a_role(window: MainWindow) -> None:
    for name in window.tab_names:
        window.show_tab(name)
        QApplication.processEvents()
        assert nameless(window) == [], name


WORDS = ("text", "secondary", "muted", "accent", "late", "soon", "done", "conflict")
GROUNDS = ("surface", "alt", "bg", "band", "guidance", "accent_tint", "late_tint", "soon_tint")
# Frames of fields, and the accent as a mark or a frame of what has the focus.
GRAPHICS = (("field_border", ("surface", "alt", "bg")), ("accent", GROUNDS), ("late", GROUNDS), ("done", GROUNDS))


def palette_of(window: str, words: str, link: str, grey: str) -> QPalette:
    """As Windows has them in its high-contrast themes."""
    palette = QPalette(QColor(window))
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        palette.setColor(role, QColor(window))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, QColor(words))
    palette.setColor(QPalette.ColorRole.Link, QColor(link))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, QColor(grey))
    return palette


HIGH = {
    "aquatic": palette_of("#202020", "#ffffff", "#75e9fc", "#a6a6a6"),
    "desert": palette_of("#fffaef", "#3d3d3d", "#1c5e75", "#676767"),
    "dusk": palette_of("#2d3236", "#ffffff", "#70ebde", "#a6a6a6"),
    "night sky": palette_of("#000000", "#ffffff", "#8080ff", "#a6a6a6"),
    "white": palette_of("#ffffff", "#000000", "#00009f", "#600000"),
}
PALETTES = {"light": LIGHT, "dark": DARK, **{name: of_palette(palette) for name, palette in HIGH.items()}}
each_palette = pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)


def apart(colours: Tokens, one: str, other: str) -> float:
    return contrast(getattr(colours, one), getattr(colours, other))


@each_palette
def test_words_have_a_contrast_of_four_and_a_half(colours: Tokens) -> None:
    pairs = [(word, ground) for word in WORDS for ground in GROUNDS]
    pairs += [("on_accent", "accent"), ("ink", "paper"), ("text", "found"), ("secondary", "found")]
    assert {pair: round(found, 2) for pair in pairs if (found := apart(colours, *pair)) < 4.5} == {}


@each_palette
def test_frames_and_marks_have_a_contrast_of_three(colours: Tokens) -> None:
    pairs = [(one, ground) for one, grounds in GRAPHICS for ground in grounds]
    assert {pair: round(found, 2) for pair in pairs if (found := apart(colours, *pair)) < 3.0} == {}


@each_palette
def test_what_the_style_sheet_puts_together_can_be_read(colours: Tokens) -> None:
    """Every rule that names words and their ground, found in the sheet itself."""
    rules = re.findall(r"\{([^{}]*)\}", style_sheet._SHEET.template.replace("${", "$("))
    pairs = set()
    for rule in rules:
        for ground, word in (("background", "color"), ("selection-background-color", "selection-color")):
            named = [re.findall(rf"(?<![\w-]){name}: \$(\w+)", rule) for name in (ground, word)]
            if all(named):
                pairs.add((named[1][0], named[0][0]))
    assert len(pairs) > 8
    assert {pair: round(found, 2) for pair in pairs if (found := apart(colours, *pair)) < 4.5} == {}


def test_a_system_without_high_contrast_has_the_program_s_own_colours(qapp: QApplication) -> None:
    assert high_contrast_palette(qapp) is None


def test_the_high_contrast_of_the_system_is_followed(window: MainWindow, qapp: QApplication) -> None:
    theme.apply(qapp, contrast=HIGH["night sky"])
    try:
        assert theme.is_dark() and theme.tokens().text == QColor("#ffffff")
        made = MainWindow(window.workspace, window.options)
        made.resize(1366, 698)
        made.show()
        made.show_tab("overview")
        QApplication.processEvents()
        picture = made.grab().toImage()
        colours = [picture.pixelColor(x, y).name() for x in range(0, 1366, 9) for y in range(0, 698, 9)]
        assert max(set(colours), key=colours.count) == "#000000"
        let_go(made)
    finally:
        theme.apply(qapp)
