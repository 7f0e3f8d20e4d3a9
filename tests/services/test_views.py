"""What windows and papers are told of a dossier in which everything is: each row with all it says."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from cchc_desktop.storage.dossier import Dossier
from tests.services.told import Telling, put_in_order
from tests.services.view_reads import SUBJECTS, TODAY, work_on
from tests.writers.golden import assert_golden


@pytest.fixture(scope="module")
def worked_on(new_sample: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    path = new_sample(tmp_path_factory.mktemp("views"))
    put_in_order(path)
    made = count(1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("LOGNAME", "canbo")
        patched.setattr("uuid.uuid4", lambda: UUID(int=2**120 + next(made)))
        dossier = Dossier.open(path, backup=False)
        work_on(dossier)
    yield dossier
    dossier.close()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_told_of_a_dossier(worked_on: Dossier, monkeypatch: pytest.MonkeyPatch, subject: str) -> None:
    monkeypatch.setenv("CCHC_TODAY", TODAY.isoformat())
    telling = Telling(worked_on)
    told = [line for name, value in SUBJECTS[subject](worked_on) for line in telling.lines(name, value)]
    assert_golden(f"views/{subject}.txt", "\n".join(told) + "\n")
