"""Every door that takes a file: a pipe, a device, a folder, an impossible name get a sentence, at once."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_reader import verify_package
from cchc_desktop.exchange.part_file import read_part
from cchc_desktop.readers.plan import read_plan
from cchc_desktop.services.evidence import add_evidence
from cchc_desktop.services.papers.issued_files import verify_file
from cchc_desktop.storage.dossier import Dossier

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


@pytest.fixture
def dossier(tmp_path: Path):  # type: ignore[no-untyped-def]
    opened = Dossier.create(tmp_path / "a.cchc")
    yield opened
    opened.close()


DOORS: dict[str, Callable[[Dossier, Path], object]] = {
    "a dossier": lambda _dossier, path: Dossier.open(path),
    "a package": lambda _dossier, path: verify_package(path),
    "a part": lambda _dossier, path: read_part(path),
    "a plan": lambda _dossier, path: read_plan(path),
    "evidence": lambda dossier, path: add_evidence(dossier, owner_guid="x", path=path),
    "an issued paper": lambda dossier, path: verify_file(dossier, path=path),
}


@pytest.mark.parametrize("door", DOORS)
def test_what_is_no_file_is_refused_by_every_door(dossier: Dossier, tmp_path: Path, door: str) -> None:
    os.mkfifo(tmp_path / "ống.docx")
    (tmp_path / "không.docx").symlink_to("/dev/zero")
    (tmp_path / "mục.docx").mkdir()
    for name in ("ống.docx", "không.docx", "mục.docx", "không có.docx", "x" * 300 + ".docx", "a\0b.docx"):
        with pytest.raises(UserError):
            DOORS[door](dossier, tmp_path / name)
