"""What may be typed after ``cchc index``."""

from pathlib import Path

from cchc_desktop.commands.parser import Parser
from cchc_desktop.commands.shared_arguments import add_dossier, add_year
from cchc_desktop.i18n import _


def add_index(parser: Parser) -> None:
    """`cchc index`."""
    add_dossier(parser)
    add_year(parser)
    which = _("an index (PAR_INDEX_COMMUNE, 766), or one of its criteria; the commune's index if not given")
    parser.chosen.add_argument("--code", metavar="C", help=which)
    rules = _("keep the rules that are read from the words of the set without a doubt, where a criterion has none")
    parser.chosen.add_argument("--read-rules", action="store_true", help=rules)
    parser.chosen.add_argument("--compute", action="store_true", help=_("work out the points that the rules give"))
    take = _("score by the rules what has no points yet; implies --compute")
    parser.chosen.add_argument("--take", action="store_true", help=take)
    report = _("begin the self-scoring report where there is none; `export --what self_score` writes it")
    parser.chosen.add_argument("--report", action="store_true", help=report)
    years = _("show what differs between the index's criteria sets of two years, the older one first")
    parser.chosen.add_argument("--compare", type=int, nargs=2, metavar=("Y1", "Y2"), help=years)
    pack = _("write the evidence into this new folder, or the ZIP file of this name, with an index sheet")
    parser.chosen.add_argument("--evidence-pack", type=Path, metavar="DIR", help=pack)
