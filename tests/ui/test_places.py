"""Dialogs for files begin where one of their purpose ended last, whichever window they are opened from."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from cchc_desktop import options, ui
from cchc_desktop.options import Options
from cchc_desktop.ui import places
from cchc_desktop.ui.places import Purpose, ask_file, ask_files, ask_folder, ask_new_file


@pytest.fixture(autouse=True)
def kept() -> Options:
    made = Options()
    places.use(made)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, method: str, name: Path, asked: list[str]) -> None:
    def respond(_parent: object, _title: str, folder: str, *_more: object) -> object:
        asked.append(folder)
        if method == "getExistingDirectory":
            return str(name)
        return ([str(name)] if method == "getOpenFileNames" else str(name)), ""

    monkeypatch.setattr(QFileDialog, method, respond)


def test_each_purpose_has_its_last_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    evidence, parts = tmp_path / "Minh chứng", tmp_path / "Phần việc"
    evidence.mkdir()
    parts.mkdir()
    asked: list[str] = []
    answer(monkeypatch, "getOpenFileName", evidence / "a.pdf", asked)
    answer(monkeypatch, "getOpenFileNames", evidence / "b.pdf", asked)
    answer(monkeypatch, "getExistingDirectory", parts, asked)
    assert ask_file(None, Purpose.EVIDENCE, "", "") == evidence / "a.pdf"
    assert ask_files(None, Purpose.EVIDENCE, "", "") == [evidence / "b.pdf"]
    assert ask_folder(None, Purpose.PARTS_OUT, "") == parts
    assert ask_folder(None, Purpose.PARTS_OUT, "") == parts
    assert asked[1:] == [str(evidence), str(places.documents_folder()), str(parts)]
    assert options.load().folders == {"evidence": str(evidence), "parts_out": str(parts)}


def test_a_new_file_is_proposed_in_the_last_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    answer(monkeypatch, "getSaveFileName", tmp_path / "So.xlsx", asked)
    proposed = places.documents_folder() / "Lich.ics"
    ask_new_file(None, Purpose.PAPERS, "", proposed, "")
    ask_new_file(None, Purpose.PAPERS, "", proposed, "")
    ask_new_file(None, Purpose.PAPERS, "", proposed, "", there=True)
    assert asked == [str(proposed), str(tmp_path / "Lich.ics"), str(proposed)]


def test_a_folder_that_is_gone_is_not_proposed(kept: Options, tmp_path: Path) -> None:
    kept.folders["evidence"] = str(tmp_path / "USB")
    assert places.last_folder(Purpose.EVIDENCE) == places.documents_folder()


def test_nothing_else_asks_for_files() -> None:
    room = Path(str(ui.__file__)).parent
    others = [path for path in room.rglob("*.py") if path.name not in ("places.py", "qt_translator.py")]
    assert not [path.name for path in others if "QFileDialog" in path.read_text(encoding="utf-8")]
