"""A report outline that was read, written into the dossier."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cchc_desktop.models.report import Outline
from cchc_desktop.readers.read_rows import ReadOutline
from cchc_desktop.services import forms
from cchc_desktop.services.reporting.outlines import code_along


def add_outline(session: Session, read: ReadOutline, year: int, source: str, paper_guid: str = "") -> None:
    """Add the outline with its headings; `source` is the file or paper that it came with, `paper_guid` the paper kept
    here whose appendix it is.
    """
    known = set(session.scalars(select(Outline.code)))
    code, serial = code_along(paper_guid) if paper_guid else f"imported_{year}", 1
    while code in known:
        serial += 1
        code = f"imported_{year}_{serial}"
    outline = Outline(code=code, title=read.title or source, valid_from=None, source=source)
    session.add(outline)
    roots: list[dict[str, Any]] = []
    path_to: list[dict[str, Any]] = []
    for line in read.items:
        item: dict[str, Any] = {"number": line.number, "title": line.title, "guidance": line.guidance, "items": []}
        path_to = path_to[: max(0, line.level - 1)]
        (path_to[-1]["items"] if path_to else roots).append(item)
        path_to.append(item)
    forms.add_outline_items(session, outline.guid, None, roots)
