"""What each command does: opens the dossier, calls the services, answers.

Rooms that only one command needs (readers, papers, packages) are imported in it: `show` answers in half a second.
"""

import argparse

from cchc_desktop import clock
from cchc_desktop.commands import answers
from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import carried_out, opened
from cchc_desktop.i18n import _, ngettext
from cchc_desktop.services.papers import plans
from cchc_desktop.services.reporting import reports


def sample(chosen: argparse.Namespace) -> Answer:
    """Make the sample dossier, or packages of made-up communes."""
    if chosen.communes is not None:
        return _communes(chosen)
    from cchc_desktop.services.sample import SAMPLE_YEAR, create_sample

    path = create_sample(chosen.folder)
    return Answer({"dossier": str(path), "year": SAMPLE_YEAR}, [str(path)])


def _communes(chosen: argparse.Namespace) -> Answer:
    from cchc_desktop.collection.made_up.communes import LIST_NAME, write_communes
    from cchc_desktop.services.sample import SAMPLE_YEAR

    steps = write_communes(
        chosen.folder, chosen.communes, seed=chosen.seed, year=chosen.year or SAMPLE_YEAR, by_paper=chosen.by_paper
    )
    files = carried_out(steps)
    data = {"files": [str(path) for path in files], "list": str(chosen.folder / LIST_NAME)}
    words = ngettext("{count} package was made in {folder}.", "{count} packages were made in {folder}.", len(files))
    return Answer(data, [words.format(count=len(files), folder=chosen.folder)])


def new(chosen: argparse.Namespace) -> Answer:
    """Begin a dossier; without a year, this one."""
    from cchc_desktop.services.start import create_dossier

    year = clock.today().year if chosen.year is None else chosen.year
    made = create_dossier(
        chosen.dossier,
        office=chosen.office,
        superior=chosen.superior,
        place=chosen.place,
        year=year,
        tier=chosen.tier,
    )
    made.close()
    data = {"dossier": str(made.path), "office": chosen.office, "year": year, "tier": chosen.tier}
    return Answer(data, [str(made.path)])


def copy(chosen: argparse.Namespace) -> Answer:
    """Make a verified copy of a dossier."""
    from cchc_desktop.services.archive.archives import copy_along
    from cchc_desktop.storage.copies import save_copy

    with opened(chosen.dossier) as dossier:
        path = save_copy(dossier, chosen.out)
        left = copy_along(dossier, path)
    notes = [_("Not copied, because the archive is not at its place: {office}").format(office=one) for one in left]
    return Answer({"file": str(path)}, [str(path)], notes)


def take_in(chosen: argparse.Namespace) -> Answer:
    """Import a paper."""
    from cchc_desktop.services.intake import import_criteria, import_forms, imports

    with opened(chosen.dossier) as dossier:
        if chosen.kind in ("plan", "letter"):
            letter = chosen.kind == "letter"
            result = imports.import_plan(dossier, path=chosen.file, year=chosen.year, letter=letter)
        elif chosen.kind == "criteria":
            result = import_criteria.import_criteria(dossier, path=chosen.file, year=chosen.year)
        elif chosen.kind == "outline":
            result = import_forms.import_outline(dossier, path=chosen.file, year=chosen.year)
        else:
            period = chosen.period or f"{chosen.year}-Y"
            result = import_forms.import_figures(dossier, path=chosen.file, period=period)
    return answers.imported(result)


def show(chosen: argparse.Namespace) -> Answer:
    """Show rows of a year."""
    year: int = chosen.year
    with opened(chosen.dossier, year) as dossier:
        match chosen.what:
            case "tasks" | "plan":
                views = tuple(plans.read_plan(dossier, row.guid) for row in plans.read_plans(dossier, year))
                return answers.tasks(year, views) if chosen.what == "tasks" else answers.plans(year, views)
            case "papers":
                from cchc_desktop.services.papers.year_papers import year_papers

                return answers.papers(year, year_papers(dossier, year))
            case "report":
                rows = [r for r in reports.read_reports(dossier, year) if chosen.period in (None, r.period)]
                return answers.reports(year, tuple(reports.read_report(dossier, row.guid) for row in rows))
            case "indices":
                from cchc_desktop.services.scoring import indices

                sets = indices.read_sets(dossier, year)
                return answers.indices(year, tuple(indices.read_index(dossier, guid) for guid, _code, _title in sets))
            case _:
                from cchc_desktop.services.exchange import log

                return answers.log(year, log.read_log(dossier, year))


def export(chosen: argparse.Namespace) -> Answer:
    """Write papers."""
    from cchc_desktop.services import exports
    from cchc_desktop.services.papers.printable import Wish
    from cchc_desktop.services.papers.year_papers import find_paper
    from cchc_desktop.writers.saving import Existing

    with opened(chosen.dossier, chosen.year) as dossier:
        paper = find_paper(dossier, chosen.year, chosen.paper).guid if chosen.paper else None
        wish = Wish(chosen.year, chosen.period, paper)
        said = exports.print_findings(dossier, wish, what=chosen.what, formats=chosen.formats)
        files = carried_out(
            exports.export(
                dossier,
                wish,
                what=chosen.what,
                formats=chosen.formats,
                out=chosen.out,
                existing=Existing(chosen.existing),
            )
        )
    return Answer({"files": [str(path) for path in files], "warnings": list(said)}, [*said, *map(str, files)])


def rescue(chosen: argparse.Namespace) -> Answer:
    """Rescue a damaged dossier."""
    from cchc_desktop.services.rescuing import rescue_dossier, suggested_target

    return answers.rescued(carried_out(rescue_dossier(chosen.dossier, chosen.out or suggested_target(chosen.dossier))))


def demo(chosen: argparse.Namespace) -> Answer:
    """The sample through everything."""
    from cchc_desktop.commands.demonstration import demonstrate

    files = [str(path) for path in demonstrate(chosen.folder)]
    return Answer({"files": files}, files)
