"""Saying what paper a piece of evidence is, in the words by which papers are cited."""

from PySide6.QtWidgets import QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.services.evidence import set_evidence_title
from cchc_desktop.ui.dialogs.ask_one import ask_words
from cchc_desktop.ui.workspace import Workspace


def edit_title(parent: QWidget, workspace: Workspace, row: EvidenceRow) -> None:
    """Ask for number, date, issuer and subject in one line; lists of evidence print them in their columns."""
    question = _(
        "What paper is “{name}”?\nType it as papers are cited, such as:\n"
        "Quyết định số 15/QĐ-UBND ngày 05/3/2026 của UBND tỉnh về cải cách hành chính"
    )
    typed = ask_words(parent, _("What the evidence is"), question.format(name=row.file_name), row.title)
    if typed is not None and typed != row.title:
        workspace.run(set_evidence_title, evidence_guid=row.guid, title=typed)
