"""`cchc receive`, `undo-receive` and `return`: shown, taken, answered and taken back without a window."""

import json
import shutil
from pathlib import Path

import pytest

from cchc_desktop.commands import main
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.exchange.gathering import PackageWish
from cchc_desktop.services.frame import tasks
from tests.services.helpers import YEAR, with_plan
from tests.services.packed import packed


def test_a_package_is_shown_taken_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, _plan, guids = with_plan(tmp_path / "a")
    packed(dossier, tmp_path / "goc.cchcgoi", PackageWish(YEAR))
    dossier.settle()
    shutil.copy(dossier.path, tmp_path / "mine.cchc")
    tasks.set_cells(dossier, cells=[(guids[0], Column.TASK, "Bản của bạn")])
    info, _data = packed(dossier, tmp_path / "goi.cchcgoi", PackageWish(YEAR))
    dossier.close()
    mine = str(tmp_path / "mine.cchc")

    def run(*words: str) -> dict[str, object]:
        assert main([*words, "--json"]) == 0
        found: dict[str, object] = json.loads(capsys.readouterr().out)
        return found

    first = run("receive", str(tmp_path / "goc.cchcgoi"), "--into", mine, "--take", "safe")
    assert (first["taken"], first["conflicts"], first["refused"]) == (0, 0, [])
    dry = run("receive", str(tmp_path / "goi.cchcgoi"), "--into", mine, "--dry-run", "--take", "all")
    (change,) = [one for one in dry["changes"] if one["state"] != "same"]  # type: ignore[attr-defined]
    assert set(dry) == {"package", "changes", "taken", "conflicts", "refused"} and dry["taken"] == 0
    assert change == {
        "kind": "task",
        "guid": guids[0],
        "title": "I.1.1. Rà soát văn bản",
        "field": "text",
        "before": "Rà soát văn bản",
        "theirs": "Bản của bạn",
        "state": "changed",
    }
    taken = run("receive", str(tmp_path / "goi.cchcgoi"), "--into", mine, "--take", "all")
    assert taken["taken"] == 1
    run("undo-receive", mine, info.short_hash)
    assert main(["undo-receive", mine, info.short_hash]) == 1
    assert "Chưa gói nào" in capsys.readouterr().err


def test_what_is_no_list_of_remarks_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, _plan, _guids = with_plan(tmp_path / "a")
    packed(dossier, tmp_path / "goi.cchcgoi", PackageWish(YEAR))
    dossier.close()
    form = tmp_path / "y.json"
    for text in ("[]", "{", '{"remarks": 3}', '{"appraisals": [{"name": "1", "score": "NaN"}]}', "{}"):
        form.write_text(text)
        words = ["return", str(tmp_path / "goi.cchcgoi"), "--remarks", str(form), "--out", str(tmp_path / "v.cchcgoi")]
        assert main(words) == 1
        assert capsys.readouterr().err.count("\n") == 1
        assert not (tmp_path / "v.cchcgoi").exists()


def test_a_package_with_a_password_is_taken_with_it_and_told_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, _plan, guids = with_plan(tmp_path / "a")
    dossier.settle()
    shutil.copy(dossier.path, tmp_path / "mine.cchc")
    tasks.set_cells(dossier, cells=[(guids[0], Column.TASK, "Bản của bạn")])
    dossier.close()
    right, wrong, out = tmp_path / "mk.txt", tmp_path / "sai.txt", tmp_path / "goi.cchcgoi"
    right.write_text("mật khẩu dài\n", encoding="utf-8")
    wrong.write_text("mật khẩu khác\n", encoding="utf-8")
    words = ["pack", str(dossier.path), "--year", str(YEAR), "--out", str(out), "--password-file", str(right)]
    assert main(words) == 0
    capsys.readouterr()
    receive = ["receive", str(out), "--into", str(tmp_path / "mine.cchc"), "--take", "all", "--json"]
    before = (tmp_path / "mine.cchc").read_bytes()
    for further in ([], ["--password-file", str(wrong)], ["--password-file", str(tmp_path / "khong-co.txt")]):
        assert main([*receive, *further]) == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "mine.cchc").read_bytes() == before
    assert main([*receive, "--password-file", str(right)]) == 0
    assert json.loads(capsys.readouterr().out)["taken"] == 1
