"""The Vietnamese catalogue: ``compile`` it, ``update`` it from the sources, ``check`` that nothing is missing.

The catalogue holds an English message id for each text the officer sees and its Vietnamese wording. The compiled
form is not kept in the repository.
"""

import ast
import io
import string
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "translations" / "vi" / "LC_MESSAGES" / "cchc.po"
# The functions of cchc_desktop/i18n.py: how many of their arguments are texts; of pgettext the first is the context.
KEYWORDS = {"_": 1, "ngettext": 2, "pgettext": 2}

Key = tuple[str | None, str]


def read(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as kept; ValueError or PoFileError where it cannot be read."""
    with path.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def extract(package: Path = ROOT / "cchc_desktop") -> Catalog:
    """Every message of the sources, with the files that use it."""
    template = Catalog(locale="vi")
    for path in sorted(package.rglob("*.py")):
        place = [(f"{package.name}/{path.relative_to(package).as_posix()}", 0)]
        for name, texts in _calls(path):
            if name == "pgettext":
                template.add(texts[1], locations=place, context=texts[0])
            else:
                template.add(texts[0] if name == "_" else (texts[0], texts[1]), locations=place)
    return template


def _calls(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The calls for a wording in a source file, in its order: the function and its texts.

    The syntax tree is asked, as reading by tokens misses what stands inside an f-string before Python 3.12.
    """
    calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if name in KEYWORDS and len(texts) >= KEYWORDS[name]:
            yield name, texts


def key(message: Message) -> Key:
    """Context and singular message id."""
    ids = message.id
    return message.context, ids if isinstance(ids, str) else ids[0]


def placeholders(text: str) -> set[str]:
    """The names in braces that ``str.format`` would fill."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def faults_of(kept: Message, used: Message) -> Iterator[str]:
    """What is wrong with the translation of one message that the sources use."""
    if kept.pluralizable != used.pluralizable:
        yield "is counted on one side and not on the other"
        return
    ids = (kept.id,) if isinstance(kept.id, str) else kept.id
    wordings = (kept.string,) if isinstance(kept.string, str) else tuple(kept.string or ("",))
    if not all(wordings):
        yield "has no translation"
        return
    if kept.fuzzy:
        yield "is marked fuzzy"
    try:
        wanted, given = placeholders(ids[-1]), set().union(*map(placeholders, wordings))
    except ValueError as error:
        yield f"has unbalanced braces ({error})"
        return
    if wanted != given:
        yield f"fills {sorted(given)} where the message has {sorted(wanted)}"
    if any(unicodedata.normalize("NFC", wording) != wording for wording in wordings):
        yield "is not in NFC"


def faults(kept: Catalog, template: Catalog) -> list[str]:
    """Missing, superfluous and faulty messages, one line each; empty when the catalogue is complete."""
    known = {key(message): message for message in kept if message.id}
    used = {key(message): message for message in template if message.id}
    lines = [f"not in the catalogue ({used[k].locations[0][0]}): {k[1]!r}" for k in used.keys() - known.keys()]
    lines += [f"no longer in the sources: {k[1]!r}" for k in known.keys() - used.keys()]
    for k in known.keys() & used.keys():
        lines += [f"{k[1]!r} {fault}" for fault in faults_of(known[k], used[k])]
    return sorted(lines)


def update() -> None:
    """Bring the catalogue up to the sources; new messages wait for their wording."""
    kept = read()
    kept.update(extract(), no_fuzzy_matching=True)
    buffer = io.BytesIO()
    write_po(buffer, kept, width=120, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    CATALOGUE.write_bytes(buffer.getvalue())


def compile_all() -> None:
    """Write each catalogue's .mo file beside it where it is missing or older."""
    for source in sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        buffer = io.BytesIO()
        write_mo(buffer, read(source))
        target.write_bytes(buffer.getvalue())


def main(arguments: list[str]) -> int:
    """0, or 1 when the check found faults, 2 for an unknown word."""
    match arguments:
        case ["compile"]:
            compile_all()
        case ["update"]:
            update()
        case ["check"]:
            lines = faults(read(), extract())
            print("\n".join(lines) or "The Vietnamese catalogue is complete.")
            return 1 if lines else 0
        case _:
            print("usage: messages.py compile | update | check", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
