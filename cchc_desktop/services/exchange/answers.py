"""What the superior says of what was sent: remarks to tick, appraised points to explain; and a package that says it."""

import json
from collections import Counter
from collections.abc import Collection, Generator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_checks import LONGEST_NAME
from cchc_desktop.exchange.package_format import PackageData, PackageInfo, file_name
from cchc_desktop.exchange.row_json import LONGEST_TEXT
from cchc_desktop.i18n import _
from cchc_desktop.models.exchange import Appraisal as KeptAppraisal
from cchc_desktop.models.exchange import Remark as KeptRemark
from cchc_desktop.models.index import Criterion, Score
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.models.office_rows import OfficeRow
from cchc_desktop.models.package_rows import Appraisal, Remark, ReturnedReport
from cchc_desktop.progress import Progress
from cchc_desktop.rules.numbers import decimals_of, holds
from cchc_desktop.services.exchange.answering import answer_package
from cchc_desktop.services.exchange.kept_rows import made_guid
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.writing_order import written
from cchc_desktop.text import clean

_PLACES = 4  # decimals of points that a dossier keeps


def read_remarks(dossier: Dossier, owners: Collection[str] | None = None) -> tuple[Remark, ...]:
    """The remarks on these rows, or all: what is still to be mended first, then the oldest first.

    Those of one moment stand by author, and in the order in which each wrote them.
    """
    with dossier.read() as session:
        chosen = select(KeptRemark).order_by(KeptRemark.done, KeptRemark.at, KeptRemark.author, written(KeptRemark))
        if owners is not None:
            chosen = chosen.where(KeptRemark.owner_guid.in_(list(owners)))
        return tuple(
            Remark(r.guid, r.revision, r.owner_kind, r.owner_guid, r.text, r.author, r.at, r.done)
            for r in session.scalars(chosen)
        )


def set_done(dossier: Dossier, *, remark_guid: str, done: bool) -> Change:
    """Tick a remark as mended, or take the tick away."""
    with dossier.change(_("Tick a remark")) as work:
        work.session.get_one(KeptRemark, remark_guid).done = done
    return work.change


@dataclass(frozen=True)
class AppraisalLine:
    """Appraised points beside our own, with what the superior says and what we answer."""

    guid: str
    criterion_guid: str
    code: str
    name: str
    round: int
    max_points: Decimal
    self_score: Decimal | None
    score: Decimal | None
    comment: str
    by: str
    explanation: str


def read_appraisals(dossier: Dossier, criterion_guid: str | None = None) -> tuple[AppraisalLine, ...]:
    """The appraised points of a criterion, or of all, in the order of the criteria and rounds."""
    with dossier.read() as session:
        chosen = (
            select(KeptAppraisal, Criterion, Score.self_score)
            .join(Criterion, KeptAppraisal.criterion_guid == Criterion.guid)
            .outerjoin(Score, Score.criterion_guid == Criterion.guid)
            .order_by(
                Criterion.set_guid, Criterion.position, KeptAppraisal.round, KeptAppraisal.at, written(KeptAppraisal)
            )
        )
        if criterion_guid is not None:
            chosen = chosen.where(Criterion.guid == criterion_guid)
        return tuple(
            AppraisalLine(
                row.guid,
                criterion.guid,
                criterion.code,
                criterion.name,
                row.round,
                criterion.max_points,
                own,
                row.score,
                row.comment,
                row.by,
                row.explanation,
            )
            for row, criterion, own in session.execute(chosen).tuples()
        )


def set_explanation(dossier: Dossier, *, appraisal_guid: str, text: str) -> Change:
    """Write what the office answers to appraised points."""
    with dossier.change(_("Explain appraised points")) as work:
        work.session.get_one(KeptAppraisal, appraisal_guid).explanation = text.strip()
    return work.change


def return_package(
    info: PackageInfo,
    data: PackageData,
    *,
    form: Mapping[str, Any],
    out: Path,
    password: str = "",
    now: datetime | None = None,
) -> Generator[Progress, None, Path]:
    """Write the package that answers one that came: remarks, appraised points, reports that go back.

    `form` is the JSON of `docs/commands.md`. Raises `UserError` for what speaks of nothing in the package.
    """
    at = (now or datetime.now()).replace(microsecond=0)
    author = clean(_string(form, "author")).strip() or info.manifest.superior
    if not author or len(author) > LONGEST_NAME or "\n" in author:
        raise UserError(_("Say who answers, in one line of at most {count} letters.").format(count=LONGEST_NAME))
    answer = _Answer(info, data, at, author)
    remarks, appraisals, returned = answer.rows(form)
    name = info.manifest.superior or answer.author
    made = yield from answer_package(
        info,
        data,
        office=OfficeRow(made_guid("office", name), 1, name, "two", "", ""),
        out=out,
        remarks=remarks,
        appraisals=appraisals,
        returned=returned,
        note=_string(form, "note"),
        password=password,
        made_at=at,
    )
    return made.path


def answer_name(info: PackageInfo) -> str:
    """The name of the file that answers a package, which no package of an office has."""
    return f"Tra-loi-{file_name(info.office, info.year, info.period or None)}"


def read_form(path: Path) -> Mapping[str, Any]:
    """The remarks in a JSON file; raises `UserError` where it cannot be read or is none."""
    try:
        form = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    except ValueError as error:
        raise _no_form(path.name) from error
    if not isinstance(form, dict):
        raise _no_form(path.name)
    return form


def _no_form(name: str) -> UserError:
    return UserError(
        _("“{name}” is no list of remarks. It has to be a JSON object, as docs/commands.md describes.").format(
            name=name
        )
    )


