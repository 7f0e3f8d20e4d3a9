"""All names of the room: rules that compute as data, the sums of the tree, standings and bands."""

from cchc_desktop.rules.scoring.answers import Answer, Choice, OnTime, YesNo, on_time_answers
from cchc_desktop.rules.scoring.base import Case, Deduction, Options, Outcome, Rule, inputs_of
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.rules.scoring.parts import Council, Manual, Part, PerItem, Sum
from cchc_desktop.rules.scoring.rating import Cap, Gate, Rated, Rating, rate, rating_from_json, rating_to_json
from cchc_desktop.rules.scoring.rule_error import RuleError
from cchc_desktop.rules.scoring.shares import Ratio, Survey, Term, Weighted
from cchc_desktop.rules.scoring.standing import Reckoned, ScoredPart, ranks, reckon, shares_shown, survey_counts
from cchc_desktop.rules.scoring.steps import Count, Step, Steps
from cchc_desktop.rules.scoring.stored import KINDS, from_json, to_json
from cchc_desktop.rules.scoring.sums import ScoredCriterion, Total, band, check, index_of, percent, totals
from cchc_desktop.rules.scoring.working import compute, describe, faults

__all__ = [
    "KINDS",
    "Answer",
    "Cap",
    "Case",
    "Choice",
    "Council",
    "Count",
    "Deduction",
    "Gate",
    "Input",
    "Manual",
    "Measure",
    "OnTime",
    "Options",
    "Outcome",
    "Part",
    "PerItem",
    "Rated",
    "Rating",
    "Ratio",
    "Reckoned",
    "Rule",
    "RuleError",
    "ScoredCriterion",
    "ScoredPart",
    "Step",
    "Steps",
    "Sum",
    "Survey",
    "Term",
    "Total",
    "Weighted",
    "YesNo",
    "band",
    "check",
    "compute",
    "describe",
    "faults",
    "from_json",
    "index_of",
    "inputs_of",
    "on_time_answers",
    "percent",
    "ranks",
    "rate",
    "rating_from_json",
    "rating_to_json",
    "reckon",
    "shares_shown",
    "survey_counts",
    "to_json",
    "totals",
]
