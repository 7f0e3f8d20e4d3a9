"""What is said of a paper that can be printed: which is meant, what a year has, and how one is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import FileFormat, Printout
from cchc_desktop.storage.dossier import Dossier

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document


@dataclass(frozen=True)
class Wish:
    """Which paper is meant: of this year, of a period, of another plan than the annual one, as of a day."""

    year: int
    period: str | None = None  # of a report; without it the one that is worked on
    plan_guid: str | None = None
    as_of: date | None = None  # today where none is given
    set_guid: str | None = None  # of a criteria set; without it the one that is worked on
    survey_guid: str | None = None  # the latest of the year where none is given


@dataclass(frozen=True)
class YearContents:
    """What a year has to be printed."""

    plan: YearPaperRow | None
    periods: frozenset[str]
    has_criteria: bool
    has_self_score: bool = False  # the self-scoring report of its index was begun
    has_survey: bool = False
    has_targets: bool = False
    has_award: bool = False
    has_incoming: bool = False

    def has_report(self, wish: Wish) -> bool:
        """Whether there is the report that is meant, or any."""
        return bool(self.periods) if wish.period is None else str(Period.parse(wish.period)) in self.periods

    @property
    def has_tasks(self) -> bool:
        """Whether the plan has any."""
        return self.plan is not None and self.plan.task_count > 0


@dataclass(frozen=True)
class Printable:
    """One thing that can be printed."""

    code: Printout
    name: Callable[[], str]  # in the window
    stem: str  # of its file's name, without diacritics: some mail systems still break the others
    there: Callable[[YearContents, Wish], bool]
    make: Callable[[Dossier, Wish], "Document"]
    formats: tuple[FileFormat, ...] = (FileFormat.DOCX, FileFormat.PDF)
    of_office: bool = True  # False: a form of the superior's, which "all" leaves out
