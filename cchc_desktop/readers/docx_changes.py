"""Brings the tree of a Word part into the form that its paper shows, before anything is read of it.

Tracked changes are accepted (ECMA-376 part 1, 17.13.5): deleted runs, rows and cells leave, a paragraph whose mark was
deleted runs on into the next. A large first letter
goes back to its word. Of alternative contents one stays (part 3, 10.2). Prompts of empty content controls and
beginnings of fields that never end leave too.
"""

from typing import TYPE_CHECKING

from cchc_desktop.readers.docx_names import MC, M, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_GONE = (f"{W}del", f"{W}moveFrom")
_MARKS = (f"{W}del", f"{W}moveFrom", f"{W}cellDel", f"{W}ins", f"{W}moveTo", f"{W}cellIns", f"{W}cellMerge")
_BETWEEN = frozenset(
    W + name
    for name in (
        *("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    )
)
_KNOWN_MAKERS = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/")
_WORDS = (f"{W}t", f"{M}t", f"{W}sym")


def as_printed(root: "_Element") -> bool:
    """Change a tree to what paper shows; whether changes were tracked in it."""
    tracked = any(next(root.iter(tag), None) is not None for tag in _MARKS)
    _choose_alternatives(root)
    if tracked:
        _accept(root)
    for frame in reversed([*root.iter(f"{W}framePr")]):
        paragraph = next(frame.iterancestors(f"{W}p"), None)
        if frame.get(f"{W}dropCap") in ("drop", "margin") and paragraph is not None:
            _join_next(paragraph)
    _clear_prompts(root)
    _drop_open_fields(root)
    return tracked


def _choose_alternatives(root: "_Element") -> None:
    """Put in the place of each mc:AlternateContent the children of the branch that Word would show."""
    for item in list(root.iter(f"{MC}AlternateContent")):
        parent = item.getparent()
        if parent is None:
            continue
        branch = _branch(item)
        for child in list(branch) if branch is not None else ():
            item.addprevious(child)
        parent.remove(item)


def _branch(item: "_Element") -> "_Element | None":
    fallback = item.find(f"{MC}Fallback")
    for choice in item.iterfind(f"{MC}Choice"):
        wanted = (choice.get("Requires") or "").split()
        known = all((choice.nsmap.get(prefix) or _KNOWN_MAKERS[0]).startswith(_KNOWN_MAKERS) for prefix in wanted)
        if known and (len(choice) or fallback is None):
            mute = next(choice.iter(*_WORDS), None) is None
            spoken = fallback is not None and next(fallback.iter(*_WORDS), None) is not None
            return fallback if mute and spoken else choice
    return fallback


def _accept(root: "_Element") -> None:
    for mark in [*root.iter(*_GONE, f"{W}cellDel")]:
        holder = mark.getparent()
        if holder is None:
            continue
        if holder.tag in (f"{W}trPr", f"{W}tcPr"):
            _remove(holder.getparent())
        elif holder.tag != f"{W}rPr":
            holder.remove(mark)
    # From the end, so that a chain of deleted marks moves each of its paragraphs once.
    for paragraph in reversed([*root.iter(f"{W}p")]):
        if any(paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in _GONE):
            _join_next(paragraph)


def _join_next(paragraph: "_Element") -> None:
    """Move what a paragraph holds to the front of the next one, whose mark is the one that stays."""
    below = paragraph.getnext()
    while below is not None and below.tag in _BETWEEN:
        below = below.getnext()
    if below is None or below.tag != f"{W}p":
        return
    # Not by find() or len(), which go through all children that were moved here before.
    first = next(iter(below), None)
    properties = first if first is not None and first.tag == f"{W}pPr" else None
    moved = [child for child in paragraph if child.tag != f"{W}pPr"]
    for child in reversed(moved):
        if properties is not None:
            properties.addnext(child)
        else:
            below.insert(0, child)
    _remove(paragraph)


def _clear_prompts(root: "_Element") -> None:
    """Empty the content controls that show nothing but what to type into them."""
    for prompt in [*root.iter(f"{W}showingPlcHdr")]:
        properties = prompt.getparent()
        control = properties.getparent() if properties is not None else None
        if control is None or prompt.get(f"{W}val") in ("0", "false", "off"):
            continue
        content = control.find(f"{W}sdtContent")
        for run in [*content.iter(f"{W}r")] if content is not None else ():
            _remove(run)


def _drop_open_fields(root: "_Element") -> None:
    """Take away the beginnings of fields that do not end: they would swallow all that follows."""
    begun: list[_Element] = []
    for char in root.iter(f"{W}fldChar"):
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(char)
        elif kind == "end" and begun:
            begun.pop()
    for char in begun:
        _remove(char)


def _remove(element: "_Element | None") -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)
