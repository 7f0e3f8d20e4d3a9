"""What is said of a paper that came: where it may go, what is known of its file, what is to be looked at."""

from cchc_desktop.i18n import _
from cchc_desktop.readers.pdf_signatures import needs_look, signature_lines
from cchc_desktop.services.intake.came_papers import CamePaper, Destination, Taking, here_before, keeps
from cchc_desktop.ui.widgets.row_table import Look

_LOOKS: dict[Destination, Look] = {
    Destination.INCOMING: ("mail-down", "accent"),
    Destination.ATTACHED: ("paperclip", "accent"),
    Destination.SUPERIOR: ("list-check", "accent"),
    Destination.PLAN: ("file-text", "accent"),
    Destination.BASIS: ("quote", "accent"),
    Destination.EVIDENCE: ("checklist", "accent"),
    Destination.LEFT: ("circle-minus", "muted"),
}


def destination_words(destination: Destination) -> str:
    """Where a paper goes."""
    return {
        Destination.INCOMING: _("Register of incoming papers"),
        Destination.ATTACHED: _("File of another incoming paper"),
        Destination.SUPERIOR: _("Register, and take its tasks"),
        Destination.PLAN: _("Our plan, report or paper"),
        Destination.BASIS: _("List of legal bases"),
        Destination.EVIDENCE: _("Evidence"),
        Destination.LEFT: _("Not taken in"),
    }[destination]


def places_for(paper: CamePaper) -> tuple[Destination, ...]:
    """Where a paper may go: one that cannot be read is no plan, one without bytes no file of anything."""
    found = [Destination.INCOMING]
    if keeps(paper.file):
        found += [Destination.ATTACHED, Destination.EVIDENCE]
    if not paper.unread:
        found += [Destination.SUPERIOR, Destination.PLAN]
    return (*found, Destination.BASIS, Destination.LEFT)


def look_of(paper: CamePaper, taking: Taking) -> Look:
    """The icon of a line: what is to be looked at shows first."""
    return ("alert-triangle", "soon") if needs_look_at(paper) else _LOOKS[taking.destination]


def needs_look_at(paper: CamePaper) -> bool:
    """Whether something of a file is to be looked at."""
    return bool(paper.unread or paper.card.otherwise or needs_look(paper.signatures))


def known_of(paper: CamePaper) -> tuple[str, ...]:
    """What is known of a file beside its fields, a line each."""
    card, found = paper.card, []
    if paper.unread:
        found.append(paper.unread)
        if keeps(paper.file):
            found.append(_("It can be kept as a file all the same: fill in the fields by hand."))
        elif paper.file.path is None:
            found.append(_("It can be registered without its file."))
    if paper.file.path is not None and not keeps(paper.file):
        found.append(_("The file is larger than 25 MB: it is registered without being kept."))
    found += here_before(paper)
    if card.by_name and not paper.unread:
        found.append(
            _("Taken from the file's name, not from the paper: {fields}.").format(fields=_fields(card.by_name))
        )
    if card.otherwise:
        found.append(_("The file's name says another number: {number}.").format(number=card.otherwise))
    if card.due_words:
        found.append(_("Deadline as the paper says it: “{words}”.").format(words=card.due_words))
    return (*found, *signature_lines(paper.signatures))


def _fields(names: frozenset[str]) -> str:
    told = {
        "kind": _("kind"),
        "issuer": _("issuer"),
        "number": _("number"),
        "issued_on": _("date"),
        "subject": _("subject"),
    }
    return ", ".join(words for name, words in told.items() if name in names)
