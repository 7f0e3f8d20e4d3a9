"""A drive that fills and empties while the officer works: a sentence, nothing half-written, and the dossier is sound.

The drive is a small one of its own, in memory, where the user may mount one; else no file may grow any more (POSIX).
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cchc_desktop import i18n
from cchc_desktop.errors import UserError
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.dossier import Dossier
from tests.soak import jobs
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.killing import check_files, start_again, state_of

_SIZE = 16 * 1024 * 1024
_ROOMS = (0, 0, 1000, 5_000, 20_000, 80_000, 300_000, 1_000_000)  # bytes that are left
_MAY_CHANGE = {"edit", "issue", "add_evidence", "ask_part"}
_NEVER_SAID = ("hỏng", "Error", "error")  # of a drive that is only full


class Drive:
    """A folder whose drive can be filled up to some bytes, and emptied."""

    def __init__(self, folder: Path, *, is_real: bool) -> None:
        self.folder, self._is_real = folder, is_real
        self._ballast = folder / "ballast"

    def fill(self, room: int) -> None:
        """Leave so many bytes; where no drive was mounted no file may grow beyond the largest one and these."""
        if not self._is_real:
            largest = max((file.stat().st_size for file in self.folder.rglob("*") if file.is_file()), default=0)
            _limit(largest + room)
            return
        free = shutil.disk_usage(self.folder).free
        with open(self._ballast, "wb") as file:
            file.write(bytes(max(0, free - room)))

    def empty(self) -> None:
        """Give the room back."""
        if self._is_real:
            self._ballast.unlink(missing_ok=True)
        else:
            _limit(-1)

    def clean(self) -> None:
        """Remove all that lies there."""
        self.empty()
        for entry in self.folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _limit(size: int) -> None:
    import resource  # POSIX alone

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


@contextmanager
def mounted(folder: Path) -> Iterator[Drive]:
    """A drive at the folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    is_real = sys.platform == "linux" and subprocess.run(mount, capture_output=True).returncode == 0
    drive = Drive(folder, is_real=is_real)
    try:
        yield drive
    finally:
        drive.empty()
        if is_real:
            subprocess.run(["umount", "-l", str(folder)], check=False)


class Run:
    """One job on a drive that is full: before the dossier is opened, or while it is open."""

    def __init__(self, drive: Drive, chance: random.Random, tally: Tally) -> None:
        self._drive, self._chance, self._tally = drive, chance, tally
        self.source, self.out = drive.folder / "work" / "Xã A.cchc", drive.folder / "work"
        self.full_first = chance.random() < 0.3
        self.room = chance.choice(_ROOMS)
        self.job = chance.choice((*jobs.WITH_DOSSIER, *jobs.WITH_PATH))

    def carry_out(self) -> str:
        """Do it on the full drive, then work on once there is room again."""
        outcome = self._with_dossier() if self.job in jobs.WITH_DOSSIER else self._with_path()
        self._drive.empty()
        start_again(self.out)
        for folder in (self.out, self._drive.folder):
            check_files(folder, self._tally)
        return f"{self.job.__name__} {outcome}"

    def _with_dossier(self) -> str:
        with ExitStack() as stack:
            stack.callback(self._drive.empty)
            if self.full_first:
                self._drive.fill(self.room)
            try:
                dossier = stack.enter_context(jobs.held(self.source))
            except UserError as error:
                return self._refused(error)
            if not self.full_first:
                self._drive.fill(self.room)
            outcome = self._try(lambda: self.job(dossier, self.out, "Tệp"), dossier.path)  # type: ignore[arg-type]
            self._drive.empty()
            self._work_on(dossier)
        return outcome

    def _with_path(self) -> str:
        self._drive.fill(self.room)
        outcome = self._try(lambda: self.job(self.source, self.out, "Tệp"), self.source)  # type: ignore[arg-type]
        self._drive.empty()
        return outcome

    def _try(self, act: Callable[[], Path | None], path: Path) -> str:
        before = state_of(path)
        try:
            made = act()
        except UserError as error:
            if state_of(path) != before and self.job is not jobs.edit and self.job is not jobs.ask_part:
                self._tally.note(Kind.LOSS, f"{self.job.__name__}: refused, and the dossier is another: {error}")
            return self._refused(error)
        if made is not None and not made.exists():
            self._tally.note(Kind.LOSS, f"{self.job.__name__}: {made.name} was made and is not there")
        if self.job.__name__ in _MAY_CHANGE and state_of(path) == before:
            self._tally.note(Kind.LOSS, f"{self.job.__name__}: acknowledged, and the dossier is as before")
        return "done"

    def _refused(self, error: UserError) -> str:
        if any(word in str(error) for word in _NEVER_SAID) or not str(error):
            self._tally.note(Kind.WORDS, f"{self.job.__name__}: {error}")
        return "refused"

    def _work_on(self, dossier: Dossier) -> None:
        """There is room again: what is typed is kept, in the same window."""
        if dossier.read_only:
            if not self.full_first:
                self._tally.note(Kind.WORDS, f"{self.job.__name__}: read-only for good after a full drive")
            return
        before = state_of(dossier.path)
        try:
            jobs.edit(dossier, self.out, "nữa")
        except UserError as error:
            self._tally.note(Kind.WORDS, f"{self.job.__name__}: there is room again, and nothing can be typed: {error}")
            return
        if state_of(dossier.path) == before:
            self._tally.note(Kind.LOSS, f"{self.job.__name__}: typed when there was room again, and not kept")


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """A fresh sample on the drive for each run, with a backup; the officer's own folder there too, or elsewhere."""
    i18n.set_language("vi")
    made = jobs.create_sample(folder / "made")
    home, temporary = os.environ.get("CCHC_HOME"), tempfile.tempdir

    with mounted(folder / "drive") as drive:

        def run(number: int) -> str:
            chance = random.Random(f"{seed} {number}")
            drive.clean()
            place = drive.folder if chance.random() < 0.6 else folder
            shutil.rmtree(folder / "home", ignore_errors=True)
            os.environ["CCHC_HOME"] = str(place / "home")
            (place / "temporary").mkdir(exist_ok=True)
            tempfile.tempdir = str(place / "temporary")
            one = Run(drive, chance, tally)
            one.out.mkdir()
            shutil.copy(made, one.source)
            make_backup(one.source)
            return one.carry_out()

        try:
            yield run
        finally:
            tempfile.tempdir = temporary
            os.environ.pop("CCHC_HOME")
            if home is not None:
                os.environ["CCHC_HOME"] = home


CAMPAIGN = Campaign("a job with files, or a verb, on a drive that is full and is emptied later", 500, 1200, prepare)
