"""Carries out tests on a planted fault, in a fork of this process; the tests' output goes nowhere.

A fault inside a function is given to the functions of a program and tests that are loaded already; with any other the
program is loaded anew. No file is touched. Linux alone.
"""

import ast
import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tools.mutants import Mutant

KILLED, SURVIVED, ENDLESS = "killed", "survived", "killed by its time"
_BROKEN = 99  # how a fork ends when it fails itself
_OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:faulthandler", "-W",
            "ignore::pytest.PytestAssertRewriteWarning")  # its plug-ins are loaded before  # fmt: skip
_LIBRARIES = (
    "hypothesis", "pytestqt.plugin", "sqlalchemy.orm", "lxml.etree", "openpyxl", "docx", "reportlab.pdfgen.canvas",
    "pypdf", "alembic.command", "PySide6.QtWidgets",
)  # fmt: skip


def load_libraries() -> None:
    """Once for all forks: what the tests import beside the program."""
    for name in _LIBRARIES:
        import_module(name)


def judged(run: Callable[[], int], seconds: int) -> str:
    """What became of a mutant: `run` gives 0 when it survived; `seconds` of the processor are its bound."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _run_in_fork(run, seconds)
    end = time.monotonic() + 10 * seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done and os.WIFSIGNALED(status):
            return ENDLESS if os.WTERMSIG(status) == signal.SIGXCPU else KILLED
        if done and os.WEXITSTATUS(status) == _BROKEN:
            raise RuntimeError("the tests could not be run; that says nothing about the mutant")
        if done:
            return SURVIVED if os.WEXITSTATUS(status) == 0 else KILLED
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return ENDLESS


def _run_in_fork(run: Callable[[], int], seconds: int) -> None:
    """Never returns."""
    code = _BROKEN
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        code = run()
    finally:
        os._exit(code)


class _Chosen:
    """Keeps of what was collected the named tests, in their order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.places = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The named ones alone."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.places), key=lambda item: self.places[item.nodeid]
        )


class _Planted(SourceFileLoader):
    """Finds one module, and loads the mutant instead of its file."""

    def __init__(self, root: Path, mutant: Mutant, source: str) -> None:
        name = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        super().__init__(name, str(root / mutant.path))
        self._code: CodeType = compile(mutant.applied(source), self.path, "exec", dont_inherit=True)

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        """As the first of `sys.meta_path`."""
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, _name: str) -> CodeType:
        """The mutant's."""
        return self._code


def run_anew(root: Path, mutant: Mutant, source: str, names: Sequence[str]) -> int:
    """Load program and tests with the mutant, run the named tests until one fails; 0 when none failed."""
    sys.meta_path.insert(0, _Planted(root, mutant, source))
    files = list(dict.fromkeys(name.split("::")[0] for name in names))
    return int(pytest.main(["-x", *_OPTIONS, *files], plugins=[_Chosen(names)]))


class Loaded:
    """Program and tests, loaded once in this process; `work` gets this and is called when they are."""

    def __init__(self, root: Path, work: Callable[["Loaded"], None]) -> None:
        self._root, self._work = root, work
        self.failed = root / f"failed-{os.getpid()}"
        self._items: dict[str, pytest.Item] = {}
        self._session: pytest.Session

    def load(self, tests: Sequence[str]) -> None:
        """Load the tests of these folders, and let `work` be done."""
        pytest.main([*_OPTIONS, "--capture=no", *tests], plugins=[self])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the tests."""
        gc.unfreeze()  # what the tests' configuration hides from the collector is looked for among its objects
        self._session = session
        self._items = {item.nodeid: item for item in session.items}
        self._work(self)
        return True

    def run(self, mutant: Mutant | None, source: str, names: Sequence[str]) -> int:
        """Give the mutant to the loaded functions and run the named tests until one fails; 0 when none failed.

        The number of the test that failed is written into `failed`.
        """
        if mutant is not None and not self._give(mutant, source):
            return 0  # the same bytecode, or a function that nobody keeps
        chosen = [self._items[name] for name in names]
        for place, (item, after) in enumerate(zip(chosen, [*chosen[1:], None], strict=True)):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self._session.testsfailed:
                self.failed.write_text(str(place), encoding="ascii")
                return 1
        return 0

    def _give(self, mutant: Mutant, source: str) -> bool:
        file = str(self._root / mutant.path)
        changed = compile(ast.parse(mutant.applied(source)), file, "exec", dont_inherit=True)
        codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(changed)}
        given = False
        for function in gc.get_objects():
            if type(function) is FunctionType and function.__code__.co_filename == file:
                key = (function.__code__.co_qualname, function.__code__.co_firstlineno)
                if key in codes and codes[key] != function.__code__:
                    function.__code__ = codes[key]
                    given = True
        return given


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)
