"""The bundled family measures like Times New Roman and holds every Vietnamese letter."""

import struct
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from cchc_desktop import paths
from cchc_desktop.writers.fonts import BOLD, REGULAR, Family, face_of, family, read_face
from cchc_desktop.writers.pdf_fonts import embeddable
from cchc_desktop.writers.truetype import read_metrics

FONTS = sorted((paths.resources() / "fonts").glob("*.ttf"))


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


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_letters_are_as_wide_as_the_library_that_embeds_them_says(path: Path) -> None:
    with path.open("rb") as file:
        font = TTFontFile(file)
    found = read_metrics(path.read_bytes())
    shaped = (code for code, glyph in font.charToGlyph.items() if glyph)
    assert found.advances == {code: font.charWidths[code] / 1000 for code in shaped}
    assert found.missing == font.defaultWidth / 1000


def _letters_by_groups(first: int, last: int, glyph: int) -> bytes:
    """A table of letters of every plane (format 12) with one run, as the one that a file of Windows has last."""
    groups = struct.pack(">HHLLLLLL", 12, 0, 28, 0, 1, first, last, glyph)
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + groups


def _font_of(path: Path, **tables: bytes) -> bytes:
    """The file with other contents for some of its tables, which are put at its end."""
    data = bytearray(path.read_bytes())
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(12, 12 + 16 * count, 16):
        name = data[place : place + 4].decode("ascii")
        if name in tables:
            struct.pack_into(">LL", data, place + 8, len(data), len(tables[name]))
            data += tables[name]
    return bytes(data)


def test_letters_of_every_plane_are_read() -> None:
    regular = family(use_system=False).faces[REGULAR].path
    data = _font_of(regular, cmap=_letters_by_groups(0x1F600, 0x1F602, 36))
    widths = read_metrics(data).advances
    assert sorted(widths) == [0x1F600, 0x1F601, 0x1F602]
    assert widths[0x1F600] == family(use_system=False).faces[REGULAR].width("A")


def test_a_face_that_cannot_be_embedded_gives_way_to_the_bundled_one(tmp_path: Path) -> None:
    bundled = family(use_system=False)
    regular = bundled.faces[REGULAR].path
    with regular.open("rb") as file:
        printing = bytearray(TTFontFile(file).get_table("post"))
    struct.pack_into(">H", printing, 0, 9)  # a version that there is not yet
    newer = tmp_path / "times.ttf"
    newer.write_bytes(_font_of(regular, post=bytes(printing)))
    theirs = Family((read_face(newer), *bundled.faces[1:]), bundled.symbols)

    assert embeddable(theirs) is bundled
    assert embeddable(bundled) is bundled
