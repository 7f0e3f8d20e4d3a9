"""Papers of indices and surveys as nodes; `composing.py` hands them out."""

from typing import TYPE_CHECKING

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services import offices
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.dossier import Dossier

if TYPE_CHECKING:
    from cchc_desktop.documents.nodes import Document


def compose_indices(dossier: Dossier, wish: Wish) -> "Document":
    """The criteria set with its scores."""
    from cchc_desktop.documents.criteria_sheet import compose_criteria_sheet
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.services.reporting.score_sheets import current_set
    from cchc_desktop.services.scoring import indices

    chosen = current_set(dossier, wish.year)
    if chosen is None:
        raise UserError(_("{year} has no criteria set yet. Add one on the Indices tab.").format(year=wish.year))
    office = offices.read_office(dossier, wish.year)
    return compose_criteria_sheet(indices.read_index(dossier, chosen), office, load_house_style())


def compose_chart(dossier: Dossier, wish: Wish) -> "Document":
    """What the fields of a criteria set reached, and the index through the years."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.index_chart import compose_index_chart
    from cchc_desktop.services.reporting.score_sheets import current_set
    from cchc_desktop.services.scoring import indices
    from cchc_desktop.services.scoring.index_results import read_comparison

    chosen = wish.set_guid or current_set(dossier, wish.year)
    if chosen is None:
        raise UserError(_("{year} has no criteria set yet. Add one on the Indices tab.").format(year=wish.year))
    view = indices.read_index(dossier, chosen)
    office = offices.read_office(dossier, wish.year)
    return compose_index_chart(view, read_comparison(dossier, view.index_code), office, load_house_style())


def compose_criteria(dossier: Dossier, wish: Wish) -> "Document":
    """The criteria set as it was published, with rules and evidence."""
    from cchc_desktop.documents.criteria_set import compose_criteria_set
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.services.reporting.score_sheets import current_set
    from cchc_desktop.services.scoring.criteria_sets import read_table

    chosen = wish.set_guid or current_set(dossier, wish.year)
    if chosen is None:
        raise UserError(_("{year} has no criteria set yet. Add one on the Indices tab.").format(year=wish.year))
    return compose_criteria_set(
        read_table(dossier, chosen), offices.read_office(dossier, wish.year), load_house_style()
    )


def compose_form(dossier: Dossier, wish: Wish) -> "Document":
    """The blank form of a survey."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.survey_form import compose_survey_form
    from cchc_desktop.services.scoring import surveys

    survey = surveys.current_survey(dossier, wish.year, wish.survey_guid)
    office = offices.read_office(dossier, wish.year)
    return compose_survey_form(survey.title, surveys.asked_of(survey), office, load_house_style())


def compose_survey(dossier: Dossier, wish: Wish) -> "Document":
    """The result of a survey."""
    from cchc_desktop.documents.house_style import load_house_style
    from cchc_desktop.documents.survey_result import compose_survey_result
    from cchc_desktop.services.scoring import surveys

    survey = surveys.current_survey(dossier, wish.year, wish.survey_guid)
    result = surveys.read_result(dossier, survey.guid)
    office = offices.read_office(dossier, wish.year)
    return compose_survey_result(survey, surveys.asked_of(survey), result, office, load_house_style())
