"""Who takes part, what each reached of each target, who meets all, who is proposed."""

from collections.abc import Sequence
from typing import Any

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.models.emulation_rows import MovementView, ParticipantRow
from cchc_desktop.rules.emulation import Outcome, Who
from cchc_desktop.services.emulation import movements
from cchc_desktop.services.emulation.movements import MovementCell, ParticipantPart, refusal
from cchc_desktop.ui.dialogs.emulation.page import MovementPage
from cchc_desktop.ui.table_models.typed_rows import Look, TypedColumn, TypedRows, TypedTable
from cchc_desktop.ui.widgets.basics import label, set_role
from cchc_desktop.ui.workspace import Workspace

LOOKS: dict[Outcome, Look] = {
    Outcome.MET: ("circle-check", "done"),
    Outcome.MISSED: ("alert-triangle", "late"),
    Outcome.NOT_ASKED: ("circle-minus", "muted"),
}


def outcome_name(told: Outcome) -> str:
    """An outcome in the words of the window."""
    return {
        Outcome.OPEN: _("Not known yet"),
        Outcome.MET: _("Meets all"),
        Outcome.MISSED: _("Misses some"),
        Outcome.NOT_ASKED: _("Not applicable"),
    }[told]


def votes_words(row: ParticipantRow) -> str:
    """ "5/7"."""
    return "" if row.votes is None else f"{row.votes}/{row.voters}"


class ResultPage(MovementPage):
    """A sheet of participants with a column for each target."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.model = TypedRows(self)
        self.model.read_only = workspace.year_read_only
        self.table = TypedTable(_("Participants"), self.model)
        note = _(
            "Type a number, “đạt”, “không đạt” or “không áp dụng”. Blue results are computed from tasks and figures; "
            "what is typed goes before. “x” proposes for a reward, votes are 5/7."
        )
        self.summary = label("", "secondary", wrap=True)
        self.column.addWidget(label(note, "note", wrap=True))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.summary)
        self.column.addWidget(
            self.tools(
                (_("Add all units"), lambda: self.run(movements.add_units), "users"),
                (_("Add all officers"), lambda: self.run(movements.add_officers), "users"),
                (_("Remove participants"), self._remove, "trash"),
                (_("Propose who meets all"), self._propose, "shield-check"),
            )
        )
        self.column.addWidget(self.said)
        self.model.typed.connect(self._keep)
        self.table.said.connect(self.tell)

    def show_view(self, view: MovementView | None) -> None:
        super().show_view(view)
        columns = self._columns(view)
        self.model.show_rows(columns, view.participants if view is not None else (), grows=view is not None)
        self.table.fit_columns(columns)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._count()

    def _columns(self, view: MovementView | None) -> Sequence[TypedColumn]:
        found = [
            TypedColumn(ParticipantPart.NAME, pgettext("column", "Collective or person"), lambda row: row.name, 210),
            TypedColumn(
                ParticipantPart.WHO,
                pgettext("column", "Kind"),
                lambda row: "Cá nhân" if row.who is Who.PERSON else "Tập thể",
                80,
                refuses=lambda text: refusal(ParticipantPart.WHO, text),
            ),
            TypedColumn(
                None,
                pgettext("column", "All targets"),
                lambda row: outcome_name(row.verdict),
                122,
                editable=False,
                look=lambda row: LOOKS.get(row.verdict, ("circle-dashed", "muted")),
            ),
            TypedColumn(
                ParticipantPart.PROPOSED,
                pgettext("column", "Proposed"),
                lambda row: "x" if row.proposed else "",
                72,
                centred=True,
            ),
            TypedColumn(
                ParticipantPart.VOTES,
                pgettext("column", "Votes"),
                votes_words,
                66,
                centred=True,
                refuses=lambda text: refusal(ParticipantPart.VOTES, text),
            ),
        ]
        targets = view.targets if view is not None else ()
        return [*found, *(_of_target(number, one.guid, one.text) for number, one in enumerate(targets, start=1))]

    def _count(self) -> None:
        view = self.view
        if view is None:
            self.summary.setText("")
            return
        met = sum(one.verdict is Outcome.MET for one in view.participants)
        words = ngettext("{count} meets all targets", "{count} meet all targets", met).format(count=met)
        most, proposed = view.movement.most_rewarded, len(view.rewarded)
        words += "; " + _("{count} proposed").format(count=proposed)
        if most is not None:
            words += " " + _("of at most {most}").format(most=most)
        short = [one.name for one in view.rewarded if one.verdict is not Outcome.MET]
        if short:
            words += ". " + _("Proposed without meeting all targets: {names}.").format(names=", ".join(short))
        full = most is not None and proposed >= most
        if full and not short:
            words += ". " + _("No further one can be proposed.")
        set_role(self.summary, "soon" if short or full else "secondary")
        self.summary.setText(words)

    def _keep(self, typed: list[tuple[ParticipantRow | None, int, Any, str]]) -> None:
        cells = [MovementCell(row.guid if row else "", str(key), text, line) for row, line, key, text in typed]
        self.run(movements.set_participants, cells=cells)

    def _remove(self) -> None:
        guids = [row.guid for row in self.table.chosen_rows()]
        if guids and self.workspace.run(movements.remove_rows, guids=guids) is not None:
            words = ngettext("{count} participant was removed.", "{count} participants were removed.", len(guids))
            self.tell(f"{words.format(count=len(guids))} {_('Undo brings it back (Ctrl+Z).')}")

    def _propose(self) -> None:
        self.run(movements.propose_met)


def _of_target(number: int, guid: str, text: str) -> TypedColumn:
    def words(row: ParticipantRow) -> str:
        found = row.results.get(guid)
        return "" if found is None else found.words

    def tip(row: ParticipantRow) -> str:
        found = row.results.get(guid)
        return "\n".join(filter(None, (text, words(row), found.how if found else "")))

    def look(row: ParticipantRow) -> Look | None:
        found = row.results.get(guid)
        return None if found is None else LOOKS.get(found.outcome)

    return TypedColumn(
        guid,
        f"{number}. {text}",
        words,
        132,
        tip=tip,
        look=look,
        muted=lambda row: guid in row.results and bool(row.results[guid].how),
    )
