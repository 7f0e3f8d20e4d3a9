"""One input of a rule: what it is called, and where its value comes from."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.scoring import Input
from cchc_desktop.text import clean
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.calm import CalmCombo

Choices = Sequence[tuple[str, str]]


class InputField(QWidget):
    """Signal: `edited` words or source were changed."""

    edited = Signal()

    def __init__(self, name: str, kind: str, title: str, sources: Choices) -> None:
        """`name` and `kind` of the input where there is none yet; `title` is what the field is called."""
        super().__init__()
        self._input = Input(name, kind=kind)
        self.words = QLineEdit()
        self.words.setAccessibleName(title)
        self.source = CalmCombo()
        self.source.setAccessibleName(_("{input}: where its value comes from").format(input=title))
        self.source.setMinimumContentsLength(14)
        self.source.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for source, words in sources:
            self.source.addItem(words, source)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.words, 3)
        row.addWidget(self.source, 2)
        self.setFocusProxy(self.words)
        self.words.textChanged.connect(lambda _text: self.edited.emit())
        self.source.activated.connect(lambda _place: self.edited.emit())

    def show_input(self, shown: Input | None) -> None:
        """Show an input; None shows a new one."""
        self._input = shown or Input(self._input.name, kind=self._input.kind)
        self.words.setText(self._input.label)
        self.words.setCursorPosition(0)
        source = self._input.source
        if self.source.findData(source) < 0:
            self.source.addItem(source, source)
        self.source.setCurrentIndex(self.source.findData(source))

    @property
    def is_empty(self) -> bool:
        """Whether neither words nor a source were given."""
        return not self.words.text().strip() and not self.source.currentData()

    def input(self) -> Input:
        """The input as it stands in the field."""
        known = self._input
        label = " ".join(clean(self.words.text()).split())
        return Input(known.name, label, known.kind, known.unit, str(self.source.currentData() or ""))
