"""What an outline looks like to views: plain frozen rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OutlineRow:
    """An outline (đề cương) that the dossier holds; one that reports follow is not changed any more."""

    guid: str
    revision: int
    code: str
    title: str
    valid_from: date | None
    source: str
    reports: int  # how many follow it


@dataclass(frozen=True)
class OutlineSheet:
    """An outline that goes along with a paper, as its appendix."""

    title: str
    items: "tuple[OutlineItemRow, ...]"


@dataclass(frozen=True)
class OutlineItemRow:
    """One heading; `periods` are period kinds and `tiers` tiers that need it, empty for all."""

    guid: str
    revision: int
    parent_guid: str | None
    level: int
    number: str
    title: str
    guidance: str = ""
    field_code: str = ""
    periods: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    optional: bool = False
    figures: tuple[str, ...] = ()
