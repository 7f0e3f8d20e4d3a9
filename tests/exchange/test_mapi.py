"""What a mail program is handed by Simple MAPI, member by member, and what happens where there is none."""

import ctypes
import sys
from pathlib import Path

import pytest

from cchc_desktop.exchange.mail import mapi


def test_what_the_structure_says(tmp_path: Path) -> None:
    path = tmp_path / "Gói.cchcgoi"
    made = mapi._message(["a@b.vn", "c@d.vn"], "Báo cáo", "Một\nHai\r\nBa", path)
    assert (made.subject, made.text) == ("Báo cáo", "Một\r\nHai\r\nBa\r\n")
    assert (made.recipient_count, made.file_count, made.flags, made.reserved) == (2, 1, 0, 0)
    assert (made.kind, made.received, made.conversation, made.sender) == (None, None, None, None)
    people = [made.recipients[number] for number in range(2)]
    assert [(one.role, one.name, one.address) for one in people] == [
        (1, "a@b.vn", "SMTP:a@b.vn"),
        (1, "c@d.vn", "SMTP:c@d.vn"),
    ]
    assert all((one.reserved, one.id_size, one.id) == (0, 0, None) for one in people)
    file = made.files[0]
    assert (file.path, file.name, file.position, file.flags, file.reserved, file.kind) == (
        str(path.absolute()), "Gói.cchcgoi", 0xFFFFFFFF, 0, 0, None
    )  # fmt: skip
    assert mapi._message([], "", "", path).recipient_count == 0


def test_the_layout_is_that_of_windows() -> None:
    """MapiMessageW, MapiRecipDescW and MapiFileDescW of the Windows headers: as many members, in their order."""
    kinds = {ctypes.c_ulong: "n", ctypes.c_wchar_p: "w", ctypes.c_void_p: "p"}
    found = {
        structure: "".join(kinds.get(field[1], "s") for field in structure._fields_)
        for structure in (mapi._File, mapi._Recipient, mapi._Message)
    }
    assert list(found.values()) == ["nnnwwp", "nnwwnp", "nwwwwwnpnsns"]


class Registry:
    """The registry of a computer: key and name to text."""

    def __init__(self, texts: dict[tuple[str, str], str]) -> None:
        self.texts = texts

    def OpenKey(self, _place: int, path: str) -> "Key":
        if not any(key == path for key, _name in self.texts):
            raise OSError("no such key")
        return Key(path)

    def QueryValueEx(self, key: "Key", name: str) -> tuple[str, int]:
        if (key.path, name) not in self.texts:
            raise OSError("no such value")
        return self.texts[key.path, name], 1


class Key:
    """An open key."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> "Key":
        return self

    def __exit__(self, *_error: object) -> None:
        pass


def test_a_text_of_the_registry_or_nothing() -> None:
    registry = Registry({("Software", ""): "Outlook", ("Software", "Way"): "x.dll"})
    assert mapi._value(registry, 0, "Software") == "Outlook" and mapi._value(registry, 0, "Software", "Way") == "x.dll"
    assert mapi._value(registry, 0, "Software", "Else") == mapi._value(registry, 0, "Hard") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there Windows itself is asked")
def test_elsewhere_no_mail_program_takes_a_draft(tmp_path: Path) -> None:
    assert mapi.has_mail_program() is False
    assert mapi.draft(to="a@b.vn", subject="a", body="b", attachment=tmp_path / "a") is False
    with pytest.raises(OSError, match=r"^Simple MAPI is of Windows$"):
        mapi._library()


@pytest.mark.parametrize(("answer", "taken"), [(0, True), (1, True), (2, False), (26, False)])
def test_what_the_mail_program_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int, taken: bool
) -> None:
    given = []

    @ctypes.CFUNCTYPE(ctypes.c_ulong, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong)
    def program(session: int, window: int, message: int, flags: int, reserved: int) -> int:
        told = mapi._Message.from_address(message)
        given.append((session, window, flags, reserved, told.subject, told.recipient_count, told.recipients[1].name))
        return answer

    class Library:
        """The library with its one function."""

        MAPISendMailW = ctypes.CFUNCTYPE(ctypes.c_ulong)(ctypes.cast(program, ctypes.c_void_p).value or 0)

    monkeypatch.setattr(mapi, "has_mail_program", lambda: True)
    monkeypatch.setattr(mapi, "_library", lambda: Library)
    assert mapi.draft(to="a@b.vn, ;c@d.vn", subject="Báo cáo", body="b", attachment=tmp_path / "a") is taken
    assert given == [(0, 0, 9, 0, "Báo cáo", 2, "c@d.vn")]
    monkeypatch.setattr(mapi, "_library", lambda: object())
    assert mapi.draft(to="", subject="", body="", attachment=tmp_path / "a") is False
