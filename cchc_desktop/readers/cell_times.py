"""Days, times and durations as a cell of Excel shows them.

A day with its month is always shown as dd/mm/yyyy, whatever the order in the format: "03/04" has to mean one day only.
"""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cchc_desktop.readers.format_sections import Section, Token

_LAST_DAY = 2_958_465  # 31/12/9999
_EPOCH = datetime(1899, 12, 30)
_MACINTOSH = 1462  # days between the calendars that begin in 1900 and in 1904
_DAY = 86_400


def moment(section: Section, number: Decimal, from_1904: bool) -> str | None:
    """A day, a time or a duration; None for a number below zero or beyond the year 9999."""
    tokens = section.tokens
    if number < 0 and not section.has("elapsed"):
        return None
    parts = _seconds_places(tokens)
    asks_day = bool(section.days_at)
    serial = number + (_MACINTOSH if from_1904 and asks_day else 0)
    if serial > _LAST_DAY + 1 or abs(number) > 10**9:
        return None
    seconds = (abs(serial) * _DAY).quantize(Decimal("0.001"), ROUND_HALF_UP)
    if any(t.text[0] == "s" for t in tokens if t.kind in ("date", "elapsed")):
        seconds = seconds.quantize(Decimal(1).scaleb(-parts), ROUND_HALF_UP)
    days = int(seconds // _DAY)
    if asks_day and days > _LAST_DAY:
        return None
    sign = "-" if number < 0 and seconds else ""
    return sign + _written(section, days, seconds, parts)


def _seconds_places(tokens: tuple[Token, ...]) -> int:
    """How many parts of a second a format shows: 2 for "ss.00"."""
    for at, token in enumerate(tokens):
        if token.kind in ("date", "elapsed") and token.text[0] == "s":
            rest = tokens[at + 1 :]
            if rest and rest[0].text == ".":
                zeros = 0
                while zeros + 1 < len(rest) and rest[zeros + 1].text == "0":
                    zeros += 1
                return min(zeros, 3)
    return 0


def _written(section: Section, days: int, seconds: Decimal, parts: int) -> str:
    tokens, dated = section.times, section.days_at
    shown_day = _day(days)
    days_in = frozenset(dated)
    kinds = {tokens[at].text[0] for at in dated}
    words = any(t.kind == "text" and any(c.isalnum() for c in t.text) for t in tokens)
    clock = (int(seconds) % _DAY, seconds % 60)
    out, joined = [], False
    for at, token in enumerate(tokens):
        if at in days_in and not words and ({"d", "m"} <= kinds or {"m", "y"} <= kinds):
            # Day, month and year in the one order that is read here; what the format puts between them goes with it.
            if not joined:
                out.append(("{2:02d}/{1:02d}/{0}" if "d" in kinds else "{1:02d}/{0}").format(*shown_day))
            joined = True
        elif not words and joined and dated[0] < at < dated[-1]:
            continue
        elif joined and _ends_day(tokens, dated[-1], at):
            out.append(" " if at == dated[-1] + 1 and any(not _is_between(t) for t in tokens[at:]) else "")
        elif at in days_in:
            out.append(_dated(token.text, shown_day, days))
        elif token.kind in ("date", "elapsed", "half"):
            out.append(_clock(section, at, clock, seconds, parts))
        else:
            out.append(token.text)
    return "".join(out)


def _ends_day(tokens: tuple[Token, ...], last: int, at: int) -> bool:
    """Whether nothing but dots, strokes and blanks stand from the last part of a day to here: "yyyy. mm. dd."."""
    return at > last and all(map(_is_between, tokens[last + 1 : at + 1]))


def _is_between(token: Token) -> bool:
    """Whether a token only stands between the parts of a day; a dot is read as one of digits."""
    return token.kind in ("text", "digit") and not token.text.strip(" ./-,")


def _day(days: int) -> tuple[int, int, int]:
    """Year, month and day of a serial number; Excel counts a 29th of February in 1900, and a day before the first."""
    if days in (0, 60):
        return (1900, 2, 29) if days else (1900, 1, 0)
    moment = _EPOCH + timedelta(days=days + (days < 60))
    return moment.year, moment.month, moment.day


def _dated(code: str, day: tuple[int, int, int], days: int) -> str:
    year, month, number = day
    if code[0] == "y":
        return str(year)
    if code[0] == "d":
        if len(code) > 2:
            return ("Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy")[(days - 1) % 7]
        return f"{number:02d}" if len(code) == 2 else str(number)
    return f"{month:02d}" if len(code) > 1 else str(month)


def _clock(section: Section, at: int, clock: tuple[int, Decimal], seconds: Decimal, parts: int) -> str:
    token = section.times[at]
    code = token.text
    if token.kind == "half":
        return "AM" if clock[0] < _DAY // 2 else "PM"
    if token.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[code[0]]
        return f"{int(seconds // unit):0{len(code)}d}"
    if code[0] == "s":
        whole, part = divmod(clock[1], 1)
        text = f"{int(whole):0{min(len(code), 2)}d}"
        return f"{text},{int(part * 10**parts):0{parts}d}" if parts else text
    value = clock[0] // 3600 if code[0] == "h" else clock[0] % 3600 // 60
    if code[0] == "h" and section.halves:
        value = value % 12 or 12
    return f"{value:0{min(len(code), 2)}d}"
