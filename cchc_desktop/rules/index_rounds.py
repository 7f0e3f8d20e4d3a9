"""The days and the rounds of an index: what is done by when, and who gives points one after the other."""

from enum import StrEnum

from cchc_desktop.i18n import _


class IndexStep(StrEnum):
    """A step of the process by which an index is determined, as `CriteriaSet.steps` names it; in their order."""

    DATA = "data"  # the days whose results count
    REPORT = "report"  # the self-scoring report is owed
    UPLOAD = "upload"  # evidence is uploaded until the software locks
    FIRST = "appraisal_1"
    EXPLANATION = "explanation"
    SECOND = "appraisal_2"
    SURVEY = "survey"
    PUBLISHED = "published"


class Round(StrEnum):
    """Whose points a criterion has; in the order in which the later ones take the place of the earlier."""

    SELF = "self"
    FIRST = "appraisal_1"
    SECOND = "appraisal_2"
    SURVEY = "survey"
    FINAL = "final"


APPRAISALS = {Round.FIRST: 1, Round.SECOND: 2}  # their numbers in `Appraisal.round`


def step_name(step: str) -> str:
    """What a step of the process is called; one that the set names itself keeps its name."""
    names: dict[str, str] = {
        IndexStep.DATA: _("Days whose results count"),
        IndexStep.REPORT: _("Self-scoring report"),
        IndexStep.UPLOAD: _("Upload of evidence, then locked"),
        IndexStep.FIRST: _("First appraisal"),
        IndexStep.EXPLANATION: _("Explanations"),
        IndexStep.SECOND: _("Second appraisal"),
        IndexStep.SURVEY: _("Survey"),
        IndexStep.PUBLISHED: _("Published"),
    }
    return names.get(step, step)
