"""Text being typed, kept at each pause; not a step that can be undone."""

from datetime import datetime

from sqlalchemy import Select, select

from cchc_desktop.i18n import _
from cchc_desktop.models.drafts import TextDraft
from cchc_desktop.storage.dossier import Dossier


def keep_draft(dossier: Dossier, owner_guid: str, field: str, text: str) -> None:
    """Keep what is being typed into one field of a row."""
    with dossier.change(_("Draft")) as work:
        draft = work.session.scalars(_chosen(owner_guid, field)).first()
        if draft is None:
            draft = TextDraft(owner_guid=owner_guid, field=field, text=text, at=datetime.now())
            work.session.add(draft)
        draft.text, draft.at = text, datetime.now()


def read_draft(dossier: Dossier, owner_guid: str, field: str) -> str | None:
    """The text that was being typed, if any was left."""
    with dossier.read() as session:
        draft = session.scalars(_chosen(owner_guid, field)).first()
        return draft.text if draft else None


def drop_draft(dossier: Dossier, owner_guid: str, field: str) -> None:
    """The text has been kept where it belongs."""
    with dossier.change(_("Draft")) as work:
        for draft in work.session.scalars(_chosen(owner_guid, field)).all():
            work.session.delete(draft)


def _chosen(owner_guid: str, field: str) -> Select[tuple[TextDraft]]:
    return select(TextDraft).where(TextDraft.owner_guid == owner_guid, TextDraft.field == field)
