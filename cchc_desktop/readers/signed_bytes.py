"""One signature over some bytes (CMS, RFC 5652): who made it, when, and whether the bytes are still those.

Whether the certificate itself is to be trusted is not looked at: that takes the issuer's lists, and so a network.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn1crypto import cms, x509

LARGEST = 4 * 1024 * 1024  # bytes of a signature; one with its time stamp and revocation lists has some 60,000
_DIGESTS = ("sha1", "sha224", "sha256", "sha384", "sha512")
# What asn1crypto and OpenSSL say of bytes that are none of theirs.
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


class SignedState(StrEnum):
    """What became of what was signed."""

    INTACT = "intact"  # the very bytes that were signed, by the key of the certificate that is named
    CHANGED = "changed"
    UNCHECKED = "unchecked"  # of a form or with an algorithm that is not known here


@dataclass(frozen=True)
class SignedBy:
    """A signature; "" and None for what it does not say. Times are UTC."""

    state: SignedState
    signer: str = ""
    organisation: str = ""
    issuer: str = ""  # of the certificate
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    signed_at: datetime | None = None
    stamped: bool = False  # the time was said by a time-stamping service, not by the signer's own clock


def read_signature(contents: bytes, signed: Sequence[memoryview], form: str) -> SignedBy:
    """The signature in `contents` over the pieces that it covers; `form` is the sub-filter that a PDF names.

    Never raises: of what cannot be read nothing is said but that it was not checked.
    """
    if len(contents) > LARGEST:
        return SignedBy(SignedState.UNCHECKED)
    try:
        return _read(contents, signed, form)
    except _BROKEN:
        return SignedBy(SignedState.UNCHECKED)


def _read(contents: bytes, signed: Sequence[memoryview], form: str) -> SignedBy:
    from asn1crypto import cms

    data: Any = cms.ContentInfo.load(contents)["content"]  # what stands behind is the padding of its place in the file
    signers = data["signer_infos"]
    if len(signers) != 1:
        return SignedBy(SignedState.UNCHECKED)
    signer = signers[0]
    certificate = _certificate_of(signer, [one.chosen for one in data["certificates"] if one.name == "certificate"])
    if certificate is None:
        return SignedBy(SignedState.UNCHECKED)
    content: bytes = data["encap_content_info"]["content"].contents or b"" if _has_content(data) else b""
    signed_at, stamped = _time(signer, data, form)
    return SignedBy(
        _state(signer, certificate, content, signed, form),
        _said(certificate.subject, "common_name"),
        _said(certificate.subject, "organization_name"),
        _said(certificate.issuer, "common_name") or _said(certificate.issuer, "organization_name"),
        certificate.not_valid_before,
        certificate.not_valid_after,
        signed_at,
        stamped,
    )


def _has_content(data: Any) -> bool:
    return data["encap_content_info"]["content"].native is not None


def _certificate_of(signer: "cms.SignerInfo", certificates: "Sequence[x509.Certificate]") -> "x509.Certificate | None":
    sid = signer["sid"]
    for one in certificates:
        if sid.name == "issuer_and_serial_number":
            named = sid.chosen["issuer"] == one.issuer and sid.chosen["serial_number"].native == one.serial_number
        else:
            named = sid.chosen.native == one.key_identifier
        if named:
            return one
    return None


def _said(name: "x509.Name", part: str) -> str:
    said = name.native.get(part, "")
    words = said if isinstance(said, str) else "; ".join(said)
    return " ".join("".join(char for char in words if char.isprintable()).split())[:200]


def _time(signer: "cms.SignerInfo", data: Any, form: str) -> tuple[datetime | None, bool]:
    """When it was made: by a time-stamping service where one was asked, else by the signer's own clock."""
    from asn1crypto import tsp

    if form == "ETSI.RFC3161":
        return tsp.TSTInfo.load(data["encap_content_info"]["content"].parsed.dump())["gen_time"].native, True
    own: datetime | None = None
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "signing_time":
            own = attribute["values"][0].native
    return (own.replace(tzinfo=UTC) if own is not None and own.tzinfo is None else own), False


def _state(
    signer: "cms.SignerInfo", certificate: "x509.Certificate", content: bytes, signed: Sequence[memoryview], form: str
) -> SignedState:
    digest = signer["digest_algorithm"]["algorithm"].native
    if digest not in _DIGESTS:
        return SignedState.UNCHECKED
    if form == "adbe.pkcs7.sha1":  # the content is the digest of the file
        if content != _digest("sha1", signed):
            return SignedState.CHANGED
        told = hashlib.new(digest, content).digest()
    elif form == "ETSI.RFC3161":
        from asn1crypto import tsp

        imprint = tsp.TSTInfo.load(content)["message_imprint"]
        if imprint["hashed_message"].native != _digest(imprint["hash_algorithm"]["algorithm"].native, signed):
            return SignedState.CHANGED
        told = hashlib.new(digest, content).digest()
    elif form in ("adbe.pkcs7.detached", "ETSI.CAdES.detached"):
        told = _digest(digest, signed)
    else:
        return SignedState.UNCHECKED
    attributes = signer["signed_attrs"]
    if not len(attributes):
        return SignedState.UNCHECKED  # over the content itself: too old to be met
    named = [one["values"][0].native for one in attributes if one["type"].native == "message_digest"]
    if named != [told]:
        return SignedState.CHANGED
    return _by_key(signer, certificate, b"\x31" + attributes.dump()[1:])


def _digest(algorithm: str, pieces: Sequence[memoryview]) -> bytes:
    told = hashlib.new(algorithm)
    for piece in pieces:
        told.update(piece)
    return told.digest()


def _by_key(signer: "cms.SignerInfo", certificate: "x509.Certificate", attributes: bytes) -> SignedState:
    """Whether the certificate's key made the signature over the attributes."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    algorithm = signer["signature_algorithm"]
    kind = algorithm.signature_algo
    name = signer["digest_algorithm"]["algorithm"].native if kind == "rsassa_pkcs1v15" else algorithm.hash_algo
    digest = getattr(hashes, name.upper())()
    value = signer["signature"].native
    try:
        key = load_der_public_key(certificate.public_key.dump())
        if isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pkcs1v15":
            key.verify(value, attributes, padding.PKCS1v15(), digest)
        elif isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pss":
            pss = padding.PSS(padding.MGF1(digest), algorithm["parameters"]["salt_length"].native)
            key.verify(value, attributes, pss, digest)
        elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
            key.verify(value, attributes, ec.ECDSA(digest))
        else:
            return SignedState.UNCHECKED
    except InvalidSignature:
        return SignedState.CHANGED
    except UnsupportedAlgorithm:
        return SignedState.UNCHECKED
    return SignedState.INTACT