class _Answer:
    """Makes rows of what the superior writes, by what the package holds."""

    def __init__(self, info: PackageInfo, data: PackageData, at: datetime, author: str) -> None:
        self._info, self._at, self.author = info, at, author
        self._known: dict[str, tuple[str, str]] = {}  # what a row may be called by: its table and guid
        self._shared: set[str] = set()  # names of several rows
        self._criteria = {row.guid: row for index in data.indices for row in index.criteria}
        for view in data.reports:
            self._add("report", view.report.guid, view.report.period)
            for item in view.items:
                self._add("report_item", item.guid)
        for plan in data.plans:
            for task in plan.tasks:
                self._add("task", task.guid, f"{task.group_number}.{task.number}")
        for index in data.indices:
            for row in index.criteria:
                self._add("criterion", row.guid, row.code)

    def _add(self, table: str, guid: str, *names: str) -> None:
        for name in (guid, *(f"{table} {one}" for one in names)):
            if self._known.setdefault(name, (table, guid)) != (table, guid):
                self._shared.add(name)

    def rows(
        self, form: Mapping[str, Any]
    ) -> tuple[tuple[Remark, ...], tuple[Appraisal, ...], tuple[ReturnedReport, ...]]:
        """The rows of the answer, each once. Raises `UserError`."""
        remarks = [self._remark(one) for one in _objects(form, "remarks")]
        appraisals = [self._appraisal(one) for one in _objects(form, "appraisals")]
        returned = [self._returned(one) for one in _objects(form, "returned")]
        if not (remarks or appraisals or returned):
            raise UserError(_("There is nothing to send back yet. Write a remark or appraised points first."))
        _check_once(f"{one.criterion_guid} {one.round}" for one in appraisals)
        _check_once(one.report_guid for one in returned)
        return tuple({one.guid: one for one in remarks}.values()), tuple(appraisals), tuple(returned)

    def _find(self, one: Mapping[str, Any], table: str) -> str:
        name = str(one.get("guid") or f"{table} {one.get('name', '')}")
        if name in self._shared:
            words = _("The package holds several things that are called “{name}”. Name it by its guid.")
            raise UserError(words.format(name=one.get("name")))
        found = self._known.get(name)
        if found is None or (table and found[0] != table):
            raise UserError(
                _("The package holds nothing that is called “{name}”. Nothing was written.").format(
                    name=str(one.get("guid") or one.get("name") or "")
                )
            )
        return found[1]

    def _guid(self, *words: object) -> str:
        return made_guid(self._info.sha256, *words)

    def _remark(self, one: Mapping[str, Any]) -> Remark:
        guid, text = self._find(one, str(one.get("kind") or "")), _text(one)
        return Remark(self._guid(guid, text), 1, self._known[guid][0], guid, text, self.author, self._at)

    def _appraisal(self, one: Mapping[str, Any]) -> Appraisal:
        guid, number, score = self._find(one, "criterion"), one.get("round", 1), _points(one.get("score"))
        comment = clean(_string(one, "comment")).strip()
        if score is None and not comment:
            raise UserError(
                _("Neither points nor a comment are given for “{name}”.").format(name=one.get("name") or guid)
            )
        if type(number) is not int or number not in (1, 2):
            raise UserError(_("Points are appraised in round 1 or 2, not {round}.").format(round=number))
        problem = appraisal_problem(self._criteria[guid], score)
        if problem:
            raise UserError(problem)
        own = self._guid(guid, number, score, comment)
        return Appraisal(own, 1, guid, number, score, comment, self.author, self._at)

    def _returned(self, one: Mapping[str, Any]) -> ReturnedReport:
        guid, text = self._find(one, "report"), _text(one)
        return ReturnedReport(self._guid("returned", guid, text), 1, guid, text, self.author, self._at)


def appraisal_problem(criterion: CriterionRow, points: Decimal | None) -> str:
    """Why a criterion of a package cannot be given these points; "" where it can."""
    from cchc_desktop.services.scoring.indices import points_problem

    if not criterion.is_leaf and points is not None:
        words = _("Criterion {code} is the sum of those below it. Give the points there. Nothing was changed.")
        return words.format(code=criterion.code)
    return points_problem(criterion, points)


def _objects(form: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = form.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _no_form(name)
    return found


def _text(one: Mapping[str, Any]) -> str:
    text = clean(_string(one, "text")).strip()
    if not text:
        raise UserError(_("A remark without words says nothing. Write what is to be mended."))
    return text


def _string(one: Mapping[str, Any], name: str) -> str:
    """A text of the form; "" where it says none."""
    value = one.get(name)
    if value is not None and (not isinstance(value, str) or len(value) > LONGEST_TEXT):
        words = _("“{name}” has to be a text of at most {count} letters.")
        raise UserError(words.format(name=name, count=LONGEST_TEXT))
    return value or ""


def _check_once(names: Iterable[str]) -> None:
    if [name for name, times in Counter(names).items() if times > 1]:
        raise UserError(_("The same points or the same report are told of twice. Leave one of the two."))


def _points(value: Any) -> Decimal | None:
    """Points as JSON or an officer writes them: 2.5, "2.5" or "2,5"."""
    if value is None:
        return None
    try:
        points = Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        points = Decimal("NaN")
    if isinstance(value, bool) or not points.is_finite() or not holds(points) or decimals_of(points) > _PLACES:
        raise UserError(_("“{value}” are no points. Write a number, such as 2.5.").format(value=value))
    return points.quantize(Decimal(1).scaleb(-_PLACES)).normalize() + 0
