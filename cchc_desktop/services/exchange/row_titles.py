"""How a row that came in a package is called on the page."""

from collections.abc import Mapping
from typing import Any

from cchc_desktop.exchange.package_format import PackageData
from cchc_desktop.i18n import _
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.rules.periods import period_title
from cchc_desktop.services.exchange.merging import Rows
from cchc_desktop.services.row_words import row_title

_LONGEST = 160


class Titles:
    """Titles of rows by table and guid, told from the package and from what stands here."""

    def __init__(self, data: PackageData, ours: Rows, theirs: Rows) -> None:
        self._sources = (ours, theirs)
        self._items = {
            item.guid: f"{item.number}. {item.title}".removeprefix(". ") for view in data.reports for item in view.items
        }
        self._assigned = {row.guid: next((words for _c, words in row.cells), "") for row in data.assigned}
        self._numbers = {task.guid: f"{task.group_number}.{task.number}" for view in data.plans for task in view.tasks}

    def of(self, table: str, guid: str) -> str:
        """What the row is called, in one line."""
        if table == "report_item" and guid in self._items:
            return self._items[guid]
        if guid in self._assigned:
            return one_line(self._assigned[guid])
        for rows in self._sources:
            row = rows.get(table, {}).get(guid)
            if row is not None:
                return self._words(table, row)
        if (table and "/" in guid) or table in ("unit", "officer", "receiver", "legal_basis", "figure"):
            return _("The order of the list")
        return ""

    def _words(self, table: str, row: Mapping[str, Any]) -> str:
        if table == "remark":
            return self.of(row["owner_kind"], row["owner_guid"])
        if table == "report":
            return period_title(row.get("year", 0), str(row.get("period", "")))
        if table == "report_statement":
            return self.of("report_item", row.get("item_guid") or "")
        words = row_title(table, row, self.of)
        number = self._numbers.get(row.get("guid", ""), "")
        return one_line(f"{number}. {words}".removeprefix(". "))


def one_line(text: str) -> str:
    """A text as a title."""
    words = " ".join(plain_text(text).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
