"""The list from which is chosen what is appraised: criteria, or offices, each with how far its round is."""

from cchc_desktop.i18n import _, pgettext
from cchc_desktop.ui import formats
from cchc_desktop.ui.collection.rows import Column


def criteria_columns() -> list[Column]:
    """A line for each criterion over all offices."""
    return [
        Column(_("Code"), lambda row: row.code, 52),
        Column(_("Criterion"), lambda row: row.name, tip=lambda row: f"{row.code}. {row.name}"),
        _given_column(),
    ]


def office_columns() -> list[Column]:
    """A line for each office over all its criteria."""
    return [Column(pgettext("column", "Office"), lambda row: row.name), _given_column()]


def _given_column() -> Column:
    """How many have points in the round, of how many."""
    return Column(
        _("Given"),
        lambda row: f"{formats.count(row.given)}/{formats.count(row.total)}" if row.total else "",
        64,
        order=lambda row: row.total - row.given,
        right=True,
        token=lambda row: "done" if row.given >= row.total else "soon",
    )
