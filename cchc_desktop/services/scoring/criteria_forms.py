"""Criteria sets as forms: made of a set of the dossier; their rules and days are checked before one is kept."""

import json
from collections.abc import Iterator
from typing import Any

from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.models.criteria_rows import CriteriaTable, SetLine
from cchc_desktop.rules.scoring import RuleError, from_json
from cchc_desktop.rules.set_steps import steps_of

_WORDS = ("rule", "requirement", "proof_wanted", "responsible", "applies_to")


def form_of(table: CriteriaTable) -> dict[str, Any]:
    """A set as a form's file holds it (`resources/README.md`); what is as usual is left out."""
    head = table.head
    form: dict[str, Any] = {"index_code": head.index_code, "title": head.title}
    form |= {name: value for name in ("source", "version", "decision") if (value := getattr(head, name))}
    if head.level != "commune":
        form["level"] = head.level
    if head.declared_max is not None:
        form["declared_max"] = f"{head.declared_max.normalize():f}"
    if steps_of(head.steps):
        form["steps"] = json.loads(head.steps)
    if head.rating not in ("", "{}"):
        form["rating"] = json.loads(head.rating)
    form["year_from"] = head.year
    form["bands"] = [{"name": name, "min": f"{least.normalize():f}"} for name, least in head.bands]
    below: dict[str | None, list[SetLine]] = {}
    for line in table.lines:
        below.setdefault(line.parent_guid, []).append(line)
    form["criteria"] = list(_items(None, below))
    return form


def _items(parent: str | None, below: dict[str | None, list[SetLine]]) -> Iterator[dict[str, Any]]:
    for line in below.get(parent, ()):
        item: dict[str, Any] = {"code": line.code, "name": line.name, "max": f"{line.max_points.normalize():f}"}
        item |= {name: value for name in _WORDS if (value := getattr(line, name))}
        if line.field_code:
            item["field"] = line.field_code
        if line.scored_by != "self":
            item["scored_by"] = line.scored_by
        if line.bonus:
            item["bonus"] = True
        if line.scoring:
            item["scoring"] = json.loads(line.scoring)
        item["children"] = list(_items(line.guid, below))
        yield item


def check_data(form: dict[str, Any]) -> None:
    """Raise `ShapeError` where a rule, a day or what decides the band is none that the program can use."""
    steps = form.get("steps", [])
    if not isinstance(steps, list) or len(steps_of(json.dumps(steps))) != len(steps):
        raise ShapeError("steps")
    if not isinstance(form.get("rating", {}), dict):
        raise ShapeError("rating")
    items = list(form.get("criteria", ()))
    while items:
        item = items.pop()
        items.extend(item.get("children", ()))
        rule = item.get("scoring")
        if rule is None or rule == "":
            continue
        try:
            from_json(rule if isinstance(rule, str) else json.dumps(rule))
        except RuleError as error:
            raise ShapeError(f"{item.get('code', '')}: {error}"[:160]) from error
