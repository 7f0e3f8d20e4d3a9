"""A plan begun from an earlier one: its sections and tasks with the years moved on, nothing of its progress."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.i18n import _
from cchc_desktop.models.paper import OfficialDocument
from cchc_desktop.models.plan import Plan, Section, Target
from cchc_desktop.models.rows import TaskRow
from cchc_desktop.models.task import Objective, Task, TaskGroup
from cchc_desktop.rules.table_columns import Column
from cchc_desktop.services.papers import new_paper, paper_row, put_lines
from cchc_desktop.services.plans import section_rows
from cchc_desktop.services.task_cells import CellWriter
from cchc_desktop.services.task_rows import task_rows
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
