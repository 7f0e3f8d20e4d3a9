"""`cchc collect` and `cchc receive --into` a collection: made, filled, listed and taken back without a window."""

import json
from pathlib import Path

import pytest

from cchc_desktop.commands import main
from tests.collection.small import Commune


def test_a_collection_is_made_filled_listed_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "goi").mkdir()
    for number in (1, 2):
        Commune(number).save(tmp_path / "goi")
    other = Commune(3).save(tmp_path)
    (tmp_path / "goi" / "hong.cchcgoi").write_bytes(b"PK\x03\x04")
    place = str(tmp_path / "Kho.cchctong")

    def run(*words: str) -> dict[str, object]:
        assert main([*words, "--json"]) == 0
        found: dict[str, object] = json.loads(capsys.readouterr().out)
        return found

    made = run("collect", "new", place, "--office", "Sở Nội vụ", "--superior", "Bộ Nội vụ", "--locality", "An Bình")
    assert (made["office"], made["right"], made["offices"]) == ("Sở Nội vụ", "owner", [])
    first = run("receive", str(tmp_path / "goi"), "--into", place, "--new-offices")
    assert first["counts"] == {"new": 2, "newer": 0, "same": 0, "older": 0, "ask": 0, "refused": 1}
    refused = next(one for one in first["files"] if one["outcome"] == "refused")  # type: ignore[attr-defined]
    assert refused["reason"] and refused["file"].endswith("hong.cchcgoi")
    asked = run("receive", str(other), "--into", place)
    assert asked["counts"]["ask"] == 1  # type: ignore[index]
    said = run("receive", str(other), "--into", place, "--office", f"{Commune(3).dossier_guid}=UBND phường Ba")
    assert said["counts"]["new"] == 1  # type: ignore[index]
    listed = run("collect", "list", place)
    assert [one["name"] for one in listed["offices"]] == [  # type: ignore[attr-defined]
        "UBND xã Số 1", "UBND xã Số 2", "UBND phường Ba"
    ]  # fmt: skip
    run("collect", "undo", place, "--intake", str(first["intake"]))
    assert [one["name"] for one in run("collect", "list", place)["offices"]] == ["UBND phường Ba"]  # type: ignore[attr-defined]


def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "Kho.cchctong")
    for words in (
        ["collect", "new", place],
        ["collect", "new", "postgresql://lan@db.example.vn/kho?sslmode=disable", "--office", "Sở"],
        ["collect", "list", place],
        ["receive", "a.cchcgoi", "--into", place, "--dry-run"],
        ["receive", "a.cchcgoi", "--into", place, "--office", "khong-co-dau-bang"],
    ):
        assert main(words) == 1
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert main(["collect", "new", place, "--office", "Sở Nội vụ"]) == 0
    assert main(["collect", "roles", place, "--user", "lan", "--right", "reader"]) == 1
    assert "tệp" in capsys.readouterr().err


def test_versions_are_taken_in_the_order_in_which_they_were_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the files of a folder are called: none is passed over as older."""
    folder, place = tmp_path / "goi", str(tmp_path / "Kho.cchctong")
    folder.mkdir()
    Commune(1, 2).save(folder).rename(folder / "a.cchcgoi")
    Commune(1, 1).save(folder).rename(folder / "b.cchcgoi")
    assert main(["collect", "new", place, "--office", "Sở Nội vụ"]) == 0
    capsys.readouterr()
    assert main(["receive", str(folder), "--into", place, "--new-offices", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert (counts["new"], counts["newer"], counts["older"]) == (1, 1, 0)
