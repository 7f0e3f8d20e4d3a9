"""One writer per dossier: the operating system's lock on the file itself, and a note beside it that says whose it is.

The lock decides between all who reach the file through the same system. It does not reach over a synchronised folder,
a stick that was pulled out, or a network drive without locks: there the note of another computer is what tells of it.
"""

import getpass
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from cchc_desktop.i18n import _
from cchc_desktop.leftovers import computer_name
from cchc_desktop.storage.identity import real_place
from cchc_desktop.storage.os_lock import lock_file, unlock
from cchc_desktop.text import clean

_LONGEST_NOTE = 4096  # bytes
_LONGEST_WORD = 80  # letters of a name in it


class Holder(NamedTuple):
    """Who has a dossier open; `mark` tells two programs of the same person apart."""

    user: str
    computer: str
    since: str  # local time in ISO form, to the minute
    mark: str

    @classmethod
    def me(cls) -> Self:
        """This program, from now on."""
        try:
            user = getpass.getuser()
        except (OSError, KeyError):
            user = "?"
        return cls(user, computer_name(), datetime.now().isoformat(timespec="minutes"), os.urandom(8).hex())

    @property
    def name(self) -> str:
        """ "user (computer)"."""
        return f"{self.user} ({self.computer})"

    @property
    def since_when(self) -> str:
        """ "08:15 03/09/2026"."""
        return f"{datetime.fromisoformat(self.since):%H:%M %d/%m/%Y}"


class Others(NamedTuple):
    """What keeps a dossier from being written: `is_busy` a program that reaches the file through the same system has
    it; `is_away` another computer had it open when it was last seen; `is_archive` it is kept for reading alone.
    `holder` is what the note says."""

    is_busy: bool = False
    is_away: bool = False
    holder: Holder | None = None
    is_archive: bool = False

    def sentence(self) -> str:
        """Why nothing can be written, and what to do."""
        if self.is_archive:
            return _("This dossier is kept in the archive: it can be read, printed and copied from, and never changed.")
        if self.holder is None and self.is_busy:
            return _(
                "Another program has this dossier open. You can read it; changes are possible once it is closed there."
            )
        if self.holder is not None and self.is_busy:
            return _(
                "{holder} has had this dossier open since {since}. You can read it; changes are possible once it is "
                "closed there."
            ).format(holder=self.holder.name, since=self.holder.since_when)
        if self.holder is not None and self.is_away:
            return _(
                "{holder} opened this dossier at {since} and has not closed it. Where it is still open there, have it "
                "closed first; where it is not, open the dossier here once more and take it over."
            ).format(holder=self.holder.name, since=self.holder.since_when)
        return _("This dossier can only be read from where it lies. Copy it to this computer to change it.")


class DossierLock:
    """The lock of the dossier at a path; see `storage.os_lock`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self.is_busy = False  # someone who reaches the file through this system has it
        self._mine: Holder | None = None
        self._note = path  # where ours was put: the name by which a note is found may change meanwhile

    def acquire(self, take_over: bool = False) -> bool:
        """Take the lock if it is free; False when someone else has it or the file cannot be written.

        A dossier that another computer's note is on is taken with `take_over` alone: whether that computer still
        has it open only a person can know. A note of this computer without a lock is of a program that died.
        Where no file is there is nothing to lock, and nobody has it.
        """
        try:
            if not self.hold():
                return False
        except FileNotFoundError:
            return True
        if self.others().is_away and not take_over:
            self.release()
            return False
        self._sign()
        return True

    def hold(self) -> bool:
        """Take the lock without a note; raises FileNotFoundError."""
        try:
            self._handle = lock_file(self._path)
        except FileNotFoundError:
            raise
        except (OSError, ValueError):  # it cannot be written, or its drive knows no locks
            return False
        self.is_busy = self._handle is None
        return not self.is_busy

    def others(self) -> "Others":
        """Who else has the dossier, as far as this computer can tell."""
        held_by = self._noted()
        away = held_by is not None and held_by.computer != computer_name()
        return Others(self.is_busy, away, held_by)

    def _noted(self) -> Holder | None:
        return _read_note(_note_of(self._path))

    def moved(self, path: Path) -> None:
        """The locked file has this name from now on, and everybody may know whose it is."""
        self._take_note_away()
        self._path = path
        self._sign()

    @contextmanager
    def passing_to(self, fresh: Path) -> Iterator[None]:
        """The block puts a fresh file in the locked one's place; both are locked in it, the fresh one alone after it.

        Raises OSError where the fresh file cannot be locked.
        """
        handle = lock_file(fresh)
        if handle is None:
            raise OSError(f"somebody has {fresh} already")
        try:
            yield
        except BaseException:
            unlock(handle)
            raise
        before, self._handle = self._handle, handle
        if before is not None:
            unlock(before)

    def release(self) -> None:
        """Give the lock back; call it after the file was closed. Nothing but our own note is removed."""
        if self._handle is None:
            return
        self._take_note_away()
        handle, self._handle = self._handle, None
        unlock(handle)

    def _take_note_away(self) -> None:
        if self._mine is not None and (noted := _read_note(self._note)) is not None and noted.mark == self._mine.mark:
            with suppress(OSError):  # the drive is gone: the name on it can mislead nobody
                self._note.unlink()
        self._mine = None

    def _sign(self) -> None:
        """Put our note in its place; whatever stood there goes, and nothing is followed. The lock holds without it."""
        self._mine, self._note = Holder.me(), _note_of(self._path)
        note = self._note
        with suppress(OSError):
            note.unlink(missing_ok=True)
            with open(note, "x", encoding="utf-8") as file:
                try:
                    file.write(json.dumps(self._mine._asdict(), ensure_ascii=False))
                    file.flush()
                except OSError:  # a full drive: half a note says nothing
                    note.unlink()


def _note_of(path: Path) -> Path:
    try:
        real = real_place(path)
    except OSError:  # gone; its note may still be there
        real = path.resolve()
    return real.with_name(f"~{real.name}.user")


def _read_note(note: Path) -> Holder | None:
    """What the note says; a link or anything else in its place is not followed."""
    try:
        handle = os.open(note, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return None
            found = json.loads(file.read(_LONGEST_NOTE))
        words = (" ".join(clean(str(found[name])).split()) for name in ("user", "computer", "since", "mark"))
        holder = Holder(*(word[:_LONGEST_WORD] for word in words))
        datetime.fromisoformat(holder.since)
        return holder
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
