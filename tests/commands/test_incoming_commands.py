"""`cchc incoming`: what a script sees of papers that came and of their register."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_desktop.commands import main
from tests.services.helpers import YEAR, new_dossier
from tests.services.test_came_papers import DECREE, LETTER

Run = Callable[..., dict[str, object]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("CCHC_TODAY", f"{YEAR}-09-08")
    dossier = new_dossier(tmp_path)
    dossier.close()

    def carried(*words: str, code: int = 0) -> dict[str, object]:
        assert main(["incoming", str(dossier.path), *words, "--json"]) == code
        said = capsys.readouterr()
        return dict(json.loads(said.out)) if not code else {"err": said.err}

    return carried


def test_a_folder_is_taken_listed_written_and_dealt_with(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "den"
    folder.mkdir()
    (folder / "115.txt").write_text(LETTER, "utf-8")
    (folder / "nd.txt").write_text(DECREE, "utf-8")
    (folder / "scan.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "Thumbs.db").write_bytes(b"x")
    dry = run("take", str(folder), "--dry-run")
    assert [(one["file"], one["taken"]) for one in dry["files"]] == [  # type: ignore[index,attr-defined]
        ("den/115.txt", "incoming"), ("den/nd.txt", "basis"), ("den/scan.jpg", "incoming"),
    ]  # fmt: skip
    assert dry["left_out"] == ["den/Thumbs.db"] and run()["incoming"] == []
    assert run("take", str(folder))["files"] == dry["files"]
    rows = run("--find", "so noi vu")["incoming"]
    assert [(row["facts"]["arrival_number"], row["facts"]["number"]) for row in rows] == [("01", "115/SNV-CCHC")]  # type: ignore[attr-defined]
    assert len(run()["incoming"]) == 2 and len(run("--open", "--year", str(YEAR))["incoming"]) == 1  # type: ignore[arg-type]
    assert [one["taken"] for one in run("take", str(folder))["files"]] == ["left"] * 3  # type: ignore[attr-defined]
    done = run("done", "--number", "1", "--date", f"{YEAR}-09-10")
    assert done["facts"]["done_on"] == f"{YEAR}-09-10" and run("--open")["incoming"] == []  # type: ignore[index]
    assert run("done", "--number", "1", "--again")["facts"]["done_on"] is None  # type: ignore[index]
    run("--out", str(tmp_path / "so.pdf"))
    assert (tmp_path / "so.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_wrong_is_said(run: Run, tmp_path: Path) -> None:
    assert "take" in str(run("take", code=1)["err"])
    assert "take" in str(run("list", str(tmp_path), code=1)["err"])
    assert "99" in str(run("done", "--number", "99", code=1)["err"])
    gone = run("take", str(tmp_path / "khong-co"))["files"]
    assert gone[0]["taken"] == "left" and gone[0]["unread"]  # type: ignore[index]
