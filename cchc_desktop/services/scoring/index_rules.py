"""Rules read from the words of a whole criteria set, and kept with its criteria: the officer says which."""

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_desktop.i18n import _
from cchc_desktop.models.index import Criterion
from cchc_desktop.rules.scoring import Council, Manual, Survey, describe, from_json, to_json
from cchc_desktop.rules.scoring.words import propose
from cchc_desktop.services.scoring.indices import read_index
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier


@dataclass(frozen=True)
class ReadRule:
    """The rule that the words of a leaf say: as data ("" where nothing was understood), in a sentence, and its doubts.

    One that is `sure` was read without a doubt. `stands` is the rule that the criterion has, "" for none.
    """

    guid: str
    code: str
    name: str
    scoring: str
    sentence: str
    sure: bool
    doubts: tuple[str, ...]
    stands: str


def read_rules(dossier: Dossier, set_guid: str) -> tuple[ReadRule, ...]:
    """The rule of every leaf as its words say it, in reading order; nothing is kept."""
    found = []
    above: list[str] = []
    for row in read_index(dossier, set_guid).criteria:
        del above[row.level - 1 :]
        above.append(row.name)
        if not row.is_leaf:
            continue
        read = propose(
            row.rule,
            row.max_points,
            name=row.name,
            requirement=row.requirement,
            bonus=row.bonus,
            above="\n".join(above[:-1]),
        )
        manual = isinstance(read.rule, Manual)
        found.append(
            ReadRule(
                row.guid,
                row.code,
                row.name,
                "" if manual else to_json(read.rule),
                "" if manual else describe(read.rule, row.max_points),
                read.sure,
                read.doubts,
                row.scoring,
            )
        )
    return tuple(found)


def sure_rules(rules: tuple[ReadRule, ...]) -> dict[str, str]:
    """Those read without a doubt, by guid, of criteria that have none yet."""
    return {one.guid: one.scoring for one in rules if one.sure and one.scoring and not one.stands}


def set_rules(dossier: Dossier, *, rules: Mapping[str, str]) -> Change:
    """Keep rules with their criteria, by guid, as one step; "" takes the rule away.

    Who scores the criterion follows the rule. What was typed for the rule before stays, as far as the new one asks for
    it. Raises `RuleError` for a text that holds no rule; nothing is changed then.
    """
    words = _("Keep {count} rules of scoring").format(count=len(rules))
    with dossier.change(words) as work:
        for guid, text in rules.items():
            rule = from_json(text) if text else None
            criterion = work.session.get_one(Criterion, guid)
            criterion.scoring = text
            if isinstance(rule, Council):
                criterion.scored_by = "council"
            elif isinstance(rule, Survey):
                criterion.scored_by = "survey"
    return work.change
