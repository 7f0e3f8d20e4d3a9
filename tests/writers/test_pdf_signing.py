"""A paper to be issued holds empty fields for signer and seal, and a signing program can fill them."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from cchc_desktop.documents.decision import compose_decision_with_plan
from cchc_desktop.documents.house_style import MM
from cchc_desktop.documents.nodes import Document, SignatureBlock, Signing
from cchc_desktop.writers.paper_writer import write_paper
from cchc_desktop.writers.pdf_writer import write_pdf
from tests.documents.sample_views import OFFICE, plan_view
from tests.writers.papers import STYLE, document_of, paragraph, small_decision


def written(document: Document, *, to_sign: bool = True) -> bytes:
    """The document as a PDF."""
    stream = BytesIO()
    write_pdf(document, stream, STYLE, system_fonts=False, to_sign=to_sign)
    return stream.getvalue()


def names(data: bytes) -> list[str]:
    """The names of the signature fields that are empty, as a signing program finds them."""
    return [name for name, value, _field in enumerate_sig_fields(PdfFileReader(BytesIO(data))) if value is None]


@pytest.fixture(scope="module")
def signer() -> signers.SimpleSigner:
    """Somebody with a certificate of their own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Trần Thị Hoa Mai")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    packed = pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, BestAvailableEncryption(b"secret"))
    return signers.SimpleSigner.load_pkcs12_data(packed, other_certs=[], passphrase=b"secret")


def test_a_decision_has_room_for_signer_and_seal() -> None:
    assert names(written(small_decision())) == ["ChuKy1", "Dau1"]


def test_minutes_have_two_signers_and_one_seal() -> None:
    block = SignatureBlock(Signing(("CHỦ TỌA",), "Trần Thị Hoa Mai"), left=Signing(("THƯ KÝ",), "Đỗ Quang Huy"))

    assert names(written(document_of(paragraph("Nội dung./."), block))) == ["ChuKy1", "ChuKy2", "Dau1"]


def test_an_exported_paper_can_be_signed(tmp_path: Path) -> None:
    write_paper(small_decision(), tmp_path / "quyet-dinh.pdf")

    assert names((tmp_path / "quyet-dinh.pdf").read_bytes()) == ["ChuKy1", "Dau1"]


def test_a_paper_that_is_not_issued_has_no_fields() -> None:
    assert "/AcroForm" not in PdfReader(BytesIO(written(small_decision(), to_sign=False))).trailer["/Root"]


def test_the_fields_lie_between_office_and_name_and_the_seal_over_the_left_third() -> None:
    page = PdfReader(BytesIO(written(small_decision()))).pages[0]
    boxes = {note.get_object()["/T"]: [float(at) for at in note.get_object()["/Rect"]] for note in page["/Annots"]}
    lines: dict[str, tuple[float, float]] = {}

    def see(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
        lines[text.strip()] = (matrix[4], matrix[5])

    page.extract_text(visitor_text=see)
    left, bottom, right, top = boxes["ChuKy1"]
    assert lines["CHỦ TỊCH"][1] > top > bottom > lines["Trần Thị Hoa Mai"][1]
    name_at = lines["Trần Thị Hoa Mai"][0]
    assert left < name_at < right
    seal_left, seal_bottom, seal_right, seal_top = boxes["Dau1"]
    assert (seal_right - left) / (right - left) == pytest.approx(1 / 3, abs=0.01)
    assert seal_right - seal_left == pytest.approx(36 * MM, abs=0.1)
    assert (seal_top + seal_bottom) / 2 == pytest.approx((top + bottom) / 2, abs=0.1)


def test_empty_fields_show_nothing() -> None:
    def picture(data: bytes) -> bytes:
        with pypdfium2.PdfDocument(data) as document:
            document.init_forms()
            return bytes(document[0].render(scale=1.5, may_draw_forms=True).buffer)

    assert picture(written(small_decision())) == picture(written(small_decision(), to_sign=False))


def test_a_signing_program_fills_a_field_and_the_rest_stays_as_it_was(signer: signers.SimpleSigner) -> None:
    document = compose_decision_with_plan(plan_view(), OFFICE, STYLE)
    before = written(document)

    def sign(data: bytes, field: str) -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(data))
        return bytes(signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer).getvalue())

    signed = sign(sign(before, "ChuKy1"), "Dau1")

    assert signed.startswith(before)
    assert names(signed) == []
    reader = PdfFileReader(BytesIO(signed))
    trust = ValidationContext(trust_roots=[signer.signing_cert], allow_fetching=False)
    states = [validate_pdf_signature(signature, trust) for signature in reader.embedded_signatures]
    assert [signature.field_name for signature in reader.embedded_signatures] == ["ChuKy1", "Dau1"]
    assert all(state.intact and state.valid for state in states)
    assert states[-1].coverage.name == "ENTIRE_FILE"
    assert states[0].modification_level.name == "FORM_FILLING"
    texts = [page.extract_text() for page in PdfReader(BytesIO(signed)).pages]
    assert texts == [page.extract_text() for page in PdfReader(BytesIO(before)).pages]


def test_equal_papers_give_equal_bytes() -> None:
    assert written(small_decision()) == written(small_decision())
