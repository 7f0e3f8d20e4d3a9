"""Cells of a criteria set: long words are typed on several lines, Alt+Enter begins a new one, as in Excel."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStyleOptionViewItem, QWidget

from cchc_desktop.ui import theme
from cchc_desktop.ui.table_models.set_lines import COLUMNS, LONG
from cchc_desktop.ui.widgets.sheet import REFUSED, SheetDelegate, SheetKeys, step_of

Index = QModelIndex | QPersistentModelIndex
_ROW = 26
_EDITOR = (260, 96)  # least width and height of an editor of several lines, at 100 %


class SetLinesDelegate(SheetDelegate):
    """One height for all rows; an editor may be larger than its cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.px(_ROW))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if COLUMNS[index.column()] not in LONG:
            return super().createEditor(parent, option, index)
        made = QPlainTextEdit(parent)
        made.setTabChangesFocus(True)
        return made

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, QPlainTextEdit):
            view = editor.parentWidget()
            assert view is not None
            room = view.rect()
            least = QSize(theme.px(_EDITOR[0]), theme.px(_EDITOR[1]))
            cell = QRect(option.rect.topLeft(), option.rect.size().expandedTo(least).boundedTo(room.size()))
            cell.moveLeft(min(cell.left(), room.right() - cell.width()))
            cell.moveTop(max(0, min(cell.top(), room.bottom() - cell.height())))
            editor.setGeometry(cell)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QPlainTextEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                editor.insertPlainText("\n")
                return True
            if step := step_of(event):
                self.finish(editor, step)
                return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, QPlainTextEdit):
            super().setEditorData(editor, index)
            return
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if not editor.document().isModified() and editor.toPlainText() != words:
            editor.setPlainText(words)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        view = self.parent()
        if not isinstance(editor, QPlainTextEdit) or not isinstance(view, SheetKeys):
            super().setModelData(editor, model, index)
            return
        sentence = view.refusal(index, editor.toPlainText())
        editor.setProperty(REFUSED, bool(sentence))
        if sentence:
            view.said.emit(sentence)
        elif editor.toPlainText() != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, editor.toPlainText())
