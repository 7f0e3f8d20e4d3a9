"""Taking in outlines and figures from the superior's files."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path

from sqlalchemy import select

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _
from cchc_desktop.models.report import Figure
from cchc_desktop.readers.read_rows import ReadFigure, ReadFigures, ReadOutline, Unplaced
from cchc_desktop.rules.choices import choices_of
from cchc_desktop.rules.money import money_scale
from cchc_desktop.rules.numbers import format_number
from cchc_desktop.rules.periods import Period
from cchc_desktop.services import forms
from cchc_desktop.services.intake.imports import ImportResult
from cchc_desktop.services.intake.outlines import add_outline
from cchc_desktop.services.reporting.figures import Computed, put_value
from cchc_desktop.services.years import ensure_year
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.text import fold

_ALIKE = 0.85  # how like two names of a figure must be to trust its code
_NOTE = re.compile(r"\([^()]*\)")


def import_outline(dossier: Dossier, *, path: Path, year: int) -> ImportResult:
    """Read a report outline from a file and keep it."""
    from cchc_desktop.readers.outline import read_outline

    return keep_outline(dossier, read=read_outline(path), year=year, name=path.name)


def keep_outline(dossier: Dossier, *, read: ReadOutline, year: int, name: str) -> ImportResult:
    """Take a report outline in that was read from the file `name`; reports begun from now on may follow it."""
    if not read.items:
        raise UserError(_("No heading was found in this file. Choose a report outline with headings I, II, 1, 2."))
    make_backup(dossier.path)
    with dossier.change(_("Import outline")) as work:
        ensure_year(work, year)
        add_outline(work.session, read, year, name)
    return ImportResult(
        change=work.change,
        unplaced=read.unplaced,
        warnings=read.warnings,
    )


def import_figures(dossier: Dossier, *, path: Path, period: str) -> ImportResult:
    """Read figures from a file and keep them."""
    from cchc_desktop.readers.figures import read_figures

    return keep_figures(dossier, read=read_figures(path), period=period)


def keep_figures(dossier: Dossier, *, read: ReadFigures, period: str) -> ImportResult:
    """Take figures in for a period; a line that is none of the dossier's figures is listed as unplaced."""
    wanted = Period.parse(period)
    if not read.figures:
        raise UserError(_("No figure was found in this file. Choose a table with the columns name, unit and value."))
    make_backup(dossier.path)
    lost, warnings = [*read.unplaced], [*read.warnings]
    with dossier.change(_("Import figures")) as work:
        form = forms.figures_set(work.session, wanted)
        forms.ensure_figures(work.session, form)
        before = Computed(work.session, period)
        figures = list(work.session.scalars(select(Figure).where(Figure.set_code == form)))
        lost += _other_groups(read.figures, figures)
        for line, figure in _FigureFinder(figures).all(read.figures):
            if figure is None or (line.value is None and line.note) or _is_no_answer(line, figure):
                lost.append(Unplaced(line.line, _in_words(line), line.group))
            elif line.value is not None:
                value = _in_unit_of(figure, line.value, line.unit)
                if value is None:
                    lost.append(Unplaced(line.line, _in_words(line), line.group))
                    continue
                if value != line.value:
                    warnings.append(_converted(line, value, figure))
                put_value(work.session, figure.guid, period, value, line.estimated, line.note)
        Computed(work.session, period).follow(before)
    return ImportResult(
        change=work.change, unplaced=tuple(sorted(lost, key=lambda one: (one.line, one.text))), warnings=tuple(warnings)
    )


def _other_groups(lines: Sequence[ReadFigure], figures: Sequence[Figure]) -> list[Unplaced]:
    """Headings of the file that are none of the dossier's, each at its first line."""
    known = {_bare_name(figure.group_title) for figure in figures}
    found: dict[str, int] = {}
    for line in lines:
        if line.group and _bare_name(line.group) not in known:
            found.setdefault(line.group, line.line)
    return [Unplaced(line, group) for group, line in found.items()]


def _is_no_answer(line: ReadFigure, figure: Figure) -> bool:
    """Whether a line has a value where the figure asks for one of its answers, and it is none of them."""
    answers = choices_of(figure.kind, figure.unit, figure.name)
    return bool(answers) and line.value is not None and answers.of(line.value) is None


