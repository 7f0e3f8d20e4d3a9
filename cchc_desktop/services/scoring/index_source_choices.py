"""Where the inputs of scoring rules can come from, for whoever chooses: in words, by what `index_sources` reads."""

from cchc_desktop.i18n import _
from cchc_desktop.rules.periods import PERIOD_KINDS, Period
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.storage.plain_sql import rows


def source_choices(dossier: Dossier, year: int) -> tuple[tuple[str, str], ...]:
    """(source, words), the commonest first: typed, tasks, reports, surveys, other indices, then all figures."""
    choices = [
        ("", _("typed by hand")),
        ("tasks:percent", _("Annual plan: per cent of tasks done")),
        ("tasks:done", _("Annual plan: tasks done")),
        ("tasks:total", _("Annual plan: tasks in all")),
        ("tasks:linked.percent", _("Tasks of this criterion: per cent done")),
        ("tasks:linked.done", _("Tasks of this criterion: done")),
        ("tasks:linked.total", _("Tasks of this criterion: in all")),
        ("tasks:propaganda.percent", _("Propaganda plans: per cent of tasks done")),
        ("reports:percent", _("Reports: per cent sent in time")),
        ("reports:on_time", _("Reports: sent in time")),
        ("reports:total", _("Reports: owed")),
        *((f"reports:{kind}", _("Report of {period}: in time or late").format(period=_period(year, kind)))
          for kind in PERIOD_KINDS),
        ("survey:SIPAS", _("Survey of satisfaction (SIPAS)")),
        ("index:766", _("Index 766 of the office")),
    ]  # fmt: skip
    with dossier.raw_connection() as plain:
        figures = rows(plain, "SELECT code, name FROM figure WHERE kind <> 'heading' ORDER BY set_code, position")
        choices += [(f"figure:{row['code']}", f"{row['code']}. {row['name']}") for row in figures]
    return tuple(choices)


def _period(year: int, kind: str) -> str:
    return Period.parse(f"{year}-{kind}").title
