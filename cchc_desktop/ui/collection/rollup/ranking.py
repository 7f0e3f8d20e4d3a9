"""The ranking: rank, maximum, points, index, grade; those that are not ranked stand apart below."""

from cchc_desktop.collection import ranking
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.rollup_rows import BandCount, RankedOffice, Ranking
from cchc_desktop.ui import formats
from cchc_desktop.ui.collection.rollup.chart import DistributionChart
from cchc_desktop.ui.collection.rollup.page import Chosen, RollupPage, in_group, side_table
from cchc_desktop.ui.collection.rows import Column
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.widgets.basics import label


class RankingPage(RollupPage):
    """At the right: the distribution, the grades, how each field spreads, and what lowered the chosen office."""

    name = "ranking"
    needs = frozenset({"index"})

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self._found: Ranking | None = None
        self.table.opened.connect(self.want_office)
        self.chart = DistributionChart()
        self.bands = side_table(_("Offices by grade"), lambda row: row.name, lambda row: row.name, self)
        self.spreads = side_table(_("How each field spreads"), lambda row: row.name, lambda row: row.code, self)
        self.about = label("", "pane", wrap=True)
        self.reasons = label("", "secondary", wrap=True)
        for part in (self.about, self.reasons, self.chart):
            self.column.addWidget(part)
        self.column.addWidget(self.bands, 1)
        self.column.addWidget(self.spreads, 1)

    def title(self) -> str:
        return _("Ranking")

    def fetch(self, chosen: Chosen) -> Ranking:
        return ranking.read(self.space.collection, self.space.year, chosen.index_code)

    def show_found(self, found: Ranking) -> None:
        self._found = found
        rows = in_group([*found.rows, *found.apart], self.chosen.group if self.chosen else "")
        self.table.show_rows(_columns(), rows)
        self.bands.show_rows(_band_columns(), found.whole.bands)
        self.spreads.show_rows(_spread_columns(), found.fields)
        self.said.emit(_sentence(found))
        self.show_chosen()

    def show_chosen(self) -> None:
        row, found = self.table.chosen_row(), self._found
        if found is None:
            return
        shares = [one.share for one in found.rows if one.share is not None]
        self.chart.show_shares(shares, found.bands, row.share if row is not None else None)
        self.about.setText(row.name if row is not None else "")
        told = list(row.reasons) if row is not None else []
        if row is not None and row.open:
            count = row.open
            words = ngettext(
                "{count} criterion waits for its appraisal.", "{count} criteria wait for their appraisal.", count
            )
            told.append(words.format(count=formats.count(count)))
        self.reasons.setText("\n".join(told))
        self.reasons.setVisible(bool(told))


def _columns() -> list[Column]:
    return [
        Column(
            _("Rank"),
            lambda row: formats.count(row.rank) if row.rank is not None else _("Not ranked"),
            84,
            order=lambda row: row.rank,
            right=True,
            token=lambda row: "" if row.rank is not None else "muted",
        ),
        Column(pgettext("column", "Office"), lambda row: row.name, strong=True),
        Column(_("Maximum"), lambda row: formats.points(row.maximum), 92, order=lambda row: row.maximum, right=True),
        Column(_("Points"), lambda row: formats.points(row.points), 92, order=lambda row: row.points, right=True),
        Column(_("Index"), lambda row: row.shown, 90, order=lambda row: row.share, right=True),
        Column(
            _("Grade"),
            lambda row: formats.sentence_case(row.band),
            120,
            order=lambda row: row.share,
            tip=lambda row: "\n".join(row.reasons),
            look=_look,
        ),
    ]


def _look(row: RankedOffice) -> tuple[str, str] | None:
    """A grade that was lowered, or points that are not complete, say so beside it."""
    if row.reasons:
        return "alert-triangle", "late"
    return ("hourglass", "soon") if row.open else None


def _band_columns() -> list[Column]:
    def limits(band: BandCount) -> str:
        least = formats.percent(band.least)
        if band.below is None:
            return _("from {least}").format(least=least)
        return _("{least} to under {most}").format(least=least, most=formats.percent(band.below))

    return [
        Column(_("Grade"), lambda band: formats.sentence_case(band.name)),
        Column(_("Index"), limits, 130),
        Column(_("Offices"), lambda band: formats.count(band.offices), 60, order=lambda band: band.offices, right=True),
        Column(_("Share"), lambda band: formats.share(band.share), 66, order=lambda band: band.share, right=True),
    ]


def _spread_columns() -> list[Column]:
    def share(title: str, of: str) -> Column:
        return Column(
            title,
            lambda spread: formats.share(getattr(spread, of)),
            76,
            order=lambda spread: getattr(spread, of),
            right=True,
        )

    return [
        Column(
            _("Field"),
            lambda spread: spread.name,
            tip=lambda spread: _("{field}\nHighest: {best}\nLowest: {worst}").format(
                field=spread.name, best=", ".join(spread.best), worst=", ".join(spread.worst)
            ),
        ),
        share(_("Average"), "mean"),
        share(_("Highest"), "highest"),
        share(_("Lowest"), "lowest"),
    ]


def _sentence(found: Ranking) -> str:
    whole = found.whole
    if whole.mean is None or whole.highest is None or whole.lowest is None:
        return _("No office has scored itself yet.")
    words = _("{count} offices ranked: highest {most} ({best}), average {mean}, lowest {least} ({worst}).").format(
        count=formats.count(len(found.rows)),
        most=formats.share(whole.highest),
        best=", ".join(whole.best),
        mean=formats.share(whole.mean),
        least=formats.share(whole.lowest),
        worst=", ".join(whole.worst),
    )
    if found.apart:
        more = ngettext("{count} office is not ranked.", "{count} offices are not ranked.", len(found.apart))
        words = f"{words} {more.format(count=formats.count(len(found.apart)))}"
    missing = len(found.scores.missing)
    if missing:
        more = ngettext(
            "{count} office has not sent its points.", "{count} offices have not sent their points.", missing
        )
        words = f"{words} {more.format(count=formats.count(missing))}"
    return words
