"""What the level above writes about a package that came: kept on this computer while it is written, and beyond.

It is kept beside the options and not in a dossier: who answers packages need have none open, and what they are about is
another office's. The file is the JSON that `cchc return` takes, so that either can go on with what the other began.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from cchc_desktop import paths
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.leftovers import unfinished
from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.rules.frame_columns import FRAME_COLUMNS, Column
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.periods import period_title

ROUNDS = (1, 2)


@dataclass(frozen=True)
class Appraised:
    """What one round of appraisal gives a criterion: points or none, and why."""

    points: Decimal | None = None
    comment: str = ""

    def __bool__(self) -> bool:
        return self.points is not None or bool(self.comment)


@dataclass
class AnswerForm:
    """An answer while it is written: by guid of the rows spoken of; of a report that goes back the reason, "" so far.

    `withheld` are reasons that were written for reports which do not go back after all; `appraised` is by criterion and
    round.
    """

    author: str = ""
    note: str = ""
    remarks: dict[str, str] = field(default_factory=dict)
    returned: dict[str, str] = field(default_factory=dict)
    appraised: dict[tuple[str, int], Appraised] = field(default_factory=dict)
    withheld: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.remarks or self.returned or self.appraised)

    def told(self) -> dict[str, Any]:
        """As the JSON object that `answers.return_package` takes, which passes over what is withheld."""
        return {
            "author": self.author,
            "note": self.note,
            "remarks": [{"guid": guid, "text": text} for guid, text in self.remarks.items()],
            "appraisals": [
                {"guid": guid, "round": number, "score": to_json(one.points), "comment": one.comment}
                for (guid, number), one in self.appraised.items()
            ],
            "returned": [{"guid": guid, "text": text} for guid, text in self.returned.items()],
            "withheld": [{"guid": guid, "text": text} for guid, text in self.withheld.items()],
        }


def read_answer(sha256: str) -> AnswerForm:
    """What was written so far about the package with this hash; nothing where nothing is kept.

    What cannot be read is put aside under another name and not written over.
    """
    path = _path(sha256)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return AnswerForm(
            str(found["author"]),
            str(found["note"]),
            {str(one["guid"]): str(one["text"]) for one in found["remarks"]},
            {str(one["guid"]): str(one["text"]) for one in found["returned"]},
            {
                (str(one["guid"]), int(one["round"])): Appraised(_points(one["score"]), str(one["comment"]))
                for one in found["appraisals"]
            },
            {str(one["guid"]): str(one["text"]) for one in found["withheld"]},
        )
    except FileNotFoundError:
        return AnswerForm()
    except (ValueError, KeyError, TypeError, ArithmeticError):
        os.replace(path, path.with_suffix(".unread"))
        return AnswerForm()


def _points(kept: Any) -> Decimal | None:
    return None if kept is None else Decimal(str(kept))


def keep_answer(sha256: str, form: AnswerForm) -> None:
    """Keep what is written about the package with this hash. Raises `UserError` where the drive does not take it."""
    path = _path(sha256)
    try:
        paths.make_private(path.parent)
        with unfinished(path.parent) as temporary:
            temporary.write_text(json.dumps(form.told(), ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(temporary, path)
    except OSError as error:
        raise UserError(
            _("The answer could not be kept in {folder}. Check the free space there, then type on.").format(
                folder=path.parent
            )
        ) from error


def _path(sha256: str) -> Path:
    return paths.home() / "answers" / f"{sha256}.json"


@dataclass(frozen=True)
class AnswerLine:
    """One thing of a package that can be spoken of, or a heading above such things (`table` is "").

    `above` is the guid of the line that it stands under, "" at the top; `text` is what the office wrote there.
    """

    guid: str
    table: str
    above: str
    title: str
    text: str = ""
    criterion: CriterionRow | None = None

    @property
    def is_scored(self) -> bool:
        """Whether points can be given."""
        return self.criterion is not None and self.criterion.is_leaf and self.criterion.applicable


def answer_lines(data: PackageData) -> tuple[AnswerLine, ...]:
    """What of a package can be answered, in the order of its papers: reports, plans, criteria sets."""
    return (*_of_reports(data), *_of_plans(data), *_of_indices(data))


def _of_reports(data: PackageData) -> Iterator[AnswerLine]:
    for view in data.reports:
        report = view.report
        title = _("Report: {period}").format(period=period_title(report.year, report.period))
        yield AnswerLine(report.guid, "report", "", title)
        for item in view.items:
            words = f"{item.number}. {item.title}".removeprefix(". ")
            above = item.parent_guid or report.guid
            yield AnswerLine(item.guid, "report_item", above, words, plain_text(item.text) or item.reason)


def _of_plans(data: PackageData) -> Iterator[AnswerLine]:
    for view in data.plans:
        yield AnswerLine(view.plan.guid, "", "", _("Plan: {title}").format(title=view.plan.title))
        for group in view.groups:
            yield AnswerLine(group.guid, "", view.plan.guid, f"{group.number}. {group.title}")
            for task in view.tasks:
                if task.group_guid == group.guid:
                    told = _told(task.cells)
                    done = _("Result: {text}").format(text=task.result) if task.result else ""
                    title = f"{task.group_number}.{task.number} {task.text}"
                    yield AnswerLine(task.guid, "task", group.guid, title, f"{told}\n{done}".strip())


def _told(cells: Mapping[Column, str]) -> str:
    return "\n".join(f"{known.name()}: {cells[known.column]}" for known in FRAME_COLUMNS if cells.get(known.column))


def _of_indices(data: PackageData) -> Iterator[AnswerLine]:
    for index in data.indices:
        yield AnswerLine(index.guid, "", "", index.title)
        for row in index.criteria:
            told = "\n".join(filter(None, (row.rule, row.explanation)))
            yield AnswerLine(row.guid, "criterion", row.parent_guid or index.guid, f"{row.code} {row.name}", told, row)
