"""`cchc archive` and `cchc year`: what a script sees of them."""

import json
from pathlib import Path

import pytest

from cchc_desktop.commands import main
from tests.services.merged_communes import NAMES, UNIT, YEAR, former_communes, new_commune


def test_three_communes_become_one_without_a_window(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(file) for file in former_communes()]
    dossier = new_commune(tmp_path)
    dossier.close()

    def run(*words: str, code: int = 0) -> dict[str, object]:
        assert main([words[0], str(dossier.path), *words[1:], "--json"]) == code
        said = capsys.readouterr()
        return dict(json.loads(said.out)) if not code else {"err": said.err}

    listed = run("archive", "add", *files)["archive"]
    assert [(row["office"], row["state"]) for row in listed] == [(f"UBND xã {name}", "there") for name in NAMES]  # type: ignore[index,attr-defined]
    again = run("archive", "add", files[0], code=1)
    assert "đã có trong kho lưu trữ" in str(again["err"])
    words = ("archive", "carry", "--office", "An Hòa", "--year", str(YEAR))
    dry, done = run(*words, "--dry-run"), run(*words)
    assert dry == done and [one["name"] for one in done["units"]] == [f"{UNIT} (xã An Hòa)"]  # type: ignore[index,attr-defined]
    assert [one["task"] for one in done["tasks"]] == ["Rà soát thủ tục của xã An Hòa", "Số hóa kết quả"]  # type: ignore[index,attr-defined]
    assert run(*words)["tasks"] == []
    hits = run("archive", "register", "--find", "05/QĐ-UBND")["register"]
    assert [hit["office"] for hit in hits] == [f"UBND xã {name}" for name in NAMES]  # type: ignore[index,attr-defined]
    Path(listed[0]["file"]).unlink()  # type: ignore[index]
    assert [row["state"] for row in run("archive", "check")["archive"]] == ["missing", "sound", "sound"]  # type: ignore[index,attr-defined]
    assert run("archive", "register")["missing"] == [f"UBND xã {NAMES[0]}"]
    assert run("year", "--close", str(YEAR)) == {"years": [{"year": YEAR, "closed": True}]}
    assert "đã khóa" in str(run("archive", "carry", "--office", "An Phú", "--year", str(YEAR), code=1)["err"])
    assert run("year", "--open", str(YEAR)) == {"years": [{"year": YEAR, "closed": False}]}
