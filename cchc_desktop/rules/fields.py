"""The fields of administrative reform (Nghị quyết 76/NQ-CP) and how headings name them."""

from dataclasses import dataclass

from cchc_desktop.text import clean, fold


@dataclass(frozen=True)
class ReformField:
    """A field: its code, its Vietnamese name, and other wordings found in plans and reports."""

    code: str
    name: str
    synonyms: tuple[str, ...]


FIELDS: tuple[ReformField, ...] = (
    ReformField(
        "management",
        "Công tác chỉ đạo, điều hành",
        (
            "chỉ đạo, điều hành",
            "chỉ đạo điều hành",
            "chỉ đạo, điều chỉnh",
            "chỉ đạo",
            "quản lý, điều hành",
            "tuyên truyền",
            "kiểm tra cải cách hành chính",
            "kế hoạch cải cách hành chính",
        ),
    ),
    ReformField(
        "institution",
        "Cải cách thể chế",
        ("thể chế", "văn bản quy phạm pháp luật", "VBQPPL", "QPPL", "pháp chế"),
    ),
    ReformField(
        "procedures",
        "Cải cách thủ tục hành chính",
        ("thủ tục hành chính", "TTHC", "một cửa", "kiểm soát thủ tục"),
    ),
    ReformField(
        "organisation",
        "Cải cách tổ chức bộ máy hành chính nhà nước",
        ("tổ chức bộ máy", "bộ máy hành chính", "bộ máy", "tổ chức hành chính"),
    ),
    ReformField(
        "civil_service",
        "Cải cách chế độ công vụ",
        ("chế độ công vụ", "công vụ", "đội ngũ cán bộ", "chất lượng đội ngũ", "cán bộ, công chức"),
    ),
    ReformField(
        "public_finance",
        "Cải cách tài chính công",
        ("tài chính công", "quản lý tài chính", "tài chính, ngân sách", "tài chính - ngân sách", "tài chính"),
    ),
    ReformField(
        "digital",
        "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
        (
            "chính quyền điện tử",
            "chính phủ điện tử",
            "chính quyền số",
            "chính phủ số",
            "chuyển đổi số",
            "hiện đại hóa hành chính",
            "hiện đại hóa nền hành chính",
            "hiện đại hóa",
            "ứng dụng công nghệ thông tin",
            "công nghệ thông tin",
            "CNTT",
        ),
    ),
    ReformField("pci", "Nâng cao chỉ số năng lực cạnh tranh", ("năng lực cạnh tranh", "PCI", "DDCI")),
    ReformField(
        "impact",
        "Tác động của cải cách hành chính",
        (
            "tác động của cải cách hành chính",
            "tác động của cchc",
            "tác động đến người dân",
            "tác động đến kinh tế",
            "tác động đến sự phát triển",
            "tác động",
            "mức độ hài lòng",
            "SIPAS",
        ),
    ),
)

_BY_CODE = {field.code: field for field in FIELDS}


def _words(text: str) -> str:
    """Folded words with single spaces, punctuation dropped."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(clean(text))).split())


def field_name(code: str) -> str:
    """The Vietnamese name of a field, "" for an unknown code."""
    field = _BY_CODE.get(code)
    return field.name if field else ""


def field_of(title: str) -> str | None:
    """The code of the field that a heading names, by its longest known wording; None when it names none."""
    words = f" {_words(title)} "
    best: tuple[int, str] | None = None
    for field in FIELDS:
        for synonym in (field.name, *field.synonyms):
            folded = _words(synonym)
            if f" {folded} " in words and (best is None or len(folded) > best[0]):
                best = (len(folded), field.code)
    return best[1] if best else None
