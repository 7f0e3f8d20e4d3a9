"""The papers of a year in the officer's language."""

from collections.abc import Mapping, Sequence

from cchc_desktop.i18n import _
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.paper_kinds import PaperKind


def plan_words(plan: YearPaperRow, plans: Sequence[YearPaperRow], kinds: Mapping[str, PaperKind]) -> str:
    """What kind of plan it is in few words; its subject where the year has two of the kind, or it is no plan."""
    kind = kinds[plan.guid]
    if kind is not PaperKind.PLAN:
        return f"{kind.facts.name()}: {plan.title}".replace("\n", " ")
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
