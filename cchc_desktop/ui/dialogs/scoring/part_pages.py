"""Pages of the rule's form for rules that hold others: the sum of parts, what the council scores."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.rules.numbers import format_value
from cchc_desktop.rules.scoring import Council, Manual, Part, Rule, Sum, describe
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.scoring.inputs import Choices
from cchc_desktop.ui.dialogs.scoring.pages import RulePage
from cchc_desktop.ui.widgets.basics import button, label
from cchc_desktop.ui.widgets.row_table import RowTable

_ROWS = 150  # height of the table, pixels at 100 %


class PartsPage(RulePage):
    """The base of rules that hold others.

    Signal: `part_wanted` a part is to be edited in a form of its own (part, prefix of its inputs, what takes it).
    """

    part_wanted = Signal(object, str, object)


class SumPage(PartsPage):
    """Parts, each with points and a rule of its own, edited in a form like this one."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self.parts: list[Part] = []
        self.table = RowTable(_("Parts"), (_("Part"), _("Points"), _("How it is scored")), {0: 150, 1: 64}, 2)
        self.table.setMinimumHeight(theme.px(_ROWS))
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.doubleClicked.connect(lambda _index: self.edit())
        self.column.addWidget(self.table, 1)
        tools = QHBoxLayout()
        tools.addWidget(button(_("Add a part…"), self.add, icon_name="plus"))
        tools.addWidget(button(_("Edit the part…"), self.edit))
        tools.addWidget(button(_("Remove the part"), self.remove, icon_name="trash"))
        tools.addStretch(1)
        self.column.addLayout(tools)

    def show_rule(self, rule: Rule | None) -> None:
        self.parts = list(rule.parts) if isinstance(rule, Sum) else []
        self._show()

    def rule(self) -> Rule:
        if not self.parts:
            raise UserError(_("Add at least one part."))
        return Sum(parts=tuple(self.parts))

    def add(self) -> None:
        """A further part, in a form of its own."""
        place = len(self.parts)
        self._open(Part(Decimal(0), Manual()), lambda part: self._put(place, part), place)

    def edit(self) -> None:
        """The chosen part in a form of its own."""
        place = self.table.currentRow()
        if 0 <= place < len(self.parts):
            self._open(self.parts[place], lambda part: self._put(place, part), place)

    def remove(self) -> None:
        """Take the chosen part away."""
        place = self.table.currentRow()
        if 0 <= place < len(self.parts):
            del self.parts[place]
            self._show()
            self.edited.emit()

    def _open(self, part: Part, kept: Callable[[Part], None], place: int) -> None:
        self.part_wanted.emit(part, f"{self.prefix}p{place + 1}_", kept)

    def _put(self, place: int, part: Part) -> None:
        self.parts[place : place + 1] = [part]
        self._show()
        self.table.setCurrentCell(place, 0)
        self.edited.emit()

    def _show(self) -> None:
        rows = [
            (
                part.label or _("Part {number}").format(number=number),
                format_value(part.max),
                describe(part.rule, part.max),
            )
            for number, part in enumerate(self.parts, 1)
        ]
        self.table.show_rows(rows, [("list-check", "secondary")] * len(rows), at=0)
        if rows and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)


class CouncilPage(PartsPage):
    """Scored by the council, by a rule of its own where the set gives one."""

    def __init__(self, prefix: str, sources: Choices) -> None:
        super().__init__(prefix, sources)
        self._inner: Rule | None = None
        self.column.addWidget(
            label(_("The office does not score this itself; the council does, by its own sources."), "note", wrap=True)
        )
        self.said = label("", wrap=True)
        self.column.addWidget(self.said)
        tools = QHBoxLayout()
        tools.addWidget(button(_("The council's rule…"), self.edit))
        tools.addWidget(button(_("Without a rule"), self.drop))
        tools.addStretch(1)
        self.column.addLayout(tools)
        self.column.addStretch(1)

    def show_rule(self, rule: Rule | None) -> None:
        self._inner = rule.rule if isinstance(rule, Council) else None
        self._show()

    def rule(self) -> Rule:
        return Council(rule=self._inner)

    def edit(self) -> None:
        """The rule by which the council scores, in a form of its own."""
        self.part_wanted.emit(Part(Decimal(0), self._inner or Manual()), self.prefix, self._put)

    def drop(self) -> None:
        """Say nothing of how the council scores."""
        self._inner = None
        self._show()
        self.edited.emit()

    def _put(self, part: Part) -> None:
        self._inner = None if isinstance(part.rule, Manual) else part.rule
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        words = describe(self._inner, Decimal(0)) if self._inner is not None else _("No rule is given.")
        self.said.setText(words)
