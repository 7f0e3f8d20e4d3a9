"""The templates of sentences, read from `resources/sentences`, which a province may reword."""

from typing import Any

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services import forms

FOLDER = "sentences"


def sentence_forms(code: str) -> dict[str, Any]:
    """The templates of one kind of paper. Raises `UserError` when the file is missing or not valid."""
    return forms.read_form(FOLDER, code)


def unusable(code: str) -> UserError:
    """What is said when the templates lack something that a sentence needs."""
    return UserError(
        _("The sentences in “{name}” lack something. Nothing was written. Put the original file back.").format(
            name=f"{code}.json"
        )
    )
