"""Every test: no screen, its own home folder, Vietnamese, and nothing left over from the test before."""

import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.real_papers import real_papers_folder

if TYPE_CHECKING:
    from tests.readers.scanned_pages import ReadScan

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# For what runs before the first test; each test then gets a folder of its own.
_session_home = tempfile.TemporaryDirectory(prefix="cchc-home-", ignore_cleanup_errors=True)
os.environ["CCHC_HOME"] = _session_home.name

REPOSITORY = Path(__file__).resolve().parent.parent

# A slow machine must not fail a test, and no run may depend on chance: CCHC_EXPLORE=1 tries other examples each time.
settings.register_profile("suite", deadline=None, derandomize=True, print_blob=True, max_examples=50)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("explore" if os.environ.get("CCHC_EXPLORE") else "suite")

# Rooms whose files take long: they begin first, so that no processor is left with one of them at the end.
_LONG = ("end_to_end", "ui", "writers")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in their order, those of the long rooms before the others."""
    items.sort(key=lambda item: _LONG.index(room) if (room := item.nodeid.split("/", 2)[1]) in _LONG else len(_LONG))


def pytest_collection_finish() -> None:
    """The collector of garbage passes over the tests themselves, nine thousand objects with all that hangs on them.

    It looks for more after ten thousand new objects, not seven hundred: a window is made of more than that.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


_number = count(1)
_FOLDERS = pytest.StashKey[list[Path]]()
_FAILED = pytest.StashKey[bool]()


def _new_folder(node: pytest.Item, factory: pytest.TempPathFactory, name: str) -> Path:
    """The next folder of this process. pytest looks through all that it has made before it numbers one more."""
    folder = factory.getbasetemp() / f"{name}_{next(_number)}"
    folder.mkdir(mode=0o700)
    node.stash.setdefault(_FOLDERS, []).append(folder)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes what failed: its folders stay to be looked into."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """The folders of a test that passed go with it: those of all tests would be gigabytes, perhaps of memory."""
    yield
    if not item.stash.get(_FAILED, False):
        for folder in item.stash.get(_FOLDERS, []):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for one test, named after it, as pytest's own."""
    return _new_folder(request.node, tmp_path_factory, re.sub(r"\W", "_", request.node.name)[:30])


@pytest.fixture(autouse=True)
def home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The officer's own folder (options, log, backups): empty at the start of each test."""
    folder = _new_folder(request.node, tmp_path_factory, "home")
    monkeypatch.setenv("CCHC_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def language() -> None:
    """The program speaks Vietnamese, whatever the test before chose."""
    from cchc_desktop import i18n

    i18n.set_language("vi")


@pytest.fixture(autouse=True)
def closed_windows() -> Iterator[None]:
    """After a test with windows: work in the background has ended and no window is left open."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if widgets is None or application is None:
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

    QThreadPool.globalInstance().waitForDone(10_000)
    application.processEvents()
    for window in widgets.QApplication.topLevelWidgets():
        window.hide()  # a dialog that is hidden asks nothing when it is closed
    for window in widgets.QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier, made once for all tests, which only copy it."""
    from cchc_desktop.services.sample import create_sample

    return create_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def new_sample(sample_file: Path) -> Callable[[Path], Path]:
    """Puts the sample dossier into a folder, which is made where there is none; returns its file there."""

    def copied(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(sample_file, folder))

    return copied


@pytest.fixture(scope="session")
def read_scan(tmp_path_factory: pytest.TempPathFactory) -> "ReadScan":
    """Three scanned pages, recognised once for all tests: seconds of work."""
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not on this machine")
    from tests.readers.scanned_pages import read_scan_in

    return read_scan_in(tmp_path_factory.mktemp("scan"))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real papers."""
    folder = real_papers_folder()
    if folder is None:
        pytest.skip("the folder of real papers is not on this machine")
    return folder
