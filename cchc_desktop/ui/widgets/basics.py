"""Small pieces that every tab and dialog is made of; their looks are in the style sheet."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.i18n import _
from cchc_desktop.ui import icons, theme
from cchc_desktop.ui.widgets.calm import CalmSpin

PASSING = "passing"  # property of a field whose words are a question, as in a search: nothing that could be lost
_GAP = 4  # between icon and word of a button, pixels at 100 %


def label(text: str = "", role: str = "", wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Words in one of the roles of the style sheet: page, pane, field, note, secondary, muted, late, soon, done."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def readable(made: QLabel) -> QLabel:
    """Words that can be selected with mouse and keyboard."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role and let the style sheet see it."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, slot: Callable[[], object], kind: str = "", icon_name: str = "") -> QPushButton:
    """A button; kind "primary" (one a screen at most), "link" or plain."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if icon_name:
        token = "on_accent" if kind == "primary" else "text"
        made.setIcon(icons.icon(icon_name, token, 16, gap=_GAP))
        made.setIconSize(QSize(theme.px(16 + _GAP), theme.px(16)))
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(True)  # Enter presses what has the focus
    made.setDefault(kind == "primary")
    made.clicked.connect(lambda _checked=False: slot())
    return made


def link(text: str, slot: Callable[[], object]) -> QPushButton:
    """Words that lead somewhere, reachable by Tab."""
    return button(text, slot, "link")


def named_buttons(field: QLineEdit, leading: QIcon | None = None) -> None:
    """A button in the field that empties it, or the picture before its words, with a name for screen readers."""
    if leading is not None:
        field.addAction(leading, QLineEdit.ActionPosition.LeadingPosition).setText(field.accessibleName())
    else:
        field.setClearButtonEnabled(True)
    for inside in field.findChildren(QToolButton):
        inside.setAccessibleName(field.accessibleName() if leading is not None else _("Empty the field"))


def number_field(least: int, most: int, value: int) -> CalmSpin:
    """A whole number with arrows."""
    made = CalmSpin()
    made.setRange(least, most)
    made.setValue(value)
    made.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)  # the style sheet's padding does not reach the inner field
    return made


def icon_label(name: str, token: str = "text", size: int = 15) -> QLabel:
    """An icon that says the same as the words beside it."""
    made = QLabel()
    made.setPixmap(icons.pixmap(name, token, size))
    made.setFixedSize(theme.px(size), theme.px(size))
    return made


def box(kind: str, parent: QWidget | None = None) -> QFrame:
    """A frame in one of the boxes of the style sheet: card, pane, alt, band, toolbar, guidance, late, soon."""
    made = QFrame(parent)
    made.setProperty("box", kind)
    return made


def fit(dialog: QWidget, width: float, height: float) -> None:
    """Give a dialog its size in pixels at 100 %, no higher than the screen leaves room for."""
    dialog.resize(theme.px(width), min(theme.px(height), dialog.screen().availableGeometry().height() - theme.px(40)))


def scrolled(form: QWidget) -> QScrollArea:
    """A form that is scrolled up and down where it has no room, and never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(form)
    area.setMinimumWidth(form.minimumSizeHint().width() + theme.px(16))
    return area


def line(upright: bool = False) -> QFrame:
    """A thin line."""
    return box("vertical-line" if upright else "soft-line")


def labelled(text: str, field: QWidget, note: str = "") -> QWidget:
    """A field under its label, with a note below where there is one; the label is the field's accessible name."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(3))
    title = label(text, "field")
    title.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(title)
    column.addWidget(field)
    if note:
        column.addWidget(label(note, "note", wrap=True))
    return holder


def empty(layout: QLayout) -> None:
    """Take the widgets out of a layout and let them go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def tab_in_order(layout: QLayout) -> None:
    """Let Tab go through a layout as the eye does, however late its widgets were made."""
    fields = list(_fields(layout))
    for before, after in pairwise(fields):
        QWidget.setTabOrder(before.focusProxy() or before, after)


def _fields(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        compound = widget is not None and widget.focusProxy() is not None  # Qt orders what is in it by itself
        inner = inner or (widget.layout() if widget is not None and not compound else None)
        if inner is not None:
            yield from _fields(inner)
        elif widget is not None and (compound or widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
            yield widget


def passing_menu(owner: QWidget) -> QMenu:
    """A menu that is shown once: it is let go as soon as it is left."""
    made = QMenu(owner)
    made.aboutToHide.connect(made.deleteLater)
    return made


def submenu(owner: QWidget, title: str, entries: Iterable[QAction | None], icon_name: str = "") -> QAction:
    """An action that opens a menu of others; None stands for a line.

    It is the owner's own: a menu that is filled anew deletes what belongs to it alone.
    """
    made = QAction(title, owner)
    if icon_name:
        made.setIcon(icons.icon(icon_name, "secondary", 16))
    below = QMenu(owner)
    for entry in entries:
        if entry is None:
            below.addSeparator()
        else:
            below.addAction(entry)
    made.setMenu(below)
    return made


def actions_below(menu: QMenu) -> Iterator[QAction]:
    """Every action that a menu or one of its submenus shows now, lines left out."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from actions_below(below)
        elif not action.isSeparator():
            yield action
