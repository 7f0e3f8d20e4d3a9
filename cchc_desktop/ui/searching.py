"""Search off the window's thread: the list of words is kept beside the work, and each letter ends the search before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.posting import posted
from cchc_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from cchc_desktop.services.search.asking import Answer, Question
    from cchc_desktop.services.search.keeping import Keeper, Standing

_BEGIN_MS = 5_000  # after the opening, when the officer has long begun to read


class Searching(QObject):
    """Keeps the list of words of the dossier at hand.

    Signals: `went_on(Standing)` more is listed than before: what was asked may be answered otherwise.
    """

    went_on = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keeper: Keeper | None = None
        self._made_anew = False
        self._soon = QTimer(self, singleShot=True, interval=_BEGIN_MS)
        self._soon.timeout.connect(self.begin)
        workspace.dossier_changed.connect(self._take_up)
        workspace.changed.connect(self._follow)
        self._take_up()

    @property
    def standing(self) -> "Standing | None":
        """How far the dossier is listed; None before that was begun."""
        return self._keeper.standing if self._keeper is not None else None

    def begin(self) -> None:
        """Bring the list up to date, if that was not begun already."""
        from cchc_desktop.services.search.keeping import Keeper

        dossier = self._workspace.dossier
        self._soon.stop()
        if dossier is not None and self._keeper is None:
            self._keeper = Keeper(dossier, posted(self._tell))
            self._keeper.start()

    def stop(self) -> None:
        """Keep the list no more: the dossier is put away, or the window goes."""
        self._soon.stop()
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None

    def ask(self, query: str, asker: "Asker", year: int | None = None, limit: int = 50) -> "Question | None":
        """Begin to look for a query; the asker is told, unless the question that is returned was stopped before."""
        from cchc_desktop.services.search.asking import Question

        dossier = self._workspace.dossier
        if dossier is None:
            return None
        self.begin()
        assert self._keeper is not None
        words_of = self._keeper.path if self._keeper.standing.usable else None
        question = Question(dossier, words_of, query, posted(asker.take), year=year, limit=limit)
        question.start()
        return question

    def make_anew(self) -> None:
        """The list turned out to be damaged: make another, once."""
        if self._keeper is not None and not self._made_anew:
            self._made_anew = True
            self._keeper.begin_anew()

    def _take_up(self) -> None:
        self.stop()
        self._made_anew = False
        if self._workspace.dossier is not None:
            self._soon.start()

    def _follow(self, change: Change) -> None:
        if self._keeper is not None:
            self._keeper.follow(change)

    def _tell(self, standing: "Standing") -> None:
        self.went_on.emit(standing)


def standing_words(standing: "Standing | None") -> str:
    """What is still to be listed, and so may not be found; "" where everything is."""
    if standing is None or not standing.rows:
        if standing is not None and not standing.usable:
            return _(
                "No list of words can be kept on this computer: each search reads the dossier, texts of files aside."
            )
        return _("The dossier is being listed; more may be found in a moment.")
    if not standing.files_left:
        return ""
    words = ngettext(
        "The text of {count} file is still being read.", "The texts of {count} files are still being read.",
        standing.files_left,
    )  # fmt: skip
    return words.format(count=standing.files_left)


class Asker(QObject):
    """Asks while one types: after a short pause, the last words alone, and again when more is listed.

    Signals: `answered(Answer)`.
    """

    answered = Signal(object)

    def __init__(self, searching: Searching, parent: QObject, limit: int, pause: int) -> None:
        super().__init__(parent)
        self._searching, self._limit = searching, limit
        self._query = ""
        self._year: int | None = None
        self._question: Question | None = None
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._ask)
        searching.went_on.connect(self._ask_again)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self._question is not None

    def type(self, query: str, year: int | None = None) -> None:
        """Other words, or another year (None for all): what was asked before is answered no more."""
        self.forget()
        self._query, self._year = query.strip(), year
        if self._query:
            self._searching.begin()
            self._pause.start()

    def hurry(self) -> None:
        """Ask what was typed last without waiting for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._pause.stop()
        self._query = ""
        self._stop()

    def _stop(self) -> None:
        if self._question is not None:
            self._question.stop()
            self._question = None

    def _ask(self) -> None:
        self._stop()
        if self._query:
            self._question = self._searching.ask(self._query, self, self._year, self._limit)

    def _ask_again(self) -> None:
        if self._query and not self.is_waiting:
            self._ask()

    def take(self, answer: "Answer") -> None:
        """The answer to the last question, or to one that was stopped just then."""
        if answer.query != self._query or self._question is None:
            return
        self._question = None
        if answer.damaged:
            self._searching.make_anew()
        self.answered.emit(answer)
