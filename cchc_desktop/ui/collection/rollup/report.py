"""The consolidated report of a period: its headings with the drafted text, and what the offices wrote, to quote."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from cchc_desktop import clock
from cchc_desktop.collection import consolidated
from cchc_desktop.collection.consolidated import Consolidated
from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.report_rows import ReportItemRow
from cchc_desktop.models.rollup_rows import QuotedText
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.collection.rollup.page import Chosen, RollupPage, side_table
from cchc_desktop.ui.collection.rows import Column
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.widgets.basics import button, label


class ReportPage(RollupPage):
    """The draft is written anew from the figures each time; the exported Word file is where it is worked on."""

    name = "report"
    needs = frozenset({"period"})
    named = staticmethod(lambda item: item.title)
    key = staticmethod(lambda item: item.guid)

    def __init__(self, space: CollectionSpace) -> None:
        super().__init__(space)
        self._found: Consolidated | None = None
        self._words = ""
        self.about = label("", "pane", wrap=True)
        self.draft, self.quote = QPlainTextEdit(), QPlainTextEdit()
        for field, name in ((self.draft, _("Draft of this heading")), (self.quote, _("What this office wrote"))):
            field.setReadOnly(True)
            field.setAccessibleName(name)
            field.setTabChangesFocus(True)
            field.setMinimumHeight(theme.px(84))
        self.quotes = side_table(
            _("What the offices wrote here"), lambda one: one.office, lambda one: (one.office_id, one.guid), self
        )
        self.quotes.chosen.connect(self._show_quote)
        self.quotes.opened.connect(self.want_office)
        self.take = button(_("Copy with the office's name"), self.copy_quote, icon_name="quote")
        for part in (self.about, self.draft, self.quotes, self.quote):
            self.column.addWidget(part, 0 if part is self.about else 1)
        self.column.addWidget(self.take)

    def title(self) -> str:
        return _("Consolidated report")

    def fetch(self, chosen: Chosen) -> Consolidated:
        return consolidated.read(self.space.collection, chosen.period, as_of=clock.today())

    def show_found(self, found: Consolidated) -> None:
        self._found = found
        self.table.show_rows(self._columns(found), found.view.items)
        drafted = sum(bool(item.text) for item in found.view.items)
        words = ngettext(
            "{drafted} of {count} heading is drafted from the figures and tasks of the offices.",
            "{drafted} of {count} headings are drafted from the figures and tasks of the offices.",
            len(found.view.items),
        )
        self.said.emit(
            words.format(drafted=formats.count(drafted), count=formats.count(len(found.view.items)))
            + " "
            + _("Export it to work on it in Word.")
        )
        self.show_chosen()

    def narrow(self, words: str) -> None:
        """The search is for offices: it narrows what they wrote."""
        self._words = words
        self.quotes.narrow(words)

    def _columns(self, found: Consolidated) -> list[Column]:
        def quoted(item: ReportItemRow) -> int:
            return found.quotes.get(item.guid, 0)

        return [
            Column(
                _("Heading"),
                lambda item: f"{'    ' * (item.level - 1)}{item.number} {item.title}".rstrip(),
                tip=lambda item: item.title,
            ),
            Column(
                _("Draft"),
                lambda item: _("Drafted") if item.text else _("Nothing known"),
                120,
                look=lambda item: ("circle-check", "done") if item.text else ("circle-dashed", "muted"),
            ),
            Column(
                _("Offices"),
                lambda item: formats.count(quoted(item)) if quoted(item) else "",
                84,
                order=quoted,
                right=True,
            ),
        ]

    def show_chosen(self) -> None:
        item: ReportItemRow | None = self.table.chosen_row()
        chosen = self.chosen
        self.about.setText(item.title if item is not None else "")
        self.draft.setPlainText(item.text if item is not None else "")
        if item is None or chosen is None:
            self._show_quotes(())
            return
        self.space.read(
            self,
            "quotes",
            lambda: consolidated.read_quotes(self.space.collection, chosen.period, item.title),
            self._show_quotes,
        )

    def _show_quotes(self, found: tuple[QuotedText, ...]) -> None:
        columns = [
            Column(pgettext("column", "Office"), lambda one: one.office, 170),
            Column(_("Text"), lambda one: " ".join(one.text.split())),
        ]
        self.quotes.show_rows(columns, found)
        self.quotes.narrow(self._words)
        self._show_quote()

    def _show_quote(self) -> None:
        one: QuotedText | None = self.quotes.chosen_row()
        self.quote.setPlainText(one.text if one is not None else "")
        self.take.setEnabled(one is not None)

    def copy_quote(self) -> None:
        """Put what the chosen office wrote on the clipboard, with its name."""
        one: QuotedText | None = self.quotes.chosen_row()
        if one is not None:
            QGuiApplication.clipboard().setText(f"{one.office}: {one.text}")
            self.space.say(_("The text of {office} is on the clipboard.").format(office=one.office))
