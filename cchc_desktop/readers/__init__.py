"""Word, Excel and text to rows, trusting none of them.

The verbs below are all that other rooms need; what they return is in `read_rows`. Libraries for a file format are
imported when a file of that format is first opened.
"""

from cchc_desktop.readers.criteria import read_criteria
from cchc_desktop.readers.figures import read_figures
from cchc_desktop.readers.outline import read_outline
from cchc_desktop.readers.plan import read_plan, read_plan_text

__all__ = ["read_criteria", "read_figures", "read_outline", "read_plan", "read_plan_text"]
