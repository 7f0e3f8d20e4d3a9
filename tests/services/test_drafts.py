"""Text being typed is kept at each pause, one for each field of each row, and leaves no step behind."""

from pathlib import Path

from cchc_desktop.services.drafts import drop_draft, keep_draft, read_draft
from tests.services.helpers import new_dossier


def test_drafts_of_fields_are_kept_apart_and_dropped(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    assert read_draft(dossier, "a", "text") is None
    for owner, field, text in (("a", "text", "một"), ("a", "note", "hai"), ("b", "text", "ba"), ("a", "text", "bốn")):
        keep_draft(dossier, owner, field, text)
    assert read_draft(dossier, "a", "text") == "bốn"
    drop_draft(dossier, "a", "text")
    assert read_draft(dossier, "a", "text") is None
    assert (read_draft(dossier, "a", "note"), read_draft(dossier, "b", "text")) == ("hai", "ba")
    drop_draft(dossier, "a", "text")
    dossier.close()
