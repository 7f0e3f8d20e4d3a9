"""A criteria set with its scores, sums and last year's points, read by plain SQL: the first screen shows it."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc_desktop.models.index_rows import CriterionRow, IndexView
from cchc_desktop.services.scoring.figure_values import SOURCE, figures_of, given_by_figures
from cchc_desktop.services.scoring.index_totals import may_exclude, totals_of
from cchc_desktop.storage.plain_sql import points, rows

_OF_SET = "SELECT guid FROM criterion WHERE set_guid = ?"


def read_index_view(connection: sqlite3.Connection, set_guid: str) -> IndexView:
    """The criteria set with this guid, which must exist."""
    (head,) = rows(connection, "SELECT * FROM criteria_set WHERE guid = ?", set_guid)
    last_sets = rows(
        connection,
        "SELECT guid FROM criteria_set WHERE index_code = ? AND year = ?",
        head["index_code"],
        head["year"] - 1,
    )
    last = _Tree(connection, last_sets[0]["guid"]).final_scores() if last_sets else {}
    criteria = _with_figures(connection, head["year"], _Tree(connection, set_guid).rows(last))
    tops = [row for row in criteria if row.level == 1]
    bands = tuple((Decimal(str(least)), name) for name, least in json.loads(head["bands"]))
    return IndexView(
        guid=set_guid,
        index_code=head["index_code"],
        title=head["title"],
        year=head["year"],
        criteria=criteria,
        last_year_total=sum((row.last_year or Decimal(0) for row in tops), Decimal(0)) if last_sets else None,
        source=head["source"],
        version=head["version"],
        decision=head["decision"],
        level=head["level"],
        declared_max=points(head["declared_max"]),
        steps=head["steps"],
        rating=head["rating"],
        causes=head["causes"],
        bands=bands,
        revision=head["revision"],
        **_whole(criteria, bands, head["rating"], head["causes"]),
    )


def _whole(
    criteria: tuple[CriterionRow, ...], bands: tuple[tuple[Decimal, str], ...], rating: str, causes: str
) -> dict[str, Any]:
    """What a set comes to by its lines."""
    totals = totals_of(criteria, bands, rating, causes)
    most = sum((row.max_points for row in criteria if row.level == 1 and not row.bonus), Decimal(0))
    return {"max_total": most, "self_total": totals[0].points, "band": totals[0].band, "totals": totals}


def reread_scores(connection: sqlite3.Connection, view: IndexView, leaves: Collection[str]) -> IndexView:
    """The view with the scores of these leaves as they are now, and all sums; nothing else is read again."""
    asked = f"SELECT * FROM score WHERE criterion_guid IN ({','.join('?' * len(leaves))})"
    scores = {row["criterion_guid"]: _Score(row) for row in rows(connection, asked, *leaves)}
    under: dict[str | None, list[CriterionRow]] = {}
    changed = {row.parent_guid for row in view.criteria if row.guid in leaves}
    found = []
    for row in reversed(view.criteria):  # children before their parents
        if row.is_leaf and row.guid in leaves:
            row = replace(row, **_own(row.max_points, scores.get(row.guid)))
        elif row.guid in changed:
            changed.add(row.parent_guid)
            row = replace(row, **_sums(under[row.guid][::-1]))
        under.setdefault(row.parent_guid, []).append(row)
        found.append(row)
    criteria = tuple(reversed(found))
    return replace(view, criteria=criteria, **_whole(criteria, view.bands, view.rating, view.causes))


def read_tops(connection: sqlite3.Connection, set_guid: str) -> tuple[CriterionRow, ...]:
    """The fields of a criteria set with the sums of what is under them; nothing of the year before."""
    return tuple(row for row in _Tree(connection, set_guid).rows({}) if row.level == 1)


def read_reached(connection: sqlite3.Connection, set_guid: str) -> Decimal | None:
    """What per cent of its own maximum a criteria set comes to by the last round of each leaf, unrounded."""
    (head,) = rows(connection, "SELECT year FROM criteria_set WHERE guid = ?", set_guid)
    criteria = _with_figures(connection, head["year"], _Tree(connection, set_guid).rows({}))
    return totals_of(criteria, (), "", "")[-1].share


def _with_figures(
    connection: sqlite3.Connection, year: int, criteria: tuple[CriterionRow, ...]
) -> tuple[CriterionRow, ...]:
    """The lines, those whose maximum a figure may lower with what figures say."""
    asking = [row for row in criteria if may_exclude(row.scoring) and f'"{SOURCE}:' in row.scoring]
    if not asking:
        return criteria
    figures = figures_of(connection, year)
    known = {row.guid: json.dumps(given_by_figures(row.scoring, figures)) for row in asking}
    return tuple(replace(row, known=known[row.guid]) if row.guid in known else row for row in criteria)


class _Score:
    """The scores of one leaf as Python values."""

    def __init__(self, row: sqlite3.Row) -> None:
        self.guid: str = row["guid"]
        self.revision: int = row["revision"]
        self.self_score = points(row["self_score"])
        self.appraised = points(row["appraised"])
        self.survey = points(row["survey"])
        self.final = points(row["final"])
        self.not_arising = bool(row["not_arising"])
        self.inputs: str = row["inputs"]
        self.applicable = bool(row["applicable"])
        self.explanation: str = row["explanation"]

    @property
    def reached(self) -> Decimal | None:
        """The points of the last round that gave any; None where it does not apply."""
        rounds = (self.final, self.survey, self.appraised, self.self_score)
        return next((value for value in rounds if value is not None), None) if self.applicable else None


class _Tree:
    """A criteria set's tree with its scores, read in a few queries."""

    def __init__(self, connection: sqlite3.Connection, set_guid: str) -> None:
        def each(query: str) -> list[sqlite3.Row]:
            return rows(connection, query, set_guid)

        self._children: dict[str | None, list[sqlite3.Row]] = {}
        for criterion in each("SELECT * FROM criterion WHERE set_guid = ? ORDER BY position"):
            self._children.setdefault(criterion["parent_guid"], []).append(criterion)
        self._scores = {
            row["criterion_guid"]: _Score(row)
            for row in each(f"SELECT * FROM score WHERE criterion_guid IN ({_OF_SET})")
        }
        counted = "SELECT owner_guid, count(*) AS number FROM evidence"
        self._evidence: dict[str, int] = {
            row["owner_guid"]: row["number"]
            for row in each(f"{counted} WHERE owner_guid IN ({_OF_SET}) GROUP BY owner_guid")
        }
        self._tasks: dict[str, list[str]] = {}
        for link in each(f"SELECT criterion_guid, task_guid FROM criterion_task WHERE criterion_guid IN ({_OF_SET})"):
            self._tasks.setdefault(link["criterion_guid"], []).append(link["task_guid"])

    def final_scores(self) -> dict[str, Decimal]:
        """Per code: the points of the last round that gave any, sums of them for what has children."""
        found: dict[str, Decimal] = {}

        def walk(criterion: sqlite3.Row) -> Decimal:
            code = criterion["code"]
            children = self._children.get(criterion["guid"], [])
            if children:
                found[code] = sum((walk(child) for child in children), Decimal(0))
            else:
                score = self._scores.get(criterion["guid"])
                found[code] = (score.reached if score else None) or Decimal(0)
            return found[code]

        for top in self._children.get(None, ()):
            walk(top)
        return found

    def rows(self, last: dict[str, Decimal]) -> tuple[CriterionRow, ...]:
        """The lines in reading order, parents carrying the sums of what is under them."""
        found: list[CriterionRow] = []
        for top in self._children.get(None, ()):
            self._walk(top, 1, last, found)
        return tuple(found)

    def _walk(
        self, criterion: sqlite3.Row, level: int, last: dict[str, Decimal], found: list[CriterionRow]
    ) -> CriterionRow:
        place = len(found)
        guid = criterion["guid"]
        under = [self._walk(child, level + 1, last, found) for child in self._children.get(guid, ())]
        score = self._scores.get(guid)
        most = points(criterion["max_points"])
        assert most is not None
        own = _own(most, score)
        row = CriterionRow(
            guid=guid,
            revision=criterion["revision"],
            parent_guid=criterion["parent_guid"],
            level=level,
            code=criterion["code"],
            name=criterion["name"],
            rule=criterion["rule"],
            is_leaf=not under,
            **({**own, **_sums(under)} if under else own),
            last_year=last.get(criterion["code"]),
            evidence_count=self._evidence.get(guid, 0) + sum(r.evidence_count for r in under),
            task_guids=tuple(self._tasks.get(guid, ())),
            bonus=bool(criterion["bonus"]),
            requirement=criterion["requirement"],
            proof_wanted=criterion["proof_wanted"],
            responsible=criterion["responsible"],
            applies_to=criterion["applies_to"],
            scored_by=criterion["scored_by"],
            scoring=criterion["scoring"],
            own_max=most if under else None,
            field_code=criterion["field_code"],
        )
        found.insert(place, row)
        return row


def _own(max_points: Decimal, score: _Score | None) -> dict[str, Any]:
    """What a leaf says by its score."""
    return {
        "max_points": max_points,
        "self_score": score.self_score if score else None,
        "appraised": score.appraised if score else None,
        "survey": score.survey if score else None,
        "final": score.final if score else None,
        "reached": score.reached if score else None,
        "applicable": score.applicable if score else True,
        "explanation": score.explanation if score else "",
        "score_guid": score.guid if score else None,
        "score_revision": score.revision if score else 0,
        "not_arising": score.not_arising if score else False,
        "inputs": score.inputs if score else "{}",
    }


def _sums(under: Sequence[CriterionRow]) -> dict[str, Any]:
    """The points of what is under a line."""
    return {
        "max_points": _sum([r.max_points for r in under if r.applicable]) or Decimal(0),
        "self_score": _sum([r.self_score for r in under]),
        "appraised": _sum([r.appraised for r in under]),
        "survey": _sum([r.survey for r in under]),
        "final": _sum([r.final for r in under]),
        "reached": _sum([r.reached for r in under]),
        "applicable": any(r.applicable for r in under),
    }


def _sum(values: list[Decimal | None] | list[Decimal]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
