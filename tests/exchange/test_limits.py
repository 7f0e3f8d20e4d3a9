"""The limits that the description of the package file promises are those that hold, to the byte."""

import os
from pathlib import Path

import pytest

from cchc_desktop.exchange import package_format, part_file, safe_zip
from cchc_desktop.exchange.safe_json import canonical
from cchc_desktop.exchange.safe_zip import Forbidden, open_zip
from tests.conftest import REPOSITORY

MEGABYTE = 1024 * 1024
PROMISED = " ".join((REPOSITORY / "docs" / "package_format.md").read_text("utf-8").split())


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("at most {} MB, 2,000 entries", safe_zip.LARGEST_FILE),
        ("{} MB an entry", safe_zip.LARGEST_ENTRY),
        ("{} MB in all", safe_zip.LARGEST_UNPACKED),
        ("{} MB for the manifest", package_format.LARGEST_MANIFEST),
        ("{} MB under `data/`", package_format.LARGEST_DATA),
        ("of at most {} MB and 5,000 rows", part_file.LARGEST),
    ],
)
def test_promised_sizes(words: str, limit: int) -> None:
    assert limit % MEGABYTE == 0 and words.format(limit // MEGABYTE) in PROMISED


def test_promised_counts() -> None:
    assert f"{safe_zip.MOST_ENTRIES:,} entries" in PROMISED
    assert f"{safe_zip.HIGHEST_RATIO} to 1 for each and for all" in PROMISED


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_is_refused_from_the_first_byte_too_many(tmp_path: Path, more: int) -> None:
    path = tmp_path / "goi.cchcgoi"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        os.truncate(file.fileno(), 400 * MEGABYTE + more)  # takes no room on the drive
    with pytest.raises(Exception) as told, open_zip(path):
        pass
    assert (isinstance(told.value, Forbidden) and "too large" in str(told.value)) is bool(more)


def test_what_is_no_number_is_never_hashed() -> None:
    for nothing in (float("nan"), float("inf")):
        with pytest.raises(ValueError):
            canonical({"value": nothing})
