"""Points proposed by the rules of a criteria set from what the dossier knows, what was typed for them, and taking them.

A window keeps a `Sources` of its year while nothing but scores changes: `propose` then asks no database.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.index import Criterion, Score
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.models.proposal_rows import Finding, InputValue, Proposal
from cchc_desktop.rules import localised
from cchc_desktop.rules.scoring import Input, Rule, RuleError, compute, describe, from_json, inputs_of
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.services.scoring.index_totals import typed_inputs
from cchc_desktop.services.scoring.indices import check_points, read_index, score_of
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import clean


def read_proposals(
    dossier: Dossier, set_guid: str, sources: Sources | None = None, view: IndexView | None = None
) -> tuple[Proposal, ...]:
    """What every leaf comes to by its rule, in reading order, those without a rule too."""
    view = view or read_index(dossier, set_guid)
    sources = sources or Sources(dossier, view.year)
    return tuple(propose(row, sources) for row in view.criteria if row.is_leaf)


def propose(row: CriterionRow, sources: Sources) -> Proposal:
    """What one leaf comes to by its rule. A rule that cannot be read is a problem of its line, never an error."""
    stands = row.survey if row.scored_by == "survey" else row.self_score
    bare = Proposal(
        row.guid, row.code, row.name, row.max_points, scored_by=row.scored_by, stands=stands, maximum=row.max_points
    )
    if not row.scoring:
        return bare
    try:
        rule = rule_of(row.scoring)
    except RuleError as error:
        return replace(bare, how=str(error), problems=(str(error),))
    values = tuple(_value(wanted, typed_inputs(row.inputs), row, sources) for wanted in inputs_of(rule))
    return _worked_out(bare, rule, values, not_arising=row.not_arising)


@lru_cache(maxsize=1024)
def rule_of(text: str) -> Rule:
    """The rule in a text; of those that are read the same one each time. Raises `RuleError`."""
    return from_json(text)


def _worked_out(bare: Proposal, rule: Rule, values: tuple[InputValue, ...], *, not_arising: bool) -> Proposal:
    given = {one.name: one.value for one in values if one.value is not None}
    outcome = compute(rule, bare.max_points, given, not_arising=not_arising)
    titles = {one.name: one.title for one in values}
    unknown = tuple(one.words for one in values if one.name in outcome.missing and one.source and one.words)
    return replace(
        bare,
        rule=describe(rule, bare.max_points),
        kind=rule.kind,
        points=outcome.points,
        how=outcome.how,
        maximum=outcome.maximum,
        inputs=values,
        missing=tuple(titles[name] for name in outcome.missing),
        problems=(*outcome.problems, *unknown),
        assumed=tuple(titles[name] for name in outcome.assumed),
        scored_by=outcome.scored_by if outcome.scored_by != "self" else bare.scored_by,
    )


def _value(wanted: Input, typed: Mapping[str, str | bool], row: CriterionRow, sources: Sources) -> InputValue:
    found, words = sources.find(wanted, row.task_guids)
    own = typed.get(wanted.name)
    value = found if own is None else own
    return InputValue(wanted.name, wanted.title, wanted.kind, wanted.unit, wanted.source, value, own, found, words)


def set_inputs(dossier: Dossier, *, criterion_guid: str, inputs: Mapping[str, str | bool | Decimal | None]) -> Change:
    """Type values for the rule of a criterion, by the names of its inputs; None or "" takes what was typed away.

    A value that is no number where one is wanted is kept as it was typed, and is a problem of its line. Raises
    `UserError` for an input that the rule does not ask for.
    """
    with dossier.change(_("Type values for criterion")) as work:
        criterion = work.session.get_one(Criterion, criterion_guid)
        names = {wanted.name for wanted in inputs_of(rule_of(criterion.scoring))} if criterion.scoring else set()
        if unknown := inputs.keys() - names:
            raise UserError(
                _("The rule of criterion {code} does not ask for “{name}”. Nothing was changed.").format(
                    code=criterion.code, name=sorted(unknown)[0]
                )
            )
        score = score_of(work.session, criterion_guid)
        kept = _kept(score)
        for name, value in inputs.items():
            text = value if isinstance(value, bool) else "" if value is None else clean(str(value)).strip()
            if text == "":
                kept.pop(name, None)
            else:
                kept[name] = text
        score.inputs = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return work.change


def _kept(score: Score) -> dict[str, str | bool]:
    try:
        kept = json.loads(score.inputs)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def differing(dossier: Dossier, set_guid: str, guids: Collection[str] | None = None) -> tuple[Proposal, ...]:
    """The leaves whose typed points are others than the rule gives: `take_proposed` leaves them unless told."""
    return tuple(
        one for one in read_proposals(dossier, set_guid) if one.differs and (guids is None or one.guid in guids)
    )


def take_proposed(
    dossier: Dossier, *, set_guid: str, guids: Collection[str] | None = None, over: Collection[str] = ()
) -> Change:
    """Score leaves by their rules as one step: those without points, and of the others those in `over` alone.

    Without `guids` all leaves are meant. Points of a survey's part go to the survey's column. A leaf that its rule does
    not assess is marked as not applicable; what the rule cannot work out, and what the council scores, is left.
    """
    proposals = [one for one in read_proposals(dossier, set_guid) if guids is None or one.guid in guids]
    taken = [one for one in proposals if _goes(one, over)]
    words = _("Take {count} proposed scores").format(count=len(taken))
    with dossier.change(words) as work:
        for one in taken:
            score = score_of(work.session, one.guid)
            if one.rule and one.maximum == 0:
                score.applicable = False
                continue
            check_points(work.session.get_one(Criterion, one.guid), one.points)
            setattr(score, "survey" if one.scored_by == "survey" else "self_score", one.points)
    return work.change


def _goes(one: Proposal, over: Collection[str]) -> bool:
    if one.scored_by == "council":
        return False
    if one.rule and one.maximum == 0 and not one.problems and not one.missing:
        return one.stands is None or one.guid in over
    return one.points is not None and (one.stands is None or (one.differs and one.guid in over))


def findings(proposals: Collection[Proposal]) -> tuple[Finding, ...]:
    """What to look at: claims above what the figures give, rules and values that cannot be used, typed over found."""
    found = []
    for one in proposals:
        if one.above and one.points is not None and one.stands is not None:
            words = _("{code}: {claimed} points are claimed, the rule gives {points}. {how}.").format(
                code=one.code,
                claimed=localised.points(one.stands),
                points=localised.points(one.points),
                how=one.how.rstrip("."),
            )
            found.append(Finding(one.guid, one.code, "above", words))
        found += [Finding(one.guid, one.code, "problem", f"{one.code}: {words}") for words in one.problems]
        if one.missing:
            words = _("{code}: still missing: {inputs}.").format(code=one.code, inputs="; ".join(one.missing))
            found.append(Finding(one.guid, one.code, "input", words))
        found += [
            Finding(
                one.guid,
                one.code,
                "overruled",
                _("{code}: {input} was typed as {typed}; {source}: {found}.").format(
                    code=one.code,
                    input=value.title,
                    typed=said(value.typed),
                    source=value.words,
                    found=said(value.found),
                ),
            )
            for value in one.inputs
            if value.overruled
        ]
    return tuple(found)


def said(value: str | bool | Decimal | None) -> str:
    """A value of an input in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return localised.number(value.quantize(Decimal("0.01")).normalize() + 0)
    return value or ""