def _in_unit_of(figure: Figure, value: Decimal, unit: str) -> Decimal | None:
    """A value of this unit in the figure's own; None where one is money or a share, and the other is not."""
    if not unit or not figure.unit:
        return value
    given, own = money_scale(unit), money_scale(figure.unit)
    if (given is None) != (own is None) or (unit.strip() == "%") != (figure.unit == "%"):
        return None
    if given is None or own is None or given == own:
        return value
    changed = value * given / own
    return changed.to_integral_value() if changed == changed.to_integral_value() else changed.normalize()


def _converted(line: ReadFigure, value: Decimal, figure: Figure) -> str:
    words = _("Line {line}, “{name}”: {given} was taken in as {taken}, in the unit of the figure; check it.")
    given, taken = f"{format_number(line.value or 0)} {line.unit}", f"{format_number(value)} {figure.unit}"
    return words.format(line=line.line, name=line.name[:60], given=given, taken=taken)


def _in_words(line: ReadFigure) -> str:
    """A line that is none of the dossier's figures, with all that it says."""
    value = format_number(line.value) if line.value is not None else ""
    named = f"{line.code} {line.name}".strip()
    said = " ".join(part for part in (value, line.unit if value else "", line.note) if part)
    return f"{named}: {said}" if said else named


class _FigureFinder:
    """Finds a line's figure: by its code where the names agree too, otherwise by the very name, or one of the names
    that other forms give it; never by a guess.
    """

    def __init__(self, figures: list[Figure]) -> None:
        self._by_code: dict[str, list[Figure]] = {}
        for figure in figures:  # "B3.1.4" is line 1.4 of form 3
            for code in {figure.code, figure.code.partition(".")[2] or figure.code}:
                self._by_code.setdefault(code, []).append(figure)
        self._by_name: dict[str, list[Figure]] = {}
        for figure in figures:
            for name in {fold(figure.name), _bare_name(figure.name)}:
                self._by_name.setdefault(name, []).append(figure)

    def all(self, lines: Sequence[ReadFigure]) -> list[tuple[ReadFigure, Figure | None]]:
        """Each line with its figure, none where two lines mean the same one. A name of another form counts where one
        line alone bears it, and none its own.
        """
        found = [self._find(line) for line in lines]
        meant = Counter(figure.guid for figure in found if figure is not None)
        found = [figure if figure is not None and meant[figure.guid] == 1 else None for figure in found]
        taken = set(meant)
        borne = Counter(_bare_name(line.name) for line in lines)
        for place, line in enumerate(lines):
            figure = self._by_other_name(line) if found[place] is None and borne[_bare_name(line.name)] == 1 else None
            if figure is not None and figure.guid not in taken:
                found[place] = figure
                taken.add(figure.guid)
        return list(zip(lines, found, strict=True))

    def _find(self, line: ReadFigure) -> Figure | None:
        coded, wanted = self._by_code.get(line.code, []), fold(line.name)
        if wanted:
            coded = [one for one in coded if SequenceMatcher(None, fold(one.name), wanted).ratio() >= _ALIKE]
        if len(coded) == 1:
            return coded[0]
        return self._named(wanted, line.code) or self._named(_bare_name(line.name), line.code)

    def _named(self, name: str, code: str) -> Figure | None:
        """The one figure of this name; of several the one at the line's number."""
        found = self._by_name.get(name, [])
        if len(found) > 1:
            found = [figure for figure in found if figure in self._by_code.get(code, ())]
        return found[0] if len(found) == 1 else None

    def _by_other_name(self, line: ReadFigure) -> Figure | None:
        name = _bare_name(line.name)
        for names in forms.other_figure_names():
            bare = [_bare_name(one) for one in names]
            figures = [figure for one in bare if (figure := self._named(one, line.code))] if name in bare else []
            if figures:
                return figures[0]
        return None


def _bare_name(name: str) -> str:
    """A name folded, without its remarks in brackets and closing stop."""
    return " ".join(fold(_NOTE.sub("", name)).split()).strip(" .;:")
