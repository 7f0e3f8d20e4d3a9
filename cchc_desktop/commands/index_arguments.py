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
    parser.chosen.add_argument("--compute", action="store_true", help=_("work out the points that the rules give"))
    take = _("score by the rules what has no points yet; implies --compute")
    parser.chosen.add_argument("--take", action="store_true", help=take)
    pack = _("write the evidence into this new folder, or the ZIP file of this name, with an index sheet")
    parser.chosen.add_argument("--evidence-pack", type=Path, metavar="DIR", help=pack)
