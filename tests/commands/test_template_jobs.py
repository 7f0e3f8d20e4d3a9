"""`cchc templates`."""

import json
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.commands import main
from cchc_desktop.services.papers.papers_from_templates import available_templates
from tests.services.helpers import new_dossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    dossier = new_dossier(tmp_path)
    dossier.close()
    return dossier.path


def asked(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    assert main(["templates", *map(str, words), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_template_is_written_changed_and_taken_in(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(asked(capsys, path)["templates"]) == len(available_templates())
    file = tmp_path / "mau.json"
    assert asked(capsys, path, "--template", "letter_request", "--out", file)["files"] == [str(file)]
    changed = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**changed, "title": "Công văn của xã", "logo": "x"}), encoding="utf-8")
    answer = asked(capsys, path, "--take", file)
    (own,) = (row for row in answer["templates"] if row["own"])
    assert own["title"] == "Công văn của xã" and answer["unknown"] == ["logo"]
    assert main(["templates", str(path)]) == 0
    assert f"{own['code']} | Công văn | Công văn của xã | *" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "words", [("--template", "letter_request"), ("--out", "a.json"), ("--template", "../x", "--out", "a.json")]
)
def test_what_cannot_be_written_is_said(
    path: Path,
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["templates", str(path), *words]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1 and not (tmp_path / "a.json").exists()
