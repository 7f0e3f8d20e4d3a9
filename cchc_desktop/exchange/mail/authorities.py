"""An office's own certificate authority: what vouches for its mail server besides those that this computer knows."""

import ssl
from pathlib import Path

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_LARGEST = 256 * 1024  # bytes


def read_authority(path: Path) -> str:
    """The certificates of a file, PEM or DER (.pem, .crt, .cer), as PEM text. Raises `UserError` for any other file."""
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UserError(
            _("“{name}” cannot be read. Check the drive and your rights.").format(name=path.name)
        ) from error
    refusal = UserError(
        _(
            "“{name}” is no certificate of an authority. Ask whoever looks after the office's mail for the file of the "
            "root certificate, ending in .crt, .cer or .pem. Nothing was changed."
        ).format(name=path.name)
    )
    if len(data) > _LARGEST:
        raise refusal
    try:
        text = data.decode("ascii") if b"-----BEGIN" in data else ssl.DER_cert_to_PEM_cert(data)
        if "PRIVATE KEY" in text or not authority_names(text):
            raise refusal
        trusting(text)
    except (ValueError, ssl.SSLError) as error:
        raise refusal from error
    return text.replace("\r\n", "\n")


def trusting(authority: str) -> ssl.SSLContext:
    """A context that checks the server's name and certificate, by this computer's authorities and the office's own.

    Raises `ssl.SSLError` for a text that holds no certificate.
    """
    context = ssl.create_default_context()
    if authority:
        context.load_verify_locations(cadata=authority)
    return context


def authority_names(authority: str) -> tuple[str, ...]:
    """What the certificates call themselves; raises `ValueError` for what is none."""
    from cryptography.x509 import load_pem_x509_certificates
    from cryptography.x509.oid import NameOID

    found = []
    for certificate in load_pem_x509_certificates(authority.encode()):
        told = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        found.append(str(told[0].value) if told else certificate.subject.rfc4514_string())
    return tuple(found)
