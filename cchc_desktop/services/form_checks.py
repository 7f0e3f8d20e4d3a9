"""Whether a form that came from elsewhere can be used: its shape, its codes, its sums, before it is kept."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from cchc_desktop import paths
from cchc_desktop.documents.house_style import HOUSE_STYLE, parse_house_style
from cchc_desktop.exchange.row_json import ShapeError, from_json
from cchc_desktop.exchange.safe_json import JsonError, read_json
from cchc_desktop.exchange.template_file import template_bytes, template_of
from cchc_desktop.rules.fields import FIELDS
from cchc_desktop.rules.formulas import codes_in
from cchc_desktop.rules.periods import PERIOD_KINDS
from cchc_desktop.rules.questionnaires import parse_questionnaire
from cchc_desktop.services.form_shapes import Criteria, Figures, LegalBases, Outline, Regime, Survey
from cchc_desktop.services.scoring.criteria_forms import check_data
from cchc_desktop.services.scoring.criteria_sets import SCORERS
from cchc_desktop.text import clean

_USUAL_YEAR = 2023
_FIGURE_KINDS = ("count", "share", "amount", "points", "yes_no", "choice", "heading")
_MARK = re.compile(r"\{[^{}]*\}?|\}")


def check_form(kind: str, code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    """The form that the bytes hold, cleaned; `known(kind, code)` is another form beside it, None where there is none.

    Raises `ShapeError` whose message names the place.
    """
    try:
        found = _CHECKS[kind](code, data, known)
    except JsonError as error:
        raise ShapeError(str(error)) from error
    title = form_title(found)
    if not title or len(title) > 300 or "\n" in title:
        raise ShapeError("title")
    return found


def form_title(form: Mapping[str, Any]) -> str:
    """What a form calls itself."""
    return str(form.get("title") or form.get("name") or "").strip()


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {clean(name): _cleaned(one) for name, one in value.items()}
    return value


def _shaped(kind: type, data: bytes) -> tuple[Any, dict[str, Any]]:
    """The form as an object of its class, and as the values that are kept."""
    found = read_json(data.removeprefix(b"\xef\xbb\xbf"))
    return from_json(kind, found), _cleaned(found)


def _check_fields(fields: Iterator[str]) -> None:
    codes = {field.code for field in FIELDS}
    for field in fields:
        if field and field not in codes:
            raise ShapeError(f"field {field[:40]}")


def _check_once(codes: list[str], what: str) -> None:
    twice = sorted({code for code in codes if codes.count(code) > 1 or not code.strip()})
    if twice:
        raise ShapeError(f"{what} {twice[0][:40]}")


def _outline(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    form, found = _shaped(Outline, data)
    figures = known("figures", form.figures_set)
    if figures is None:
        raise ShapeError(f"figures_set {form.figures_set[:40]}")
    codes = {figure["code"] for group in figures["groups"] for figure in group["figures"]}
    items = list(_walk(form.items, "items"))
    _check_fields(item.field for item in items)
    for item in items:
        strange = [figure for figure in item.figures if figure not in codes]
        if strange or not item.title.strip():
            raise ShapeError(f"{item.number} {item.title}: {', '.join(strange)}"[:120])
    return found


def _figures(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    form, found = _shaped(Figures, data)
    figures = [figure for group in form.groups for figure in group.figures]
    codes = [figure.code for figure in figures]
    _check_once(codes, "code")
    _check_fields(group.field for group in form.groups)
    for formula in (*(figure.formula for figure in figures), *(check.formula for check in form.checks)):
        if not set(codes_in(formula)) <= set(codes):
            raise ShapeError(f"formula {formula[:60]}")
    for figure in figures:
        if figure.kind not in _FIGURE_KINDS:
            raise ShapeError(f"{figure.code}: kind")
    return found


def _criteria(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    form, found = _shaped(Criteria, data)
    criteria = list(_walk(form.criteria, "children"))
    _check_once([criterion.code for criterion in criteria], "code")
    _check_fields(criterion.field for criterion in criteria)
    for criterion in criteria:
        children = [child for child in criterion.children if criterion.bonus or not child.bonus]
        own = [child for child in children if child.scored_by == "self"]
        sums = {sum(child.max for child in some) for some in (children, own)}
        if criterion.max < 0 or (children and criterion.max not in sums):
            raise ShapeError(f"{criterion.code}: max {criterion.max}")
        if criterion.scored_by not in SCORERS:
            raise ShapeError(f"{criterion.code}: scored_by {criterion.scored_by[:40]}")
    check_data(found)
    if not form.index_code.strip():
        raise ShapeError("index_code")
    return found


def _regime(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    form, found = _shaped(Regime, data)
    _check_once([str(due.period) for due in form.reports], "period")
    _check_once([str(due.kind) for due in form.papers], "kind")
    owed = [(str(due.period), due.due_day, due.due_month) for due in form.reports]
    owed += [(str(due.kind), due.due_day, due.due_month) for due in form.papers]
    for name, day, month in owed:
        try:
            date(_USUAL_YEAR, month, day)  # a day of every year
        except ValueError as error:
            raise ShapeError(f"{name}: {day}/{month}") from error
    if code == "default" and {due.period for due in form.reports} != set(PERIOD_KINDS):
        raise ShapeError("reports")
    return found


def _survey(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    form, found = _shaped(Survey, data)
    try:
        parse_questionnaire(found)
    except (ValueError, KeyError, TypeError) as error:
        raise ShapeError(str(error)[:120]) from error
    if not form.index_code.strip() or not 0 <= form.least_share <= 100 or form.least_forms < 0:
        raise ShapeError("index_code, least_share, least_forms")
    return found


def _legal_bases(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    form, found = _shaped(LegalBases, data)
    _check_fields(basis.field for basis in form.bases)
    _check_once([basis.text for basis in form.bases], "text")
    for basis in found["bases"]:
        for amendment in basis.get("amended_by", ()):
            try:
                date.fromisoformat(amendment.get("from") or f"{_USUAL_YEAR}-01-01")
            except (TypeError, ValueError) as error:
                raise ShapeError(f"from {str(amendment.get('from'))[:40]}") from error
    return found


def _house_style(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    found = _cleaned(read_json(data.removeprefix(b"\xef\xbb\xbf"), measures=True))
    if code != HOUSE_STYLE or not isinstance(found, dict):
        raise ShapeError(f"{code} ({HOUSE_STYLE})")
    try:
        parse_house_style(found)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ShapeError(str(error)[:120]) from error
    return dict(found)


def _template(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    form, _unknown = template_of(data, f"{code}.json")
    return dict(json.loads(template_bytes(form)))


def _sentences(code: str, data: bytes, known: Callable[[str, str], Any]) -> dict[str, Any]:
    """Sentences are reworded, never restructured: they have the groups and the marks of the program's own."""
    path = paths.resources() / "sentences" / f"{code}.json"
    if not path.is_file():
        raise ShapeError(code)
    own = json.loads(path.read_text(encoding="utf-8"))
    found = _cleaned(read_json(data.removeprefix(b"\xef\xbb\xbf")))
    _check_like(own, found, "")
    strange = set(_marks(found)) - set(_marks(own))
    if strange:
        raise ShapeError(sorted(strange)[0][:40])
    return dict(found)


