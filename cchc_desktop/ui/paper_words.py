"""The papers of a year in the officer's language."""

from collections.abc import Mapping, Sequence

from cchc_desktop.i18n import _
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.plan_purposes import purpose_of


def plan_words(plan: YearPaperRow, plans: Sequence[YearPaperRow], kinds: Mapping[str, PaperKind]) -> str:
    """What kind of plan it is in few words, where its title says so and it is the only one of the year; else its title.

    Before the title of a paper that is no plan stands what it is.
    """
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
    said = alone and purpose_of(plan.title) == plan.kind
    return names[plan.kind] if said and plan.kind in names else plan.title.replace("\n", " ")
