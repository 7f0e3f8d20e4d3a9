"""What can be printed out of a dossier, and the formats of its files, by the codes that commands and options use."""

from enum import StrEnum


class Printout(StrEnum):
    """A paper that is composed from the dossier (`services/papers/composing.py` says how)."""

    DECISION = "decision"
    PLAN = "plan"
    FRAME = "frame"
    PROGRESS = "progress"
    REPORT = "report"
    INDICES = "indices"
    CRITERIA = "criteria"
    SELF_SCORE = "self_score"
    INDEX_CHART = "index_chart"
    SURVEY_FORM = "survey_form"
    SURVEY = "survey"
    TARGETS = "targets"
    AWARD = "award"


class FileFormat(StrEnum):
    """The format of a paper's file."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def ending(self) -> str:
        """Of the file's name: ".docx"."""
        return f".{self}"


ENDINGS = tuple(form.ending for form in FileFormat)
