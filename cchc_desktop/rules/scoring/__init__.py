"""Scores of a criteria set: rules that compute as data, the sums of the tree, shares and bands.

The sums come at once, as the first screen shows them; all else of `names` is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cchc_desktop.rules.scoring.sums import ScoredCriterion, Total, band, check, index_of, percent, totals

if TYPE_CHECKING:
    from cchc_desktop.rules.scoring.names import *  # noqa: F403

__all__ = ["ScoredCriterion", "Total", "band", "check", "index_of", "percent", "totals"]


def __getattr__(name: str) -> Any:
    if name.startswith("__"):  # what Python itself asks of a module
        raise AttributeError(name)
    names = import_module(f"{__name__}.names")
    if name not in names.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(names, name)
