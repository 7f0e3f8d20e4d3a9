"""What is said in a paper twice: passages word by word, names in quotation marks with other words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from cchc_desktop.i18n import _
from cchc_desktop.rules.checks.base import Hit, Rule, Scope, Severity
from cchc_desktop.rules.checks.paper import CheckedPaper, Part
from cchc_desktop.rules.checks.terms import ORTHOGRAPHY
from cchc_desktop.text import fold

_QUOTED = re.compile(r"“([^“”]{20,200})”")
_LEAST_LETTERS = 90
_CLAUSE = re.compile(r"[^.;]{90,600}")
_CITING = re.compile(r"\d/[A-ZĐ\d]")  # clauses with a citation are the same wherever it is
_LEAST_WORDS = 6
_MOST_OTHER = 2  # words in which two wordings of one name differ
_LABELLED = re.compile(r"[^.;:]{3,40}: ")


def _wordings(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """The name of a movement or programme that stands in quotation marks with a word more or less than elsewhere."""
    found = [
        (place, quoted)
        for place, line in enumerate(paper.lines)
        if "“" in line.text
        for quoted in _QUOTED.finditer(line.text)
    ]
    counts = Counter(fold(quoted[1]).strip(" .,") for _place, quoted in found)
    if len(counts) < 2:
        return
    for place, quoted in found:
        own = fold(quoted[1]).strip(" .,")
        words = set(own.split())
        for other, count in counts.items():
            both = set(other.split())
            is_like = min(len(words), len(both)) >= _LEAST_WORDS and len(words ^ both) <= _MOST_OTHER
            if other != own and is_like and count > counts[own]:
                said = _("This name has other words elsewhere in the paper, {count} times; is it the same?")
                yield Hit(place, *quoted.span(1), said.format(count=count))
                break


def _passages(paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Hit]:
    """A long clause that stands in the text a second time."""
    if paper.is_own:
        return
    seen: dict[str, int] = {}
    for place, line in enumerate(paper.lines):
        if (
            line.part is not Part.BODY
            or len(line.text) < _LEAST_LETTERS
            or (line.bullet and _LABELLED.match(line.words))
        ):
            continue
        for found in _CLAUSE.finditer(line.text):
            clause = found[0].strip(" -+")
            if seen.get(clause) == 1 and not _CITING.search(clause):
                yield Hit(place, *found.span(), _("This passage stands in the paper a second time, word by word."))
            if len(clause) >= _LEAST_LETTERS:
                seen[clause] = seen.get(clause, 0) + 1


RULES = (
    Rule("W10", Severity.HINT, lambda: _("One wording for one name"), ORTHOGRAPHY, _wordings, scope=Scope.PAPER),
    Rule("W11", Severity.HINT, lambda: _("Passages said once"), ORTHOGRAPHY, _passages, scope=Scope.PAPER),
)
