"""The one style sheet of the window, written from the tokens.

Widgets choose a look by a dynamic property: ``kind`` of a button ("primary", "link", "tool", "step"),
``role`` of a label ("page", "pane", "field", "note", "secondary", "muted", "late", "soon", "done", "accent",
"strong", "strong-late", "strong-soon", "strong-done", "score") and
``box`` of a frame ("card", "pane", "alt", "band", "toolbar", "foot", "guidance", "late", "soon", "tint").

What is shown is shown as it was typed: no label, tooltip or message takes data for HTML, or loads what it names. Qt
guesses: a text with a tag in it becomes rich text wherever nobody said otherwise, the images it names included. The
sheet switches the guess off for every label before it is first shown, Qt's own tooltips and message boxes among them.
Labels that do show rich text say so themselves and escape what they quote.
"""

from collections.abc import Callable
from string import Template

from cchc_desktop import paths
from cchc_desktop.ui.tokens import Tokens

_SHEET = Template("""
* { outline: 0; }
QMainWindow, QDialog { background: $bg; }
QDialog[box="surface"] { background: $surface; }
QToolTip { background: $surface; color: $text; border: 1px solid $field_border; padding: ${p4}px; }
QLabel { background: transparent; color: $text; }
QLabel[textFormat="AutoText"], QToolTip { qproperty-textFormat: PlainText; }
QLabel[role="page"] { font-size: ${p20}px; font-weight: 600; }
QLabel[role="pane"] { font-size: ${p14}px; font-weight: 600; }
QLabel[role="field"], QLabel[role="strong"] { font-weight: 600; }
QLabel[role="note"] { font-size: ${p11}px; color: $secondary; }
QLabel[role="strong-late"] { font-weight: 600; color: $late; }
QLabel[role="strong-soon"] { font-weight: 600; color: $soon; }
QLabel[role="strong-done"] { font-weight: 600; color: $done; }
QLabel[role="score"] { font-size: ${p22}px; font-weight: 600; }
QLabel[role="secondary"] { color: $secondary; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="late"] { color: $late; }
QLabel[role="soon"] { color: $soon; }
QLabel[role="done"] { color: $done; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="conflict"] { color: $conflict; }

QMenuBar { background: $surface; color: $text; padding: 0 ${p8}px; }
QMenuBar::item { padding: ${p4}px ${p10}px; background: transparent; border-radius: 3px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_tint; color: $text; }
QMenu { menu-scrollable: 1; background: $surface; color: $text; border: 1px solid $field_border; padding: ${p4}px 0; }
QMenu::item { padding: ${p5}px ${p24}px ${p5}px ${p12}px; }
QMenu::item:selected { background: $accent_tint; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $soft_line; margin: ${p4}px ${p8}px; }
QMenu::icon { padding-left: ${p8}px; }

QFrame[box="card"] { background: $surface; border: 1px solid $line; border-radius: 4px; }
QFrame[box="pane"] { background: $surface; border: 0; }
QFrame[box="alt"] { background: $alt; border: 0; }
QFrame[box="band"] { background: $band; border: 0; border-bottom: 1px solid $line; }
QFrame[box="toolbar"] { background: $alt; border: 0; border-bottom: 1px solid $line; }
QFrame[box="tabrow"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[box="foot"] { background: $alt; border: 0; border-top: 1px solid $line; }
QFrame[box="guidance"] { background: $guidance; border: 1px solid $guidance_line; border-radius: 4px; }
QFrame[box="late"] { background: $late_tint; border: 0; border-bottom: 1px solid $late; }
QFrame[box="soon"] { background: $soon_tint; border: 0; border-bottom: 1px solid $soon; }
QFrame[box="tint"] { background: $accent_tint; border: 0; border-radius: 4px; }
QFrame[box="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[box="soft-line"] { background: $soft_line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[box="vertical-line"] { background: $line; border: 0; max-width: 1px; min-width: 1px; }

QListView, QTreeView { icon-size: ${p15}px; }
QPushButton { background: $surface; color: $text; border: 1px solid $field_border; border-radius: 4px;
    padding: ${p4}px ${p12}px; min-height: ${p18}px; }
QPushButton:hover { background: $accent_tint; }
QPushButton:focus { border: 2px solid $accent; padding: ${f4}px ${f12}px; }
QPushButton:pressed { background: $band; }
QPushButton:disabled { color: $muted; border-color: $line; background: $surface; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { border: 1px solid $text; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: ${f4}px ${f12}px; }
QPushButton[kind="primary"]:disabled { background: $band; color: $muted; border-color: $line; }
QPushButton[kind="link"] { background: transparent; color: $accent; border: 2px solid transparent; padding: 0 1px;
    border-radius: 3px; text-align: left; min-height: 0; }
QPushButton[kind="link"]:hover { background: $accent_tint; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 0 1px; }
QPushButton[kind="link"]:disabled { color: $muted; }

QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px;
    padding: ${p3}px ${p6}px; }
QToolButton:hover { background: $accent_tint; }
QToolButton:focus { border: 2px solid $accent; padding: ${f3}px ${f6}px; }
QToolButton:checked { background: $accent_tint; color: $accent; }
QToolButton:disabled { color: $muted; }
QToolButton[popupMode="1"] { padding-right: ${p18}px; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="tab"] { color: $secondary; border: 0; border-radius: 0; border-bottom: 3px solid transparent;
    border-top: 3px solid transparent; padding: 0 ${p11}px; font-weight: 400; }
QToolButton[kind="tab"][tight="true"] { padding: 0 ${p3}px; }
QToolButton[kind="tab"]:hover { background: $alt; }
QToolButton[kind="tab"]:focus { border: 2px solid $accent; padding: 1px ${g11}px; }
QToolButton[kind="tab"]:checked { background: transparent; color: $accent; font-weight: 600;
    border-bottom: 3px solid $accent; }
QToolButton[kind="segment"] { border: 1px solid $field_border; border-radius: 4px; }
QToolButton[kind="segment"]:checked { background: $accent_tint; border: 1px solid $accent; font-weight: 600; }

QLineEdit, QComboBox { background: $surface; color: $text;
    border: 1px solid $field_border; border-radius: 4px; padding: ${p2}px ${p8}px; min-height: ${p20}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus {
    border: 2px solid $accent; padding: ${f2}px ${f8}px; }
QSpinBox, QDoubleSpinBox { background: $surface; color: $text; border: 1px solid $field_border; border-radius: 4px;
    min-height: ${p24}px; max-height: ${p24}px; }
QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $accent; min-height: ${g24}px; }
QLineEdit:read-only { background: $alt; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $muted;
    border-color: $line; background: $alt; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: ${p22}px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$tone.svg");
    width: ${p14}px; height: ${p14}px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: 0; padding: 0 ${p8}px; min-height: 0;
    background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: ${p22}px; background: transparent;
    subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$icons/chevron-up-$tone.svg"); width: ${p12}px; height: ${p12}px; }
QAbstractSpinBox::down-arrow { image: url("$icons/chevron-down-$tone.svg"); width: ${p12}px; height: ${p12}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $field_border;
    selection-background-color: $accent_tint; selection-color: $text; }
QTextEdit, QPlainTextEdit { background: $surface; color: $text; border: 1px solid $field_border; border-radius: 4px;
    padding: ${p4}px; selection-background-color: $accent; selection-color: $on_accent; }
QTextEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: ${f4}px; }
QTextEdit:disabled, QPlainTextEdit:disabled { color: $muted; border-color: $line; background: $alt; }
QTextEdit[box="bare"], QPlainTextEdit[box="bare"] { border: 0; border-radius: 0; }

QRadioButton, QCheckBox { color: $text; spacing: ${p6}px; background: transparent;
    border: 2px solid transparent; border-radius: 3px; padding: ${p1}px; }
QRadioButton:focus, QCheckBox:focus { border: 2px solid $accent; }
QRadioButton:disabled, QCheckBox:disabled { color: $muted; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator, QTreeView::indicator {
    width: ${p14}px; height: ${p14}px; border: 1px solid $field_border;
    border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked,
QTreeView::indicator:checked { background: $accent; border-color: $accent;
    image: url("$icons/check-$tone.svg"); }
QCheckBox::indicator:disabled { border-color: $line; }
QRadioButton::indicator { width: ${p12}px; height: ${p12}px; border: 1px solid $field_border;
    border-radius: ${radio}px; background: $surface; }
QRadioButton::indicator:checked { border: ${p4}px solid $accent; width: ${p6}px; height: ${p6}px;
    border-radius: ${radio_on}px; }

QAbstractItemView { background: $surface; alternate-background-color: $alt; color: $text; border: 1px solid $line;
    selection-background-color: $accent_tint; selection-color: $text; gridline-color: $line; }
QTreeView[box="bare"], QTableView[box="bare"], QListView[box="bare"] { border: 0; }
QTreeView::item, QListView::item { padding: ${p4}px; }
QTreeView::item:selected, QListView::item:selected { background: $accent_tint; color: $text; }
QTreeView::item:hover, QListView::item:hover { background: $alt; }
QTreeView::item:selected:hover, QListView::item:selected:hover { background: $accent_tint; }
QHeaderView { background: $alt; border: 0; }
QHeaderView::section { background: $alt; color: $text; border: 0; border-right: 1px solid $line;
    border-bottom: 1px solid $line; padding: ${p4}px ${p6}px; font-weight: 600; }
QTableWidget::item { padding: 0 ${p6}px; }
QTableView[box="rows"]::item { padding: ${p4}px ${p6}px; }
QTableWidget QLineEdit { min-height: 0; padding: 0 ${p4}px; border-radius: 0; }
QTableCornerButton::section { background: $alt; border: 0; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $band; border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { color: $text; font-weight: 600; padding: ${p4}px ${p6}px; }
QCalendarWidget QToolButton#qt_calendar_monthbutton { padding-right: ${p8}px; }
QCalendarWidget QSpinBox { min-width: ${p60}px; }
QCalendarWidget QTableView { border: 0; gridline-color: $surface; selection-background-color: $accent;
    selection-color: $on_accent; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea > QMenu > QMenu { background: $surface; }
QScrollBar:vertical { background: $alt; width: ${p12}px; margin: 0; }
QScrollBar:horizontal { background: $alt; height: ${p12}px; margin: 0; }
QScrollBar::handle { background: $field_border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::handle:hover { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $band; border: 0; border-radius: 2px; min-height: ${p6}px; max-height: ${p6}px;
    text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: $surface; color: $secondary; border-top: 1px solid $line; min-height: ${p24}px;
    max-height: ${p24}px; font-size: ${p11}px; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $secondary; font-size: ${p11}px; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $secondary; padding: ${p6}px ${p12}px; border: 0;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 2px solid $accent; padding: ${p4}px ${p10}px; }
QGroupBox { border: 1px solid $line; border-radius: 4px; margin-top: ${p10}px; padding: ${p8}px; }
QGroupBox::title { subcontrol-origin: margin; left: ${p8}px; padding: 0 ${p4}px; font-weight: 600; }
""")

_SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 18, 20, 22, 24, 28, 60)


def style_sheet(colours: Tokens, px: Callable[[float], int]) -> str:
    """The sheet for these colours and this zoom; `px` turns a size at 100 % into one at the zoom in use."""
    values = {name: colour.name() for name, colour in colours._asdict().items()}
    values |= {f"p{size}": str(px(size)) for size in _SIZES}
    # Beside a frame that is one or two pixels thicker at every zoom: what has the focus keeps its size.
    values |= {f"f{size}": str(px(size) - 1) for size in (2, 3, 4, 6, 8, 12)}
    values |= {f"g{size}": str(px(size) - 2) for size in (11, 24)}
    # Half of what is drawn: with a larger radius than that Qt draws a square.
    values["radio"] = str((px(12) + 2) // 2)
    values["radio_on"] = str((px(6) + 2 * px(4)) // 2)
    values["icons"] = (paths.resources() / "icons" / "controls").as_posix()
    values["tone"] = "dark" if colours.surface.lightness() < 128 else "light"
    return _SHEET.substitute(values)
