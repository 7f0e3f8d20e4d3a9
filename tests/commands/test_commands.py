"""The command line as people and scripts meet it: answers, reasons, exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from cchc_desktop import commands, options, paths
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers import plans
from cchc_desktop.storage.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]
PLAN = """ỦY BAN NHÂN DÂN XÃ BÌNH MINH
KẾ HOẠCH
Công tác cải cách hành chính năm 2026
I. MỤC ĐÍCH, YÊU CẦU
Nâng cao chất lượng phục vụ.
II. NHIỆM VỤ CỤ THỂ
1. Cải cách thể chế
a) Rà soát văn bản của xã
- Chủ trì: Công chức Tư pháp - Hộ tịch
- Phối hợp: Văn phòng - Thống kê
- Sản phẩm: Báo cáo kết quả rà soát
- Thời gian: trước ngày 30/9/2026
b) Kiểm tra văn bản đã ban hành
- Chủ trì: Công chức Tư pháp - Hộ tịch
- Phối hợp: Các bộ phận liên quan
- Thời gian: Quý III năm 2026
2. Cải cách thủ tục hành chính
a) Công khai thủ tục tại nơi tiếp nhận
- Chủ trì: Văn phòng - Thống kê
- Phối hợp: Các bộ phận liên quan
- Sản phẩm: Bảng niêm yết
- Thời gian: Thường xuyên
III. TỔ CHỨC THỰC HIỆN
Các bộ phận thực hiện Kế hoạch này.
"""
OFFICE = ("--office", "UBND xã Bình Minh", "--superior", "UBND tỉnh An Bình", "--place", "Bình Minh")


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier; tests here only read it."""
    return new_sample(tmp_path_factory.mktemp("sample"))


def run(*words: str | Path) -> int:
    return commands.main([str(word) for word in words])


