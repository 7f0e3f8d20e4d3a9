"""`cchc find`: places with their marks, as JSON and as lines; nothing found is an answer, a wrong number is not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_desktop import commands


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(new_sample(tmp_path_factory.mktemp("find")))


def test_places_are_told_with_their_marks(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["find", sample, "qui", "trinh", "--year", "2026", "--limit", "3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["with_files"] and len(answer["hits"]) == 3
    for hit in answer["hits"]:
        assert hit["year"] == 2026
        found = [hit["title"][start:end] for start, end in hit["title_marks"]]
        found += [hit["text"][start:end] for start, end in hit["text_marks"]]
        assert {words.lower() for words in found} == {"quy trình"}
    assert commands.main(["find", sample, "quy trinh"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Nhiệm vụ: ") and "so-dang-ky-van-ban-di.csv, dòng" in said


def test_nothing_found_is_said_and_a_wrong_number_is_refused(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["find", sample, "khongcochunay"]) == 0
    assert "Không tìm thấy" in capsys.readouterr().out
    assert commands.main(["find", sample, "a", "--limit", "0"]) == 1
    assert "--limit" in capsys.readouterr().err
    assert commands.main(["find", sample, " "]) == 1
    assert "cần tìm" in capsys.readouterr().err
