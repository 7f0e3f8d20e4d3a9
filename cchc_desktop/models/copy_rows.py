"""What a plan of another year would take over from this one, as views are handed it."""

from dataclasses import dataclass

from cchc_desktop.models.task_rows import TaskRow


@dataclass(frozen=True)
class MovedLine:
    """A text of the plan before and after its years are moved; `doubts` are codes of `rules.moving_years` or "expired".

    `key` names the text towards `plan_copies.copy_plan`, `place` says where it stands, `note` what is known besides.
    """

    key: str
    place: str
    before: str
    after: str
    doubts: tuple[str, ...] = ()
    note: str = ""

    @property
    def moves(self) -> bool:
        """Whether anything in it changes."""
        return self.before != self.after


@dataclass(frozen=True)
class CopyPreview:
    """Every text that moves or is doubtful, the tasks that are not finished, and how many are done."""

    lines: tuple[MovedLine, ...]
    unfinished: tuple[TaskRow, ...]
    done: int