def answered(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    """The one JSON object on standard output; the command must succeed."""
    assert run(*words, "--json") == 0, capsys.readouterr().err
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """The one line that says why; nothing stands on standard output."""
    assert run(*words, "--json") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    return said.err


def begun(capsys: pytest.CaptureFixture[str], folder: Path) -> Path:
    """A new dossier with the small plan taken in."""
    made = answered(capsys, "new", folder / "xã", *OFFICE, "--year", "2026", "--tier", "three")
    assert (made["office"], made["year"], made["tier"]) == ("UBND xã Bình Minh", 2026, "three")
    paper = folder / "kế hoạch.txt"
    paper.write_text(PLAN, encoding="utf-8")
    assert answered(capsys, "import", paper, "--into", made["dossier"], "--year", "2026")["tasks"] == 3
    return Path(made["dossier"])


def test_what_is_taken_in_is_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dossier = begun(capsys, tmp_path)
    found = answered(capsys, "import", tmp_path / "kế hoạch.txt", "--into", dossier, "--year", "2027")
    assert [(group["title"], group["tasks"]) for group in found["groups"]] == [
        ("Cải cách thể chế", 2),
        ("Cải cách thủ tục hành chính", 1),
    ]
    assert found["missing"] == {"lead": 0, "coordination": 0, "product": 1, "deadline": 0, "budget": 3}
    assert found["unplaced"] == []


def test_what_is_doubtful_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dossier = begun(capsys, tmp_path)
    table = "Nhiệm vụ\tSản phẩm\tChủ trì\tThời gian\n"
    table += "Rà soát thủ tục\tBáo cáo\tVăn phòng\t31/6/2026\nSố hóa hồ sơ\tKho\tVăn phòng\t30/6/2026\n"
    (tmp_path / "bảng.txt").write_text(table, encoding="utf-8")
    found = answered(capsys, "import", tmp_path / "bảng.txt", "--into", dossier, "--year", "2026")
    assert found["doubtful"] == [{"line": 2, "text": "Rà soát thủ tục", "doubts": ["deadline"]}]
    assert run("import", tmp_path / "bảng.txt", "--into", dossier, "--year", "2027") == 0
    said = capsys.readouterr().out
    assert "Dòng 2, thời gian chưa rõ, năm trước năm kế hoạch: Rà soát thủ tục" in said


def test_a_task_is_shown_with_everything(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = answered(capsys, "show", begun(capsys, tmp_path), "--year", "2026")
    first = found["tasks"][0]
    assert found["year"] == 2026
    assert first["group"] == "Cải cách thể chế"
    assert first["task"] == "Rà soát văn bản của xã"
    assert (first["letter"], first["leads"], first["coordinators"]) == (
        "a",
        ["Công chức Tư pháp - Hộ tịch"],
        ["Văn phòng - Thống kê"],
    )
    assert first["products"] == ["Báo cáo kết quả rà soát"]
    assert first["deadline"] == "trước ngày 30/9/2026"
    (milestone,) = first["milestones"]
    assert milestone.keys() == {"kind", "label", "from", "to", "done"}
    assert milestone["to"].startswith("2026-09-")
    assert (first["status"], first["percent"], first["budget"]) == ("not_started", 0, "")
    assert {"number", "objective", "activities"} <= first.keys()


@pytest.mark.parametrize("what", ["tasks", "plan", "report", "indices", "log"])
def test_each_kind_of_rows_is_one_list(capsys: pytest.CaptureFixture[str], sample: Path, what: str) -> None:
    found = answered(capsys, "show", sample, "--year", "2026", "--what", what)
    assert found.keys() == {"year", what}
    assert len(found[what]) > 0
    assert run("show", sample, "--year", "2026", "--what", what) == 0
    assert capsys.readouterr().out.strip()


def test_one_period_is_chosen(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    found = answered(capsys, "show", sample, "--year", "2026", "--what", "report", "--period", "2026-q1")
    assert [view["report"]["period"] for view in found["report"]] == ["2026-Q1"]


def test_points_are_exact_strings(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    found = answered(capsys, "show", sample, "--year", "2026", "--what", "indices")
    assert isinstance(found["indices"][0]["max_total"], str)


def test_papers_are_written_and_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dossier = begun(capsys, tmp_path)
    found = answered(
        capsys,
        "export",
        dossier,
        "--year",
        "2026",
        "--what",
        "plan,frame",
        "--format",
        "docx,xlsx",
        "--out",
        tmp_path / "ra",
    )
    files = [Path(name) for name in found["files"]]
    assert sorted(path.suffix for path in files) == [".docx", ".docx", ".xlsx"]
    assert sorted(files) == sorted((tmp_path / "ra").iterdir())


def test_a_package_is_made_noted_and_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    dossier = begun(capsys, tmp_path)
    made = answered(capsys, "pack", dossier, "--year", "2026", "--out", tmp_path / "gói", "--note", "Lần 1")
    assert answered(capsys, "verify", made["file"]) == made
    assert (made["note"], made["period"], made["counts"]["tasks"]) == ("Lần 1", None, 3)
    (row,) = answered(capsys, "show", dossier, "--year", "2026", "--what", "log")["log"]
    assert (row["sha256"], row["short_hash"], row["status"]) == (made["sha256"], made["hash"], "made")
    assert run("verify", made["file"]) == 0
    assert f"mã kiểm tra {made['hash']} khớp" in capsys.readouterr().out


def test_a_dossier_open_elsewhere_can_be_shown_and_packed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = begun(capsys, tmp_path)
    window = Dossier.open(path)
    try:
        assert answered(capsys, "show", path, "--year", "2026")["tasks"]
        assert run("pack", path, "--year", "2026", "--out", tmp_path / "gói", "--json") == 0
        assert "chỉ mở được để đọc" in capsys.readouterr().err
        assert "chỉ" in refused(capsys, "import", tmp_path / "kế hoạch.txt", "--into", path, "--year", "2026")
        plan = plans.annual_plan(window, 2026)
        assert plan is not None
        assert len(tasks.read_tasks(window, plan.guid)) == 3
    finally:
        window.close()


def test_the_reason_is_one_vietnamese_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, sample: Path) -> None:
    assert "2031" in refused(capsys, "show", sample, "--year", "2031")
    assert "không" in refused(capsys, "show", tmp_path / "không có.cchc", "--year", "2026").lower()
    picture = tmp_path / "ảnh.docx"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    refused(capsys, "verify", picture)
    dossier = begun(capsys, tmp_path)
    before = dossier.read_bytes()
    refused(capsys, "import", picture, "--into", dossier, "--year", "2026")
    refused(capsys, "new", dossier, *OFFICE)
    assert dossier.read_bytes() == before
    assert "2026-Q1" in refused(
        capsys, "export", dossier, "--year", "2026", "--what", "report", "--period", "2026-Q1", "--out", tmp_path / "ra"
    )


def test_english_is_spoken_when_asked(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    assert "does not hold 2031" in refused(capsys, "show", sample, "--year", "2031", "--language", "en")
    assert "does not hold 2031" in refused(capsys, "--language=en", "show", sample, "--year", "2031")
    assert run("--language", "en", "show") == 2
    assert "missing: DOSSIER, --year" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "thiếu COMMAND"),
        (["bay"], "COMMAND không thể là 'bay'"),
        (["show", "a.cchc"], "thiếu --year"),
        (["show", "a.cchc", "--year", "hai"], "--year không thể là 'hai'"),
        (["show", "a.cchc", "--year"], "--year cần có giá trị"),
        (["show", "a.cchc", "--year", "2026", "--what", "mọi thứ"], "--what không thể là"),
        (["show", "a.cchc", "--year", "2026", "--lạ"], "không rõ --lạ"),
        (["show", "a.cchc", "--year", "2026", "--period", "2026-Q5"], "2026-Q5"),
        (["export", "a.cchc", "--year", "2026", "--what", "plan,thư", "--out", "x"], "“thư” không thuộc"),
        (["export", "a.cchc", "--year", "2026", "--what", "plan", "--format", "", "--out", "x"], "--format"),
        (["--language", "fr", "verify", "x"], "--language không thể là 'fr'"),
    ],
)
def test_wrong_usage_is_explained(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert run(*words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.startswith("Cách gọi: cchc")


def test_help_is_asked_for_and_given(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["pack", "-h"]):
        assert run(*words) == 0
        assert "lựa chọn" in capsys.readouterr().out
    assert run("--version") == 0


def test_every_command_of_the_parser_is_carried_out_by_a_function() -> None:
    from importlib import import_module

    for module, function in commands.COMMANDS.values():
        assert callable(getattr(import_module(f"cchc_desktop.commands.{module}"), function))


def test_a_dossier_is_copied_while_it_is_open_elsewhere(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = begun(capsys, tmp_path)
    window = Dossier.open(path)
    try:
        made = answered(capsys, "copy", path, "--out", tmp_path / "usb" / "bản sao")
        copy = Path(made["file"])
        assert copy == tmp_path / "usb" / "bản sao.cchc"
        assert len(answered(capsys, "show", copy, "--year", "2026")["tasks"]) == 3
        before = copy.read_bytes()
        assert "bản sao.cchc" in refused(capsys, "copy", path, "--out", copy)
        assert "xã.cchc" in refused(capsys, "copy", path, "--out", path)
        assert copy.read_bytes() == before
    finally:
        window.close()


@pytest.mark.skipif(os.name == "nt", reason="there are no terminals of this kind")
@pytest.mark.parametrize(("answer", "code"), [("c\n", 0), ("\n", 1)])
def test_the_dossier_of_another_computer_is_asked_about_at_a_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, answer: str, code: int
) -> None:
    path = begun(capsys, tmp_path)
    note = {"user": "Nguyễn Văn An", "computer": "MÁY-2", "since": "2026-09-03T08:15", "mark": "0" * 16}
    path.with_name(f"~{path.name}.user").write_text(json.dumps(note), encoding="utf-8")
    words = ("import", tmp_path / "kế hoạch.txt", "--into", path, "--year", "2027")
    assert "Nguyễn Văn An (MÁY-2) đã mở hồ sơ này lúc 08:15 03/09/2026" in refused(capsys, *words)
    master, terminal = os.openpty()
    os.write(master, answer.encode())
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "cchc_desktop", *map(str, words)]
    done = subprocess.run(command, stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, env=environment)
    said = os.read(master, 65536).decode()
    os.close(master)
    os.close(terminal)
    assert done.returncode == code, said
    assert "Nguyễn Văn An (MÁY-2)" in said and "Nhận quyền sửa?" in said


@pytest.mark.parametrize(
    "words",
    [
        ("calendar", "{dossier}", "--year", "2026", "--ics", "{dossier}"),
        ("register", "{dossier}", "--year", "2026", "--xlsx", "{dossier}"),
        ("figures", "{dossier}", "--period", "2026-9M", "--out", "{dossier}"),
        ("figures", "{dossier}", "--period", "2026-9M", "--out", "{folder}/a.xls"),
        ("figures", "{dossier}", "--period", "2026-9M", "--out", "{folder}/a.csv"),
        ("figures", "{dossier}", "--period", "2026-9M", "--set", "{folder}/a.xlsx", "--out", "{folder}/a.xlsx"),
        ("register", "{dossier}", "--year", "2026", "--xlsx", "{folder}/a.xls"),
        ("calendar", "{dossier}", "--year", "2026", "--ics", "{folder}/a.xlsx"),
        ("calendar", "{dossier}", "--year", "2026", "--ics", "{folder}/a.ics"),
        ("calendar", "{dossier}", "--year", "2026", "--ics", "{folder}/a.ics", "--existing", "replace"),
    ],
)
def test_no_output_replaces_a_dossier_an_input_or_a_file_of_another_kind(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sample: Path, words: tuple[str, ...]
) -> None:
    dossier = tmp_path / "xa.cchc"
    dossier.write_bytes(sample.read_bytes())
    for name in ("a.xls", "a.csv", "a.ics"):
        (tmp_path / name).write_bytes(b"of somebody else")
    with ZipFile(tmp_path / "a.xlsx", "w") as made:
        made.writestr("x", "y")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    refused(capsys, *(word.format(dossier=dossier, folder=tmp_path) for word in words))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_paper_that_was_edited_is_kept_unless_it_is_agreed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, sample: Path
) -> None:
    words = ("export", sample, "--year", "2026", "--what", "plan,frame", "--out", tmp_path)
    (plan, frame) = map(Path, answered(capsys, *words)["files"])
    answered(capsys, *words)  # as we left it: written anew without a word
    plan.write_bytes(plan.read_bytes() + b"edited")
    frame.unlink()
    assert plan.name in refused(capsys, *words)
    assert not frame.exists()  # it was refused before anything was written
    renamed = answered(capsys, *words, "--existing", "rename")["files"]
    assert [Path(name).name for name in renamed] == [f"{plan.stem} (2).docx", frame.name]
    assert plan.read_bytes().endswith(b"edited")
    assert answered(capsys, *words, "--existing", "replace")["files"][0] == str(plan)
    assert not plan.read_bytes().endswith(b"edited")


def test_recent_dossiers_are_listed_with_their_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert answered(capsys, "recent")["dossiers"] == []
    there, gone = tmp_path / "Xã Bình Minh.cchc", tmp_path / "đã xóa.cchc"
    there.write_bytes(b"")
    kept = options.Options()
    kept.remember_file(gone)
    kept.remember_file(there)
    options.save(kept)
    assert answered(capsys, "recent")["dossiers"] == [str(there)]
    out = tmp_path / "Nơi lưu hồ sơ.txt"
    assert run("recent", "--out", out) == 0
    written = out.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf") and str(there) in written.decode("utf-8-sig")
    assert str(paths.home()) in written.decode("utf-8-sig") and gone.name not in written.decode("utf-8-sig")


def test_a_package_is_locked_listed_and_taken_out(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "mật khẩu.txt"
    secret.write_text("mot cau ngan khong dau\nkhông phải mật khẩu\n", encoding="utf-8")
    out = tmp_path / "g.cchcgoi"
    lock = ["--password-file", str(secret)]
    words = ["pack", str(sample), "--year", "2026", "--content", "score", "--out", str(out), "--json", *lock]
    assert commands.main(words) == 0
    told = capsys.readouterr()
    made = json.loads(told.out)
    assert (made["kind"], made["content"], made["locked"], made["counts"]["tasks"]) == ("up", "score", True, 0)
    assert "mot cau" not in told.out + told.err and "mật khẩu" in told.err
    assert commands.main(["open", str(out)]) == 1
    assert "có mật khẩu" in capsys.readouterr().err
    assert commands.main(["open", str(out), "--extract", str(tmp_path / "ra"), "--json", *lock]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["hash"] == made["hash"] and len(found["files"]) == sum(
        not entry["name"].startswith("data/") for entry in found["entries"]
    )
    assert all(Path(name).is_file() and tmp_path / "ra" in Path(name).parents for name in found["files"])
