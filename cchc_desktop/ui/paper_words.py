"""The kinds of papers in the officer's language, and their icons."""

from cchc_desktop.i18n import _
from cchc_desktop.rules.documents_nd30 import PaperKind

ICONS = {
    PaperKind.DECISION: "rubber-stamp",
    PaperKind.PLAN: "file-text",
    PaperKind.PROGRAMME: "list-check",
    PaperKind.LETTER: "mail",
    PaperKind.REPORT: "report",
    PaperKind.SUBMISSION: "send",
    PaperKind.NOTICE: "bell",
    PaperKind.MINUTES: "message",
    PaperKind.LIST: "list-numbers",
}


def paper_word(kind: PaperKind) -> str:
    """What the officer calls a paper of this kind."""
    return {
        PaperKind.DECISION: _("Decision"),
        PaperKind.PLAN: _("Plan"),
        PaperKind.PROGRAMME: _("Programme"),
        PaperKind.LETTER: _("Official letter"),
        PaperKind.REPORT: _("Report"),
        PaperKind.SUBMISSION: _("Submission"),
        PaperKind.NOTICE: _("Notice"),
        PaperKind.MINUTES: _("Minutes"),
        PaperKind.LIST: _("List"),
    }[kind]
