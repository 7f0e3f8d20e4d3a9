"""Changes: what a verb wrote, taken back and made again."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.models.base import Base
from cchc_desktop.models.evidence import StoredFile
from cchc_desktop.models.office import Unit, UnitAlias
from cchc_desktop.storage.changes import Change, RowChange, redo, undo
from cchc_desktop.storage.dossier import Dossier


@pytest.fixture
def dossier(tmp_path: Path):  # type: ignore[no-untyped-def]
    opened = Dossier.create(tmp_path / "a.cchc")
    yield opened
    opened.close()


def content(dossier: Dossier) -> dict[str, list[dict[str, object]]]:
    """Everything in the dossier but the revisions and the history, which are never taken back."""
    with dossier.read() as session:
        return {
            name: [
                {key: value for key, value in row._mapping.items() if key != "revision"}
                for row in session.execute(select(table).order_by(table.c.guid))
            ]
            for name, table in Base.metadata.tables.items()
            if name != "history"
        }


def add(dossier: Dossier, name: str, *aliases: str) -> Change:
    with dossier.change("Thêm") as work:
        unit = Unit(position=0, name=name, key=name)
        unit.aliases = [UnitAlias(name=alias, key=alias) for alias in aliases]
        work.session.add(unit)
    return work.change


def test_a_change_names_its_rows(dossier: Dossier) -> None:
    change = add(dossier, "A", "B")
    assert change.label == "Thêm"
    assert change.tables == {"unit", "unit_alias"}
    assert len(change.created("unit")) == 1
    assert bool(change)


def test_nothing_changed_is_no_step(dossier: Dossier) -> None:
    guid = add(dossier, "A").created("unit")[0]
    with dossier.change("Sửa") as work:
        work.session.get_one(Unit, guid).name = "A"
    assert not work.change
    with dossier.read() as session:
        assert session.get_one(Unit, guid).revision == 1


def test_undo_and_redo_bring_every_value_back(dossier: Dossier) -> None:
    before = content(dossier)
    change = add(dossier, "A", "B", "C")
    after = content(dossier)
    undone = undo(dossier, change)
    assert content(dossier) == before
    redo(dossier, undone.reversed())
    assert content(dossier) == after


def test_a_removed_tree_comes_back_whole(dossier: Dossier) -> None:
    guid = add(dossier, "A", "B", "C").created("unit")[0]
    before = content(dossier)
    with dossier.change("Xóa") as work:
        work.session.delete(work.session.get_one(Unit, guid))
    assert content(dossier)["unit"] == []
    undo(dossier, work.change)
    assert content(dossier) == before


def test_revisions_only_grow(dossier: Dossier) -> None:
    change = add(dossier, "A")
    guid = change.created("unit")[0]
    seen = [1]
    for name in ("B", "C"):
        with dossier.change("Sửa") as work:
            work.session.get_one(Unit, guid).name = name
        undo(dossier, work.change)
        with dossier.read() as session:
            seen.append(session.get_one(Unit, guid).revision)
    assert seen == sorted(set(seen))


def test_undoing_an_edit_of_a_row_that_is_gone_changes_nothing(dossier: Dossier) -> None:
    guid = add(dossier, "A").created("unit")[0]
    with dossier.change("Sửa") as edit:
        edit.session.get_one(Unit, guid).name = "B"
    with dossier.change("Xóa") as removal:
        removal.session.delete(removal.session.get_one(Unit, guid))
    before = content(dossier)
    with pytest.raises(UserError):
        undo(dossier, edit.change)
    assert content(dossier) == before


def test_bytes_that_were_never_read_come_back(dossier: Dossier) -> None:
    with dossier.change("Thêm") as work:
        work.session.add(StoredFile(guid="f" * 32, sha256="f" * 64, data=b"first"))
    with dossier.change("Sửa") as work:
        work.session.get_one(StoredFile, "f" * 32).data = b"second"
    undo(dossier, work.change)
    with dossier.read() as session:
        assert session.get_one(StoredFile, "f" * 32).data == b"first"


def test_a_failing_verb_writes_nothing(dossier: Dossier) -> None:
    before = content(dossier)
    with pytest.raises(RuntimeError), dossier.change("Hỏng") as work:
        work.session.add(Unit(position=0, name="A", key="a"))
        work.session.flush()
        raise RuntimeError
    assert content(dossier) == before


@settings(max_examples=12)
@given(steps=st.lists(st.tuples(st.sampled_from("aed"), st.integers(0, 4), st.text(max_size=6)), max_size=12))
def test_undoing_everything_leads_back_to_the_start(tmp_path_factory: pytest.TempPathFactory, steps) -> None:  # type: ignore[no-untyped-def]
    dossier = Dossier.create(tmp_path_factory.mktemp("d") / "a.cchc")
    start = content(dossier)
    done: list[Change] = []
    states = [start]
    for kind, place, name in steps:
        guids = [row["guid"] for row in content(dossier)["unit"]]
        with dossier.change(kind) as work:
            if kind == "a":
                work.session.add(Unit(position=place, name=name, key=name, aliases=[UnitAlias(name=name, key=name)]))
            elif guids:
                unit = work.session.get_one(Unit, guids[place % len(guids)])
                if kind == "e":
                    unit.name = name
                else:
                    work.session.delete(unit)
        if work.change:
            done.append(work.change)
            states.append(content(dossier))
    undone = []
    for change, state in zip(reversed(done), reversed(states[:-1]), strict=True):
        undone.append(undo(dossier, change))
        assert content(dossier) == state
    for change, state in zip(reversed(undone), states[1:], strict=True):
        redo(dossier, change.reversed())
        assert content(dossier) == state
    dossier.close()


def test_a_verb_inside_a_change_joins_it_and_sees_what_was_written(dossier: Dossier) -> None:
    before = content(dossier)
    with dossier.change("Cả hai") as whole:
        first = add(dossier, "A", "B")
        with dossier.read() as session:
            assert [unit.name for unit in session.scalars(select(Unit))] == ["A"]
        second = add(dossier, "C")
    assert len(first.created("unit")) == len(second.created("unit")) == 1
    assert whole.change.label == "Cả hai"
    assert len(whole.change.created("unit")) == 2
    undo(dossier, whole.change)
    assert content(dossier) == before


def test_a_failing_verb_inside_a_change_takes_the_whole_with_it(dossier: Dossier) -> None:
    before = content(dossier)
    with pytest.raises(RuntimeError), dossier.change("Cả hai"):
        add(dossier, "A")
        raise RuntimeError
    assert content(dossier) == before
    assert add(dossier, "B")


def test_a_commit_that_fails_leaves_the_file_free_for_the_next_step(tmp_path: Path) -> None:
    dossier = Dossier.create(tmp_path / "a.cchc")
    with dossier.change("thêm") as work:
        work.session.add(Unit(position=0, name="A", key="a"))
    orphan = Change("sửa", (RowChange("unit_alias", "1" * 32, None, orphan_alias()),))
    for wrong in (lambda: write_orphan(dossier), lambda: dossier.replay(orphan, "sửa")):
        with pytest.raises((sqlite3.IntegrityError, UserError)):
            wrong()
        with closing(sqlite3.connect(tmp_path / "a.cchc", timeout=0)) as other, other:
            other.execute("UPDATE unit SET position = position + 1")  # nobody keeps the file locked
        with dossier.change("thêm") as work:
            work.session.add(Unit(position=0, name="B", key="b"))
            work.session.flush()
            work.session.delete(work.session.scalars(select(Unit).where(Unit.name == "B")).one())
    dossier.close()


def orphan_alias() -> dict[str, object]:
    return {"guid": "1" * 32, "revision": 1, "unit_guid": "none", "name": "X", "key": "x"}


def write_orphan(dossier: Dossier) -> None:
    with dossier.change("thêm") as work:
        work.session.add(UnitAlias(**{name: value for name, value in orphan_alias().items() if name != "revision"}))
