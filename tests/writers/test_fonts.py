"""The bundled family measures like Times New Roman and holds every Vietnamese letter."""

from pathlib import Path

import pytest

from cchc_desktop.writers.fonts import BOLD, REGULAR, face_of, family, read_face


def test_widths_are_those_of_times_new_roman() -> None:
    faces = family(use_system=False).faces

    assert faces[REGULAR].width(" ") == 0.25
    assert faces[REGULAR].width("0") == 0.5
    assert faces[REGULAR].width("W") == pytest.approx(0.944, abs=0.001)
    assert faces[BOLD].width("a") == 0.5


def test_every_face_has_the_vietnamese_letters() -> None:
    for face in family(use_system=False).faces:
        assert all(ord(letter) in face.advances for letter in "ăâđêôơưỗợữặỵẫẬỮĐ")


def test_lines_are_as_high_as_a_word_processor_makes_them() -> None:
    fonts = family(use_system=False)

    assert fonts.line_height(14) == 16.1
    assert fonts.line_height(14, 1.15) == 18.5
    assert fonts.line_height(12) == 13.8


def test_faces_in_order() -> None:
    assert [face_of(bold, italic) for italic in (False, True) for bold in (False, True)] == [0, 1, 2, 3]


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "times.ttf"
    path.write_bytes(b"\x00\x01\x00\x00" + b"\x00" * 8)

    with pytest.raises(ValueError, match=r"times\.ttf"):
        read_face(path)
