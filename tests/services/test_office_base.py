"""The office's own Word file is kept in the dossier, checked like any foreign file; papers are written into it."""

import io
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services import offices
from cchc_desktop.services.exports import export
from cchc_desktop.services.papers.office_base import base_name, remove_office_base, set_office_base
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.changes import undo
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, content, with_plan
from tests.services.issued import decision_of, issue, kept
from tests.writers.test_docx_base import base_file, linked_picture

HEADER = " UBND XÃ BÌNH MINH - VĂN PHÒNG"


def base_in(folder: Path, data: bytes | None = None) -> Path:
    path = folder / "Mẫu văn phòng.docx"
    path.write_bytes(base_file() if data is None else data)
    return path


def header_of(data: bytes) -> str:
    return docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text


def exported(dossier: Dossier, folder: Path) -> bytes:
    steps = export(dossier, Wish(YEAR), what=[Printout.FRAME], formats=["docx", "pdf"], out=folder)
    for _step in steps:
        pass
    (path,) = folder.glob("*.docx")
    return path.read_bytes()


def test_papers_are_exported_into_the_kept_file_though_it_is_gone_from_the_disk(tmp_path: Path) -> None:
    dossier, _plan, _guids = with_plan(tmp_path / "a")
    path = base_in(tmp_path)
    set_office_base(dossier, year=YEAR, path=path)
    path.unlink()

    assert header_of(exported(dossier, tmp_path / "with")) == HEADER
    assert base_name(dossier, YEAR) == "Mẫu văn phòng.docx"

    change = remove_office_base(dossier, year=YEAR)
    assert header_of(exported(dossier, tmp_path / "without")) != HEADER
    assert base_name(dossier, YEAR) == ""
    undo(dossier, change)
    assert header_of(exported(dossier, tmp_path / "again")) == HEADER
    dossier.close()


def test_what_is_issued_is_written_into_it_and_stays_when_it_is_given_up(tmp_path: Path) -> None:
    dossier, plan, _guids = with_plan(tmp_path / "a")
    set_office_base(dossier, year=YEAR, path=base_in(tmp_path))

    (issued,) = issue(dossier, decision_of(dossier, plan)).created("issued_paper")
    remove_office_base(dossier, year=YEAR)

    assert header_of(kept(dossier, issued, "docx", tmp_path)) == HEADER
    dossier.close()


def test_another_file_takes_the_place_of_the_first_and_nothing_of_it_stays(tmp_path: Path) -> None:
    dossier, _plan, _guids = with_plan(tmp_path / "a")
    set_office_base(dossier, year=YEAR, path=base_in(tmp_path))
    other = base_file(lambda made: setattr(made.sections[0].header.paragraphs[0], "text", "Khác"))
    set_office_base(dossier, year=YEAR, path=base_in(tmp_path, other))

    assert header_of(exported(dossier, tmp_path / "out")) == "Khác"
    assert len(content(dossier)["stored_file"]) == 1
    dossier.close()


def test_an_office_that_is_called_otherwise_keeps_its_file(tmp_path: Path) -> None:
    dossier, _plan, _guids = with_plan(tmp_path / "a")
    set_office_base(dossier, year=YEAR, path=base_in(tmp_path))
    offices.set_office(dossier, from_year=YEAR + 1, name="UBND phường Bình Minh")

    remove_office_base(dossier, year=YEAR + 1)

    assert (base_name(dossier, YEAR), base_name(dossier, YEAR + 1)) == ("Mẫu văn phòng.docx", "")
    assert header_of(exported(dossier, tmp_path / "out")) == HEADER
    dossier.close()


def entities() -> bytes:
    """A header with a document type."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(base_file())) as archive, ZipFile(made, "w") as target:
        for name in archive.namelist():
            data = archive.read(name)
            if name.startswith("word/header"):
                data = data.replace(b"?>", b'?><!DOCTYPE w:hdr [<!ENTITY a "a">]>', 1)
            target.writestr(name, data)
    return made.getvalue()


def test_a_file_that_cannot_serve_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    dossier, _plan, _guids = with_plan(tmp_path / "a")
    before = content(dossier)
    for data in (b"", b"Kh\xc3\xb4ng ph\xe1\xba\xa3i Word", entities(), base_file(linked_picture), b"PK\x03\x04 torn"):
        with pytest.raises(UserError, match="Mẫu văn phòng"):
            set_office_base(dossier, year=YEAR, path=base_in(tmp_path, data))
    assert content(dossier) == before
    dossier.close()
