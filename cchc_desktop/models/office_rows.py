"""The office, its people, units and receivers, and what is asked about it, as plain frozen rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OfficeRow:
    """The commune office as its papers show it (profile of one time span)."""

    guid: str
    revision: int
    name: str  # "UBND xã Bình Minh"
    tier: str  # rules.organisation.Tier
    superior: str  # "UBND tỉnh An Bình", the level above, whatever it is called
    place: str  # địa danh, "Bình Minh"
    address: str = ""
    email: str = ""
    phone: str = ""
    valid_from: date | None = None  # the first day of the first year whose papers say so; None for the first profile


@dataclass(frozen=True)
class ReceiverRow:
    """Who receives papers of one kind ("all", "plan", "report", "index").

    `limit_mb` is the largest attachment that its mail takes, in MB; 0 where that is not known.
    """

    guid: str
    revision: int
    name: str
    purpose: str
    email: str = ""
    limit_mb: int = 0


@dataclass(frozen=True)
class UnitRow:
    """A department, post or outside body that leads or coordinates; `fields` are codes of the fields it leads."""

    guid: str
    revision: int
    name: str
    short_code: str = ""
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficerRow:
    """A person; `signing_form` is set for those who sign."""

    guid: str
    revision: int
    name: str
    title: str
    unit_guid: str | None = None
    signing_form: str = ""  # rules.documents_nd30.SigningForm or ""
    email: str = ""


@dataclass(frozen=True)
class OfficeAnswers:
    """What the office page holds; `year` is the one whose papers are meant."""

    name: str
    tier: str  # rules.organisation.Tier
    superior: str
    place: str
    year: int
    signing_form: str
    signer_title: str
    signer_name: str

    def head(self) -> dict[str, str]:
        """What the head of every paper follows, by name: a paper keeps its signer itself."""
        return {"name": self.name, "tier": self.tier, "superior": self.superior, "place": self.place}
