"""Figures of a made-up commune for the four periods of a year, which add up as the form `cchc_72` asks.

All numbers are hundredths, so that shares are whole numbers too.
"""

from collections.abc import Mapping
from random import Random

PERIODS = 4
_UPTO = (25, 50, 75, 100)  # per cent of the year that a period has behind it

# What stays through the year, what a year comes to: the least and the most of a commune of usual size.
_STEADY = {
    "1": (45, 75), "21": (360, 400), "24a": (8, 16), "24b": (20, 40), "27": (5, 60), "44b": (4, 4), "44a": (4, 6),
    "45": (0, 3), "46a": (34, 48), "47": (8, 24), "49": (70, 110), "50": (2, 4), "57a": (4000, 24000),
    "58a": (2500, 15000), "59": (1, 1), "61a": (0, 6), "61c": (0, 150), "62a": (180, 230), "62b": (90, 140),
    "71c": (96, 124),
}  # fmt: skip
_GROWING = {
    "4": (15, 45), "5": (4, 16), "8": (0, 12), "10": (20, 60), "12": (60, 240), "13": (0, 4), "14": (0, 4),
    "15a": (60, 300), "16": (0, 4), "17a": (4, 16), "18a": (0, 5), "19a": (0, 4), "20": (4, 16), "23": (0, 8),
    "38a": (0, 40), "48": (0, 3), "52": (30, 110), "53": (0, 8), "54": (0, 1), "55a": (0, 3), "55b": (0, 3),
    "26": (1500, 9000),
}  # fmt: skip
# A part of another figure: which, and its least and most per cent of it.
_PARTS = {
    "22": ("21", 95, 100), "25": ("21", 92, 100), "46b": ("46a", 88, 100), "51a": ("46b", 75, 100),
}  # fmt: skip
_GROWING_PARTS = {
    "2": ("1", 60, 100), "6": ("44b", 25, 100), "57b": ("57a", 45, 100), "58b": ("58a", 70, 110),
    "61b": ("61a", 50, 100), "61d": ("61c", 50, 100),
}  # fmt: skip
_FOLLOWING = {
    "9": ("8", 50, 100), "17b": ("17a", 80, 100), "18b": ("18a", 50, 100), "19b": ("19a", 0, 20),
    "19c": ("19b", 50, 100), "38b": ("38a", 85, 100), "38c": ("38b", 80, 100),
}  # fmt: skip
_SHARES = {
    "15b": (76, 96), "39": (0, 1), "40": (55, 98), "41": (50, 96), "42": (8, 45), "63": (25, 60), "65": (45, 90),
    "66a": (96, 100), "66b": (92, 100), "67": (60, 98), "68": (95, 100), "69": (95, 100), "72a": (76, 92),
    "43": (62, 96), "71a": (62, 92), "72b": (30, 42), "72c": (52, 78),
}  # fmt: skip
_QUOTIENTS = {
    "3": (("2",), "1"), "7": (("6",), "44b"), "36": (("32", "33"), "31"), "51c": (("51a",), "51b"),
    "57c": (("57b",), "57a"), "58c": (("58b",), "58a"), "64": (("28",), "26"),
}  # fmt: skip
_AT_THE_END = ("56a", "56b", "56c", "56d")  # rated once a year
AMOUNTS = ("57a", "57b", "58a", "58b", "61c", "61d")

Values = dict[str, int | None]


def pick(random: Random, least: int, most: int) -> int:
    """A whole number from the least to the most; four times as quick as `randint`."""
    return least + int(random.random() * (most - least + 1))


