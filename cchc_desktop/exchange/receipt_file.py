"""The receipt (.cchcbn): says that a package arrived whole, and can only be made by whoever has the package.

See docs/package_format.md.
"""

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cchc_desktop import __version__
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageInfo
from cchc_desktop.exchange.row_json import ShapeError, from_json, to_json
from cchc_desktop.exchange.safe_json import JsonError, canonical, read_json, write_json
from cchc_desktop.i18n import _
from cchc_desktop.text import clean
from cchc_desktop.writers.saving import atomic_write

SUFFIX = ".cchcbn"
FORMAT = "cchc-receipt"
VERSION = 1
LARGEST = 64 * 1024  # bytes


@dataclass(frozen=True)
class Receipt:
    """`check_code` and `file_name` are of the package that came, `receiver` of the office that has it now,
    `received_at` by its clock; `proof` is made of the package's whole hash, which the receipt does not tell."""

    format: str
    version: int
    check_code: str
    file_name: str
    receiver: str
    received_at: datetime
    program_version: str
    proof: str = ""
    further: dict[str, Any] = field(default_factory=dict)  # members of later programs, which the proof covers too


def receipt_for(info: PackageInfo, receiver: str, received_at: datetime | None = None) -> Receipt:
    """The receipt of a package that was checked."""
    made = Receipt(
        FORMAT,
        VERSION,
        info.short_hash,
        clean(info.path.name),
        clean(receiver).strip(),
        (received_at or datetime.now()).replace(microsecond=0),
        __version__,
    )
    return replace(made, proof=_proof(_told(made), info.sha256))


def write_receipt(out: Path, receipt: Receipt) -> Path:
    """Write the receipt and return where it is."""
    out = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    with atomic_write(out, SUFFIX) as file:
        file.write(write_json({**_told(receipt), "proof": receipt.proof}))
    return out


def read_receipt(path: Path) -> Receipt:
    """The receipt in a file; raises `UserError` for what is none. Whether it is true is told by `is_proved`."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    try:
        if len(data) > LARGEST:
            raise JsonError("too large")
        found = read_json(data)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ShapeError("not a receipt")
        if type(found.get("version")) is int and found["version"] > VERSION:
            raise UserError(
                _("“{name}” was made by a newer program. Update this one, then open it again.").format(name=path.name)
            )
        receipt = from_json(Receipt, found)
    except (JsonError, ShapeError) as error:
        raise UserError(
            _("“{name}” is not a receipt, or was damaged on its way. Ask the receiver to send it again.").format(
                name=path.name
            )
        ) from error
    named = set(_told(receipt)) | {"proof"}
    return replace(receipt, further={name: value for name, value in found.items() if name not in named})


def is_proved(receipt: Receipt, sha256: str) -> bool:
    """Whether the receipt was made from the very package with this hash, and not changed since."""
    return hmac.compare_digest(_proof(_told(receipt), sha256).encode(), receipt.proof.encode())


def _told(receipt: Receipt) -> dict[str, Any]:
    """All that the receipt says, without its proof."""
    plain: dict[str, Any] = to_json(receipt)
    return {**receipt.further, **{name: v for name, v in plain.items() if name not in ("proof", "further")}}


def _proof(told: dict[str, Any], sha256: str) -> str:
    return hmac.new(sha256.encode("ascii"), canonical(told), hashlib.sha256).hexdigest()
