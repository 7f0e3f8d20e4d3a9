"""The one door to "the row with this guid": a row that is gone is told in a sentence, whoever asks for it."""

from typing import Any

from sqlalchemy import exc
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _


class RowGone(UserError):
    """The row that was meant is not in the dossier any more: removed, taken back, or of another dossier."""

    def __init__(self) -> None:
        super().__init__(
            _("What this was meant for is no longer in the dossier: it was removed or taken back. Nothing was changed.")
        )


class DossierSession(Session):
    """A session whose `get_one` raises `RowGone`: views may hold guids of rows that are gone meanwhile."""

    def get_one(self, *asked: Any, **how: Any) -> Any:
        """The row of this kind with this guid."""
        try:
            return super().get_one(*asked, **how)
        except exc.NoResultFound as error:
            raise RowGone from error
