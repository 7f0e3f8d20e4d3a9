"""A watched folder: what known senders sent comes in by itself, the others wait until they are asked about."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cchc_desktop import options
from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.store import Collection
from cchc_desktop.ui import places
from cchc_desktop.ui.collection.received.tab import ReceivedTab
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.collection.ask_offices import AskOfficesDialog
from cchc_desktop.ui.dialogs.collection.intake_report import IntakeReportDialog
from tests.ui.made_collection import YEAR, carried_out, made_packages, settled


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collection]:
    """It knows the first of the senders."""
    monkeypatch.setattr(places._Kept, "options", options.Options())
    files = made_packages(tmp_path / "gui", 2, by_paper=True)
    made = Collection.create(tmp_path / "Kho.cchctong", office_name="Sở Nội vụ tỉnh An Bình")
    carried_out(take_in(made, files[:1], by="Lan", new_offices=True))
    yield made
    made.close()


def packages(tab: ReceivedTab) -> int:
    """How many packages are kept."""
    from cchc_desktop.collection.intakes import read_intakes

    with tab.space.collection.reading() as connection:
        return sum(one.packages for one in read_intakes(connection))


def test_known_senders_are_taken_in_and_others_wait(collection: Collection, qtbot: QtBot, tmp_path: Path) -> None:
    space = CollectionSpace(collection, YEAR)
    tab = ReceivedTab(space)
    space.setParent(tab)
    qtbot.addWidget(tab)
    watched = tmp_path / "den"
    watched.mkdir()
    tab.watching.watch(watched)
    settled(qtbot, space)
    assert packages(tab) == 1 and tab.watching.waiting == ()
    shutil.copytree(tmp_path / "gui", watched, dirs_exist_ok=True)
    tab.watching.look()
    settled(qtbot, space)
    taken, waiting = packages(tab), tab.watching.waiting
    assert taken > 1 and waiting and len(list(watched.glob("*.cchcgoi"))) == taken + len(waiting)
    tab.watching.look()  # nothing comes twice
    settled(qtbot, space)
    assert packages(tab) == taken and tab.watching.waiting == waiting
    tab.ask_watched()
    settled(qtbot, space)
    (asking,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, AskOfficesDialog)]
    asking.accept()
    settled(qtbot, space)
    (report,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, IntakeReportDialog)]
    report.accept()
    settled(qtbot, space)
    assert packages(tab) == taken + len(waiting) and tab.watching.waiting == ()
    tab.watching.watch(None)
    assert tab.watching.folder is None
