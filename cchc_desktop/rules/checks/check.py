"""The one machine: all rules over a paper, whole or only where something changed."""

from collections.abc import Collection, Iterable, Iterator

from cchc_desktop.rules.checks import (
    capitals,
    content,
    figures,
    legal,
    likeness,
    marks,
    numbering,
    pages,
    parts,
    reform,
    sentences,
    tasks,
    terms,
    variants,
)
from cchc_desktop.rules.checks.base import Finding, Fix, Hit, Rule, Scope
from cchc_desktop.rules.checks.paper import CheckedPaper

RULES: tuple[Rule, ...] = (
    *marks.RULES,
    *numbering.RULES,
    *capitals.RULES,
    *parts.RULES,
    *pages.RULES,
    *tasks.RULES,
    *content.RULES,
    *reform.RULES,
    *figures.RULES,
    *terms.RULES,
    *variants.RULES,
    *sentences.RULES,
    *likeness.RULES,
)


def all_rules(bases: legal.Bases) -> tuple[Rule, ...]:
    """Every rule, those on legal bases by a list of them."""
    return (*RULES, *legal.rules(bases))


def check(paper: CheckedPaper, rules: Iterable[Rule], off: Collection[str] = ()) -> list[Finding]:
    """What the rules find, in the order of the paper; rules whose code is `off` are not asked."""
    every = range(len(paper.lines))
    return _sorted(finding for rule in rules if rule.code not in off for finding in _found(rule, paper, every))


def check_lines(
    paper: CheckedPaper, rules: Iterable[Rule], lines: Iterable[int], off: Collection[str] = ()
) -> list[Finding]:
    """What the rules that look at single lines find in some lines: for what was just typed."""
    chosen = tuple(lines)
    asked = (rule for rule in rules if rule.scope is Scope.LINE and rule.code not in off)
    return _sorted(finding for rule in asked for finding in _found(rule, paper, chosen))


def _found(rule: Rule, paper: CheckedPaper, lines: Iterable[int]) -> Iterator[Finding]:
    for hit in rule.find(paper, lines):
        fix = None if hit.instead is None else Fix(hit.line, hit.start, hit.end, hit.instead)
        column = hit.column or (paper.lines[hit.line].column if hit.line >= 0 else "")
        yield Finding(rule.code, rule.severity, hit.line, hit.start, hit.end, hit.message, rule.source, fix, column)


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(found), key=lambda one: (one.line, one.start, one.code, one.end))


def mended(text: str, fix: Fix) -> str:
    """A line with its fix carried out."""
    return text[: fix.start] + fix.text + text[fix.end :]


__all__ = ["RULES", "Hit", "all_rules", "check", "check_lines", "mended"]
