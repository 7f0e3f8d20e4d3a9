"""The indices that a commune has to do with, by the codes of their criteria sets."""

import re
from dataclasses import dataclass

from cchc_desktop.text import fold


@dataclass(frozen=True)
class IndexKind:
    """An index; `name` as papers call it, `pattern` what of a folded title tells it."""

    code: str
    name: str
    pattern: str


PAR_INDEX = "PAR_INDEX_COMMUNE"
INDEX_KINDS = (
    IndexKind(PAR_INDEX, "Chỉ số cải cách hành chính (PAR INDEX)", r"cai cach hanh chinh|cchc|par[ -]?index"),
    IndexKind("INDEX_766", "Bộ chỉ số phục vụ người dân, doanh nghiệp (766)", r"phuc vu nguoi dan|\b766\b"),
    IndexKind("SIPAS", "Chỉ số hài lòng (SIPAS)", r"\bsipas\b|hai long"),
    IndexKind("PAPI", "Chỉ số hiệu quả quản trị và hành chính công (PAPI)", r"\bpapi\b|hieu qua quan tri"),
    IndexKind("PCI", "Chỉ số năng lực cạnh tranh (PCI)", r"\bd?pci\b|\bddci\b|nang luc canh tranh"),
    IndexKind("DTI", "Chỉ số chuyển đổi số (DTI)", r"\bdti\b|chuyen doi so"),
    IndexKind("POBI", "Công khai ngân sách (POBI)", r"\bpobi\b|cong khai ngan sach"),
)


def index_code_of(title: str) -> str:
    """The index that a title names; that of administrative reform where it names none."""
    words = fold(title)
    return next((kind.code for kind in INDEX_KINDS if re.search(kind.pattern, words)), PAR_INDEX)
