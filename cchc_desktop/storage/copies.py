"""A whole copy of an open dossier, from its connection: also of one whose file lies nowhere any more."""

from pathlib import Path

from cchc_desktop.storage import creating
from cchc_desktop.storage.copying import copy_into
from cchc_desktop.storage.dossier import Dossier


def save_copy(dossier: Dossier, path: Path) -> Path:
    """A verified copy of the dossier as it stands, whole or not at all; returns where it is.

    Raises `UserError` when the file exists or cannot be written.
    """
    target = creating.with_suffix(path)
    with creating.said(target), creating.beside(target) as (made, lock):
        with dossier.look() as plain:
            copy_into(plain, made)
        creating.put_in_place(made, target)
    lock.release()
    return target
