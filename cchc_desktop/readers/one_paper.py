"""One paper of a file while it is being read."""

from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from cchc_desktop.i18n import _
from cchc_desktop.readers.marks import MarkedLine
from cchc_desktop.readers.read_rows import ReadPaper, Unplaced
from cchc_desktop.rules.citing import issuer_of
from cchc_desktop.rules.documents_nd30 import SECRETARY, is_chair
from cchc_desktop.rules.paper_names import name_by_symbol
from cchc_desktop.text import fold


@dataclass
class Paper:
    """One paper of a file while it is being read: its frame in parts, and its body as lines."""

    kind: str = ""  # of ReadPaper, or "appendix", "outline"
    title: str = ""  # the title word and what followed it
    named: str = ""  # its kind, where only the place of the line makes a title of it
    other: str = ""  # the name of its kind where the program has none of it; then it is kept as a letter
    line: int = 0
    subject: list[str] = field(default_factory=list)
    number: str = ""
    symbol: str = ""
    place: str = ""
    issued_on: date | None = None
    dated: str = ""
    authority: str = ""
    preamble: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signing: list[str] = field(default_factory=list)
    signer: str = ""
    secretary: str = ""
    roles: list[str] = field(default_factory=list)  # of those who sign minutes, in their order
    persons: list[str] = field(default_factory=list)
    body: list[MarkedLine] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    reprinted: list[str] = field(default_factory=list)  # lines the program prints itself
    warnings: list[str] = field(default_factory=list)

    def read(self, closing: str = "") -> ReadPaper:
        """The finished frame."""
        return ReadPaper(
            kind=self.kind if self.kind not in ("appendix", "outline") else "",
            subject=self._subject(),
            number=self.number,
            symbol=self.symbol,
            place=self.place,
            issued_on=self.issued_on,
            dated=self.dated,
            authority=self.authority,
            secretary=self.secretary,
            preamble="\n".join(self.preamble),
            legal_bases=tuple(basis.rstrip(" ;") for basis in self.bases),
            articles=tuple(article.removesuffix("./.").rstrip() for article in self.articles),
            addressees=tuple(self.addressees),
            recipients=tuple(self.recipients),
            signing=tuple(self.signing),
            signer_name=self.signer,
            closing=closing,
            issuer=issuer_of(self.reprinted),
        )

    def take_signers(self) -> None:
        """The chair, in the words of the paper, and the secretary of minutes; whoever else signed has no place here."""
        self.signing = [role for role in self.roles if is_chair(role)][:1] or self.signing
        for role, person in zip_longest(self.roles, self.persons, fillvalue=""):
            if is_chair(role) and not self.signer:
                self.signer = person
            elif not is_chair(role) and not self.secretary:
                self.secretary = person
                if fold(role) != fold(SECRETARY):
                    words = _("The minutes are signed by “{theirs}”; here it is printed “{ours}”.")
                    self.warnings.append(words.format(theirs=role, ours=SECRETARY))
            elif person:
                self.unplaced.append(Unplaced(self.line, f"{role}: {person}", self.title))

    def _subject(self) -> str:
        """What the paper is about; of a kind that the program does not make, its name first."""
        subject = " ".join(self.subject)
        if self.other and not subject[1:2].isupper():
            subject = subject[:1].lower() + subject[1:]
        return f"{self.other} {subject}".strip()

    def name_by_number(self) -> None:
        """Take the kind from the number where no title says it: "12/NQ-HĐND"; a number without one is a letter's."""
        if self.kind or not self.symbol:
            return
        name = name_by_symbol(self.symbol)
        self.kind = str(name.kind or "letter") if name is not None else "letter"
        self.other = name.word if name is not None and name.kind is None else ""
