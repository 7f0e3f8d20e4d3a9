"""Issuing a paper in a test, and what is kept of it."""

import io
from datetime import date
from pathlib import Path

import docx
import pypdf

from cchc_desktop.services.papers import issued_files, issuing, plans
from cchc_desktop.services.papers.papers_from_templates import create_from_template
from cchc_desktop.storage.changes import Change
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR

TODAY = date(YEAR, 9, 8)
DAY = date(YEAR, 1, 12)


def decision_of(dossier: Dossier, plan_guid: str) -> str:
    decision = plans.read_plan(dossier, plan_guid).decision
    assert decision is not None
    return decision.guid


def issue(dossier: Dossier, paper_guid: str, number: str = "5", day: date = DAY) -> Change:
    return issuing.issue_paper(dossier, paper_guid=paper_guid, number=number, issued_on=day, today=TODAY)


def kept(dossier: Dossier, issued_guid: str, form: str, folder: Path) -> bytes:
    target = folder / f"{issued_guid}.{form}"
    issued_files.save_issued(dossier, issued_guid, form, target)
    return target.read_bytes()


def words_of(text: str) -> str:
    return "".join(text.split()).replace("\u2011", "-")


def pdf_words(data: bytes) -> str:
    return words_of("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def docx_words(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    said = {"t": lambda node: node.text or "", "noBreakHyphen": lambda _node: "-"}
    nodes = ((node, said.get(str(node.tag).rpartition("}")[2])) for node in body.iter())
    return words_of("".join(spoken(node) for node, spoken in nodes if spoken))


def letter(dossier: Dossier) -> str:
    """A letter of the year; its paper's guid."""
    plan = create_from_template(dossier, year=YEAR, code="letter_request").created("plan")[0]
    return plans.read_plan(dossier, plan).paper.guid
