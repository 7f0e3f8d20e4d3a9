"""A text with places in it, filled in again and again: as quick as the interpreter copies text."""

import re
from collections.abc import Mapping

_WHOLE, _INSIDE, _END = "\ue000", "\ue001", "\ue002"
_NAME = f"([^{_WHOLE}{_INSIDE}{_END}]+)"
_PLACE = re.compile(f'"{_WHOLE}{_NAME}{_END}"|{_INSIDE}{_NAME}{_END}')


def whole(name: str) -> str:
    """A member of JSON that is put in as it will stand there: a number, a text in quotes, null."""
    return f"{_WHOLE}{name}{_END}"


def inside(name: str) -> str:
    """A piece inside a text."""
    return f"{_INSIDE}{name}{_END}"


class Form:
    """A text whose places, made by `whole` and `inside`, are filled in."""

    def __init__(self, text: str) -> None:
        self._text = _PLACE.sub(lambda found: f"%({found[1] or found[2]})s", text.replace("%", "%%"))

    def filled(self, values: Mapping[str, object]) -> bytes:
        """The text with these values, in UTF-8; each place has one."""
        return (self._text % values).encode()
