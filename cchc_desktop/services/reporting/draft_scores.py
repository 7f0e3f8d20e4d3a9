"""Sentences about the scores of an index: totals, fields, points lost and why, evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc_desktop.models.draft_rows import Statement
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.rules.gaps import gap
from cchc_desktop.rules.numbers import format_number, format_percent, format_points, rounded
from cchc_desktop.rules.sentences import bare, comparison, fill, form_for, listed


@dataclass(frozen=True)
class ScoreFacts:
    """What is known of an index: its criteria, their evidence, the words of the tasks that mend them."""

    view: IndexView
    evidence: Mapping[str, Sequence[EvidenceRow]]  # by criterion
    tasks: Mapping[str, str]  # by guid

    def leaves(self, applicable: bool = True) -> list[CriterionRow]:
        """The criteria that the office scores itself, bonus points left out."""
        return [
            row
            for row in self.view.criteria
            if row.is_leaf
            and not row.bonus
            and row.applicable is applicable
            and (row.scored_by == "self" or row.self_score is not None)
        ]


def totals(facts: ScoreFacts, forms: Mapping[str, Any]) -> list[Statement]:
    """The sum, what is not scored yet, what does not apply."""
    words, view = forms["totals"], facts.view
    leaves = facts.leaves()
    scored = [row for row in leaves if row.self_score is not None]
    if not scored:
        return [Statement(gap(words["wanted"]))]
    own = view.total("self")
    difference = ""
    if view.last_year_total is not None:
        compared = _compared(view.self_total, view.last_year_total, view.year, forms)
        difference = fill(words["comparison"], {"difference": compared})
    values = {
        "title": bare(view.title),
        "score": format_points(own.points),
        "max": format_points(own.maximum),
        "share": format_percent(rounded(own.share, 2)) if own.share is not None else "",
        "band": fill(words["band"], {"band": view.band}) if view.band else "",
        "comparison": difference,
    }
    made = [Statement(fill(words["total"], values), tuple(row.guid for row in scored))]
    made += _named([row for row in leaves if row.self_score is None], words, "")
    return made + _named(facts.leaves(applicable=False), words, "not_applicable_")


def _named(rows: Sequence[CriterionRow], words: Mapping[str, Any], prefix: str) -> list[Statement]:
    template = form_for(len(rows), {form: words[prefix + form] for form in ("zero", "one", "many")})
    if not template:
        return []
    names = listed([row.code for row in rows], words["most"], words["rest"])
    values = {"count": format_number(len(rows)), "names": names}
    return [Statement(fill(template, values), tuple(row.guid for row in rows))]


def _compared(now: Decimal, then: Decimal, year: int, forms: Mapping[str, Any]) -> str:
    words = forms["comparison"]
    return comparison(now, then, "điểm", fill(words["last_year"], {"year": str(year - 1)}), words)


def fields(facts: ScoreFacts, forms: Mapping[str, Any]) -> list[Statement]:
    """One sentence for each field of the index."""
    words, made = forms["fields"], []
    for row in (row for row in facts.view.criteria if row.level == 1 and not row.bonus):
        if row.self_score is None:
            made.append(Statement(fill(words["unscored"], {"name": bare(row.name)}), (row.guid,)))
            continue
        difference = ""
        if row.last_year is not None:
            compared = _compared(row.self_score, row.last_year, facts.view.year, forms)
            difference = fill(words["comparison"], {"difference": compared})
        values = {
            "name": bare(row.name),
            "score": format_points(row.self_score),
            "max": format_points(row.max_points),
            "comparison": difference,
        }
        made.append(Statement(fill(words["field"], values), (row.guid,)))
    return made


def lost(facts: ScoreFacts, forms: Mapping[str, Any]) -> list[Statement]:
    """Where points were lost, the most first, with the reason and the tasks that mend it."""
    words = forms["lost"]
    rows = [row for row in facts.leaves() if row.self_score is not None and row.self_score < row.max_points]
    rows.sort(key=lambda row: (row.self_score or Decimal(0)) - row.max_points)
    if not rows:
        return _no_loss(facts, words)
    points = sum((row.max_points - (row.self_score or Decimal(0)) for row in rows), Decimal(0))
    values = {"count": format_number(len(rows)), "points": format_points(points)}
    head = Statement(fill(form_for(len(rows), words), values), tuple(row.guid for row in rows))
    return [head, *(_loss(row, facts, words) for row in rows)]


def _no_loss(facts: ScoreFacts, words: Mapping[str, Any]) -> list[Statement]:
    scored = tuple(row.guid for row in facts.leaves() if row.self_score is not None)
    return [Statement(words["zero"], scored)] if scored else []


def _loss(row: CriterionRow, facts: ScoreFacts, words: Mapping[str, Any]) -> Statement:
    score = row.self_score or Decimal(0)
    mending = [guid for guid in row.task_guids if guid in facts.tasks]
    names = "; ".join(bare(facts.tasks[guid]) for guid in mending)
    forms = {form: words[f"tasks_{form}"] for form in ("zero", "one", "many")}
    reason = bare(row.explanation)
    values = {
        "code": row.code,
        "name": bare(row.name),
        "score": format_points(score),
        "max": format_points(row.max_points),
        "lost": format_points(row.max_points - score),
        "reason": fill(words["reason"], {"reason": reason}) if reason else gap(words["reason_wanted"]),
        "tasks": fill(form_for(len(mending), forms), {"names": names}),
    }
    return Statement(fill(words["criterion"], values), (row.guid, *mending))


def evidence(facts: ScoreFacts, forms: Mapping[str, Any]) -> list[Statement]:
    """The evidence by criterion, which scored criteria are explained instead, and which have neither."""
    words, made = forms["evidence"], []
    explained: list[CriterionRow] = []
    missing: list[CriterionRow] = []
    for row in facts.leaves():
        pieces = facts.evidence.get(row.guid, ())
        if pieces:
            names = "; ".join(bare(piece.title) for piece in pieces)
            text = fill(words["criterion"], {"code": row.code, "name": bare(row.name), "names": names})
            made.append(Statement(text, (row.guid, *(piece.guid for piece in pieces))))
        elif row.self_score:
            (explained if row.explanation.strip() and "explained" in words else missing).append(row)
    if explained:
        codes = ", ".join(row.code for row in explained)
        told = fill(words["explained"], {"count": format_number(len(explained)), "names": codes})
        made.append(Statement(told, tuple(row.guid for row in explained)))
    names = listed([row.code for row in missing], words["most"], words["rest"])
    told = fill(form_for(len(missing), words), {"count": format_number(len(missing)), "names": names})
    if missing:
        made.append(Statement(gap(told)))
    elif made and not explained:
        made.append(Statement(told, tuple(row.guid for row in facts.leaves() if row.self_score)))
    return made
