"""Whether misspelt words are underlined, and which of them are left alone: one choice for all editors."""

from PySide6.QtCore import QObject, Signal

from cchc_desktop import options as kept_options
from cchc_desktop.options import Options


class Spelling(QObject):
    """Signals: `changed` other words are to be underlined."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._options = Options()

    def use(self, options: Options) -> None:
        """Take the officer's choice from the options, and keep it there."""
        self._options = options
        self.changed.emit()

    @property
    def on(self) -> bool:
        """Whether misspelt words are underlined."""
        return self._options.check_spelling

    def turn(self, on: bool) -> None:
        """Underline misspelt words, or nothing."""
        self._options.check_spelling = on
        self._keep()

    def ignore(self, word: str) -> None:
        """Leave a word alone from now on, with a capital or without."""
        word = word.lower()
        if word not in self._options.words_left_alone:
            self._options.words_left_alone.append(word)
            self._keep()

    def leaves_alone(self, word: str) -> bool:
        """Whether the officer wants a word left alone."""
        return word.lower() in self._options.words_left_alone

    def wrong_in(self, text: str) -> list[tuple[int, int]]:
        """Where the words to underline stand, as (start, end); counted in UTF-16 units, as Qt does."""
        if not self.on:
            return []
        from cchc_desktop.rules.spelling import misspelt

        if not text.isascii() and max(text) > "\uffff":
            text = "".join(char if char <= "\uffff" else "  " for char in text)
        return [(start, end) for start, end in misspelt(text) if not self.leaves_alone(text[start:end])]

    def _keep(self) -> None:
        kept_options.save(self._options)
        self.changed.emit()


spelling = Spelling()
