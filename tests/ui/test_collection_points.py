"""Points that several people type: nothing is written over, and nothing typed is lost while the server is away."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cchc_desktop.collection import appraising
from cchc_desktop.collection.appraising import Points
from cchc_desktop.collection.failures import ServerGone
from cchc_desktop.collection.kinds import Round
from cchc_desktop.collection.store import Collection
from cchc_desktop.ui import alerts
from cchc_desktop.ui.collection.appraisal.tab import AppraisalTab
from cchc_desktop.ui.collection.space import CollectionSpace
from tests.ui.made_collection import INDEX, YEAR, made_collection, settled


@pytest.fixture(scope="module")
def collection() -> Iterator[Collection]:
    """Two communes that have scored themselves."""
    made = made_collection(2)
    yield made
    made.close()


@pytest.fixture
def tab(collection: Collection, qtbot: QtBot) -> AppraisalTab:
    """The tab on the first criterion that is theirs to score."""
    space = CollectionSpace(collection, YEAR)
    made = AppraisalTab(space)
    space.setParent(made)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    settled(qtbot, space)
    return made


def points_column(tab: AppraisalTab) -> int:
    """The column of the round at hand."""
    heads = [tab.model.headerData(place, Qt.Orientation.Horizontal) for place in range(tab.model.columnCount())]
    return heads.index("Lần 1")


def typed(tab: AppraisalTab, qtbot: QtBot, text: str) -> None:
    """Type points of the first office."""
    tab.model.setData(tab.model.index(0, points_column(tab)), text)
    settled(qtbot, tab.space)


def shown(tab: AppraisalTab) -> str:
    """The points of the first office, as they are seen."""
    return str(tab.model.index(0, points_column(tab)).data())


def kept(tab: AppraisalTab) -> list[tuple[Decimal | None, str]]:
    """What was said of the first office's criterion, and by whom."""
    line = tab.model.row(0)
    assert line is not None
    said = appraising.read_history(tab.space.collection, YEAR, INDEX, line.of.office_id, line.of.code)
    return [(one.said.score, one.said.by) for one in said]


@pytest.mark.parametrize(("answer", "last"), [(0, "0,5"), (1, "0,25")])
def test_points_that_somebody_else_gave_meanwhile_are_named_and_one_is_chosen(
    tab: AppraisalTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: int, last: str
) -> None:
    line = tab.model.row(0)
    assert line is not None
    seen = max((said.number for said in line.of.rounds.values()), default=0)
    theirs = Points(line.of.office_id, line.of.code, Round.FIRST, Decimal("0.5"), "đủ", True, seen)
    appraising.give_points(tab.space.collection, year=YEAR, index_code=INDEX, points=[theirs], by="Minh")
    asked: list[str] = []
    monkeypatch.setattr(alerts, "choose", lambda _parent, _title, text, _answers: asked.append(text) or answer)
    before = kept(tab)
    typed(tab, qtbot, "0,25")
    tab.reload()
    settled(qtbot, tab.space)
    (text,) = asked
    assert "Minh" in text and "0,50 (đủ)" in text and "0,25" in text
    assert shown(tab).rstrip("0") == last
    assert kept(tab)[: len(before)] == before  # nothing was written over
    assert not tab.holds_typed()


def test_points_typed_while_the_server_is_away_wait_in_the_window_and_are_written_when_it_answers(
    tab: AppraisalTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    give = appraising.give_points

    def away(*_words: object, **_more: object) -> None:
        raise ServerGone("Máy chủ không trả lời.")

    monkeypatch.setattr(appraising, "give_points", away)
    before = kept(tab)
    typed(tab, qtbot, "0,1")
    assert shown(tab) == "0,10" and tab.holds_typed() and kept(tab) == before
    assert tab.model.index(0, points_column(tab)).data(Qt.ItemDataRole.DecorationRole) is not None
    assert "giữ ở đây" in tab.sentence.text()
    monkeypatch.setattr(appraising, "give_points", give)
    tab.space.look()  # as it does every few seconds on a server
    settled(qtbot, tab.space)
    settled(qtbot, tab.space)
    assert not tab.holds_typed() and kept(tab)[-1][0] == Decimal("0.1")


def test_what_others_write_is_seen_at_the_next_look(tab: AppraisalTab, qtbot: QtBot) -> None:
    tab.space.changed.connect(tab.reload)
    tab.space.look()
    settled(qtbot, tab.space)
    line = tab.model.row(1)
    assert line is not None
    theirs = Points(line.of.office_id, line.of.code, Round.FIRST, Decimal("0.3"))
    appraising.give_points(tab.space.collection, year=YEAR, index_code=INDEX, points=[theirs], by="Minh")
    tab.space.look()
    settled(qtbot, tab.space)
    assert tab.model.index(1, points_column(tab)).data() == "0,30"


def test_criteria_of_others_are_only_looked_at(tab: AppraisalTab, qtbot: QtBot) -> None:
    from cchc_desktop.collection.assignments import assign

    line = tab.model.row(0)
    assert line is not None
    mine = {"year": YEAR, "index_code": INDEX, "appraiser": "Minh"}
    assign(tab.space.collection, codes=[line.of.code], **mine)
    try:
        tab.reload()
        settled(qtbot, tab.space)
        index = tab.model.index(0, points_column(tab))
        assert not index.flags() & Qt.ItemFlag.ItemIsEditable
        tab.own.setChecked(True)
        settled(qtbot, tab.space)
        assert line.of.code not in {row.code for row in tab.list.rows}
    finally:
        assign(tab.space.collection, codes=[], **mine)
