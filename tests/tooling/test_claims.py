"""What README and docs say of the house is so."""

import ast
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

import dev
from tests.tooling.test_project import PROJECT

README = (dev.ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "docs/architecture.md", "docs/commands.md", "docs/dossier_file.md", "docs/reliability.md")
_PLACE = re.compile(r"`([\w./-]+/[\w./-]*|\w+\.(?:py|json|md))`")
_LATER = {".venv/bin/cchc", "tests/old_dossiers/revision_0009.cchc"}  # made on first use; an example of what comes next
_KEPT = [place for place in dev.ROOT.iterdir() if place.is_dir() and not place.name.startswith((".", "dist", "out"))]
_NETWORK = {"asyncio", "ftplib", "http", "requests", "smtplib", "socket", "ssl", "urllib.request", "xmlrpc"}
_LOCAL = {"QLocalServer", "QLocalSocket"}  # talk to a second start of the program on the same computer


def rooms() -> list[str]:
    """The packages of the program."""
    return sorted(place.parent.name for place in (dev.ROOT / "cchc_desktop").glob("*/__init__.py"))


def test_the_server_runs_the_test_command_of_the_readme() -> None:
    (command,) = re.findall(r"^(python3 dev\.py test)\b", README, re.MULTILINE)
    lines = (dev.ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    run = [line for line in lines if line and not line.startswith(("#", "set ", "cd ", "export "))]
    assert run == [f"exec {command}"]


def test_the_test_command_checks_first_and_stops_there(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def lint_fails(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        called.append(" ".join(str(part) for part in command))
        return subprocess.CompletedProcess([], int("ruff check" in called[-1]), "")

    def tests_run(*command: str | Path, **_variables: str) -> int:
        called.append(" ".join(str(part) for part in command))
        return 0

    monkeypatch.setattr(dev, "set_up", lambda _platform: None)
    monkeypatch.setattr(dev, "heard", lint_fails)
    monkeypatch.setattr(dev, "call", tests_run)
    assert dev.test([]) == 1
    for check in ("ruff format", "ruff check", "mypy", "lint-imports", "import_circles", "messages.py", "text_form"):
        assert any(check in command for command in called), check
    assert not any("pytest" in command for command in called)
    called.clear()
    dev.test(["tests/rules"])
    assert [command for command in called if "pytest" not in command] == []


def test_the_readme_names_every_command() -> None:
    assert dev.__doc__ is not None
    known = set(re.findall(r"python3 dev\.py (\w+)", dev.__doc__))
    listed = re.search(r"lists the others: ([^.]+)\.", README)
    assert listed is not None
    assert known == {"run", "test", *re.findall(r"`(\w+)`", listed[1])}


@pytest.mark.parametrize("name", ["run", "test", "check", "bench", "wine", "messages", "lock"])
def test_help_is_help_and_nothing_is_begun(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda _platform: pytest.fail("begun"))
    assert dev.main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"python3 dev.py {name} ")


def test_the_supported_versions_of_python_are_one_list() -> None:
    said = re.search(r"You need Python ([\d., or]+),", README)
    assert said is not None
    assert [f"3.{minor}" for minor in dev.MINORS] == re.findall(r"3\.\d+", said[1])
    assert PROJECT["requires-python"] == f">=3.{dev.MINORS[0]},<3.{dev.MINORS[-1] + 1}"


@pytest.mark.parametrize("page", PAGES)
def test_files_that_a_page_names_are_there(page: str) -> None:
    there = {"/" + path.relative_to(dev.ROOT).as_posix() for place in _KEPT for path in place.rglob("*")}
    there |= {"/" + path.name for path in dev.ROOT.iterdir()}
    named = set(_PLACE.findall((dev.ROOT / page).read_text(encoding="utf-8"))) - _LATER
    gone = sorted(
        name
        for name in named
        if not any(path.endswith("/" + end) for path in there for end in (name.rstrip("/"), f"{name}.py"))
        and not is_function(name)
    )
    assert gone == []


def is_function(name: str) -> bool:
    """Whether the name is that of something inside a module, "services/papers/composing.compose"."""
    module, _, inner = name.rpartition(".")
    files = list((dev.ROOT / "cchc_desktop").rglob(f"{Path(module).name}.py")) if module else []
    own = [file for file in files if file.as_posix().endswith(f"/{module}.py")]
    return any(
        re.search(rf"^(?:def |class )?{inner}\b", file.read_text(encoding="utf-8"), re.MULTILINE) for file in own
    )


def test_the_table_of_rooms_is_whole() -> None:
    table = set(re.findall(r"^\| `cchc_desktop/(\w+)/`", README, re.MULTILINE))
    assert table | {"commands"} == set(rooms())


def test_each_room_but_the_models_has_its_tests() -> None:
    folders = {path.name for path in (dev.ROOT / "tests").iterdir() if any(path.glob("**/test_*.py"))}
    assert folders == {*rooms(), "end_to_end", "tooling"} - {"models"}


def test_nothing_but_mail_and_the_server_of_a_collection_asks_for_a_network() -> None:
    asked: list[str] = []
    mail, collection = (dev.ROOT / "cchc_desktop" / room for room in ("exchange/mail", "collection"))
    may = {mail / "smtp.py", mail / "authorities.py"}
    may |= {collection / name for name in ("server.py", "failures.py", "mailbox.py")}
    words = {"QtNetwork", *(name.partition(".")[0] for name in _NETWORK)}
    sources = [file.read_text(encoding="utf-8") for file in {*(dev.ROOT / "cchc_desktop").rglob("*.py")} - may]
    for source in (source for source in sources if any(word in source for word in words)):
        for node in ast.walk(ast.parse(source)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if module == "PySide6.QtNetwork":
                asked += [name for name in names if name not in _LOCAL]
            whole = {*names, module, *(f"{module}.{name}" for name in names), *(name.split(".")[0] for name in names)}
            asked += sorted(whole & _NETWORK)
    assert asked == []
