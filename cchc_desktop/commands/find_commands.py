"""`cchc find`: where words stand in a dossier, texts of its files included."""

import argparse
from typing import Any

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out, opened
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.services.search.file_texts import unread_words
from cchc_desktop.services.search.finding import Hit
from cchc_desktop.services.search.kinds import kind_names
from cchc_desktop.services.search.searching import search_steps


def find(chosen: argparse.Namespace) -> Answer:
    """The places, the best first; none is an answer too."""
    query = " ".join(chosen.words).strip()
    if not query:
        raise UserError(_("Say which words are looked for. Nothing was done."))
    if chosen.limit < 1:
        raise UserError(_("--limit takes a whole number from 1 on. Nothing was done."))
    with opened(chosen.dossier, chosen.year) as dossier:
        found = carried_out(search_steps(dossier, query, year=chosen.year, limit=chosen.limit))
    names = kind_names()
    lines = [line for hit in found.hits for line in _lines(hit, names[hit.kind])]
    notes = [unread_words(found.unread)] if found.unread else []
    if not found.with_files:
        notes = [_("No list of words can be kept on this computer: the texts of files were not looked at.")]
    data = {
        "hits": [_data(hit) for hit in found.hits],
        "with_files": found.with_files,
        "files_without_text": found.unread,
    }
    return Answer(data, lines or [_("Nothing found. Try fewer words.")], notes)


def _lines(hit: Hit, kind: str) -> list[str]:
    where = f" ({hit.where})" if hit.where else ""
    return [f"{kind}: {hit.title}{where}", *([f"  {hit.text}"] if hit.text else [])]


def _data(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "guid": hit.guid,
        "title": hit.title,
        "where": hit.where,
        "year": hit.year or None,
        "text": hit.text,
        "title_marks": [list(place) for place in hit.title_marks],
        "text_marks": [list(place) for place in hit.text_marks],
    }
