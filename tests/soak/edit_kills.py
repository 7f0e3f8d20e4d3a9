"""An officer at work, killed at any moment: what was acknowledged is in the file, the rest whole or not at all."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import frames, results, task_moves, tasks
from cchc_desktop.services.papers import papers, plans, sections
from cchc_desktop.services.reporting import figures, reports
from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample
from cchc_desktop.services.scoring import indices
from cchc_desktop.storage import changes
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from tests.soak.campaign import Campaign, Kind, Tally
from tests.soak.killing import Say, check_files, killed, note_failure, start_again, state_of

_RENEWED = 50  # runs after which a fresh copy of the sample is taken
_LONGEST = 0.03  # seconds into the next verb


class Officer:
    """Hands on one dossier, with verbs of every room."""

    def __init__(self, dossier: Dossier, chance: random.Random) -> None:
        self._dossier, self._chance = dossier, chance
        self._undoable: list[Change] = []
        self._plan = frames.frame_plan(dossier, SAMPLE_YEAR) or ""
        self._tasks = list(tasks.read_tasks(dossier, self._plan))
        self._sections = plans.read_plan(dossier, self._plan).sections
        self._reports = [row for row in reports.read_reports(dossier, SAMPLE_YEAR) if row.status != "sent"]
        self._sets = [guid for guid, _code, _title in indices.read_sets(dossier, SAMPLE_YEAR)]

        self.verbs = (
            self._type, self._set_status, self._add, self._remove, self._move, self._result, self._section,
            self._paper, self._item, self._figure, self._score, self._plan_again, self._undo,
        )  # fmt: skip

    def act(self, verb: Callable[[], Change] | None = None) -> None:
        """One verb, or one step back; what the program refuses changes nothing."""
        with suppress(UserError):
            self._undoable.append((verb or self._chance.choice(self.verbs))())

    def _words(self) -> str:
        return f"Việc {self._chance.randrange(10**6)}"

    def _task(self) -> str:
        return self._chance.choice(self._tasks).guid

    def _day(self) -> date:
        return date(SAMPLE_YEAR, 1, 1) + timedelta(self._chance.randrange(360))

    def _type(self) -> Change:
        column = self._chance.choice((Column.TASK, Column.LEAD, Column.DEADLINE, Column.PRODUCT))
        return tasks.set_cells(self._dossier, cells=[(self._task(), column, self._words()) for _cell in range(3)])

    def _set_status(self) -> Change:
        guids = [self._task(), self._task()]
        return tasks.set_status(self._dossier, task_guids=guids, status="in_progress", percent=40)

    def _add(self) -> Change:
        return tasks.add_task(self._dossier, group_guid=self._chance.choice(self._tasks).group_guid)

    def _remove(self) -> Change:
        return tasks.remove_tasks(self._dossier, task_guids=[self._task()])

    def _move(self) -> Change:
        return task_moves.move_tasks(self._dossier, task_guids=[self._task()], by=self._chance.choice((-1, 1)))

    def _result(self) -> Change:
        return results.add_result(
            self._dossier, task_guid=self._task(), day=self._day(), text=self._words(), percent=50
        )

    def _section(self) -> Change:
        guid = self._chance.choice(self._sections).guid
        return sections.set_section(self._dossier, section_guid=guid, body=self._words())

    def _paper(self) -> Change:
        guid = plans.read_plan(self._dossier, self._plan).plan.paper_guid
        lines = {"recipient": [self._words(), self._words()]}
        return papers.set_paper_details(self._dossier, paper_guid=guid, fields={"subject": self._words()}, lines=lines)

    def _item(self) -> Change:
        row = self._chance.choice(self._reports)
        item = self._chance.choice(reports.read_report(self._dossier, row.guid).items)
        return reports.set_item(self._dossier, item_guid=item.guid, text=self._words())

    def _figure(self) -> Change:
        period = self._chance.choice(self._reports).period
        row = self._chance.choice(figures.read_figures(self._dossier, period))
        value = Decimal(self._chance.randrange(1000))
        return figures.set_figures(self._dossier, period=period, values={row.guid: (value, False, "")})

    def _score(self) -> Change:
        view = indices.read_index(self._dossier, self._chance.choice(self._sets))
        row = self._chance.choice(view.criteria)
        return indices.set_scores(self._dossier, scores={(row.guid, "self_score"): Decimal("0.5")})

    def _plan_again(self) -> Change:
        return plans.create_plan(self._dossier, year=SAMPLE_YEAR, kind="inspection", subject=self._words())

    def _undo(self) -> Change:
        return changes.undo(self._dossier, self._undoable.pop()) if self._undoable else self._type()


def work(path: Path, chance: random.Random, say: Say) -> None:
    """Edit until killed; say before and after each verb how the dossier stands."""
    dossier = Dossier.open(path, backup=False)
    officer = Officer(dossier, chance)
    while True:
        say(f"kept {hash(state_of(path))}")
        say("begun")
        officer.act()


@contextmanager
def prepare(folder: Path, seed: int, tally: Tally) -> Iterator[Callable[[int], str]]:
    """The sample, edited and killed again and again; now and then a fresh copy."""
    made = create_sample(folder / "made")
    path = folder / "work" / "Xã A.cchc"
    path.parent.mkdir()

    def run(number: int) -> str:
        if number % _RENEWED == 0:
            shutil.copy(made, path)
        chance = random.Random(f"{seed} {number}")
        after, words = chance.uniform(0, _LONGEST), 2 * chance.randint(1, 8)
        lines = killed(lambda say: work(path, chance, say), after, words)
        note_failure(lines, tally)
        start_again(path.parent)
        check_files(path.parent, tally)
        kept = [line for line in lines if line.startswith("kept")]
        if kept and lines[-1] != "begun" and kept[-1] != f"kept {hash(state_of(path))}":
            tally.note(Kind.LOSS, "the dossier is not as it was when the last verb was acknowledged")
        if kept and kept[-1] == f"kept {hash(state_of(path))}":
            return "killed before a verb was kept"
        return "killed after a verb was kept"

    yield run


CAMPAIGN = Campaign("an officer whose verbs of every room are cut off by a kill", 400, 900, prepare)
