"""Scores of a criteria set: rules that compute as data, the sums of the tree, shares and bands."""

from cchc_desktop.rules.scoring.answers import Answer, Choice, OnTime, YesNo
from cchc_desktop.rules.scoring.base import Case, Deduction, Options, Outcome, Rule, RuleError, inputs_of
from cchc_desktop.rules.scoring.inputs import Input
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.rules.scoring.parts import Council, Manual, Part, PerItem, Sum
from cchc_desktop.rules.scoring.shares import Ratio, Survey, Term, Weighted
from cchc_desktop.rules.scoring.steps import Count, Step, Steps
from cchc_desktop.rules.scoring.stored import KINDS, from_json, to_json
from cchc_desktop.rules.scoring.sums import ScoredCriterion, Total, band, check, percent, totals
from cchc_desktop.rules.scoring.working import compute, describe, faults

__all__ = [
    "KINDS",
    "Answer",
    "Case",
    "Choice",
    "Council",
    "Count",
    "Deduction",
    "Input",
    "Manual",
    "Measure",
    "OnTime",
    "Options",
    "Outcome",
    "Part",
    "PerItem",
    "Ratio",
    "Rule",
    "RuleError",
    "ScoredCriterion",
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
    "inputs_of",
    "percent",
    "to_json",
    "totals",
]
