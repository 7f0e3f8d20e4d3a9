"""What the program remembers of its user, in one JSON file; an unreadable file means the defaults."""

import getpass
import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from cchc_desktop import paths
from cchc_desktop.leftovers import unfinished

RECENT_KEPT = 8
FRAMES_KEPT = 40
ZOOMS = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_log = logging.getLogger(__name__)


@dataclass
class Options:
    """`theme` is "system", "light" or "dark"; `zoom` one of `ZOOMS`; `geometry` Qt's own, in base 64;
    `panes` sizes in pixels of the panes with this name; `export_folder` the last one used, or "";
    `collections` the files and servers (URLs without a password) of collections that were open, newest first;
    `folders` the last one by what was asked for there (`ui/places.py`);
    `officer` the name under which changes are noted, "" for the one that the computer knows;
    `words_left_alone` are not underlined where `check_spelling`; `columns` the widths given to columns of the task
    frame, in pixels at 100 %; `frames` by plan the filter and sorting of its frame;
    `mail_accounts` the accounts that packages are sent from, without their passwords, the usual one first
    (`exchange/mail/accounts.py`);
    `changes_seen` the version of the program whose changes were shown;
    `tour_seen` whether the tour was shown;
    `existing_files` what becomes of files in the way: "rename", "replace" or "" to ask;
    `recogniser` where the Tesseract is that reads scans, "" to look for it."""

    language: str = "vi"
    theme: str = "system"
    zoom: float = 1.0
    geometry: str = ""
    recent: list[str] = field(default_factory=list)
    collections: list[str] = field(default_factory=list)
    panes: dict[str, list[int]] = field(default_factory=dict)
    export_folder: str = ""
    folders: dict[str, str] = field(default_factory=dict)
    officer: str = ""
    check_spelling: bool = True
    words_left_alone: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    frames: dict[str, dict[str, str]] = field(default_factory=dict)
    existing_files: str = ""
    mail_accounts: list[dict[str, str]] = field(default_factory=list)
    changes_seen: str = ""
    tour_seen: bool = False
    recogniser: str = ""

    def remember_frame(self, plan_guid: str, state: dict[str, str]) -> None:
        """Keep how a plan's task frame is looked at; {} forgets it."""
        self.frames.pop(plan_guid, None)
        if state:
            self.frames[plan_guid] = state
        for oldest in list(self.frames)[:-FRAMES_KEPT]:
            del self.frames[oldest]

    def remember_file(self, path: Path) -> None:
        """Put a dossier at the head of the recent ones."""
        name = str(path.resolve())
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT_KEPT]

    def remember_collection(self, place: str) -> None:
        """Put a collection, the path of a file or the URL of a server, at the head of the recent ones."""
        self.collections = [place, *(other for other in self.collections if other != place)][:RECENT_KEPT]

    def forget_collection(self, place: str) -> None:
        """Leave a collection that is gone out of the recent ones."""
        self.collections = [other for other in self.collections if other != place]

    def forget_file(self, path: Path) -> None:
        """Leave a dossier that is gone out of the recent ones."""
        self.recent = [other for other in self.recent if other not in (str(path), str(path.resolve()))]

    def recent_files(self) -> list[Path]:
        """The recent dossiers that are still there, newest first."""
        return [Path(name) for name in self.recent if Path(name).is_file()]


def _file() -> Path:
    return paths.home() / "options.json"


def load() -> Options:
    """The options as last saved; each value that makes no sense gives way to its default."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Options()
    except (OSError, ValueError, RecursionError):
        _log.warning("options are unreadable; the defaults are used", exc_info=True)
        return Options()
    return _checked(kept) if isinstance(kept, dict) else Options()


def _checked(kept: dict[str, Any]) -> Options:
    options = Options()
    for known in fields(Options):
        if known.name in kept and _makes_sense(known.name, kept[known.name]):
            setattr(options, known.name, kept[known.name])
    return options


def _makes_sense(name: str, value: Any) -> bool:
    if name == "zoom":
        return value in ZOOMS
    if name == "theme":
        return value in ("system", "light", "dark")
    if name == "language":
        return value in ("vi", "en")
    if name == "existing_files":
        return value in ("", "rename", "replace")
    if name in ("check_spelling", "tour_seen"):
        return isinstance(value, bool)
    if name in ("recent", "collections", "words_left_alone"):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if name == "mail_accounts":
        return isinstance(value, list) and all(_are_words(account) for account in value)
    if name == "panes":
        return isinstance(value, dict) and all(_are_sizes(sizes) for sizes in value.values())
    if name == "folders":
        return _are_words(value)
    if name == "columns":
        return isinstance(value, dict) and all(isinstance(width, int) and 0 <= width < 5000 for width in value.values())
    if name == "frames":
        return isinstance(value, dict) and all(_are_words(state) for state in value.values())
    return isinstance(value, str)


def _are_sizes(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, int) for item in value)


def _are_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


def officer_name() -> str:
    """Who works here: the name that the officer has given, or the one that the computer knows."""
    return load().officer.strip() or _system_name()


def _system_name() -> str:
    """The name under which someone is logged in; "" where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def save(options: Options) -> None:
    """Write the options whole or not at all; a full or locked drive is logged, not shown: nothing of value is lost."""
    target = _file()
    try:
        paths.make_private(target.parent)
        with unfinished(target.parent) as temporary:
            with open(temporary, "w", encoding="utf-8") as file:
                json.dump(asdict(options), file, ensure_ascii=False, indent=2)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
    except OSError:
        _log.warning("options could not be saved", exc_info=True)
