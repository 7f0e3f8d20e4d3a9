"""Whether an intake can be taken back: rows as the package left them, words of those that are not."""

from typing import Any

import pytest

from cchc_desktop.services.exchange.undoing import _called, _stands_as, _was_there
from cchc_desktop.storage.changes import RowChange

LEFT = {"guid": "a", "revision": 3, "text": "Chữ"}


@pytest.mark.parametrize(
    ("row", "left", "stands"),
    [
        (None, None, True),
        (LEFT, None, False),
        (None, LEFT, False),
        (LEFT, LEFT, True),
        ({**LEFT, "text": "Khác"}, LEFT, True),  # the same revision is the same row
        ({**LEFT, "revision": 5}, LEFT, True),  # an edit and its step back
        ({**LEFT, "revision": 4, "text": "Khác"}, LEFT, False),
    ],
)
def test_a_row_as_the_package_left_it(row: dict[str, Any] | None, left: Any, stands: bool) -> None:
    assert _stands_as(row, left) is stands


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"text": "Chữ\nhai", "name": "Tên", "title": "Đề", "subject": "Trích yếu"}, "“Trích yếu”"),
        ({"text": "Chữ", "name": "Tên", "title": "Đề"}, "“Đề”"),
        ({"text": "Chữ", "name": "Tên", "title": ""}, "“Tên”"),
        ({"text": "Chữ\nhai", "code": "1.1"}, "“Chữ hai”"),
        ({"code": "1.1", "comment": "x"}, "“1.1”"),
        ({"comment": "x"}, "“x”"),
        ({}, "một dòng không có tên"),
    ],
)
def test_what_a_row_is_called(row: dict[str, Any], words: str) -> None:
    assert _called(row) == words


def test_a_row_that_the_package_changed_was_there() -> None:
    entries = [RowChange("task", "a", None, LEFT)]
    assert _was_there(entries, "task", "a")
    assert not _was_there(entries, "plan", "a") and not _was_there(entries, "task", "b")
