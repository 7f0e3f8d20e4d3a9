"""The search over everything: words that follow each other, with marks or without, in either place of the tone."""

from pathlib import Path

import pytest

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.search import search
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import with_plan


@pytest.fixture
def made(tmp_path: Path) -> tuple[Dossier, list[str]]:
    dossier, _plan, (first, second, *_rest) = with_plan(tmp_path)
    texts = [(first, Column.TASK, "Rà soát kế hoạch"), (second, Column.TASK, "Việc khác")]
    tasks.set_cells(dossier, cells=[*texts, (second, Column.ACTIVITY, "Số hoá\nLưu trữ hồ sơ giấy")])
    return dossier, [first, second]


def found(dossier: Dossier, query: str) -> list[str]:
    return [hit.guid for hit in search(dossier, query) if hit.kind == "task"]


@pytest.mark.parametrize("query", ["ho so", "hồ sơ", "HỒ  SƠ giấy", "số hóa"])
def test_words_are_found_where_they_follow_each_other(made: tuple[Dossier, list[str]], query: str) -> None:
    dossier, (_first, second) = made
    assert found(dossier, query) == [second]


@pytest.mark.parametrize("query", ["so luu", "hộ sơ", "kế soát", ""])
def test_scattered_syllables_and_other_marks_are_no_hit(made: tuple[Dossier, list[str]], query: str) -> None:
    dossier, _guids = made
    assert found(dossier, query) == []
