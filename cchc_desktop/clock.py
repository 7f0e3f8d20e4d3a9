"""The day it is."""

import os
from datetime import date


def today() -> date:
    """The day that deadlines are counted from; the variable CCHC_TODAY=YYYY-MM-DD sets another."""
    chosen = os.environ.get("CCHC_TODAY", "")
    return date.fromisoformat(chosen) if chosen else date.today()
