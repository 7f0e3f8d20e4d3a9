"""Beginning a dossier: the file, the office's profile, its units and its first year."""

from pathlib import Path

from cchc_desktop.i18n import _
from cchc_desktop.models.office import OfficeProfile, Receiver, Unit
from cchc_desktop.models.year import WorkYear
from cchc_desktop.rules.organisation import Tier, default_receivers, default_units
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.storage.dossier import Dossier


def create_dossier(path: Path, *, office: str, superior: str, place: str, year: int, tier: str = Tier.TWO) -> Dossier:
    """Make a dossier with the office's profile, the usual units of its tier and one year.

    Raises `UserError` when the file exists or cannot be written.
    """
    with Dossier.making(path) as dossier, dossier.change(_("New dossier")) as work:
        profile = OfficeProfile(name=office, tier=str(tier), superior=superior, place=place, valid_from=None)
        work.session.add(profile)
        work.session.add(WorkYear(year=year, profile_guid=profile.guid))
        for position, unit in enumerate(default_units(Tier(tier))):
            work.session.add(
                Unit(position=position, name=unit.name, key=unit_key(unit.name), short_code=unit.short_code)
            )
        for position, name in enumerate(default_receivers(Tier(tier), superior)):
            work.session.add(Receiver(position=position, name=name, purpose="all"))
    return dossier