def year_figures(random: Random, size: int) -> tuple[Values, ...]:
    """The values of Q1, H1, 9M and the year by code; `size` is per cent of a usual commune."""
    periods: tuple[Values, ...] = tuple({} for _each in range(PERIODS))
    whole: dict[str, int] = {}
    for code, (least, most) in _STEADY.items():
        whole[code] = _sized(code, pick(random, least, most), size)
    for code, (of, least, most) in _PARTS.items():
        whole[code] = whole[of] * pick(random, least, most) // 100
    whole["51b"] = whole["46b"]
    whole["71b"] = pick(random, 1, whole["71c"])
    for code in ("60a", "60b", "60c"):
        whole[code] = 0
    whole["60d"] = whole["45"]
    for values in periods:
        values.update((code, value * 100) for code, value in whole.items())
        values["70"] = 100
    _put_growing(random, periods, whole, size)
    _put_dossiers(random, periods)
    _put_given(random, periods)
    for code, (least, most) in _SHARES.items():
        share = pick(random, least * 100, most * 100)
        for values in periods:
            values[code] = share
    put_quotients(periods)
    rated = whole["46b"]
    best, good = rated * pick(random, 8, 20) // 100, rated * pick(random, 60, 75) // 100
    for values in periods:
        values.update(dict.fromkeys(_AT_THE_END))
    periods[-1].update(zip(_AT_THE_END, (best * 100, good * 100, (rated - best - good) * 100, 0), strict=True))
    return periods


def put_quotients(periods: tuple[Values, ...]) -> None:
    """The shares that formulas give, two decimals, halves up; of nothing there is none."""
    for values in periods:
        for code, (above, below) in _QUOTIENTS.items():
            parts, whole = [values[one] for one in above], values[below]
            values[code] = (sum(one or 0 for one in parts) * 20_000 + whole) // (2 * whole) if whole else None


def text_of(value: int | None) -> str:
    """As JSON has it: a text in quotes, or null."""
    if value is None:
        return "null"
    return f'"{value // 100}"' if value % 100 == 0 else f'"{value // 100}.{value % 100:02d}"'


def words_of(value: int | None) -> str:
    """As a report says it: "4.512", "96,67"."""
    if value is None:
        return "chưa có"
    whole = f"{value // 100:,}".replace(",", ".")
    return whole if value % 100 == 0 else f"{whole},{value % 100:02d}"


def _sized(code: str, value: int, size: int) -> int:
    return value * size // 100 if code in ("26", "57a", "58a", "61c") else value


def _put_growing(random: Random, periods: tuple[Values, ...], whole: Mapping[str, int], size: int) -> None:
    for code, (least, most) in _GROWING.items():
        total = _sized(code, pick(random, least, most), size)
        for values, upto in zip(periods, _UPTO, strict=True):
            values[code] = total * upto // 100 * 100
    for code, (of, least, most) in _GROWING_PARTS.items():
        share = pick(random, least, most)
        for values, upto in zip(periods, _UPTO, strict=True):
            values[code] = whole[of] * share * upto // 10_000 * 100
    for code, (of, least, most) in _FOLLOWING.items():
        share = pick(random, least, most)
        for values in periods:
            values[code] = (values[of] or 0) // 100 * share // 100 * 100


def _put_dossiers(random: Random, periods: tuple[Values, ...]) -> None:
    """Dossiers of procedures: by the ways in which they came, and what became of them."""
    online, by_post = pick(random, 20, 75), pick(random, 1, 5)
    early, late, open_share = pick(random, 35, 70), pick(random, 0, 9), pick(random, 1, 6)
    for values in periods:
        came, carried = (values["26"] or 0) // 100, (values["27"] or 0) // 100
        by_net, posted = came * online // 100, came * by_post // 100
        still_open = (came + carried) * open_share // 100
        settled = came + carried - still_open
        overdue, before = settled * late // 100, settled * early // 100
        told = {
            "28": by_net, "30": posted, "29": came - by_net - posted, "31": settled, "34": overdue, "32": before,
            "33": settled - overdue - before, "35a": still_open - still_open // 10, "35b": still_open // 10,
            "37": overdue // 2,
        }  # fmt: skip
        values.update((code, value * 100) for code, value in told.items())


def _put_given(random: Random, periods: tuple[Values, ...]) -> None:
    """Tasks given by superiors: in time, late, open."""
    in_time = pick(random, 75, 95)
    for values in periods:
        given = (values["10"] or 0) // 100
        done = given * in_time // 100
        late = (given - done) // 2
        values.update({"11a": done * 100, "11b": late * 100, "11c": (given - done - late) * 100})
