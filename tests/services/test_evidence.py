"""Files kept as evidence: what is taken, what is refused, and the names under which they are given out."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.files import safe_file_name
from cchc_desktop.models.report import Figure
from cchc_desktop.rules.evidence_kinds import EvidenceKind
from cchc_desktop.services import evidence
from cchc_desktop.services.forms import ensure_figures
from cchc_desktop.storage.changes import undo
from tests.services.helpers import content, with_plan

MOMENT = datetime(2026, 3, 2, 9, 30)
LARGEST = 25 * 1024 * 1024  # what the refusal says


def test_a_file_is_kept_and_taken_away_and_comes_back(tmp_path: Path) -> None:
    dossier, _plan, tasks = with_plan(tmp_path)
    scan = tmp_path / "Biên bản họp.txt"
    scan.write_bytes("Đã họp".encode())
    evidence.add_evidence(dossier, owner_guid=tasks[0], path=scan, added_at=MOMENT)
    evidence.add_evidence(dossier, owner_guid=tasks[1], path=scan, title="Ảnh chụp", added_at=MOMENT)
    (row,) = evidence.read_evidence(dossier, tasks[0])
    assert (row.title, row.file_name, row.size, row.added_at) == ("Biên bản họp", "Biên bản họp.txt", 10, MOMENT)
    assert {one.title for one in evidence.read_evidence(dossier)} == {"Biên bản họp", "Ảnh chụp"}
    before = content(dossier)
    change = evidence.remove_evidence(dossier, evidence_guid=row.guid)
    assert evidence.read_evidence(dossier, tasks[0]) == ()
    undo(dossier, change)
    assert content(dossier) == before
    assert evidence.read_file(dossier, row.guid) == ("Biên bản họp.txt", "Đã họp".encode())
    dossier.close()


def test_what_cannot_be_kept_is_said_and_changes_nothing(tmp_path: Path) -> None:
    dossier, _plan, tasks = with_plan(tmp_path)
    before = content(dossier)
    empty, large = tmp_path / "trống.pdf", tmp_path / "lớn.pdf"
    empty.touch()
    large.touch()
    os.truncate(large, LARGEST + 1)
    for path, words in ((empty, "“trống.pdf”"), (large, "25 MB"), (tmp_path / "mất.pdf", "“mất.pdf”")):
        with pytest.raises(UserError, match=words):
            evidence.add_evidence(dossier, owner_guid=tasks[0], path=path)
    assert content(dossier) == before
    os.truncate(large, LARGEST)
    evidence.add_evidence(dossier, owner_guid=tasks[0], path=large)
    assert evidence.read_evidence(dossier, tasks[0])[0].size == LARGEST
    dossier.close()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Báo cáo quý I.pdf", "Báo cáo quý I.pdf"),
        ('a<b>c:d"e/f\\g|h?i*k.pdf', "a_b_c_d_e_f_g_h_i_k.pdf"),
        (" .ẩn. ", "ẩn"),
        ("không đuôi", "không đuôi"),
        ("con.pdf", "_con.pdf"),
        ("COM9.txt", "_COM9.txt"),
        ("lpt1", "_lpt1"),
        ("aux.bản ký.pdf", "_aux.bản ký.pdf"),
        ("nul .txt", "_nul .txt"),
        ("COM².txt", "_COM².txt"),
        ("conin$", "_conin$"),
        ("a.duoi     rất dài", "a.duoi"),
        ("COM10.txt", "COM10.txt"),
        ("???", "___"),
        ("...", "file"),
        ("a" * 111 + ".pdf", "a" * 110 + ".pdf"),
        ("ấ" * 80 + ".pdf", "ấ" * 66 + ".pdf"),
        ("a.duoirấtdàilắm", "a.duoirấtdà"),
    ],
)
def test_names_that_every_system_takes(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_what_is_no_file_is_called_by_what_it_names(tmp_path: Path) -> None:
    dossier, _plan, tasks = with_plan(tmp_path)
    with dossier.change("x") as work:
        ensure_figures(work.session)
        figure = work.session.scalars(select(Figure).order_by(Figure.position)).first()
        assert figure is not None
        code, name = figure.code, figure.name

    def called(kind: EvidenceKind, reference: str, title: str = "") -> str:
        change = evidence.add_reference(dossier, owner_guid=tasks[0], kind=kind, reference=reference, title=title)
        guid = change.created("evidence")[0]
        found = next(row.title for row in evidence.read_evidence(dossier, tasks[0]) if row.guid == guid)
        undo(dossier, change)
        return found

    assert called(EvidenceKind.FIGURE, code) == f"{code}. {name}"
    assert called(EvidenceKind.TASK, tasks[1]) == "Công bố danh mục"
    assert called(EvidenceKind.LINK, "https://xa.vn/a") == "https://xa.vn/a"
    assert called(EvidenceKind.LINK, "https://xa.vn/a", "Trang của xã") == "Trang của xã"
    for kind, reference, words in (
        (EvidenceKind.FIGURE, "999", "999"),
        (EvidenceKind.FIGURE, "", "…"),
        (EvidenceKind.LINK, "tệp", "“tệp”"),
    ):
        with pytest.raises(UserError, match=words):
            called(kind, reference)
    dossier.close()
