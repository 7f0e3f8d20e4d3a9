"""Which tests reach which lines: each test file run once under coverage.py, each test a context of its own.

Run by tools/mutate.py in a process of its own, at the root of a copy: ``python -m tools.reach INTO ROOM … -- FILE …``.
"""

import json
import sys
import time
from collections.abc import Generator
from pathlib import Path

import coverage
import pytest


class _Contexts:
    """Tells coverage.py which test runs, and notes how long each took and which failed."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Set-up and end belong to the test as well."""
        self.measured.switch_context(item.nodeid)
        begun = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - begun
            self.measured.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails or is skipped by itself says nothing about a fault."""
        if not report.passed:
            self.failed.add(report.nodeid)


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
    reached: dict[str, dict[str, list[int]]] = {test: {} for test in contexts.seconds if test not in contexts.failed}
    data = measured.get_data()
    for name in data.measured_files():
        path = Path(name).relative_to(root).as_posix()
        for line, tests in data.contexts_by_lineno(name).items():
            for test in tests:
                if test in reached:
                    reached[test].setdefault(path, []).append(line)
    for file in files:
        found = {
            test: {"seconds": contexts.seconds[test], "lines": lines}
            for test, lines in reached.items()
            if test.split("::")[0] == file
        }
        target = into / (file.replace("/", "-") + ".json")
        target.write_text(json.dumps(found), encoding="utf-8")
    if contexts.failed:
        print(f"Left out, for they do not pass without a fault: {', '.join(sorted(contexts.failed))}")


if __name__ == "__main__":
    main(sys.argv[1:])
