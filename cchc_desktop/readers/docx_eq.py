r"""Equations typed as EQ fields of Word, "EQ \f(1;2)", as one readable line like those of Office Math."""

import re
from dataclasses import dataclass

from cchc_desktop.readers.docx_math import grouped, term

_SWITCH = re.compile(r"\\([abdfilorsx])(?![a-z])", re.IGNORECASE)
_OPTION = re.compile(r"\s*\\(?:([lrbfv]c)\\(.)|([a-z]{2})(\d{0,3}))", re.IGNORECASE)
_DEEPEST = 20
_SIGNS = {"su": "∑", "pr": "∏"}
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def equation_of(instruction: str) -> str:
    r"""What the instruction of an EQ field shows: fractions with "/", powers with "^"; "" where it is unknown."""
    body = re.sub(r"^\s*EQ\b", "", instruction, flags=re.IGNORECASE)
    reader = _Reader(body)
    try:
        parts = reader.arguments(0)
    except _UnknownError:
        return ""
    return " ".join(", ".join(parts).split()) if reader.at == len(body) else ""


class _UnknownError(ValueError):
    """The text is no equation of this kind."""


@dataclass
class _Reader:
    """Goes through the text once; `at` is the next letter."""

    text: str
    at: int = 0

    def arguments(self, depth: int) -> list[str]:
        """What stands up to the closing bracket, or to the end, cut at semicolons, or else at commas."""
        if depth > _DEEPEST:
            raise _UnknownError
        pieces: list[tuple[str, bool]] = []  # text, whether it may part
        while self.at < len(self.text) and not (depth and self.text[self.at] == ")"):
            pieces.append(self._piece(depth))
        parts = any(text == ";" and may for text, may in pieces)
        found = [""]
        for text, may in pieces:
            if depth and may and text == (";" if parts else ","):
                found.append("")
            else:
                found[-1] += text
        return [" ".join(part.split()) for part in found]

    def _piece(self, depth: int) -> tuple[str, bool]:
        letter = self.text[self.at]
        if letter != "\\":
            self.at += 1
            if letter == "(":
                inner = self.arguments(depth + 1)
                self._close()
                return f"({', '.join(inner)})", False
            return letter, True
        switch = _SWITCH.match(self.text, self.at)
        if switch is None:
            escaped = self.text[self.at + 1 : self.at + 2]
            if not escaped or escaped.isalnum():
                raise _UnknownError
            self.at += 2
            return escaped, False
        self.at = switch.end()
        return self._switch(switch[1].lower(), depth), False

    def _switch(self, name: str, depth: int) -> str:
        options: dict[str, str] = {}
        while option := _OPTION.match(self.text, self.at):
            options[(option[1] or option[3]).lower()] = option[2] or option[4] or ""
            self.at = option.end()
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1
        if self.text[self.at : self.at + 1] != "(":
            raise _UnknownError
        self.at += 1
        arguments = self.arguments(depth + 1)
        self._close()
        return _written(name, options, arguments)

    def _close(self) -> None:
        if self.text[self.at : self.at + 1] != ")":
            raise _UnknownError
        self.at += 1


def _written(name: str, options: dict[str, str], parts: list[str]) -> str:
    match name:
        case "f" if len(parts) == 2:
            return f" {term(parts[0])} / {term(parts[1])} "
        case "r":
            degree, body = parts if len(parts) == 2 else ("", ", ".join(parts))
            return f"{_ROOTS.get(degree, f'{degree}√')}({body})"
        case "s":
            return ("_" if "do" in options else "^") + grouped(", ".join(filter(None, parts)))
        case "i" if len(parts) == 3:
            sign = next((sign for key, sign in _SIGNS.items() if key in options), options.get("fc") or "∫")
            lower, upper = (grouped(part) for part in parts[:2])
            bounds = (f"_{lower}" if lower else "") + (f"^{upper}" if upper else "")
            return f" {sign}{bounds} {parts[2]}"
        case "b":
            both = options.get("bc", "")
            begin = options.get("lc", both or ("" if "rc" in options else "("))
            mirrored = {"{": "}", "[": "]", "(": ")", "<": ">"}.get(both, both)
            return begin + ", ".join(parts) + options.get("rc", mirrored or ("" if "lc" in options else ")"))
        case "a":
            width = max(int(options.get("co") or "1"), 1)
            rows = [", ".join(parts[at : at + width]) for at in range(0, len(parts), width)]
            return f"[{'; '.join(rows)}]"
        case "l" | "x":
            return ", ".join(parts)
        case "o":
            return "".join(parts)
        case "d":
            return ""
    raise _UnknownError
