"""Where the program's own files lie, and where it may keep its options, logs and backups."""

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _bundled(name: str) -> Path:
    """A data folder beside the package (source tree) or inside it (installed)."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Fonts, icons, outlines, criteria sets, figures and house styles."""
    return _bundled("resources")


def translations() -> Path:
    """The gettext catalogues."""
    return _bundled("translations")


def form_files(kind: str) -> dict[str, Path]:
    """The forms of one kind by their codes: those that were taken in lie over those of the program."""
    found = {path.stem: path for path in (resources() / kind).glob("*.json")}
    if (taken := forms_taken()) is not None:
        found |= {path.stem: path for path in (taken / kind).glob("*.json")}
    return dict(sorted(found.items()))


def forms_folder() -> Path:
    """Where forms that were taken in are kept: a folder for each time, named by its number (`services/form_packs`)."""
    return home() / "forms"


def forms_taken() -> Path | None:
    """The folder that holds all forms taken in so far; None where there are none."""
    numbered = [path for path in forms_folder().glob("[0-9]*") if path.name.isdecimal()]
    return max(numbered, key=lambda path: int(path.name), default=None)


def make_private(folder: Path) -> None:
    """Make a folder of the officer's own, which nobody else on the computer may look into. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name != "nt" and folder.is_relative_to(home()):
        home().chmod(0o700)


def home() -> Path:
    """The officer's own folder for options, log and backups; ``CCHC_HOME`` moves it."""
    chosen = os.environ.get("CCHC_HOME")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("CCHC Desktop", appauthor=False)
