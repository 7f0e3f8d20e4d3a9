"""The catalogue check finds what an officer would otherwise see in English, or in pieces."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from cchc_desktop import i18n, paths
from tools import messages

HEADER = """
msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def catalogue(entries: str) -> Catalog:
    return read_po(io.BytesIO((HEADER + entries).encode()), locale="vi")


def sources(folder: Path, code: str) -> Catalog:
    (folder / "window.py").write_text(code, encoding="utf-8")
    return messages.extract(folder)


def test_words_inside_an_f_string_are_found(tmp_path: Path) -> None:
    used = sources(tmp_path, """words = f"{_('Find in this tab')}\\tCtrl+F"\nmore = i18n._("Two " "pieces")\n""")
    assert [message.id for message in used if message.id] == ["Find in this tab", "Two pieces"]


def test_a_complete_catalogue_has_no_faults(tmp_path: Path) -> None:
    used = sources(tmp_path, '_("Open {name}")\nngettext("One task", "{count} tasks", n)\npgettext("verb", "Plan")\n')
    kept = catalogue(
        'msgid "Open {name}"\nmsgstr "Mở {name}"\n\n'
        'msgid "One task"\nmsgid_plural "{count} tasks"\nmsgstr[0] "{count} nhiệm vụ"\n\n'
        'msgctxt "verb"\nmsgid "Plan"\nmsgstr "Lập kế hoạch"\n'
    )
    assert messages.faults(kept, used) == []


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ("", "not in the catalogue"),
        ('msgid "Open {name}"\nmsgstr ""\n', "has no translation"),
        ('#, fuzzy\nmsgid "Open {name}"\nmsgstr "Mở {name}"\n', "is marked fuzzy"),
        ('msgid "Open {name}"\nmsgstr "Mở {ten}"\n', "fills ['ten'] where the message has ['name']"),
        ('msgid "Open {name}"\nmsgstr "Mở {name"\n', "has unbalanced braces"),
        ('msgid "Open {name}"\nmsgstr "Mo\u031b\u0309 {name}"\n', "is not in NFC"),
        ('msgid "Open {name}"\nmsgid_plural "Open {name}"\nmsgstr[0] "Mở {name}"\n', "is counted on one side"),
    ],
)
def test_each_kind_of_fault_is_named(tmp_path: Path, entries: str, said: str) -> None:
    (fault,) = messages.faults(catalogue(entries), sources(tmp_path, '_("Open {name}")\n'))
    assert said in fault


def test_a_message_no_longer_used_is_named(tmp_path: Path) -> None:
    (fault,) = messages.faults(catalogue('msgid "Old"\nmsgstr "Cũ"\n'), sources(tmp_path, "x = 1\n"))
    assert fault == "no longer in the sources: 'Old'"


def test_sources_that_nobody_compiled_speak_vietnamese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "vi" / "LC_MESSAGES" / "cchc.po"
    kept.parent.mkdir(parents=True)
    shutil.copy(messages.CATALOGUE, kept)
    monkeypatch.setattr(paths, "translations", lambda: tmp_path)
    i18n.set_language("vi")
    try:
        assert i18n._("Issue the paper") == "Ban hành văn bản"
        assert i18n.ngettext("and {count} more", "and {count} more", 2) != "and {count} more"
    finally:
        monkeypatch.undo()
        i18n.set_language("vi")


def test_an_editable_install_compiles_the_catalogue(tmp_path: Path) -> None:
    for name in ("hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "cchc_desktop", "tools"):
        (tmp_path / name).symlink_to(messages.ROOT / name)
    kept = tmp_path / "translations" / "vi" / "LC_MESSAGES" / "cchc.po"
    kept.parent.mkdir(parents=True)
    shutil.copy(messages.CATALOGUE, kept)
    (tmp_path / "tools").unlink()
    (tmp_path / "tools").mkdir()
    shutil.copy(messages.ROOT / "tools" / "messages.py", tmp_path / "tools")
    build = [sys.executable, "-c", "import sys, hatchling.build as b; b.build_editable(sys.argv[1])", str(tmp_path)]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    assert kept.with_suffix(".mo").is_file()
