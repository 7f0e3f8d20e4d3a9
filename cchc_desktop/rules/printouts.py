"""What can be printed out of a dossier or a collection, and in which formats, by the codes of commands and options."""

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
    INCOMING = "incoming"


class Rollup(StrEnum):
    """What is made of all offices of a collection together (`collection/rollup.py` says how)."""

    TIMELINESS = "timeliness"
    PROGRESS = "progress"
    FIGURES = "figures"
    REPORT = "report"
    SCORES = "scores"
    HEAT = "heat"
    SURVEY = "survey"
    DECISION = "decision"
    LETTER = "letter"


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
