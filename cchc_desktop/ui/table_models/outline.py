"""The items of a report as lines of a tree: how each stands, what is still open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.models.report_rows import ReportItemRow, ReportView
from cchc_desktop.rules.checks.figures import wrong_quotes
from cchc_desktop.rules.gaps import gaps_in
from cchc_desktop.rules.statuses import ItemStatus
from cchc_desktop.ui.formats import sentence_case
from cchc_desktop.ui.widgets.outline_tree import Line

if TYPE_CHECKING:
    from cchc_desktop.services.reporting.figure_checks import CheckRow

CLOSED = ("done", "not_applicable")
LOOKS = {
    ItemStatus.DONE: ("circle-check", "done"),
    ItemStatus.DRAFT: ("edit", "accent"),
    ItemStatus.EMPTY: ("circle-dashed", "muted"),
    ItemStatus.NOT_APPLICABLE: ("circle-minus", "muted"),
}
PAPER, FIGURES = "paper", "figures"  # keys of findings that are not about one item


@dataclass(frozen=True)
class Finding:
    """Something to look at before the report goes: `key` is the guid of an item or a figure, `PAPER` or `FIGURES`."""

    key: str
    text: str
    icon: str
    token: str


def status_word(status: ItemStatus) -> str:
    """What the mark of an item means."""
    return {
        ItemStatus.DONE: pgettext("item", "Done"),
        ItemStatus.DRAFT: _("Being written"),
        ItemStatus.EMPTY: pgettext("item", "Empty"),
        ItemStatus.NOT_APPLICABLE: _("Not applicable"),
    }[status]


def item_name(item: ReportItemRow) -> str:
    """ "2.1. Kiểm soát thủ tục hành chính"."""
    title = sentence_case(item.title)
    return f"{item.number}. {title}" if item.number else title


def parents_of(items: Sequence[ReportItemRow]) -> frozenset[str]:
    """Guids of the items that have items below."""
    return frozenset(item.parent_guid for item in items if item.parent_guid)


def summed_status(item: ReportItemRow, items: Sequence[ReportItemRow]) -> ItemStatus:
    """An item's status; for a heading what all below it come to."""
    below = list(_below(item, items))
    if not below:
        return item.status
    bare_heading = item.status == ItemStatus.EMPTY and not item.text.strip()
    statuses = {row.status for row in below} | (set() if bare_heading else {item.status})
    if statuses <= set(CLOSED):
        closed = ItemStatus.NOT_APPLICABLE if statuses == {ItemStatus.NOT_APPLICABLE} else ItemStatus.DONE
        return ItemStatus.DRAFT if bare_heading else closed
    return ItemStatus.EMPTY if statuses == {ItemStatus.EMPTY} else ItemStatus.DRAFT


def outline_lines(items: Sequence[ReportItemRow]) -> list[Line]:
    """The lines of the tree, parents before children."""
    return [(item.guid, item.parent_guid or "", item_name(item), LOOKS[summed_status(item, items)]) for item in items]


def findings(view: ReportView, checks: "Sequence[CheckRow]") -> list[Finding]:
    """What is open before the report goes, in reading order; nothing of it stops printing.

    `checks` is what of the figures does not add up.
    """
    found = list(_paper_findings(view))
    parents = parents_of(view.items)
    figures = {figure.code: figure for figure in view.figures}
    for item in view.items:
        found += _item_findings(item, item.guid in parents)
        found += _quote_findings(item, figures)
    return found + list(_figure_findings(view, checks))


def open_items(view: ReportView) -> int:
    """How many items are not done."""
    return sum(item.status not in CLOSED and not _left_out(item) for item in view.items)


def _left_out(item: ReportItemRow) -> bool:
    """Whether an item need not be written and was not."""
    return item.optional and item.status == ItemStatus.EMPTY and not item.text.strip()


def _below(item: ReportItemRow, items: Sequence[ReportItemRow]) -> Iterator[ReportItemRow]:
    for row in items:
        if row.parent_guid == item.guid:
            yield row
            yield from _below(row, items)


def _item_findings(item: ReportItemRow, heading: bool) -> list[Finding]:
    name = item_name(item)
    if item.status == ItemStatus.NOT_APPLICABLE or _left_out(item):
        return []
    found = []
    if item.status == ItemStatus.EMPTY and not item.text.strip() and not heading:
        found.append(
            Finding(item.guid, _("{item}: nothing is written yet").format(item=name), *LOOKS[ItemStatus.EMPTY])
        )
    elif item.status not in CLOSED:
        found.append(Finding(item.guid, _("{item}: not marked done").format(item=name), *LOOKS[ItemStatus.DRAFT]))
    count = len(gaps_in(item.text))
    if count:
        words = ngettext("{item}: {count} gap to write", "{item}: {count} gaps to write", count)
        found.append(Finding(item.guid, words.format(item=name, count=count), "alert-triangle", "soon"))
    return found


def _paper_findings(view: ReportView) -> Iterator[Finding]:
    if not view.paper.signer_name:
        yield Finding(PAPER, _("The paper has no signer yet"), "rubber-stamp", "soon")
    if not view.paper.recipients:
        yield Finding(PAPER, _("The paper has no recipients yet"), "rubber-stamp", "soon")


def _quote_findings(item: ReportItemRow, figures: Mapping[str, FigureRow]) -> Iterator[Finding]:
    """Quotes of what is no figure, which would be printed as they stand, and of figures without a value."""
    if item.status == ItemStatus.NOT_APPLICABLE:
        return
    values = {code: figure.value for code, figure in figures.items()}
    for code, known in {one.code: one.known for one in wrong_quotes(item.text, values)}.items():
        words = (
            _("{item}: {{{code}}} has no value yet") if known else _("{item}: {{{code}}} is no figure of the appendix")
        )
        yield Finding(item.guid, words.format(item=item_name(item), code=code), "alert-triangle", "soon")


def _figure_findings(view: ReportView, checks: "Sequence[CheckRow]") -> Iterator[Finding]:
    missing = sum(figure.value is None for figure in view.figures)
    if missing:
        words = ngettext("{count} figure has no value", "{count} figures have no value", missing)
        yield Finding(FIGURES, words.format(count=missing), "circle-dashed", "muted")
    estimated = sum(figure.estimated for figure in view.figures)
    if estimated:
        words = ngettext("{count} figure is an estimate", "{count} figures are estimates", estimated)
        yield Finding(FIGURES, words.format(count=estimated), "clock", "soon")
    guids = {figure.code: figure.guid for figure in view.figures}
    for check in checks:
        key = next((guids[code] for code in check.codes if code in guids), FIGURES)
        yield Finding(key, check.sentence, "alert-triangle", "late")
