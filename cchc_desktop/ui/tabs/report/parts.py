"""What units sent for the open report: read once, kept until a change touches it, shown for the item that is edited."""

from cchc_desktop.documents.figures_appendix import quoted_values
from cchc_desktop.exchange.part_admission import ReceivedPart
from cchc_desktop.models.part_rows import ContributionRow
from cchc_desktop.rules.figure_quotes import filled
from cchc_desktop.rules.statuses import PartStatus
from cchc_desktop.services.exchange.contributions import read_contributions, received_part
from cchc_desktop.services.exchange.part_merge import take_part
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui.tabs.report.open_report import OpenReport
from cchc_desktop.ui.tabs.report.side import UNITS
from cchc_desktop.ui.tabs.report.units import UnitText


class ReportParts:
    """Fills the page of the units beside the editor of a report tab, and takes their texts in."""

    def __init__(self, tab: OpenReport) -> None:
        self._tab = tab
        self._asked: tuple[str, tuple[ContributionRow, ...]] | None = None  # by the report's guid
        self._came: dict[str, ReceivedPart | None] = {}  # by the contribution and the file's fingerprint
        pane = tab.side.units
        pane.take_wanted.connect(self.take)
        pane.append_wanted.connect(tab.item_pane.append)

    def forget(self) -> None:
        """Another dossier or another year."""
        self._asked = None
        self._came.clear()

    def note(self, change: Change) -> None:
        """Forget what a change made old."""
        if change.touches("contribution"):
            self._asked = None

    def asked(self) -> tuple[ContributionRow, ...]:
        """Who was asked for a part of the open report."""
        view, dossier = self._tab.view, self._tab.workspace.dossier
        if view is None or dossier is None:
            return ()
        if self._asked is None or self._asked[0] != view.report.guid:
            self._asked = view.report.guid, read_contributions(dossier, view.report.guid)
        return self._asked[1]

    def missing(self) -> bool:
        """Whether a unit was asked and has not sent its part."""
        return any(row.status == PartStatus.ASKED for row in self.asked())

    def _part(self, row: ContributionRow) -> ReceivedPart | None:
        dossier = self._tab.workspace.dossier
        if not row.sha256 or dossier is None:
            return None
        key = f"{row.guid} {row.sha256}"
        if key not in self._came:
            self._came[key] = received_part(dossier, row.guid)
        return self._came[key]

    def show(self) -> None:
        """Fill the page, compared with what is typed at this moment."""
        tab, item = self._tab, self._tab.item_pane.as_typed()
        if item is None or tab.view is None:
            return
        values = quoted_values(tab.view.figures)
        texts = [
            UnitText(
                row,
                sent.text,
                filled(sent.text, values),
                came.state(sent.guid, sent.before, item.text, sent.text),
            )
            for row in self.asked()
            if (came := self._part(row)) is not None
            for sent in came.part.items
            if sent.guid == item.guid
        ]
        tab.side.units.show_texts(texts, self.asked(), tab.today, tab.item_pane.writable)

    def show_tab(self) -> None:
        """The page is there as soon as a unit was asked."""
        self._tab.middle.allow_page(UNITS, bool(self.asked()))

    def take(self, contribution_guid: str) -> None:
        """Put a unit's text in the place of what stands under the item; one step of undo."""
        self._tab.commit_editing()
        item = self._tab.item
        if item is not None:
            self._tab.workspace.run(
                take_part, contribution_guid=contribution_guid, chosen={item.guid}, day=self._tab.today
            )
