"""What is watched while hands are in the window: failures that nobody catches, and the rows that undo answers for."""

import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, QUrl, Slot, qInstallMessageHandler

from cchc_desktop.rules.frame_columns import Column
from cchc_desktop.services.frame import tasks
from cchc_desktop.services.papers.plans import create_plan
from cchc_desktop.storage.dossier import Dossier
from tests.soak.campaign import Kind

_NO_SCREEN = "This plugin does not support "  # what a window without a screen cannot do
_NOT_UNDONE = ("history", "text_draft", "stored_file", "column_mapping")  # kept beside the steps


class Opener(QObject):
    """Stands for the programs that the system would start."""

    @Slot(QUrl)
    def opened(self, _url: QUrl) -> None:
        """Nothing is started."""


def rows_of(dossier: Dossier) -> dict[str, dict[str, tuple[object, ...]]]:
    """Every row that undo answers for, by table and guid, without the revision."""
    with dossier.raw_connection() as plain:
        names = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: _of_table(plain, name) for name in names if name not in _NOT_UNDONE and _has_guid(plain, name)}


def _has_guid(plain: sqlite3.Connection, name: str) -> bool:
    return any(column[1] == "guid" for column in plain.execute(f"PRAGMA table_info({name})"))


def _of_table(plain: sqlite3.Connection, name: str) -> dict[str, tuple[object, ...]]:
    columns = [column[1] for column in plain.execute(f"PRAGMA table_info({name})") if column[1] != "revision"]
    rows = plain.execute(f"SELECT {', '.join(columns)} FROM {name}")
    place = columns.index("guid")
    return {row[place]: tuple(row) for row in rows}


def difference(
    before: dict[str, dict[str, tuple[object, ...]]], after: dict[str, dict[str, tuple[object, ...]]]
) -> str:
    """The first row that is another, before and after; "" where all are the same."""
    for table in before:
        for guid in before[table].keys() | after[table].keys():
            if before[table].get(guid) != after[table].get(guid):
                return f"{table}: {before[table].get(guid)} -> {after[table].get(guid)}"
    return ""


@contextmanager
def watched(tell: Callable[[Kind, str], None]) -> Iterator[None]:
    """Everything that nobody catches, and whatever Qt warns of, is told as a crash."""
    hook = sys.excepthook

    def raised(kind: type[BaseException], error: BaseException, trace: object) -> None:
        lines = traceback.format_exception(error)
        tell(Kind.CRASH, f"{kind.__name__}: {error}\n{''.join(lines[-6:])}")

    def said(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not words.startswith(_NO_SCREEN):
            tell(Kind.CRASH, f"Qt: {words}")

    sys.excepthook = raised
    before = qInstallMessageHandler(said)
    try:
        yield
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(before)


def of_two_years(path: Path) -> Path:
    """The sample dossier, with a plan of three tasks in 2025 besides."""
    dossier = Dossier.open(path, backup=False)
    plan = create_plan(dossier, year=2025).created("plan")[0]
    group = tasks.add_group(dossier, plan_guid=plan, title="Cải cách thể chế").created("task_group")[0]
    rows = [{Column.TASK: f"Rà soát văn bản đợt {number}", Column.DEADLINE: "Quý II/2025"} for number in (1, 2, 3)]
    tasks.paste_tasks(dossier, group_guid=group, rows=rows)
    dossier.close()
    return path
