"""`cchc compare`: two papers beside each other, of a dossier, as they were issued, or in anyone's file."""

import argparse
from contextlib import nullcontext
from typing import Any

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out, opened, output
from cchc_desktop.rules.paper_blocks import Became, ComparedBlock, Comparison, PaperBlock, differs, marked_cells
from cchc_desktop.services.papers.compared_words import became_name, counted, limits_told
from cchc_desktop.services.papers.comparing import comparison, find_choice, write_comparison

_LONGEST = 160  # letters of a line that are shown


def compare(chosen: argparse.Namespace) -> Answer:
    """What differs, and the sheet with both side by side where one is asked for."""
    out = output(chosen.out, chosen, ".docx", ".pdf") if chosen.out else None
    with opened(chosen.dossier) if chosen.dossier else nullcontext() as dossier:
        before, after = find_choice(dossier, chosen.before), find_choice(dossier, chosen.after)
        compared = carried_out(comparison(dossier, before, after, chosen.pass_years))
    found, small = compared.found, not chosen.pass_small
    if out is not None:
        write_comparison(compared, out, not chosen.all, small)
    shown = [row for row in found.rows if chosen.all or differs(row, small)]
    counts = found.counts
    data: dict[str, Any] = {
        "before": compared.before.title,
        "after": compared.after.title,
        "counts": {str(became): counts.blocks[became] for became in Became},
        "renumbered": counts.renumbered,
        "words": {"before": counts.words_before, "after": counts.words_after},
        "limits": sorted(found.limits),
        "lines": [_row(row, found) for row in shown],
        "file": str(out) if out is not None else None,
    }
    lines = [counted(found, small), *(_line(row, found, small) for row in shown)]
    notes = [*compared.before.warnings, *compared.after.warnings, *limits_told(found)]
    return Answer(data, [*lines, *([str(out)] if out is not None else [])], notes)


def _row(row: ComparedBlock, found: Comparison) -> dict[str, Any]:
    return {
        "became": str(row.became),
        "renumbered": row.renumbered,
        "before": [_place(found.before[at]) for at in row.before],
        "after": [_place(found.after[at]) for at in row.after],
        "texts": [
            {
                "column": cell.column,
                "title": cell.title,
                "before": cell.before,
                "after": cell.after,
                "pieces": [[str(piece.mark), piece.before, piece.after] for piece in cell.pieces],
            }
            for cell in row.cells
        ],
    }


def _place(block: PaperBlock) -> dict[str, Any]:
    return {
        "kind": str(block.kind),
        "line": block.line,
        "label": block.label,
        "above": block.above,
        "where": block.where,
    }


def _line(row: ComparedBlock, found: Comparison, small: bool) -> str:
    """A line for people: what became of it, its number, and the words of both sides."""
    block = found.after[row.after[0]] if row.after else found.before[row.before[0]]
    texts = []
    for cell in marked_cells(row, small):
        same = cell.before == cell.after or not cell.after or not cell.before
        texts.append(_short(cell.after or cell.before) if same else f"{_short(cell.before)} → {_short(cell.after)}")
    return f"  {became_name(row, small)}: {' '.join(filter(None, (block.label, ' | '.join(texts))))}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
