"""Papers that came together: a line each with what it is and where it goes, corrected below, taken in one step."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.documents.incoming_register import named
from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.services.intake.came_papers import (
    REGISTERED,
    CamePaper,
    Destination,
    Taking,
    attached_to,
    basis_text,
    take,
    taken_lines,
)
from cchc_desktop.services.papers.incoming import next_arrival_number
from cchc_desktop.services.stored_files import bytes_to_keep
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.incoming.came_words import destination_words, known_of, look_of, needs_look_at, places_for
from cchc_desktop.ui.dialogs.incoming.facts_form import FactsForm
from cchc_desktop.ui.dialogs.incoming.owners import OwnerDialog, owner_entries
from cchc_desktop.ui.formats import count as counted
from cchc_desktop.ui.formats import long_date
from cchc_desktop.ui.opening import open_bytes
from cchc_desktop.ui.widgets.basics import button, fit, label, readable, scrolled, set_role
from cchc_desktop.ui.widgets.calm import CalmCombo
from cchc_desktop.ui.widgets.row_table import RowTable
from cchc_desktop.ui.workspace import Workspace, wait_cursor


class CamePapersDialog(Dialog):
    """`takings` is what is to become of each file, in the order of the list.

    Signal: `taken(takings, lines)` once they were taken; `lines` are the guids of the register's lines by their places.
    """

    enter_agrees = False
    taken = Signal(object, object)

    def __init__(
        self,
        workspace: Workspace,
        papers: Sequence[CamePaper],
        left_out: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._dossier = workspace, workspace.dossier
        self._papers = tuple(papers)
        self._left_out = tuple(left_out)
        self._place = -1
        self._changed = False
        self._owners: dict[str, str] = {}  # words by guid
        today = workspace.today
        self.takings = [
            Taking(one.file, one.proposed, one.facts(today), to=attached_to(place, self._papers))
            for place, one in enumerate(self._papers)
        ]
        self._root = _shared_folder([one.file.place for one in self._papers])
        self._next = next_arrival_number(self._dossier, today.year)
        self.setWindowTitle(_("Papers that came"))
        fit(self, 1100, 660)
        headings = (_("File"), _("Where it goes"), _("Number, kind and subject"), _("Issued by"), _("Date"))
        self.table = RowTable(_("Papers that came"), headings, {0: 230, 1: 180, 3: 150, 4: 86}, 2)
        self.destination, self.above = CalmCombo(), CalmCombo()
        self.owner = button(_("Choose task or criterion…"), self._ask_owner, icon_name="list-check")
        self.form = FactsForm(today.year)
        self.known = readable(label("", "note", wrap=True))
        self._told = scrolled(self.known)
        self._told.setMaximumHeight(theme.px(92))
        self.agree = button(_("Take in"), self.accept, "primary", "file-import")
        self._lay_out()
        self._fill()
        self._connect()
        self._show(0)
        self.table.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        words = ngettext("{count} file came.", "{count} files came.", len(self._papers))
        column.addWidget(label(words.format(count=counted(len(self._papers))), "pane", wrap=True))
        if self._left_out:
            names = ", ".join(sorted({name.rpartition("/")[2] for name in self._left_out})[:5])
            note = _("Files of the system are no papers and were left out: {names}.").format(names=names)
            column.addWidget(label(note, "note", wrap=True))
        column.addWidget(self.table, 1)
        where = QHBoxLayout()
        where.setSpacing(theme.px(8))
        where.addWidget(label(_("Where it goes"), "field"))
        self.destination.setAccessibleName(_("Where it goes"))
        self.above.setAccessibleName(_("With which paper"))
        where.addWidget(self.destination)
        where.addWidget(self.above, 1)
        where.addWidget(self.owner)
        where.addStretch(1)
        where.addWidget(button(_("Open a copy"), self.open_file, icon_name="eye"))
        column.addLayout(where)
        column.addWidget(self._told)
        column.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addWidget(label(_("Nothing is kept until you press Take in. It is one step of undo."), "note"))
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        foot.addWidget(self.agree)
        column.addLayout(foot)

    def _fill(self) -> None:
        self.table.show_rows(
            [self._row(place) for place in range(len(self._papers))],
            [look_of(one, taking) for one, taking in zip(self._papers, self.takings, strict=True)],
            at=0,
        )
        count = sum(one.destination is not Destination.LEFT for one in self.takings)
        words = ngettext("Take in {count} paper", "Take in {count} papers", count)
        self.agree.setText(words.format(count=counted(count)) if count else _("Take in"))
        self.agree.setEnabled(bool(count))

    def _row(self, place: int) -> tuple[str, ...]:
        taking, paper = self.takings[place], self._papers[place]
        facts = taking.facts
        what = " ".join(part for part in (facts.number, named(facts.kind, facts.subject)) if part)
        day = long_date(facts.issued_on) if facts.issued_on is not None else ""
        return paper.file.place.removeprefix(self._root), destination_words(taking.destination), what, facts.issuer, day

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(lambda: self._show(self.table.currentRow()))
        self.destination.activated.connect(lambda _place: self._take_form())
        self.above.activated.connect(lambda _place: self._take_form())
        self.form.edited.connect(self._take_form)

    # The line that is chosen

    def _show(self, place: int) -> None:
        """Show a line below; what was typed of the one before is kept with it."""
        if place == self._place or not 0 <= place < len(self._papers):
            return
        if self._place >= 0 and not self._read_form():
            with QSignalBlocker(self.table):
                self.table.selectRow(self._place)
            return
        self._place = place
        with QSignalBlocker(self.table):
            self.table.selectRow(place)
        paper, taking = self._papers[place], self.takings[place]
        with QSignalBlocker(self.form):
            self.form.show_facts(taking.facts, self._next)
        self.destination.clear()
        for one in places_for(paper):
            self.destination.addItem(destination_words(one), one)
        self.destination.setCurrentIndex(self.destination.findData(taking.destination))
        self._refresh()

    def _refresh(self) -> None:
        """What the chosen line offers, and what is known of its file."""
        paper, taking = self._papers[self._place], self.takings[self._place]
        self.above.clear()
        for place, one in enumerate(self.takings):
            if one.destination in REGISTERED and place != self._place:
                words = " ".join(part for part in (one.facts.number, one.facts.subject) if part)
                self.above.addItem(words[:90] or one.file.name, place)
        if self.above.findData(taking.to) < 0 and self.above.count():  # what it went with is not registered any more
            before = [place for place, one in enumerate(self.takings) if one.destination in REGISTERED]
            nearest = min(before, key=lambda place: (place > self._place, abs(place - self._place)))
            self.takings[self._place] = taking = replace(taking, to=nearest)
        self.above.setCurrentIndex(self.above.findData(taking.to))
        self.above.setVisible(taking.destination is Destination.ATTACHED)
        self.owner.setVisible(taking.destination is Destination.EVIDENCE)
        self.owner.setText(self._owners.get(taking.owner_guid, "")[:50] or _("Choose task or criterion…"))
        self.form.setEnabled(taking.destination not in (Destination.LEFT, Destination.ATTACHED))
        lines = known_of(paper)
        if taking.destination is Destination.BASIS:
            lines = (*lines, _("It is cited as: {text}").format(text=basis_text(taking.facts)))
        self.known.setText("\n".join(lines))
        self._told.setVisible(bool(lines))
        set_role(self.known, "soon" if needs_look_at(paper) else "note")

    def _read_form(self) -> bool:
        """Keep what stands in the fields with the line; False where a day is none, and it is shown."""
        if not self.dates_are_right():
            return False
        try:
            facts = self.form.facts()
        except UserError:
            return False
        before = self.takings[self._place]
        destination = Destination(self.destination.currentData() or before.destination)
        above = self.above.currentData()
        to = before.to if above is None else above
        made = replace(before, facts=facts, destination=destination, to=to)
        if made != before:
            self._changed = True
            self.takings[self._place] = made
        return True

    def _take_form(self) -> None:
        """The officer changed something of the chosen line."""
        if self._read_form():
            with QSignalBlocker(self.table):
                self._fill()
                self.table.selectRow(self._place)
            self._refresh()

    def _ask_owner(self) -> None:
        with wait_cursor():
            entries = owner_entries(self._dossier, self._workspace.year)
        dialog = OwnerDialog(self, _("Task or criterion that it proves"), entries)
        if dialog.exec():
            self.prove(dialog.guid, dialog.words)

    def prove(self, owner_guid: str, words: str) -> None:
        """Say whose evidence the chosen file is."""
        self._owners[owner_guid] = words
        self.takings[self._place] = replace(self.takings[self._place], owner_guid=owner_guid)
        self._changed = True
        self._refresh()

    def open_file(self) -> None:
        """Open a copy of the chosen file."""
        file = self._papers[self._place].file
        try:
            if file.path is None:
                raise UserError(f"“{file.name}”: {file.reason}")
            data = bytes_to_keep(file.path)
        except UserError as error:
            alerts.show_error(self, error)
            return
        open_bytes(self, file.name, data)

    # Taken

    def holds_typed(self) -> bool:
        return self._changed or super().holds_typed()

    def carry_out(self) -> bool:
        """Take all in one step; the dialog stays where one of them is refused, and it is said which."""
        if not self._read_form():
            return False
        change = self._workspace.run_across(take, takings=tuple(self.takings))
        if change is None:
            return False
        self._changed = False
        self.taken.emit(tuple(self.takings), taken_lines(change, self.takings))
        return True


def _shared_folder(places: Sequence[str]) -> str:
    """The folder that all files came in, which says nothing of any of them; "" for none."""
    first = {place.partition("/")[0] + "/" for place in places}
    return first.pop() if len(first) == 1 and all("/" in place for place in places) else ""
