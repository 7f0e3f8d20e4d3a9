"""The command line as a process: its output on any console, what it loads, readers that go away, full drives."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier, made once and only read."""
    return new_sample(tmp_path_factory.mktemp("sample"))


def started(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own, as a script starts it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-m", "cchc_desktop", *map(str, words)]
    return subprocess.run(command, capture_output=True, env=environment)


def test_output_is_utf8_on_any_console(sample: Path) -> None:
    done = started("show", sample, "--year", "2026", "--json", PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert "Cải cách" in done.stdout.decode("utf-8")
    assert done.stderr == b""
    assert "chưa có năm" in started("show", sample, "--year", "2031", PYTHONIOENCODING="ascii").stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes end differently there")
def test_a_reader_that_goes_away_is_no_error(sample: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "cchc_desktop.commands", "show", str(sample), "--year", "2026", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a drive is not made full so easily there")
def test_an_answer_that_finds_no_room_is_told_in_a_sentence(sample: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for words in ([], ["--json"]):
        command = [sys.executable, "-m", "cchc_desktop.commands", "show", str(sample), "--year", "2026", *words]
        with open("/dev/full", "wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment)
        assert done.returncode == 1
        (line,) = done.stderr.decode("utf-8").splitlines()
        assert "đã đầy" in line


def test_no_command_but_the_demonstration_loads_qt(sample: Path) -> None:
    code = (
        "import sys; from cchc_desktop import commands; "
        f"code = commands.main(['show', {str(sample)!r}, '--year', '2026']); "
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["export", "--help"], ["no-such-command"]])
def test_what_needs_no_dossier_loads_nothing_of_it(words: list[str]) -> None:
    script = (
        "import sys; from cchc_desktop import commands; commands.main(sys.argv[1:]); "
        "print('loaded:', *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True)
    loaded = done.stderr.rsplit("loaded:", 1)[1].split()
    assert "cchc_desktop" in loaded
    assert not {"sqlalchemy", "sqlite3", "dataclasses", "PySide6"} & set(loaded)


def test_a_word_file_is_written_without_what_makes_a_pdf(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; "
        "from cchc_desktop.documents.nodes import Document, PageRun, Paragraph, runs_of; "
        "from cchc_desktop.writers.paper_writer import write_paper; "
        "page = PageRun('portrait', (Paragraph('kind', runs_of('KẾ HOẠCH')),)); "
        "write_paper(Document('Kế hoạch', 'Xã', (page,)), Path(sys.argv[1])); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.docx")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "CCHC_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert "docx.package" in done.stdout.split()
    assert not {"reportlab", "PIL", "urllib.request", "ssl"} & set(done.stdout.split())
