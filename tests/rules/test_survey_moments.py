"""When a form was sent, in the writings of the programs that collect answers."""

from datetime import datetime

import pytest

from cchc_desktop.rules.survey_moments import moment_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("05/12/2026 08:30:15", datetime(2026, 12, 5, 8, 30, 15)),
        ("12/31/2026 08:30", datetime(2026, 12, 31, 8, 30)),  # the American way
        ("05-12-2026 8:30", datetime(2026, 12, 5, 8, 30)),
        ("2026-12-05T08:30:15.250", datetime(2026, 12, 5, 8, 30, 15)),
        ("2026/12/05 08:30", datetime(2026, 12, 5, 8, 30)),
        ("08:30:15 5/1/2026", datetime(2026, 1, 5, 8, 30, 15)),
        ("05/12/2026 12:30 SA", datetime(2026, 12, 5, 0, 30)),
        ("05/12/2026 12:30 CH", datetime(2026, 12, 5, 12, 30)),
        ("05/12/2026 1:30 pm", datetime(2026, 12, 5, 13, 30)),
        ("05/12/2026 1:30 p.m.", datetime(2026, 12, 5, 13, 30)),
        ("05/12/2026 11:30 am", datetime(2026, 12, 5, 11, 30)),
        ("05/12/2026 23:59:59", datetime(2026, 12, 5, 23, 59, 59)),
        ("05/12/2026 24:00", None),
        ("05/12/2026 08:60", None),
        ("05/12/2026 08:30:60", None),
        ("30/02/2026 08:30", None),
        ("13/13/2026 08:30", None),
        ("05/12/2026", None),
        ("08:30", None),
        ("", None),
        (" " * 60 + "05/12/2026 08:30", None),
    ],
)
def test_a_day_with_its_time(text: str, moment: datetime | None) -> None:
    assert moment_of(text) == moment
