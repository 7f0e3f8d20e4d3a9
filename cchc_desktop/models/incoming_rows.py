"""Lines of the register of incoming papers (sổ đăng ký văn bản đến) as plain frozen rows."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cchc_desktop.i18n import _


@dataclass(frozen=True)
class IncomingFacts:
    """What is registered of a paper; "" and None for what it does not say. Without `arrival_number` the next one."""

    subject: str
    arrived_on: date
    arrival_number: str = ""
    issuer: str = ""
    number: str = ""  # "15/KH-SNV"
    issued_on: date | None = None
    kind: str = ""  # "Kế hoạch"
    receiver: str = ""
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""


def noted(arrival_number: str, number: str, issuer: str) -> str:
    """By what an incoming paper is known beside its subject: "Số đến 05, 15/KH-SNV, Sở Nội vụ"."""
    parts = (_("Number of arrival {number}").format(number=arrival_number), number, issuer)
    return ", ".join(part for part in parts if part)


class IncomingFileRow(NamedTuple):
    """A file of an incoming paper, found by its hash."""

    guid: str
    file_name: str
    sha256: str
    size: int  # bytes


class IncomingTaskRow(NamedTuple):
    """A task that an incoming paper assigned: its guid and the year and words it stands with."""

    guid: str
    year: int
    text: str


@dataclass(frozen=True)
class IncomingRow:
    """A line of the register with its files and the tasks that came of it."""

    guid: str
    revision: int
    year: int
    facts: IncomingFacts
    files: tuple[IncomingFileRow, ...] = ()
    tasks: tuple[IncomingTaskRow, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it has a deadline and was not dealt with yet."""
        return self.facts.due_on is not None and self.facts.done_on is None
