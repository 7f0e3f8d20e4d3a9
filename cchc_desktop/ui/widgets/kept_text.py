"""What stands behind an editor of a kept text: what was shown, what is typed since, and the draft of it."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer

from cchc_desktop.errors import UserError
from cchc_desktop.services.drafts import drop_draft, keep_draft, read_draft
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui.widgets.editor.rich_editor import RichEditor
from cchc_desktop.ui.workspace import Workspace

DRAFT_PAUSE = 1_500  # milliseconds after the last key at which the draft is kept


@dataclass(frozen=True)
class LeftText:
    """A typed text that is no longer shown and not written yet."""

    guid: str
    field: str
    text: str
    has_draft: bool

    def settle(self, dossier: Dossier, written: bool) -> None:
        """Drop its draft once it is written; where the writing was refused, keep it for when it is shown again."""
        if not written:
            keep_draft(dossier, self.guid, self.field, self.text)
        elif self.has_draft:
            drop_draft(dossier, self.guid, self.field)


class KeptText:
    """The text of one row's field in an editor; `pause` runs from the last key to the keeping of the draft."""

    def __init__(self, editor: RichEditor, workspace: Workspace, field: str) -> None:
        self._editor = editor
        self._workspace = workspace
        self._field = field
        self._guid = ""
        self._noted = ""  # the text as it was shown or last written
        self._has_draft = False
        editor.checks.follow(workspace)
        self.pause = QTimer(editor, singleShot=True, interval=DRAFT_PAUSE)
        self.pause.timeout.connect(self.keep_draft)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed since the text was shown or written."""
        return self._editor.markup() != self._noted

    def show(self, guid: str, text: str) -> None:
        """Show a row's text."""
        self._guid, self._has_draft = guid, False
        self._editor.checks.owner = guid
        self._editor.set_markup(text)
        self._noted = self._editor.markup()

    def show_again(self, text: str) -> None:
        """Show the row's text as it was changed elsewhere; the cursor stays where it is."""
        place = self._editor.textCursor().position()
        self.show(self._guid, text)
        cursor = self._editor.textCursor()
        cursor.setPosition(min(place, self._editor.document().characterCount() - 1))
        self._editor.setTextCursor(cursor)

    def typed(self, stored: str) -> str:
        """The text as it would be kept: the stored one as long as nothing was typed."""
        return self._editor.markup() if self.is_dirty else stored

    def note_written(self) -> str:
        """The text counts as written; returns what `note` needs should the writing be refused."""
        before, self._noted = self._noted, self._editor.markup()
        return before

    def note(self, before: str) -> None:
        """The writing was refused: what was typed is still to be written."""
        self._noted = before

    def left(self, stored: str) -> "LeftText | None":
        """What was typed into a text that is left for another one, still to be written; None for nothing new."""
        typed = self.typed(stored)
        if typed == stored:
            self.drop_draft()
            return None
        self._noted = self._editor.markup()
        return LeftText(self._guid, self._field, typed, self._has_draft)

    def keep_draft(self) -> None:
        """Keep what is being typed where a power cut cannot reach it; it is no step of undo."""
        dossier = self._workspace.dossier
        if not self._guid or dossier is None or self._workspace.year_read_only:
            return
        try:
            if self.is_dirty:
                keep_draft(dossier, self._guid, self._field, self._editor.markup())
                self._has_draft = True
            else:
                self.drop_draft()
        except UserError as error:
            self._workspace.say(str(error))

    def drop_draft(self) -> None:
        """The text stands where it belongs."""
        if self._workspace.dossier is not None and self._has_draft:
            drop_draft(self._workspace.dossier, self._guid, self._field)
            self._has_draft = False

    def restore_draft(self) -> bool:
        """Bring text back that was being typed when the program ended, as if just typed; whether there was any."""
        dossier = self._workspace.dossier
        if dossier is None or not self._guid or self._workspace.year_read_only:
            return False
        draft = read_draft(dossier, self._guid, self._field)
        self._has_draft = draft is not None
        if draft is None or draft == self._noted:
            return False
        self._editor.set_markup(draft)
        return True
