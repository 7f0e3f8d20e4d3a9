"""Where the real papers are, on machines that have them."""

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"


def real_papers_folder() -> Path | None:
    """``CCHC_SOURCES``, or ``../shared/seeds`` beside the repository; None where there is no such folder."""
    chosen = os.environ.get("CCHC_SOURCES")
    folder = Path(chosen) if chosen else _BESIDE
    return folder if folder.is_dir() else None
