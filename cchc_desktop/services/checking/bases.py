"""The list of legal bases as the rules ask it."""

import re
from functools import lru_cache

from cchc_desktop.models.legal_rows import LegalBasisRow
from cchc_desktop.rules.checks.legal import Bases, KnownBasis
from cchc_desktop.rules.citations import cited_on
from cchc_desktop.rules.cited_paper import read_cited

_NUMBER = re.compile(r"số (\d[\w/-]*(?:-[\wĐđ]+)*)")


@lru_cache(maxsize=2)
def known_bases(rows: tuple[LegalBasisRow, ...]) -> Bases:
    """The list, each paper with its number and day as its citation tells them."""
    return Bases([_known(row) for row in rows])


def _known(row: LegalBasisRow) -> KnownBasis:
    found = _NUMBER.search(row.text)
    return KnownBasis(
        row.text,
        found[1] if found else read_cited(row.text).number,
        cited_on(row.text),
        row.valid_from,
        row.valid_to,
        row.replaced_by,
        row.amended_by,
        row.partly_from,
        row.partly_by,
        row.known_on,
    )
