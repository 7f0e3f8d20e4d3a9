"""What the program remembers of its user survives, and a damaged file does no harm."""

from pathlib import Path

import pytest

from cchc_desktop import options
from cchc_desktop.options import Options


def test_options_come_back_as_they_were_saved(tmp_path: Path) -> None:
    kept = Options(language="en", theme="dark", zoom=1.25, panes={"plan": [200, 600]}, export_folder="D:/Văn bản")
    kept.check_spelling, kept.words_left_alone = False, ["cuả"]
    kept.columns = {"lead": 150}
    kept.remember_frame("plan", {"words": "niêm yết", "sort": "7-"})
    kept.remember_file(tmp_path / "Xã Bình Minh.cchc")
    options.save(kept)
    assert options.load() == kept


def test_no_file_means_the_defaults() -> None:
    assert options.load() == Options()
    assert options.load().language == "vi"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"zoom": 40, "theme": "pink", "language": "fr", "recent": "x", "panes": 3}',
        b'{"check_spelling": "no", "words_left_alone": [1]}',
        b'{"columns": {"lead": "wide", "task": -4}, "frames": {"plan": ["late"]}}',
    ],
)
def test_an_unreadable_file_means_the_defaults(home: Path, content: bytes) -> None:
    (home / "options.json").write_bytes(content)
    assert options.load() == Options()


def test_one_bad_value_does_not_cost_the_others(home: Path) -> None:
    (home / "options.json").write_text('{"zoom": "big", "theme": "dark", "unknown": 1}', encoding="utf-8")
    assert options.load() == Options(theme="dark")


def test_recent_files_are_newest_first_without_those_that_are_gone(tmp_path: Path) -> None:
    kept = Options()
    for name in ("a", "b", "c"):
        (tmp_path / name).touch()
        kept.remember_file(tmp_path / name)
    kept.remember_file(tmp_path / "a")
    (tmp_path / "b").unlink()
    assert [path.name for path in kept.recent_files()] == ["a", "c"]
    kept.forget_file(tmp_path / "c")
    assert [path.name for path in kept.recent_files()] == ["a"]


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = home / "a file"
    blocked.touch()
    monkeypatch.setenv("CCHC_HOME", str(blocked))
    options.save(Options())
    assert blocked.is_file()


def test_brackets_without_end_are_no_options(home: Path) -> None:
    (home / "options.json").write_text("[" * 100_000, encoding="utf-8")
    assert options.load() == options.Options()
