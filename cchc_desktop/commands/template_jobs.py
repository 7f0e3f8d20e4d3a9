"""`cchc templates`: what papers may begin from; templates written as files and taken in from them."""

import argparse

from cchc_desktop.commands.answers import Answer
from cchc_desktop.commands.opening import opened, output
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.row_json import to_json
from cchc_desktop.exchange.template_file import SUFFIX, read_template
from cchc_desktop.i18n import _
from cchc_desktop.services.papers import own_templates
from cchc_desktop.services.papers.papers_from_templates import available_templates


def templates(chosen: argparse.Namespace) -> Answer:
    """Take a template in or write one, then list them."""
    if (chosen.template is None) != (chosen.out is None):
        raise UserError(_("Give both --template and --out to write a template as a file. Nothing was changed."))
    path = output(chosen.out, chosen, SUFFIX) if chosen.out is not None else None
    form, unknown = read_template(chosen.taken) if chosen.taken else (None, ())
    with opened(chosen.dossier) as dossier:
        if path is not None and chosen.template not in {row.code for row in available_templates(dossier)}:
            raise UserError(
                _("There is no template {code}. List them without --template.").format(code=chosen.template)
            )
        if form is not None:
            own_templates.add_template(dossier, form=form)
        if path is not None:
            own_templates.export_template(dossier, code=chosen.template, path=path)
        rows = available_templates(dossier)
    files = [str(path)] if path is not None else []
    lines = [" | ".join((row.code, row.paper_kind.word, row.title, *(["*"] if row.own else []))) for row in rows]
    notes = [_("Not understood and not used: {names}").format(names=", ".join(unknown))] if unknown else []
    return Answer({"templates": to_json(rows), "unknown": list(unknown), "files": files}, [*lines, *files], notes)
