"""Which tests reach which lines: each test file run once under coverage.py, each test a context of its own.

Run by tools/mutate.py in a process of its own, at the root of a copy: ``python -m tools.reach INTO ROOM … -- FILE …``.

What tests share (a fixture of a module, a cached function of the tests) is made once, and so is what the program keeps
in a cache: the first test that asks would alone reach what is done there. So what is made for many has a context of its
own, whose lines belong to every test that asks for it, and the program's caches are emptied before each test.
"""

import json
import sys
import time
from collections.abc import Callable, Generator, Hashable
from functools import _lru_cache_wrapper
from pathlib import Path

import coverage
import pytest


class _Contexts:
    """Tells coverage.py which test runs, and notes how long each took, what it shares with others and which failed."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self._measured = measured
        self._under_way: list[str] = []
        self.seconds: dict[str, float] = {}
        self.shares: dict[str, set[str]] = {}  # of a test or of what is shared, what it asks for
        self.failed: set[str] = set()

    def _ask(self, shared: str) -> None:
        if self._under_way:
            self.shares.setdefault(self._under_way[-1], set()).add(shared)

    def _begin(self, context: str) -> None:
        self._under_way.append(context)
        self._measured.switch_context(context)

    def _end(self) -> None:
        self._under_way.pop()
        self._measured.switch_context(self._under_way[-1] if self._under_way else "")

    def pytest_collection_finish(self) -> None:
        """Cached functions of the tests get a context of their own."""
        noted: dict[int, Callable[..., object]] = {}
        for name, module in list(sys.modules.items()):
            for key, value in list(vars(module).items()) if name.split(".")[0] == "tests" else ():
                if isinstance(value, _lru_cache_wrapper) and value.__module__.split(".")[0] == "tests":
                    setattr(module, key, noted.setdefault(id(value), self._noted(value)))

    def _noted(self, cached: "_lru_cache_wrapper[object]") -> Callable[..., object]:
        context = f"{cached.__module__}.{cached.__wrapped__.__qualname__}"
        known: dict[Hashable, object] = {}

        def asked(*arguments: Hashable, **named: Hashable) -> object:
            self._ask(context)
            key = (arguments, tuple(sorted(named.items())))
            if key not in known:
                self._begin(context)
                try:
                    known[key] = cached.__wrapped__(*arguments, **named)
                finally:
                    self._end()
            return known[key]

        return asked

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """A fixture that is made for more than one test."""
        if fixturedef.scope == "function":
            return (yield)
        context = f"{fixturedef.baseid}::{fixturedef.argname}"
        self._begin(context)
        for other in fixturedef.argnames:
            self._ask(f"{request._get_active_fixturedef(other).baseid}::{other}")
        try:
            return (yield)
        finally:
            self._end()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Set-up and end belong to the test as well."""
        for name, module in list(sys.modules.items()):
            for value in list(vars(module).values()) if name.split(".")[0] == "cchc_desktop" else ():
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()
        self._begin(item.nodeid)
        for definitions in item._fixtureinfo.name2fixturedefs.values():  # type: ignore[attr-defined]
            for each in definitions:
                self._ask(f"{each.baseid}::{each.argname}")
        begun = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - begun
            self._end()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails or is skipped by itself says nothing about a fault."""
        if not report.passed:
            self.failed.add(report.nodeid)

    def contexts_of(self, test: str) -> set[str]:
        """The test and everything that it shares."""
        found, due = {test}, [test]
        while due:
            new = self.shares.get(due.pop(), set()) - found
            found |= new
            due += new
        return found


def main(words: list[str]) -> None:
    """Run the files and write, per file, its tests with their seconds and the lines that each reaches."""
    cut = words.index("--")
    into, rooms, files = Path(words[0]), words[1:cut], words[cut + 1 :]
    root = Path.cwd()
    measured = coverage.Coverage(data_file=None, include=[f"{root}/{room}/*" for room in rooms], config_file=False)
    contexts = _Contexts(measured)
    measured.start()
    pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", *files], plugins=[contexts])
    measured.stop()
    lines: dict[str, dict[str, set[int]]] = {}  # of each context, per source
    data = measured.get_data()
    for name in data.measured_files():
        path = Path(name).relative_to(root).as_posix()
        for line, names in data.contexts_by_lineno(name).items():
            for context in names:
                lines.setdefault(context, {}).setdefault(path, set()).add(line)
    found: dict[str, dict[str, object]] = {file: {} for file in files}
    for test, seconds in contexts.seconds.items():
        if test not in contexts.failed:
            reached: dict[str, set[int]] = {}
            for context in contexts.contexts_of(test):
                for path, more in lines.get(context, {}).items():
                    reached.setdefault(path, set()).update(more)
            as_lists = {path: sorted(each) for path, each in reached.items()}
            found[test.split("::")[0]][test] = {"seconds": seconds, "lines": as_lists}
    for file, tests in found.items():
        (into / (file.replace("/", "-") + ".json")).write_text(json.dumps(tests), encoding="utf-8")
    if contexts.failed:
        print(f"Left out, for they do not pass without a fault: {', '.join(sorted(contexts.failed))}")


if __name__ == "__main__":
    main(sys.argv[1:])
