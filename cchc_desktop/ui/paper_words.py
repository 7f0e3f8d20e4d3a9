"""The kinds of papers in the officer's language, and their icons."""

from collections.abc import Mapping, Sequence

from cchc_desktop.i18n import _
from cchc_desktop.models.rows import PlanRow
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


def plan_words(plan: PlanRow, plans: Sequence[PlanRow], kinds: Mapping[str, PaperKind]) -> str:
    """What kind of plan it is in few words; its subject where the year has two of the kind, or it is no plan."""
    kind = kinds[plan.guid]
    if kind is not PaperKind.PLAN:
        return f"{paper_word(kind)}: {plan.title}".replace("\n", " ")
    names = {
        "annual": _("Reform plan {year}").format(year=plan.year),
        "index": _("Raising the reform index"),
        "emulation": _("Emulation"),
        "programme": _("Superior's programme"),
        "propaganda": _("Propaganda"),
        "inspection": _("Self-inspection"),
    }
    alone = sum(other.kind == plan.kind and kinds[other.guid] is kind for other in plans) == 1
    return names[plan.kind] if alone and plan.kind in names else plan.title.replace("\n", " ")
