"""The words of an office in the place of a template's placeholders, and placeholders in the place of its words."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.office import OfficeProfile, Unit, UnitField
from cchc_desktop.models.template_rows import Placed
from cchc_desktop.rules.organisation import (
    Tier,
    area_name,
    default_receivers,
    default_units,
    full_name,
    is_collegiate,
)
from cchc_desktop.rules.template_marks import AWARD_GAPS, LAST_YEAR, YEAR, fill, place_marks
from cchc_desktop.services.offices import profile_of

# Templates speak as a committee does; these are the same words of a department, whose head decides alone.
OF_DEPARTMENTS = MappingProxyType(
    {
        "Thường trực Đảng ủy, Thường trực HĐND {area}": "Cấp ủy {office}",
        "Chủ tịch, các Phó Chủ tịch UBND {area}": "Lãnh đạo {office}",
        "Chủ tịch Ủy ban nhân dân {area}": "Lãnh đạo {office}",
        "Chủ tịch UBND {area}": "Lãnh đạo {office}",
        "Ủy ban nhân dân {area}": "{office}",
        "UBND {area}": "{office}",
    }
)


class OfficeWords:
    """Fills the placeholders of templates with the words of the office in a year, and finds those words."""

    def __init__(self, session: Session, year: int, award: Mapping[str, str] = MappingProxyType({})) -> None:
        """`award` is what a movement says of itself, by the marks of `AWARD_GAPS`; gaps stand for what it does not."""
        profile = profile_of(session, year)
        self.profile: OfficeProfile = profile
        unit_name, self.unit = _drafting_unit(session, Tier(profile.tier))
        self._year = year
        self._words = {
            YEAR: str(year),
            LAST_YEAR: str(year - 1),
            "{area}": area_name(profile.name),
            "{office}": profile.name,
            "{superior}": full_name(profile.superior),
            "{superior_short}": profile.superior,
            "{home_affairs}": default_receivers(Tier(profile.tier), profile.superior)[1],
            "{unit_name}": unit_name,
            "{unit}": self.unit,
        }
        self._collegiate = is_collegiate(profile.name)
        phrases = {} if self._collegiate else OF_DEPARTMENTS
        self._award = award
        self._values = {
            **AWARD_GAPS,
            **award,
            **phrases,
            **self._words,
            "{superior}": self._words["{superior}"] or "cấp trên",
        }

    def put(self, text: str) -> str:
        """The text with the office's words."""
        return fill(text, self._values)

    def put_all(self, texts: Iterable[str]) -> list[str]:
        """All of the texts."""
        return [self.put(text) for text in texts]

    def put_authority(self, text: str) -> str:
        """Who decides; "" for the usual one where a department takes over what a committee's head decides."""
        return "" if "{area}" in text and not self._collegiate else self.put(text)

    def marking(self, kept: Collection[str] = ()) -> "Marking":
        """What puts the placeholders into texts of the year, but for those that are to stay words (`kept`)."""
        # "UBND {area}" rather than {office}: a department that takes the template over speaks of itself.
        award = {mark: words for mark, words in self._award.items() if mark not in kept and words.strip(" ….")}
        own, other = ("{area}", "{office}") if self._collegiate else ("{office}", "{area}")
        first = ("{superior}", "{superior_short}", own)
        order = (*first, *(mark for mark in self._words if mark not in (*first, other)))
        return Marking({**award, **{mark: self._words[mark] for mark in order if mark not in kept}}, self._year)


class Marking:
    """Puts placeholders into the texts of one paper and counts them."""

    def __init__(self, words: dict[str, str], year: int) -> None:
        self._words, self._year = words, year
        self._placed: dict[str, list[str]] = {}

    def mark(self, text: str, years: bool = True) -> str:
        """The text with its placeholders."""
        marked, found = place_marks(text, self._words, self._year, years)
        for mark in found:
            self._placed.setdefault(mark, []).append(text)
        return marked

    def mark_all(self, texts: Iterable[str], years: bool = True) -> tuple[str, ...]:
        """All of the texts."""
        return tuple(self.mark(text, years) for text in texts)

    def placed(self) -> tuple[Placed, ...]:
        """What was put so far, one line a placeholder."""
        found = ((mark, self._placed[mark]) for mark in self._words if mark in self._placed)
        return tuple(Placed(mark, self._words[mark], len(texts), texts[0]) for mark, texts in found)


def _drafting_unit(session: Session, tier: Tier) -> tuple[str, str]:
    """Name and short code of the unit that leads the management of the reform; of the usual one when none is known."""
    leading = select(Unit).join(UnitField, UnitField.unit_guid == Unit.guid)
    found = session.scalars(leading.where(UnitField.field_code == "management").order_by(Unit.position)).first()
    unit = found or next(unit for unit in default_units(tier) if "management" in unit.fields)
    return unit.name, unit.short_code
