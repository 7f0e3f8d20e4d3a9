"""What windows and papers are told of a dossier in which everything is: each row with all it says."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from cchc_desktop.storage.dossier import Dossier
from tests.services import exchange_reads, further_reads, view_reads
from tests.services.told import Telling, names_of, put_in_order
from tests.services.view_reads import TODAY, work_on
from tests.writers.golden import assert_golden

SUBJECTS = view_reads.SUBJECTS | further_reads.SUBJECTS
WorkedOn = tuple[Dossier, Path, dict[str, str]]  # the dossier, its file as it was before, the names of its rows


@pytest.fixture(scope="module")
def worked_on(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkedOn]:
    path = new_sample(tmp_path_factory.mktemp("views"))
    put_in_order(path)
    before = Path(shutil.copy(path, path.with_name("trước.cchc")))
    made = count(1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("LOGNAME", "canbo")
        patched.setenv("CCHC_TODAY", TODAY.isoformat())
        patched.setattr("uuid.uuid4", lambda: UUID(int=2**120 + next(made)))
        dossier = Dossier.open(path, backup=False)
        work_on(dossier)
        further_reads.work_further(dossier)
    yield dossier, before, names_of(dossier)
    dossier.close()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_told_of_a_dossier(worked_on: WorkedOn, monkeypatch: pytest.MonkeyPatch, subject: str) -> None:
    monkeypatch.setenv("CCHC_TODAY", TODAY.isoformat())
    dossier, _before, names = worked_on
    telling = Telling(names)
    told = [line for name, value in SUBJECTS[subject](dossier) for line in telling.lines(name, value)]
    assert_golden(f"views/{subject}.txt", "\n".join(told) + "\n")


def test_papers_that_come_in_a_folder(worked_on: WorkedOn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_TODAY", TODAY.isoformat())
    _dossier, before, names = worked_on
    telling = Telling(names)
    with closing(Dossier.open(Path(shutil.copy(before, tmp_path)), backup=False)) as dossier:
        told = [line for name, value in further_reads.came(dossier, tmp_path) for line in telling.lines(name, value)]
    assert_golden("views/came.txt", "\n".join(told) + "\n")


@pytest.mark.parametrize("subject", exchange_reads.SUBJECTS)
def test_what_passes_between_two_dossiers(
    worked_on: WorkedOn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    monkeypatch.setenv("CCHC_TODAY", TODAY.isoformat())
    monkeypatch.setenv("LOGNAME", "canbo")
    dossier, before, names = worked_on
    telling = Telling(names)
    passed = exchange_reads.SUBJECTS[subject](dossier, Path(shutil.copy(before, tmp_path)))
    told = [line for name, value in passed for line in telling.lines(name, value)]
    assert_golden(f"views/{subject}.txt", "\n".join(told) + "\n")
