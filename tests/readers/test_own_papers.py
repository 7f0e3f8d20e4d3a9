"""What the program wrote as DOCX comes back with the numbers that Word draws and without what it prints by itself."""

from pathlib import Path

import pytest

from cchc_desktop.readers import read_plan
from cchc_desktop.writers.docx_writer import write_docx
from tests.documents.kinds import KINDS, STYLE
from tests.documents.sample_views import DECISION, tasks


def written(folder: Path, kind: str) -> Path:
    """The paper of a kind in a file."""
    path = folder / f"{kind}.docx"
    write_docx(KINDS[kind](), path, STYLE)
    return path


@pytest.mark.parametrize("kind", ["plan", "programme"])
def test_sections_keep_their_numbers(tmp_path: Path, kind: str) -> None:
    plan = read_plan(written(tmp_path, kind))

    assert [(section.level, section.number, section.title) for section in plan.sections] == [
        (1, "I", "MỤC ĐÍCH"),
        (2, "1", "Mục đích chung"),
        (3, "1.1", "Phạm vi"),
        (3, "1.2", "Đối tượng"),
        (1, "II", "TỔ CHỨC THỰC HIỆN"),
        (2, "1", "Các phòng, đơn vị"),
    ]
    assert plan.paper.recipients == ("Như trên", "Lưu: VT, VHXH")
    assert (plan.paper.number, plan.paper.signer_name) == ("07", "Nguyễn Văn An")


def test_marks_are_no_part_of_the_text(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, "programme"))

    assert [line.text for line in plan.unplaced] == ["NVA.(20)"]
    assert any("TUYỆT MẬT" in warning for warning in plan.warnings)
    assert "TUYỆT MẬT" not in plan.paper.subject


def test_articles_and_tasks_come_back(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, "decision_with_plan"))

    assert plan.decision is not None
    assert [text.removesuffix(".") for text in plan.decision.articles] == [
        text.removesuffix(".") for text in DECISION.articles
    ]
    assert [task.lead_text for group in plan.groups for task in group.tasks] == [task.lead_text for task in tasks()[:4]]
    assert plan.sections[0].number == "I"
