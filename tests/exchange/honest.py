"""An honest package put together by hand, and ways to take it apart and close it again."""

import hashlib
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc_desktop.exchange.package_data import data_files
from cchc_desktop.exchange.package_format import FORMAT, MANIFEST, VERSION, Manifest, PackageData, hash_of, sealed
from cchc_desktop.models.evidence_rows import EvidenceRow
from cchc_desktop.models.office_rows import OfficeRow, UnitRow

PROOF = b"Bi\xc3\xaan b\xe1\xba\xa3n h\xe1\xbb\x8dp th\xc3\xa1ng 3"
PROOF_SHA256 = hashlib.sha256(PROOF).hexdigest()
OFFICE = OfficeRow(
    "0f" * 16, 3, "UBND xã Bình Minh", "two", "UBND tỉnh An Bình", "Bình Minh", email="ubnd@binhminh.example.vn"
)
DATA = PackageData(
    office=OFFICE,
    units=(UnitRow("1a" * 16, 1, "Văn phòng HĐND và UBND", "VP"),),
    evidence=(
        EvidenceRow(
            "2b" * 16, 1, "Biên bản", "Biên bản.txt", PROOF_SHA256, len(PROOF), datetime(2026, 3, 4, 8, 0), "3c" * 16
        ),
    ),
)

Files = dict[str, bytes]


def files(data: PackageData = DATA) -> Files:
    """The entries of the honest package, without its manifest."""
    return {
        **data_files(data),
        "papers/Ke-hoach-CCHC-2026.pdf": b"%PDF-1.4 made up",
        f"evidence/{PROOF_SHA256}-Biên bản.txt": PROOF,
    }


def manifest(entries: Files, /, **changed: Any) -> dict[str, Any]:
    """A manifest that fits the entries, with its hash; changed members are hashed too."""
    plain = sealed(
        Manifest(
            format=FORMAT,
            version=VERSION,
            program_version="0.1.0",
            made_at=datetime(2026, 9, 8, 16, 5),
            dossier_guid="4d" * 16,
            office_guid=OFFICE.guid,
            office=OFFICE.name,
            superior=OFFICE.superior,
            year=2026,
            period="2026-9M",
            note="",
            entries=(),
        )
    )
    listed = [{"name": n, "size": len(d), "sha256": hashlib.sha256(d).hexdigest()} for n, d in entries.items()]
    found = {**plain, "entries": listed, **changed}
    return {**found, "hash": hash_of(found)}


def as_json(value: Any) -> bytes:
    """Bytes as a careless or hostile sender may write them."""
    return json.dumps(value, ensure_ascii=False).encode()


def archive(entries: Files) -> bytes:
    """A ZIP with these entries in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return buffer.getvalue()


def package(folder: Path, entries: Files | None = None, /, **changed: Any) -> Path:
    """A package file whose manifest and hashes fit whatever the entries are."""
    inside = files() if entries is None else entries
    path = folder / "Gói.cchcgoi"
    path.write_bytes(archive({MANIFEST: as_json(manifest(inside, **changed)), **inside}))
    return path
