"""The templates of sentences, read from `resources/sentences`, which a province may reword.

A report keeps those that it was first drafted with, or a new wording would pass for figures that have changed.
"""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.report import ReportWording
from cchc_desktop.services import forms

FOLDER = "sentences"
OF_REPORTS = "report"


def sentence_forms(code: str) -> dict[str, Any]:
    """The templates of one kind of paper. Raises `UserError` when the file is missing or not valid."""
    return forms.read_form(FOLDER, code)


def kept_wording(session: Session, report_guid: str) -> dict[str, Any] | None:
    """The templates that a report was first drafted with; None before that."""
    found = session.scalars(select(ReportWording.form).where(ReportWording.report_guid == report_guid)).first()
    return None if found is None else dict(json.loads(found))


def keep_wording(session: Session, report_guid: str) -> None:
    """Keep the templates of today with a report that is drafted for the first time, within a transaction."""
    if kept_wording(session, report_guid) is None:
        form = json.dumps(sentence_forms(OF_REPORTS), ensure_ascii=False)
        session.add(ReportWording(report_guid=report_guid, form=form))


def unusable(code: str) -> UserError:
    """What is said when the templates lack something that a sentence needs."""
    return UserError(
        _("The sentences in “{name}” lack something. Nothing was written. Put the original file back.").format(
            name=f"{code}.json"
        )
    )
