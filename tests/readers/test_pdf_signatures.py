"""Digital signatures of PDFs: by whom, when, intact or not, and never more than what was checked."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from cchc_desktop.readers.pdf_file import content_of
from cchc_desktop.readers.pdf_signatures import needs_look, read_signatures, signature_lines, signatures_in
from cchc_desktop.readers.signed_bytes import SignedState, read_signature

ORGANISATION = "Ủy ban nhân dân tỉnh An Bình"


@cache
def packed(name: str, kind: str, days: int = 1) -> bytes:
    """A certificate of its own making with its key; `days` it is valid before and after now."""
    key = ec.generate_private_key(ec.SECP256R1()) if kind == "ec" else rsa.generate_private_key(65537, 2048)
    oid = x509.NameOID
    said = [x509.NameAttribute(oid.ORGANIZATION_NAME, ORGANISATION), x509.NameAttribute(oid.COMMON_NAME, name)]
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(x509.Name(said)).issuer_name(x509.Name(said))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=9)).not_valid_after(now + timedelta(days=days))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = builder.add_extension(usage, critical=True).add_extension(
        x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
    )
    made = certificate.sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(b"k", key, made, None, BestAvailableEncryption(b"s"))


def signer(name: str, kind: str, days: int = 1) -> signers.SimpleSigner:
    """Somebody who signs."""
    made = signers.SimpleSigner.load_pkcs12_data(packed(name, kind, days), other_certs=[], passphrase=b"s")
    assert made is not None
    made.prefer_pss = kind == "pss"
    return made


@cache
def blank() -> bytes:
    """A PDF of one empty page."""
    made, stream = pypdfium2.PdfDocument.new(), BytesIO()
    made.new_page(595, 842)
    made.save(stream)
    made.close()
    return stream.getvalue()


@cache
def signed(name: str = "Trần Thị Hoa Mai", kind: str = "rsa", form: str = "", on: bytes = b"", days: int = 1) -> bytes:
    """A PDF that was signed once more."""
    field = f"Chu ky {name}"
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        reason="Phát hành",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter(f"/{form}") if form else None,
    )
    writer = IncrementalPdfFileWriter(BytesIO(on or blank()))
    return signers.sign_pdf(writer, meta, signer(name, kind, days)).getvalue()  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", ["rsa", "pss", "ec"])
@pytest.mark.parametrize("form", ["adbe.pkcs7.detached", "ETSI.CAdES.detached"])
def test_a_signature_says_who_made_it_when_and_that_it_is_intact(kind: str, form: str) -> None:
    (one,) = signatures_in(signed(kind=kind, form=form))
    assert (one.state, one.to_end, one.by.signer, one.by.organisation) == (
        SignedState.INTACT, True, "Trần Thị Hoa Mai", ORGANISATION,
    )  # fmt: skip
    assert one.signed_at is not None and abs(one.signed_at - datetime.now(UTC)) < timedelta(minutes=10)
    assert one.in_time and one.reason == "Phát hành" and not needs_look((one,))
    lines = signature_lines((one,))
    assert "Trần Thị Hoa Mai" in lines[0] and "nguyên vẹn" in lines[0] and "không kiểm tra" in lines[-1]


def test_a_byte_that_was_changed_is_told_wherever_it_stands() -> None:
    whole = signed()
    for place in (whole.index(b"/MediaBox") + 12, len(whole) - 30):
        data = bytearray(whole)
        data[place] ^= 1
        for one in signatures_in(bytes(data)):  # a file that is broken by it shows none
            assert one.state is not SignedState.INTACT
    changed = whole.replace(b"595", b"596", 1)
    (one,) = signatures_in(changed)
    assert one.state is SignedState.CHANGED and needs_look((one,)) and "THAY ĐỔI" in signature_lines((one,))[0]


def test_a_key_that_is_another_ones_signed_nothing() -> None:
    whole = signed()
    contents = bytes.fromhex(whole.split(b"/Contents <")[1].split(b">")[0].decode())
    at = contents.rindex(b"\x04\x82\x01\x00") + 50  # within the value of the signature
    forged = contents[:at] + bytes([contents[at] ^ 1]) + contents[at + 1 :]
    data = whole.replace(contents.hex().encode(), forged.hex().encode()).replace(
        contents.hex().upper().encode(), forged.hex().upper().encode()
    )
    assert data != whole
    assert [one.state for one in signatures_in(data)] == [SignedState.CHANGED]


def test_of_two_signatures_the_first_is_intact_up_to_where_it_reaches() -> None:
    both = signatures_in(signed("Văn thư", "ec", on=signed()))
    assert [(one.by.signer, one.state, one.to_end) for one in both] == [
        ("Trần Thị Hoa Mai", SignedState.INTACT, False), ("Văn thư", SignedState.INTACT, True),
    ]  # fmt: skip
    assert not needs_look(both)


def test_fields_that_wait_are_no_signatures_and_those_signed_stand_in_the_order_of_signing() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(blank()))
    for name in ("Chu ky Văn thư", "Chu ky Trần Thị Hoa Mai", "Chu ky Dau"):
        append_signature_field(writer, SigFieldSpec(name, on_page=0))
    fields = BytesIO()
    writer.write(fields)
    assert content_of(fields.getvalue(), "x").signatures == 0
    first = signed(on=fields.getvalue())
    both = signed("Văn thư", "ec", on=first)
    assert content_of(both, "x").signatures == 2
    assert [(one.by.signer, one.to_end) for one in signatures_in(both)] == [
        ("Trần Thị Hoa Mai", False), ("Văn thư", True),
    ]  # fmt: skip
    assert not needs_look(signatures_in(first)) and not needs_look(signatures_in(both))


def test_what_was_added_after_the_last_signature_is_told() -> None:
    (one,) = signatures_in(signed() + b"9 0 obj<</Them true>>endobj\n")
    assert (one.state, one.to_end) == (SignedState.INTACT, False)
    assert needs_look((one,)) and "không ai ký" in signature_lines((one,))[0]


def test_a_hole_wider_than_the_signature_is_not_covered() -> None:
    whole = signed()
    begin = whole.index(b"/ByteRange [") + len(b"/ByteRange [")
    told = whole[begin : whole.index(b"]", begin)]
    first, length, second, rest = (int(part) for part in told.split())
    wider = f"{first} {length - 9} {second} {rest}".encode().ljust(len(told))
    (one,) = signatures_in(whole[:begin] + wider + whole[begin + len(told) :])
    assert one.state is SignedState.UNCHECKED and needs_look((one,))


def test_a_certificate_that_had_run_out_is_told() -> None:
    (one,) = signatures_in(signed("Người cũ", "ec", days=-2))
    assert one.state is SignedState.INTACT and not one.in_time and needs_look((one,))


def test_a_time_stamp_of_the_file_is_read_as_one() -> None:
    stamper = DummyTimeStamper(
        tsa_cert=signer("Dịch vụ dấu thời gian", "rsa").signing_cert,
        tsa_key=signer("Dịch vụ dấu thời gian", "rsa").signing_key,
    )
    made = signers.PdfTimeStamper(stamper).timestamp_pdf(IncrementalPdfFileWriter(BytesIO(signed())), "sha256")
    both = signatures_in(made.getvalue())
    assert [(one.by.signer, one.state, one.by.stamped) for one in both] == [
        ("Trần Thị Hoa Mai", SignedState.INTACT, False), ("Dịch vụ dấu thời gian", SignedState.INTACT, True),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"PK\3\4 /ByteRange", blank(), b"%PDF" + b"\0" * 99])
def test_what_has_no_signature_shows_none(data: bytes) -> None:
    assert read_signatures(data) == () and signature_lines(()) == ()


def test_a_file_is_looked_at_in_a_process_of_its_own_and_one_that_cannot_be_opened_was_not_checked() -> None:
    assert read_signatures(signed()) == signatures_in(signed())
    (one,) = read_signatures(b"%PDF-1.7 /ByteRange")
    assert one.state is SignedState.UNCHECKED and needs_look((one,))


def test_a_signature_that_is_torn_is_not_called_intact() -> None:
    whole = signed()
    contents = bytes.fromhex(whole.split(b"/Contents <")[1].split(b">")[0].decode())
    for cut in range(0, 1200, 37):
        torn = contents[:cut] + b"\xff" + contents[cut + 1 :]
        assert read_signature(torn, (memoryview(whole),), "adbe.pkcs7.detached").state is not SignedState.INTACT
        assert read_signature(torn[:cut], (), "adbe.pkcs7.detached").state is SignedState.UNCHECKED
