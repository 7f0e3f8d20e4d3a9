"""What was read of a plan, in short: its groups with their tasks, what the tasks lack, what else was found."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.readers.read_rows import ReadPaper, ReadPlan
from cchc_desktop.readers.source import Rewritten
from cchc_desktop.rules.citing import Head, short_citation
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import label
from cchc_desktop.ui.widgets.read_list import read_list

_SHOWN = 500  # texts in old fonts; more tell nothing new


def found_page(plan: ReadPlan) -> QWidget:
    """Groups with their counts, and two sentences."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, theme.px(8), 0, 0)
    column.setSpacing(theme.px(6))
    rows = [(group.number, group.title, str(len(group.tasks))) for group in plan.groups]
    column.addWidget(read_list([_("No."), _("Group"), _("Tasks")], rows, (56, 0, 110)), 1)
    column.addWidget(label(_missing_words(plan.missing()), "secondary", wrap=True))
    column.addWidget(label(_paper_words(plan), "secondary", wrap=True))
    return holder


def old_fonts_page(rewritten: Sequence[Rewritten]) -> QWidget:
    """Texts in fonts from before Unicode, as they were typed and as they are taken in."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, theme.px(8), 0, 0)
    column.setSpacing(theme.px(6))
    rows = [(str(each.line), each.typed, each.shown) for each in rewritten[:_SHOWN]]
    shown = read_list([_("Line"), _("As it was typed"), _("In Unicode")], rows, (56, 360, 0))
    shown.setAccessibleName(_("Texts in old fonts"))
    column.addWidget(shown, 1)
    if len(rewritten) > _SHOWN:
        words = _("The first {shown} are shown, {rest} follow.")
        column.addWidget(label(words.format(shown=_SHOWN, rest=len(rewritten) - _SHOWN), "secondary", wrap=True))
    return holder


def _missing_words(missing: dict[str, int]) -> str:
    names = {
        "lead": _("lead"),
        "coordination": _("coordination"),
        "product": _("product"),
        "deadline": _("deadline"),
        "budget": _("budget"),
    }
    lacking = [f"{names[key]} {number}" for key, number in missing.items() if number and key in names]
    if not lacking:
        return _("Every task has lead, coordination, product, deadline and budget.")
    return _("Tasks without: {names}.").format(names=", ".join(lacking))


def _paper_words(plan: ReadPlan) -> str:
    papers = [paper for paper in (plan.decision, plan.paper) if paper is not None]
    named = "; ".join(_cited(paper) for paper in papers if paper.symbol)
    also = _("Also read: {bases} legal bases, {sections} sections of text, {recipients} recipients.").format(
        bases=sum(len(paper.legal_bases) for paper in papers),
        sections=len(plan.sections),
        recipients=sum(len(paper.recipients) for paper in papers),
    )
    return "\n".join(filter(None, [_("The file holds: {papers}.").format(papers=named) if named else "", also]))


def _cited(paper: ReadPaper) -> str:
    return short_citation(Head(paper.number, paper.symbol, paper.issued_on, paper.issuer))
