"""Rows of an emulation movement: its targets, who takes part, what each reached, the papers made of it."""

from dataclasses import dataclass, field

from cchc_desktop.rules.emulation import AwardPaper, Outcome, Who


@dataclass(frozen=True)
class MovementRow:
    """A movement of a year."""

    guid: str
    revision: int
    year: int
    title: str
    plan_guid: str | None = None  # the plan that opens it
    council: str = ""  # the body that heads the papers, "" for the office
    most_rewarded: int | None = None


@dataclass(frozen=True)
class MovementTargetRow:
    """A target with the content it belongs to."""

    guid: str
    revision: int
    field_code: str
    content: str
    text: str
    source: str = ""  # where results are computed from (`services.known_values`)


@dataclass(frozen=True)
class ResultRow:
    """What a participant reached of a target; `how` says where a computed result is from, "" for a typed one."""

    target_guid: str
    words: str
    outcome: Outcome
    how: str = ""


@dataclass(frozen=True)
class ParticipantRow:
    """Who takes part; `results` by the guid of the target, those that are known."""

    guid: str
    revision: int
    name: str
    who: Who
    unit_guid: str = ""
    reporter: str = ""
    confirmed_by: str = ""
    achievement: str = ""
    votes: int | None = None
    voters: int | None = None
    proposed: bool = False
    results: dict[str, ResultRow] = field(default_factory=dict)
    verdict: Outcome = Outcome.OPEN


@dataclass(frozen=True)
class MovementPaperRow:
    """A paper that was made for a movement."""

    plan_guid: str
    role: AwardPaper
    participant_guid: str = ""


@dataclass(frozen=True)
class MovementView:
    """A whole movement."""

    movement: MovementRow
    targets: tuple[MovementTargetRow, ...] = ()
    participants: tuple[ParticipantRow, ...] = ()
    papers: tuple[MovementPaperRow, ...] = ()

    @property
    def rewarded(self) -> tuple[ParticipantRow, ...]:
        """Those that are proposed, collectives first."""
        proposed = [one for one in self.participants if one.proposed]
        return tuple(sorted(proposed, key=lambda one: one.who is Who.PERSON))

    def paper(self, role: AwardPaper, participant_guid: str = "") -> str:
        """The plan row of a paper that was made; "" where it was not."""
        found = (one.plan_guid for one in self.papers if (one.role, one.participant_guid) == (role, participant_guid))
        return next(found, "")
