"""`cchc figures`: the data appendix of a period, with what does not add up."""

import argparse
from typing import TYPE_CHECKING, Any

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened, output
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.i18n import _
from cchc_desktop.models.figure_rows import FigureRow
from cchc_desktop.rules.periods import Period
from cchc_desktop.rules.printouts import ENDINGS
from cchc_desktop.services.reporting import figure_checks, figure_sources, figures
from cchc_desktop.storage.dossier import Dossier

if TYPE_CHECKING:
    from cchc_desktop.readers.read_rows import Unplaced


def show_figures(chosen: argparse.Namespace) -> Answer:
    """Take figures in where a file is given, fill in what is known where asked, and answer with all of them."""
    period = Period.parse(chosen.period)
    path = output(chosen.out, chosen, *ENDINGS) if chosen.out is not None else None
    with opened(chosen.dossier, period.year) as dossier:
        unplaced, warnings = _take_in(dossier, chosen)
        if chosen.fill:
            figure_sources.fill_figures(dossier, period=str(period))
        if path is not None:
            from cchc_desktop.services.reporting.figures_sheet import write_figures_sheet

            write_figures_sheet(dossier, period=str(period), path=path)
        rows = figures.read_figures(dossier, str(period))
        failed = figure_checks.check_figures(dossier, str(period))
    data = {
        "period": str(period),
        "figures": [_figure(row) for row in rows],
        "failed": [{"codes": list(one.codes), "names": list(one.names), "reason": one.sentence} for one in failed],
        "unplaced": [to_json(one) for one in unplaced],
        "warnings": list(warnings),
    }
    lines = [f"{row.code}. {row.name}: {_value(row)}" for row in rows]
    notes = [*warnings, *(one.sentence for one in failed)]
    notes += [_("Line {line} was not placed: {text}").format(line=one.line, text=one.text) for one in unplaced]
    return Answer(data, lines, notes)


def _take_in(dossier: Dossier, chosen: argparse.Namespace) -> "tuple[tuple[Unplaced, ...], tuple[str, ...]]":
    """The lines of the given file that are none of the dossier's figures, and what is said of the others."""
    if chosen.taken is None:
        return (), ()
    from cchc_desktop.services.intake.import_forms import import_figures

    result = import_figures(dossier, path=chosen.taken, period=str(Period.parse(chosen.period)))
    return result.unplaced, result.warnings


def _value(row: FigureRow) -> str:
    """A value with its unit, an answer in its words."""
    if row.value is None:
        return "-"
    return row.choices.of(row.value) or f"{to_json(row.value)} {row.unit}"


def _figure(row: FigureRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "group": row.group,
        "name": row.name,
        "unit": row.unit,
        "kind": row.kind,
        "formula": row.formula,
        "source": row.source,
        "cumulative": row.cumulative,
        "value": to_json(row.value),
        "estimated": row.estimated,
        "previous": to_json(row.previous),
        "note": row.note,
    }