def _marks(value: Any) -> Iterator[str]:
    """What `str.format` would fill, in any text of a form; a lone brace too."""
    if isinstance(value, str):
        yield from _MARK.findall(value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _marks(one)


def _check_like(own: Any, found: Any, place: str) -> None:
    if type(own) is not type(found):
        raise ShapeError(place)
    if isinstance(own, dict):
        for name, value in own.items():
            if name not in found:
                raise ShapeError(f"{place}.{name}")
            _check_like(value, found[name], f"{place}.{name}")
        for name in found.keys() - own.keys():
            _check_plain(found[name], f"{place}.{name}")
    elif isinstance(own, list):
        for number, value in enumerate(found):
            _check_entry(own, value, f"{place}[{number}]")


def _check_entry(own: list[Any], value: Any, place: str) -> None:
    """An entry of a list is like one of the program's own: as to its members that every one of those has."""
    if not own:
        return
    if not isinstance(own[0], dict):
        if type(value) is not type(own[0]):
            raise ShapeError(place)
        return
    if not isinstance(value, dict):
        raise ShapeError(place)
    always = set.intersection(*(set(one) for one in own))
    kinds = {name: type(one[name]) for one in own for name in one}
    for name in always | value.keys():
        if name not in value or (name in kinds and type(value[name]) is not kinds[name]):
            raise ShapeError(f"{place}.{name}")
        _check_plain(value[name], f"{place}.{name}")


def _check_plain(value: Any, place: str) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            _check_plain(one, f"{place}.{name}")
    elif isinstance(value, list):
        for one in value:
            _check_plain(one, place)
    elif not isinstance(value, str | bool | int):
        raise ShapeError(place)


def _walk(items: tuple[Any, ...], below: str) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _walk(getattr(item, below), below)


_CHECKS: dict[str, Callable[[str, bytes, Callable[[str, str], Any]], dict[str, Any]]] = {
    "outlines": _outline,
    "figures": _figures,
    "criteria": _criteria,
    "regimes": _regime,
    "surveys": _survey,
    "legal_bases": _legal_bases,
    "house_styles": _house_style,
    "templates": _template,
    "sentences": _sentences,
}
