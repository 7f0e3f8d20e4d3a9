"""What goes into the setup for Windows, what it says, and what it removes again; `dev.py wine` tries it as a whole."""

import hashlib
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PIL import Image
from pytestqt.qtbot import QtBot

import cchc_desktop
from tools.windows import compare, contents, header, places, setup
from tools.windows.icons import SIZES, make_icons

SCRIPT = (places.INSTALLER / "setup.nsi").read_text(encoding="utf-8")
TEXTS = dict(
    re.findall(
        r'^LangString (\w+) \$\{LANG_VIETNAMESE\} "(.*)"$',
        (places.INSTALLER / "texts.nsh").read_text(encoding="utf-8"),
        re.M,
    )
)


def test_a_damaged_setup_speaks_vietnamese_in_the_room_of_what_nsis_says() -> None:
    kept = "MS Shell Dlg\0".encode("utf-16-le")
    texts = [*header.TEXTS, *header.TEXTS]  # NSIS holds some of them twice, side by side
    made = header.in_vietnamese("".join(f"{text}\0" for text in texts).encode("utf-16-le") + kept)
    assert len(made) == sum(len(text) + 1 for text in texts) * 2 + len(kept) and made.endswith(kept)
    said = [text for text in made.decode("utf-16-le").split("\0") if text]
    assert said == [*header.TEXTS.values(), *header.TEXTS.values(), "MS Shell Dlg"]
    assert all(unicodedata.is_normalized("NFC", text) for text in said)


def test_another_nsis_is_told_and_not_half_translated() -> None:
    with pytest.raises(ValueError, match="NSIS Error"):
        header.in_vietnamese(b"MZ")


def pins(file: Path) -> dict[str, tuple[str, set[str]]]:
    """Version and hashes of each package that a lock file asks for on Windows."""
    windows = {
        "implementation_name": "cpython",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "python_full_version": f"3.{places.PYTHON_MINOR}.0",
        "sys_platform": "win32",
    }
    found = {}
    for line in file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if not line.startswith("#"):
            requirement, *hashes = line.split("--hash=")
            parsed = Requirement(requirement.strip())
            if parsed.marker is not None and not parsed.marker.evaluate(windows):
                continue
            found[parsed.name.lower()] = (str(parsed.specifier), {one.strip() for one in hashes})
    return found


def test_the_setup_carries_the_very_packages_that_the_program_is_tested_with() -> None:
    carried, tested = pins(places.INSTALLER / "requirements.txt"), pins(places.ROOT / "requirements.txt")
    assert tested.keys() - carried.keys() == {"greenlet"}
    for name, (version, hashes) in carried.items():
        assert version == tested[name][0], name
        assert len(hashes) == 1 and hashes <= tested[name][1], name


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-build.txt"])
def test_its_locks_name_no_place_to_download_from(name: str) -> None:
    file = places.INSTALLER / name
    assert "://" not in file.read_text(encoding="utf-8")
    assert all(version.startswith("==") and hashes for version, hashes in pins(file).values())


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtPrintSupport.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "shiboken6/shiboken6.abi3.dll",
        "PIL/_imaging.cp313-win_amd64.pyd",
        "lxml/etree.cp313-win_amd64.pyd",
        "cchc_desktop/_data/translations/vi/LC_MESSAGES/cchc.mo",
        "cchc_desktop/_data/resources/fonts/LICENSE-OpenSans.txt",
        "sqlalchemy/orm/session.py",
        "asn1crypto/cms.py",
        "babel/locale-data/vi.dat",
        "docx/templates/default.docx",
        "_cffi_backend.cp313-win_amd64.pyd",
        "reportlab/pdfbase/ttfonts.py",
        "keyring-25.7.0.dist-info/entry_points.txt",
    ],
)
def test_what_the_program_needs_is_carried(name: str) -> None:
    assert contents.is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/QtOpenGL.pyd",
        "PySide6/designer.exe",
        "PySide6/QtCore.pyi",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/qml/QtQuick/plugins.qmltypes",
        "shiboken6/include/shiboken.h",
        "PIL/_avif.cp313-win_amd64.pyd",
        "lxml/includes/extlibs/zlib.h",
        "sqlalchemy/testing/engines.py",
        "cffi/cparser.py",
        "reportlab/platypus/tables.py",
        "babel/locale-data/de.dat",
        "pillow-13.0.0.dist-info/RECORD",
    ],
)
def test_what_it_does_not_need_is_left_out(name: str) -> None:
    assert not contents.is_wanted(name)


def test_every_licence_is_carried_and_qt_under_the_lgpl() -> None:
    assert contents.licence("pillow-13.0.0.dist-info/licenses/LICENSE") == "LICENSE"
    assert contents.licence("et_xmlfile-2.0.0.dist-info/LICENCE.rst") == "LICENCE.rst"
    inner = "BUILD_LICENSES/SHARED/Apache-2.0.txt"
    assert contents.licence(f"pypdfium2-5.15.2.dist-info/licenses/{inner}") == inner
    assert contents.licence("pyside6_essentials-6.11.3.dist-info/licenses/LicenseRef-Qt-Commercial.txt") is None
    assert contents.licence("pillow-13.0.0.dist-info/METADATA") is None
    texts = {file.name: file.read_text(encoding="utf-8") for file in (places.INSTALLER / "licences").iterdir()}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["LGPL-3.0.txt"]
    assert "GNU GENERAL PUBLIC LICENSE" in texts["GPL-3.0.txt"]
    assert "LGPL" in texts["Qt.txt"]


