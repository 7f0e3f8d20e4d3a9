"""A criteria set as a pack of forms for other offices."""

import json
from pathlib import Path

from cchc_desktop.clock import today
from cchc_desktop.exchange.form_pack import FormPack
from cchc_desktop.models.criteria_rows import CriteriaTable
from cchc_desktop.services.form_packs import pack_forms
from cchc_desktop.services.scoring.criteria_forms import form_of
from cchc_desktop.text import slug


def write_set_pack(table: CriteriaTable, path: Path) -> FormPack:
    """Write a set as a pack of forms that other offices take in; raises `UserError` naming what does not add up."""
    head = table.head
    code = f"{slug(head.index_code).replace('-', '_')}_{head.year}"
    data = json.dumps(form_of(table), ensure_ascii=False, indent=1).encode()
    name = f"criteria/{code}.json"
    return pack_forms({name: data}, path, code=code, title=head.title, issued_on=today(), source=head.decision)
