"""Every regular expression of the program, and strings that make bad ones go back and forth.

Patterns are taken from the modules (compiled ones, also in tuples and dictionaries) and from calls of `re` in the
sources whose pattern is a plain text. Strings are made of what a pattern itself names, again and again, with an end
that does not fit.
"""

import ast
import contextlib
import importlib
import itertools
import pkgutil
import re
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cchc_desktop

LENGTH = 6000  # signs of a hostile string: one that goes back over all of them for each takes millions of steps
SLOWEST = 0.05  # seconds of work on one; a pattern that reads its text once takes thousandths
_PIECES = 7
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}


_ANYWHERE = ("search", "sub", "subn", "finditer", "findall", "split")


def patterns() -> dict[tuple[str, int], tuple[str, bool]]:
    """Every pattern with its flags: the name of its place, and whether it is looked for anywhere in a text.

    A pattern without a name of its own (in a table) may be used in every way.
    """
    found: dict[tuple[str, int], tuple[str, bool]] = {}
    for info in pkgutil.walk_packages(cchc_desktop.__path__, "cchc_desktop."):
        if info.name.endswith("__main__") or ".migrations" in info.name:
            continue
        module = importlib.import_module(info.name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        used = set(re.findall(rf"(\w+)\.(?:{'|'.join(_ANYWHERE)})\(", source))
        for name, value in vars(module).items():
            for pattern in _inside(value):
                anywhere = value is not pattern or name in used or not name.startswith("_")
                _add(found, pattern, f"{info.name}.{name}", anywhere)
        for anywhere, pattern in _written(source):
            _add(found, pattern, info.name, anywhere)
    return found


def _add(found: dict[tuple[str, int], tuple[str, bool]], pattern: re.Pattern[str], name: str, anywhere: bool) -> None:
    if isinstance(pattern.pattern, str):
        key = (pattern.pattern, pattern.flags)
        found[key] = (found.get(key, (name,))[0], anywhere or found.get(key, ("", False))[1])


def _inside(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _inside(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _inside(item, depth + 1)


def _written(source: str) -> Iterator[tuple[bool, re.Pattern[str]]]:
    """Patterns in calls such as `re.sub("…", …)`, and whether they are looked for anywhere."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, first = node.func.value, node.args[0]
            called = isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr not in ("escape", "compile")
            if called and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.func.attr in _ANYWHERE, re.compile(first.value)


def hostile(pattern: re.Pattern[str]) -> Iterator[str]:
    """Repeated pieces of what a pattern names, each with a beginning of its own and an end that does not fit."""
    in_order = list(_signs(parser.parse(pattern.pattern, pattern.flags)))
    named = list(dict.fromkeys(in_order))
    signs = [*dict.fromkeys((*named[:_PIECES], "a", " ", "1"))]
    for length in (1, 2):
        for piece in itertools.product(signs, repeat=length):
            text = "".join(piece) * (LENGTH // length)
            yield f"{text}\x00"
    for length in range(3, 7):
        piece = "".join(in_order[:length])
        yield piece * (LENGTH // max(len(piece), 1)) + "\x00"
    words = "".join(in_order[:40])
    for piece in itertools.product(signs[:4], repeat=2):
        yield words + "".join(piece) * (LENGTH // 2) + "\x00"
    for sign in signs:
        yield words + sign * LENGTH + "\x00"


def _signs(tree: object) -> Iterator[str]:
    """A sign for each thing that a pattern matches, in its order."""
    for operator, argument in tree:  # type: ignore[attr-defined]
        if operator is constants.LITERAL:
            yield chr(argument)
        elif operator is constants.IN:
            for kind, value in argument[:2]:
                if kind is constants.LITERAL:
                    yield chr(value)
                elif kind is constants.RANGE:
                    yield chr(value[0])
                elif kind is constants.CATEGORY:
                    yield _CATEGORIES.get(str(value), "!")
        elif operator is constants.ANY:
            yield "a"
        elif operator is constants.NOT_LITERAL:
            yield "b" if argument == ord("a") else "a"
        elif operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            least, _most, repeated = argument
            yield from list(_signs(repeated)) * min(max(least, 1), 4)
        else:
            for inner in argument if isinstance(argument, tuple | list) else [argument]:
                trees = inner if isinstance(inner, list) else [inner]
                for each in trees:
                    if isinstance(each, parser.SubPattern):
                        yield from _signs(each)


def slowest(pattern: re.Pattern[str], anywhere: bool) -> tuple[float, str]:
    """How many seconds a pattern works on its worst string, and how that begins; none works longer than `SLOWEST`."""
    worst, text = 0.0, ""
    for hostile_text in hostile(pattern):
        for use in (pattern.search,) if anywhere else (pattern.match, pattern.fullmatch):
            took = _work(use, hostile_text)
            if took >= SLOWEST:  # once more: what was slow by chance is not slow twice
                took = min(took, _work(use, hostile_text))
            if took > worst:
                worst, text = took, hostile_text[:60]
        if worst >= SLOWEST:
            break
    return worst, text


def _work(use: Callable[[str], object], hostile_text: str) -> float:
    """Seconds of the processor's work, stopped at twice `SLOWEST`."""
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * SLOWEST)
    with contextlib.suppress(TimeoutError):
        use(hostile_text)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begin