def test_of_python_only_what_the_program_uses_is_carried() -> None:
    for name in ("_sqlite3.pyd", "_ssl.pyd", "libcrypto-3.dll"):
        assert contents.matches(name, contents.PYTHON_FILES), name
    for name in ("_wmi.pyd", "python.exe", "python313._pth"):
        assert not contents.matches(name, contents.PYTHON_FILES), name


def test_every_sentence_that_the_script_says_is_there_and_said() -> None:
    said = set(re.findall(r"\$\((\w+)\)", SCRIPT))
    said |= {name for text in TEXTS.values() for name in re.findall(r"\$\((\w+)\)", text)}
    assert said == TEXTS.keys()


def test_sentences_are_vietnamese_and_address_the_officer_as_the_program_does() -> None:
    assert len(TEXTS) > 20
    for name, text in TEXTS.items():
        assert unicodedata.is_normalized("NFC", text), name
        assert not text.isascii(), name
        assert "bạn" not in text.lower(), name
        assert not re.search(r"\b(error|setup|install|file|folder)\b", text, re.I), name
    for name in ("IsOlder", "IsRunning", "IsTooLong", "IsFull", "IsClosed", "HasFailed", "UnIsRunning"):
        assert "anh/chị" in TEXTS[name].lower(), f"{name} does not say what to do"


def test_the_setup_asks_for_no_rights_and_waits_for_the_launchers_mutex() -> None:
    assert "Target amd64-unicode" in SCRIPT and "RequestExecutionLevel user" in SCRIPT
    assert "HKLM" not in SCRIPT and "RMDir /r" not in SCRIPT
    launcher = (places.INSTALLER / "launcher.c").read_text(encoding="utf-8")
    (held,) = re.findall(r'CreateMutexW\(NULL, FALSE, L"(.*?)"\)', launcher)
    assert f'"{held.replace(2 * chr(92), chr(92))}"' in SCRIPT


def test_nsis_own_texts_are_put_together_and_speak_politely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = tmp_path / "nsis" / "Contrib" / "Language files"
    stock.mkdir(parents=True)
    for suffix in (".nlf", ".nsh"):
        torn = unicodedata.normalize("NFD", "Bạn có muốn thoát không?")
        (stock / f"Vietnamese{suffix}").write_text(torn, encoding="utf-8-sig")
    monkeypatch.setenv("NSISDIR", str(tmp_path / "nsis"))
    setup.vietnamese(tmp_path)
    for suffix in (".nlf", ".nsh"):
        text = (tmp_path / f"Vietnamese{suffix}").read_text(encoding="utf-8-sig")
        assert text == "Anh/chị có muốn thoát không?"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A small folder as it would be installed."""
    folder = tmp_path / "program"
    (folder / "lib" / "deep").mkdir(parents=True)
    (folder / "cchc.exe").write_bytes(b"MZ")
    (folder / "lib" / "deep" / "one.pyc").write_bytes(b"1" * 5000)
    return folder


def test_what_is_removed_is_what_was_listed_files_before_their_folders(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for _again in range(2):
        setup.seal(program)
        listed = (program / setup.LIST).read_bytes().decode("ascii")
        assert listed == "cchc.exe\r\nlib\\deep\\one.pyc\r\nlib\\deep\r\nlib\r\n"
    assert {path.stat().st_mtime for path in program.rglob("*")} == {1700000000}
    assert setup.installed_bytes(program) == 4096 + 8192 + 4096
    assert setup.longest_folder(program) + len("\\program.new\\lib\\deep\\one.pyc") == 259


def test_a_name_that_the_list_cannot_hold_stops_the_build(program: Path) -> None:
    (program / "bài.txt").write_bytes(b"")
    with pytest.raises(places.BuildError, match="ASCII"):
        setup.seal(program)


def test_the_portable_folder_keeps_its_settings_and_is_the_same_each_time(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    setup.seal(program)
    files = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for file in files:
        setup.make_portable(program, file)
    assert files[0].read_bytes() == files[1].read_bytes()
    names = zipfile.ZipFile(files[0]).namelist()
    assert names == ["CCHC Desktop/cchc.exe", "CCHC Desktop/lib/deep/one.pyc", "CCHC Desktop/portable"]
    sums = setup.make_sums(tmp_path, files).read_text(encoding="ascii").splitlines()
    assert sums[0] == f"{hashlib.sha256(files[0].read_bytes()).hexdigest()}  one.zip"


def test_the_icons_hold_every_size(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_icons(places.INSTALLER / "icons", tmp_path)
    assert [file.name for file in made] == ["app.ico", "collection.ico", "dossier.ico", "package.ico", "part.ico"]
    for file in made:
        with Image.open(file) as icon:
            assert icon.info["sizes"] == {(size, size) for size in SIZES}


def test_the_version_is_the_programs() -> None:
    assert places.version() == cchc_desktop.__version__


def test_two_builds_are_compared_down_to_the_entry_that_differs(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, content in ((one, b"1"), (other, b"2")):
        folder.mkdir()
        (folder / "setup.exe").write_bytes(b"MZ stamped " + content)
        (folder / "same.txt").write_bytes(b"same")
        with zipfile.ZipFile(folder / "portable.zip", "w") as archive:
            archive.writestr("lib/a.pyc", b"a")
            archive.writestr("lib/b.pyc", content)
    assert compare.differences(one, other) == [
        "portable.zip: lib/b.pyc",
        "setup.exe: 12 bytes, 1 differ, the first at 11",
    ]
    assert compare.differences(one, one) == []
