"""How an index is graded: bands, conditions beside the share, events that lower the grade."""

import json
from collections.abc import Collection, Sequence
from decimal import Decimal

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index import CriteriaSet
from cchc_desktop.rules.scoring.rating import Rating, rating_to_json
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


def set_rating(
    dossier: Dossier,
    *,
    set_guid: str,
    bands: Sequence[tuple[str, Decimal]],
    rating: Rating,
    causes: Collection[str] = (),
) -> Change:
    """Say how an index is graded: bands (name, least per cent), conditions and events, and which events happened.

    Raises `UserError` for bands of one name, a least share that cannot be, and conditions on grades that there are not.
    """
    names = [name for name, _least in bands]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise UserError(_("The grade “{name}” stands there twice. Nothing was changed.").format(name=twice))
    if wrong := next((name for name, least in bands if not 0 <= least <= 100), ""):
        raise UserError(
            _("The grade “{name}” begins at a share from 0% to 100%. Nothing was changed.").format(name=wrong)
        )
    asked = {*(name for gate in rating.gates for name in gate.bands), *(cap.band for cap in rating.caps if cap.band)}
    if unknown := sorted(asked - set(names)):
        raise UserError(_("There is no grade “{name}”. Nothing was changed.").format(name=unknown[0]))
    with dossier.change(_("Edit the grades of a criteria set")) as work:
        row = work.session.get_one(CriteriaSet, set_guid)
        kept = sorted(bands, key=lambda band: band[1], reverse=True)
        row.bands = json.dumps([[name, str(least)] for name, least in kept], ensure_ascii=False)
        row.rating = rating_to_json(rating)
        row.causes = json.dumps(sorted(set(causes)), ensure_ascii=False)
    return work.change
