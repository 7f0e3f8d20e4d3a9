"""Damage is recognised wherever it shows, and said; a sound file is never called damaged, nor a bug damage."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.models.office import Unit
from cchc_desktop.models.tables import Base
from cchc_desktop.storage import schema
from cchc_desktop.storage.backup import backups_of, make_backup
from cchc_desktop.storage.damage import Damaged, verdict
from cchc_desktop.storage.dossier import Dossier
from tests.soak.campaign import carry_out
from tests.soak.damage import CAMPAIGN
from tests.storage.made import add_units, dossier_with, names_in

OLD = Path(__file__).parents[1] / "old_dossiers"


@pytest.fixture(scope="module")
def sample(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier, only copied from."""
    return new_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small dossier."""
    return dossier_with(tmp_path / "Xã A.cchc", "A", "B")


def spoil(path: Path, *statements: str) -> None:
    """Values that no version of the program wrote."""
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def read_units(dossier: Dossier) -> list[str]:
    with dossier.read() as session:
        return [unit.name for unit in session.query(Unit)]


def test_the_tables_are_those_of_the_entities() -> None:
    assert sorted(schema.TABLES) == sorted(Base.metadata.tables)


@pytest.mark.parametrize("name", ["revision_0001.cchc", "revision_0002.cchc"])
def test_sound_dossiers_of_every_shape_are_sound(name: str) -> None:
    assert verdict(OLD / name) == ()


def test_the_sample_is_sound(sample: Path) -> None:
    assert verdict(sample) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unit SET name = CAST(x'41ff42' AS TEXT)",
        "UPDATE unit SET name = 'A' || char(7)",
        "UPDATE unit SET position = 'ba'",
        "UPDATE unit SET guid = '' WHERE name = 'A'",
        "UPDATE dossier_info SET made_at = '2026-13-45 00:00'",
        "DELETE FROM dossier_info",
        "DROP TABLE milestone",
        "UPDATE alembic_version SET version_num = '0q02'",
    ],
)
def test_what_was_never_kept_like_that_is_found(path: Path, statement: str) -> None:
    spoil(path, statement)
    assert verdict(path)


@pytest.mark.parametrize(
    ("statement", "ask"),
    [
        ("UPDATE unit SET name = CAST(x'41ff42' AS TEXT)", read_units),
        ("DROP TABLE unit", read_units),
        ("ALTER TABLE unit RENAME COLUMN name TO nbme", read_units),
    ],
)
def test_reading_says_so_and_writing_stops(path: Path, statement: str, ask: Callable[[Dossier], list[str]]) -> None:
    spoil(path, statement)
    dossier = Dossier.open(path, backup=False)
    told: list[Damaged] = []
    dossier.watch.on_found = told.append
    for _time in range(2):
        with pytest.raises(Damaged, match=r"Xã A\.cchc.* bị hỏng"):
            ask(dossier)
    assert len(told) == 1
    assert dossier.read_only
    with pytest.raises(Damaged), dossier.change("thêm") as work:
        work.session.add(Unit(position=3, name="C", key="c"))
    dossier.close()


def test_a_failure_far_from_the_file_is_damage_only_where_the_file_is_damaged(path: Path) -> None:
    dossier = Dossier.open(path, backup=False)
    with pytest.raises(KeyError), dossier.read():
        raise KeyError("a mistake of the program")
    assert not dossier.read_only
    spoil(path, "UPDATE unit SET position = 'ba'")
    with pytest.raises(Damaged), dossier.read():
        raise KeyError("ba")
    assert dossier.read_only
    dossier.close()


def test_a_refusal_stays_what_it_is(path: Path) -> None:
    spoil(path, "UPDATE unit SET position = 'ba'")
    dossier = Dossier.open(path, backup=False)
    with pytest.raises(UserError, match="Ổ đĩa") as told, dossier.read():
        raise UserError("Ổ đĩa đầy.")
    assert not isinstance(told.value, Damaged)
    dossier.close()


@pytest.mark.parametrize("length", [16, 100, 4096])
def test_a_dossier_without_its_head_is_damaged_and_no_strangers_file(path: Path, length: int) -> None:
    make_backup(path)
    content = path.read_bytes()
    path.write_bytes(bytes(length) + content[length:])
    with pytest.raises(Damaged):
        Dossier.open(path)
    path.write_bytes(b"")
    with pytest.raises(Damaged):
        Dossier.open(path)


def test_a_strangers_file_is_still_called_so(tmp_path: Path) -> None:
    stranger = tmp_path / "a.cchc"
    stranger.write_bytes(b"rubbish" * 100)
    with pytest.raises(UserError, match="không phải") as told:
        Dossier.open(stranger)
    assert not isinstance(told.value, Damaged)


def test_a_backup_of_damaged_values_is_not_kept_as_a_good_one(path: Path) -> None:
    make_backup(path)
    spoil(path, "UPDATE unit SET name = CAST(x'41ff42' AS TEXT)")
    with pytest.raises(Damaged):
        make_backup(path)
    assert [names_in(info.path) for info in backups_of(path)] == [["A", "B"]]


def test_whatever_is_damaged_nobody_sees_a_traceback(tmp_path: Path) -> None:
    tally = carry_out(CAMPAIGN, tmp_path, seed=3, count=6)
    assert (tally.runs, tally.faults) == (6, [])


def test_edits_after_a_sound_check_go_on(path: Path) -> None:
    dossier = Dossier.open(path, backup=False)
    assert dossier.watch.examine() == ()
    dossier.close()
    add_units(path, "C")
    assert names_in(path) == ["A", "B", "C"]
