"""Whatever a paper says is in the dossier after it was taken in, or is shown as left out: words are counted."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.readers.any_file import read_source
from cchc_desktop.rules.documents_nd30 import signing_lines
from cchc_desktop.services.intake import import_criteria, import_forms, imports
from cchc_desktop.services.intake.imports import ImportResult
from cchc_desktop.storage.dossier import Dossier
from tests.readers import shapes
from tests.readers.words import forgotten, texts
from tests.services.helpers import YEAR, content, new_dossier

PAPERS = Path(__file__).resolve().parent.parent / "papers"


OFFICE = "UBND xã Bình Minh"
_ECHOES = {"task_unit", "milestone", "unit"}  # what a task says already, in parts


def kept(dossier: Dossier, before: Iterable[str], result: ImportResult) -> list[str]:
    """All texts that an import brought, in the dossier or in its answer."""
    rows = (Counter(_rows(dossier)) - Counter(before)).elements()
    with dossier.read() as session:
        papers = session.scalars(select(OfficialDocument)).all()
        signed = [line for p in papers for line in signing_lines(p.signing_form, OFFICE, p.signer_title)]
    return [*rows, *signed, *(one.text for one in result.unplaced), *result.warnings]


def _rows(dossier: Dossier) -> list[str]:
    return [
        "\n".join(texts([value for key, value in row.items() if not key.endswith("guid") and key != "folded"]))
        for name, rows in content(dossier).items()
        if name not in _ECHOES
        for row in rows
    ]


@pytest.mark.parametrize("name", ["decision_and_plan", "index_plan", "letter_frame_outline"])
def test_made_up_papers(tmp_path: Path, name: str) -> None:
    check(tmp_path, PAPERS / f"{name}.txt")


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_real_papers(tmp_path: Path, seeds: Path, number: str) -> None:
    check(tmp_path, next(seeds.glob(f"{number}_*.txt")))


def test_shapes_of_real_papers(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    for name in (
        "letter_two_tables",
        "decision_table",
        "plan_in_article",
        "targets",
        "notice",
        "report_table",
        "party",
    ):
        path = tmp_path / f"{name}.txt"
        path.write_text(shapes.ALL[name], encoding="utf-8")
        before = _rows(dossier)
        result = imports.import_plan(dossier, path=path, year=YEAR)
        assert not forgotten(read_source(path), kept(dossier, before, result)), name
    dossier.close()


def test_outlines_and_criteria(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    path = tmp_path / "bo-tieu-chi.txt"
    path.write_text(CRITERIA, encoding="utf-8")
    before = _rows(dossier)
    result = import_criteria.import_criteria(dossier, path=path, year=YEAR)
    assert not forgotten(read_source(path), kept(dossier, before, result))
    before = _rows(dossier)
    result = import_forms.import_outline(dossier, path=PAPERS / "letter_frame_outline.txt", year=YEAR)
    assert not forgotten(read_source(PAPERS / "letter_frame_outline.txt"), kept(dossier, before, result))
    dossier.close()


CRITERIA = """BỘ TIÊU CHÍ CHẤM ĐIỂM
Áp dụng cho xã

| STT | Tiêu chí | Điểm tối đa | Điểm tự chấm | Cách tính | Người chấm |
|---|---|---|---|---|---|
| 1 | Chỉ đạo, điều hành | 3 | | | |
| 1.1 | Ban hành kế hoạch kịp thời | 2 | 1,5 | Đúng hạn: 2 điểm | Văn phòng |
| 1.2 | Kiểm tra nội bộ | 1 | | | |
| Tổng cộng | | 3 | | | |

Ghi chú: gửi trước ngày 10.
"""


def check(folder: Path, path: Path) -> None:
    dossier = new_dossier(folder)
    before = _rows(dossier)
    result = imports.import_plan(dossier, path=path, year=YEAR)
    lost = forgotten(read_source(path), kept(dossier, before, result))
    dossier.close()
    assert not lost
