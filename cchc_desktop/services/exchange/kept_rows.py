"""The rows of a package as rows of the dossier's tables, and what is known of those tables for merging.

Which rows travel is told by `exchange.package_entities.ENTITIES`; a member that is called as a column of the table is
that column. What is not that simple stands in `_FURTHER`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from cchc_desktop.exchange.package_entities import ENTITIES, Entity, rows_of
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.models import tables
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.frame_columns import codes_of
from cchc_desktop.rules.roles import LineRole, UnitRole
from cchc_desktop.rules.unit_names import unit_key
from cchc_desktop.services.exchange.merging import ORDER, Rows, Shape, Values
from cchc_desktop.services.frame.results import UNKNOWN_DAY
from cchc_desktop.services.reporting.outlines import code_along

_tables = tables.Base.metadata.tables

# The column that names the row around, where the package does not say it in the row.
_AROUND = {
    "section": "plan_guid",
    "activity": "task_guid",
    "product": "task_guid",
    "task_unit": "task_guid",
    "milestone": "task_guid",
    "target": "plan_guid",
    "target_value": "target_guid",
    "report_item": "report_guid",
    "criterion": "set_guid",
    "outline_item": "outline_guid",
}
# What may refer to nothing: the words stay, only the link to the unit does not.
_LOOSE = frozenset({("task_unit", "unit_guid"), ("officer", "unit_guid"), ("contribution", "unit_guid")})
# Within what the place of a row counts; what is not here has no place of its own.
_LISTS: Mapping[str, tuple[str, ...]] = {
    "plan": ("year",),
    "section": ("plan_guid", "parent_guid"),
    "task_group": ("plan_guid",),
    "objective": ("group_guid",),
    "task": ("group_guid",),
    "activity": ("task_guid",),
    "product": ("task_guid",),
    "milestone": ("task_guid",),
    "task_unit": ("task_guid", "role"),
    "target": ("plan_guid",),
    "document_line": ("document_guid", "role"),
    "report_item": ("report_guid",),
    "report_statement": ("item_guid",),
    "criterion": ("set_guid", "parent_guid"),
    "outline_item": ("outline_guid", "parent_guid"),
    "unit": (),
    "officer": (),
    "receiver": (),
    "legal_basis": (),
    "figure": (),
}
# What tells a row beside its guid: a row here that says the same is the same row.
NATURAL: Mapping[str, tuple[str, ...]] = {
    "outline": ("code",),
    "outline_item": ("outline_guid", "parent_guid", "number", "title"),
    "criteria_set": ("index_code", "year"),
    "criterion": ("set_guid", "code"),
    "figure": ("code",),
    "figure_value": ("figure_guid", "period"),
    "score": ("criterion_guid",),
    "target_value": ("target_guid", "year"),
    "criterion_task": ("criterion_guid", "task_guid"),
    "index_result": ("index_code", "year", "office_name"),
    "index_goal": ("index_code", "year", "kind"),
    "report_duty": ("period", "receiver"),
    "legal_basis": ("text",),
    "unit_alias": ("unit_guid", "key"),
    "unit_field": ("unit_guid", "field_code"),
    "work_year": ("year",),
}
# Columns that packages of an earlier program do not have: where no row of a package says anything in them they are not
# told, so that what stands here is not taken for cleared there.
_LATER: Mapping[str, tuple[str, ...]] = {
    "criteria_set": ("version", "decision", "level", "declared_max", "steps", "rating", "causes"),
    "criterion": ("requirement", "proof_wanted", "responsible", "applies_to", "scored_by", "scoring"),
    "score": ("final", "not_arising", "inputs"),
    "appraisal": ("explanation",),  # the office's own answer, which only a handover carries
    "evidence": ("kind", "reference", "number", "issued_on", "issuer"),
}
_PAPER_LISTS = {
    LineRole.LEGAL_BASIS: "legal_bases",
    LineRole.ARTICLE: "articles",
    LineRole.ADDRESSEE: "addressees",
    LineRole.RECIPIENT: "recipients",
}
_SCORES = (  # of a criterion's row those that the row of its scores holds
    *("self_score", "appraised", "survey", "final"),
    *("applicable", "not_arising", "explanation", "inputs"),
)
_Put = Callable[..., None]


@cache
def shape() -> Shape:
    """What the tables of rows that travel refer to, and how their lists are told."""
    known = {entity.name for entity in ENTITIES} | set(_LISTS) | set(NATURAL)
    references: dict[str, dict[str, str]] = {}
    needed: dict[str, frozenset[str]] = {}
    required: dict[str, frozenset[str]] = {}
    for name in sorted(known & set(_tables)):
        links = {c.name: key.column.table.name for c in _tables[name].columns for key in c.foreign_keys}
        references[name] = {column: above for column, above in links.items() if above in known}
        needed[name] = frozenset(c for c in references[name] if (name, c) not in _LOOSE)
        required[name] = frozenset(c for c in references[name] if not _tables[name].columns[c].nullable)
    return Shape(references, needed, required, _LISTS)


def made_guid(*words: object) -> str:
    """The guid of a row whose own does not travel: the same for the same words."""
    return sha256("/".join(map(str, words)).encode()).hexdigest()[:32]


def kept_rows(data: PackageData) -> dict[str, dict[str, Values]]:
    """The rows of a package by table and guid, each with the columns that the package tells, as Python values."""
    found: dict[str, dict[str, Values]] = {}
    places: dict[tuple[Any, ...], int] = {}
    figures = [(row, view.report.period) for view in data.reports for row in view.figures]
    figures += [(row, of_period.period) for of_period in data.figures for row in of_period.figures]
    periods = {row.value_guid: period for row, period in figures}

    def put(table: str, guid: str, revision: int, **values: Any) -> None:
        scope = _LISTS.get(table)
        rows = found.setdefault(table, {})
        if scope is not None and guid not in rows:
            # Rows of a tree are numbered through, which is right within each of its branches too.
            place = (table, *(values.get(column) for column in scope if column != "parent_guid"))
            values[ORDER] = places[place] = places.get(place, -1) + 1
        rows.setdefault(guid, {"guid": guid, "revision": revision, **values})

    for entity in ENTITIES:
        if entity.name not in _tables:
            continue  # what is assigned goes through the comparison of imports
        plain = _plain_columns(entity)
        further = _FURTHER.get(entity.name)
        for row, around in rows_of(data, entity):
            guid = getattr(row, entity.identity) or ""
            if not guid:
                continue
            values = {name: _value(getattr(row, name)) for name in plain}
            if entity.name in _AROUND:
                values[_AROUND[entity.name]] = around
            if entity.name == "figure_value":
                values["period"] = periods[guid]
            if further is not None:
                further(entity, row, around, values, put)
            put(entity.name, guid, values.pop("revision", row.revision), **values)
    for row, _period in figures:
        put("figure", row.guid, row.revision, **_figure(row))
    _name_outlines(data, found)
    _leave_untold(found)
    return found


def _leave_untold(found: Mapping[str, dict[str, Values]]) -> None:
    """Take the later columns out of the rows of a package that says nothing in any of them."""
    for table, names in _LATER.items():
        rows = found.get(table, {}).values()
        usual = {name: _usual(table, name) for name in names}
        if all(row.get(name, usual[name]) == usual[name] for row in rows for name in names):
            for row in rows:
                for name in names:
                    row.pop(name, None)


def told_whole(rows: Rows) -> dict[str, dict[str, Values]]:
    """The rows of a package that was made here, with the later columns in which it said nothing as they were then."""
    found = {table: dict(some) for table, some in rows.items()}
    for table, names in _LATER.items():
        usual = {name: _usual(table, name) for name in names}
        if table in found:
            found[table] = {guid: {**usual, **row} for guid, row in found[table].items()}
    return found


def _usual(table: str, name: str) -> Any:
    """What a column of a new row has."""
    return getattr(_tables[table].columns[name].default, "arg", None)


def _name_outlines(data: PackageData, found: Mapping[str, Mapping[str, Values]]) -> None:
    """Say of each report which outline it follows, where that outline travels too."""
    outline_of = {item.guid: outline.guid for outline in data.outlines for item in outline.items}
    for view in data.reports:
        known = {outline_of.get(item.outline_item_guid) for item in view.items} - {None}
        if len(known) == 1:
            found["report"][view.report.guid]["outline_guid"] = known.pop()
    for plan in data.plans:
        if plan.outline is not None:
            found["outline"][made_guid(code_along(plan.plan.guid))]["title"] = plan.outline.title


@cache
def _plain_columns(entity: Entity) -> tuple[str, ...]:
    columns = set(_tables[entity.name].columns.keys()) - {"guid", "revision", ORDER, *_NOT_THEIRS.get(entity.name, ())}
    return tuple(f.name for f in fields(entity.row) if f.name in columns)


_NOT_THEIRS = {"remark": ("done",)}  # ticked by the office alone


def _figure_value(_entity: Entity, row: FigureRow, _around: str, values: Values, _put: _Put) -> None:
    values["figure_guid"], values["revision"] = row.guid, row.value_revision


def _value(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _plan(_entity: Entity, row: Any, _around: str, values: Values, _put: _Put) -> None:
    values["further_columns"] = codes_of(row.further_columns)


def _paper(_entity: Entity, row: PaperRow, _around: str, _values: Values, put: _Put) -> None:
    by_role: dict[str, list[Any]] = {}
    for line in row.line_ids:
        by_role.setdefault(line.role, []).append(line)
    for role, member in _PAPER_LISTS.items():
        ids = by_role.get(role, [])
        for place, text in enumerate(getattr(row, member)):
            guid = ids[place].guid if place < len(ids) else made_guid(row.guid, role, place)
            revision = ids[place].revision if place < len(ids) else 1
            put("document_line", guid, revision, document_guid=row.guid, role=str(role), text=text)
    if row.dated:
        guid = made_guid(row.guid, LineRole.DATED)
        put("document_line", guid, 1, document_guid=row.guid, role=str(LineRole.DATED), text=row.dated)


def _task(_entity: Entity, row: TaskRow, _around: str, values: Values, put: _Put) -> None:
    values |= {str(column): text for column, text in row.further}
    if row.objective_guid:
        put("objective", row.objective_guid, row.objective_revision, group_guid=row.group_guid, text=row.objective)


def _task_unit(entity: Entity, _row: Any, _around: str, values: Values, _put: _Put) -> None:
    values["role"] = str(UnitRole.LEAD if entity.path[-1] == "leads" else UnitRole.COORDINATION)


def _result(_entity: Entity, row: Any, _around: str, values: Values, _put: _Put) -> None:
    values["day"] = row.day or UNKNOWN_DAY


def _unit(_entity: Entity, row: Any, _around: str, values: Values, put: _Put) -> None:
    values["key"] = unit_key(row.name)
    for name in row.aliases:
        put("unit_alias", made_guid(row.guid, name), 1, unit_guid=row.guid, name=name, key=unit_key(name))
    for code in row.fields:
        put("unit_field", made_guid(row.guid, code), 1, unit_guid=row.guid, field_code=code)


def _statement(_entity: Entity, row: Any, _around: str, values: Values, _put: _Put) -> None:
    values["rows"] = ",".join(row.rows)


def _issued(_entity: Entity, row: Any, _around: str, values: Values, _put: _Put) -> None:
    values["recipients"] = "\n".join(row.recipients)


def _outline_item(entity: Entity, row: Any, around: str, values: Values, put: _Put) -> None:
    for name in ("periods", "tiers", "figures"):
        values[name] = ",".join(getattr(row, name))
    if entity.path[0] == "plans":  # the outline itself does not travel: it goes along with the plan's paper
        code = code_along(around)
        values["outline_guid"] = made_guid(code)
        put("outline", values["outline_guid"], 1, code=code, title="", valid_from=None, source="")


def _set(_entity: Entity, row: Any, _around: str, values: Values, _put: _Put) -> None:
    values["bands"] = json.dumps([[name, to_json(least)] for least, name in row.bands], ensure_ascii=False)


def _criterion(_entity: Entity, row: Any, _around: str, values: Values, put: _Put) -> None:
    if row.own_max is not None:
        values["max_points"] = row.own_max
    for task in row.task_guids:
        put("criterion_task", made_guid(row.guid, task), 1, criterion_guid=row.guid, task_guid=task)
    if row.score_guid and row.is_leaf:
        scores = {name: getattr(row, name) for name in _SCORES}
        put(
            "score",
            row.score_guid,
            row.score_revision,
            criterion_guid=row.guid,
            **scores,
        )


_FURTHER: Mapping[str, Callable[[Entity, Any, str, Values, _Put], None]] = {
    "plan": _plan,
    "official_document": _paper,
    "task": _task,
    "task_unit": _task_unit,
    "task_result": _result,
    "unit": _unit,
    "figure_value": _figure_value,
    "report_statement": _statement,
    "issued_paper": _issued,
    "outline_item": _outline_item,
    "criteria_set": _set,
    "criterion": _criterion,
}


def _figure(row: FigureRow) -> Values:
    names = ("code", "field_code", "name", "unit", "kind", "formula", "cumulative", "source")
    return {"group_title": row.group, **{name: getattr(row, name) for name in names}}


def encoded(rows: Rows) -> bytes:
    """Rows as bytes to be kept."""
    return json.dumps(to_json(dict(rows)), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def decoded(data: bytes) -> dict[str, dict[str, Values]]:
    """Rows that were kept; what the caller adds or takes away stays with the caller."""
    return {table: dict(rows) for table, rows in _decoded(data).items()}


@lru_cache(maxsize=2)  # a preview asks for the same rows twice, and taking in for those of the preview
def _decoded(data: bytes) -> dict[str, dict[str, Values]]:
    found: dict[str, dict[str, dict[str, Any]]] = json.loads(data)
    return {
        table: {guid: decoded_values(table, row) for guid, row in rows.items()}
        for table, rows in found.items()
        if table in _tables
    }


def decoded_values(table: str, row: Mapping[str, Any]) -> Values:
    """A row's values as Python values; columns that the table no longer has are left out."""
    kinds = _kinds(table)
    values = dict(row) if row.keys() <= kinds.keys() else {name: row[name] for name in row if name in kinds}
    for name in _typed(table) & values.keys():
        kind = kinds[name]
        if values[name] is not None and kind is not None:
            values[name] = kind(values[name])
    return values


@cache
def _typed(table: str) -> frozenset[str]:
    """The columns whose values are not those of JSON."""
    return frozenset(name for name, kind in _kinds(table).items() if kind is not None)


@cache
def _kinds(table: str) -> Mapping[str, Callable[[Any], Any] | None]:
    makers: Mapping[str, Callable[[Any], Any]] = {
        "DateTime": datetime.fromisoformat,
        "Date": date.fromisoformat,
        "Points": Decimal,
    }
    return {column.name: makers.get(type(column.type).__name__) for column in _tables[table].columns}


def tables_that_travel() -> Iterator[str]:
    """The names of the tables whose rows may stand in a package."""
    yield from shape().references
