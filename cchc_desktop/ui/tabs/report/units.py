"""Beside an item: what the units wrote about it, ready to be taken in, and who has not sent anything yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.part_rows import ContributionRow
from cchc_desktop.rules.statuses import PartState, PartStatus
from cchc_desktop.ui import formats, theme
from cchc_desktop.ui.widgets.basics import icon_label, label, line, link, set_role
from cchc_desktop.ui.widgets.column_pane import ColumnPane
from cchc_desktop.ui.widgets.printed_text import printed_label

_MOST_NAMED = 3  # units named as missing


@dataclass(frozen=True)
class UnitText:
    """What a unit sent about an item: its markup, that with what it quotes, and against what stands now.

    `state` is same, new or changed_here, as in `models.part_rows.PartDifference`.
    """

    row: ContributionRow
    markup: str
    printed: str
    state: PartState


class UnitsPane(ColumnPane):
    """Signals: `take_wanted(guid)` a contribution's text is to take the place of what stands; `append_wanted(markup)`
    it is to go below; `dialog_wanted` the parts of the whole report are to be seen.
    """

    take_wanted = Signal(str)
    append_wanted = Signal(str)
    dialog_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("From units"))

    def show_texts(
        self, texts: Sequence[UnitText], asked: Sequence[ContributionRow], today: date, writable: bool
    ) -> None:
        """Show what came for an item; `asked` are all askings of the report."""
        self.clear()
        self._add_missing([row for row in asked if row.status == PartStatus.ASKED], bool(asked), today)
        self.column.addWidget(line())
        self.add_head(_("About this item"))
        if not texts:
            self.column.addWidget(label(_("No unit has sent anything about this item."), "note", wrap=True))
        for text in texts:
            self._add_text(text, writable)
        self.column.addStretch(1)

    def _add_missing(self, missing: Sequence[ContributionRow], asked: bool, today: date) -> None:
        if missing:
            words = _said(missing, today)
        else:
            words = _("All parts have come.") if asked else _("No unit has been asked for a part of this report.")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        late = any(one.is_late(today) for one in missing)
        look = ("alert-triangle", "late") if late else ("clock", "soon") if missing else ("circle-check", "done")
        row.addWidget(icon_label(*(look if asked else ("users", "muted"))), 0, Qt.AlignmentFlag.AlignTop)
        made = label(words, wrap=True)
        set_role(made, "late" if late else "secondary")
        row.addWidget(made, 1)
        self.column.addLayout(row)
        self._add_links([link(_("Parts of the units…"), self.dialog_wanted.emit)])

    def _add_text(self, text: UnitText, writable: bool) -> None:
        row = text.row
        self.column.addWidget(label(row.unit_name, "strong", wrap=True))
        who = [row.sender] if row.sender else []
        who += [formats.long_date(row.received_at.date())] if row.received_at is not None else []
        if who:
            self.column.addWidget(label(", ".join(who), "note", wrap=True))
        written = text.printed.strip()
        shown = printed_label(written) if written else label(_("The unit wrote nothing here."), wrap=True)
        self.column.addWidget(shown)
        if text.state is PartState.SAME:
            self.column.addWidget(label(_("The report has this text already."), "note", wrap=True))
        elif writable:
            if text.state is PartState.CHANGED_HERE:
                note = _("The item was changed here meanwhile: taking the part in replaces what stands now.")
                self.column.addWidget(label(note, "soon", wrap=True))
            self._add_links(
                [
                    link(_("Take into the report"), partial(self.take_wanted.emit, row.guid)),
                    link(_("Insert at the end"), partial(self.append_wanted.emit, text.markup)),
                ]
            )
        self.column.addWidget(line())

    def _add_links(self, links: Sequence[QWidget]) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        for made in links:
            row.addWidget(made)
        row.addStretch(1)
        self.column.addLayout(row)


def _said(missing: Sequence[ContributionRow], today: date) -> str:
    """ "Chưa gửi: Phòng Kinh tế (trễ 3 ngày), Công an xã và 2 đơn vị khác"."""
    names = []
    for one in missing[:_MOST_NAMED]:
        days = (today - one.due_on).days if one.due_on is not None else 0
        late = formats.days_late(days)
        names.append(f"{one.unit_name} ({late[:1].lower()}{late[1:]})" if days > 0 else one.unit_name)
    rest = len(missing) - len(names)
    if rest > 0:
        names.append(ngettext("{count} more unit", "{count} more units", rest).format(count=rest))
    return _("Not come yet: {units}").format(units=", ".join(names))
