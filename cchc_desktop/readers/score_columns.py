"""Headers of criteria sheets and of data appendices by their many names (criteria sets of several provinces)."""

import re
from enum import StrEnum

from cchc_desktop.text import fold


class ScoreColumn(StrEnum):
    """A column of a criteria sheet."""

    CODE = "code"
    NAME = "name"
    MAX = "max"
    MINUS = "minus"  # points taken off, in a column of their own
    STEP = "step"  # the points of each step of a rule, beside the highest ones
    SELF = "self"
    APPRAISED = "appraised"
    SURVEY = "survey"
    REQUIREMENT = "requirement"
    RULE = "rule"
    PROOF = "proof"
    RESPONSIBLE = "responsible"
    APPLIES = "applies"
    SCORED_BY = "scored_by"


class FigureColumn(StrEnum):
    """A column of the data appendix."""

    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    NOTE = "note"
    PREVIOUS = "previous"


_OFFICE = r"(don vi|xa|phuong|co quan|dia phuong|ubnd( cap)?( xa)?)"
_SCORE = (
    (ScoreColumn.CODE, r"(tt|stt|so tt|so thu tu|ma|ma so|ma tieu chi|ma tc|ma tc tctp|ky hieu|so|tt ma)"),
    (
        ScoreColumn.SELF,
        rf"((so )?diem |ket qua )?({_OFFICE} )?tu (cham|danh gia|cho)( diem)?.*"
        rf"|diem (cua )?{_OFFICE} (tu )?(cham|danh gia).*",
    ),
    (ScoreColumn.SURVEY, r"(ket qua |so )?(diem )?(qua )?(dtxhh|dieu tra (xhh|xa hoi hoc)|xhh|khao sat)( .*)?"),
    (ScoreColumn.APPRAISED, r"(ket qua |so )?(diem )?(duoc )?tham dinh( lan \w+)?|diem (hoi dong|to) tham dinh.*"),
    (ScoreColumn.MINUS, r"((so |muc )?diem )?(bi )?(tru|phat)( diem)?( toi da)?"),
    (ScoreColumn.MAX, r"(\w+ ){0,5}diem (\w+ ){0,4}(toi da|chuan)\b.*|(diem )?toi da"),
    (
        ScoreColumn.STEP,
        r"muc diem.*|diem (tung muc|theo muc|chi tiet|thanh phan|cu the|danh gia|cham)|thang diem (chi tiet|cu the).*",
    ),
    (
        ScoreColumn.MAX,
        r"(diem |so diem )?(chuan|quy dinh)|thang diem.*|diem|diem so|so diem.*|tong diem|bieu diem.*|trong so.*"
        r"|diem phan bo",
    ),
    (
        ScoreColumn.PROOF,
        r"(?!giai trinh).*\b(kiem chung|minh chung|chung minh|tlkc)\b.*|yeu cau (ve )?(tai lieu|ho so).*|tai lieu( .*)?"
        r"|nguon (so lieu|du lieu|tai lieu).*|can cu (danh gia|cham)( diem)?",
    ),
    (
        ScoreColumn.RULE,
        r"(cach|cach thuc|quy dinh|phuong phap|huong dan|nguyen tac|tieu chuan|cong thuc|quy dinh ve) "
        r"(tinh|cham|danh gia|xac dinh|cho diem|diem).*"
        r"|(cac )?muc (do )?(danh gia|dat).*|dien giai.*|huong dan|cong thuc( .*)?",
    ),
    (ScoreColumn.REQUIREMENT, r"yeu cau.*|noi dung yeu cau( .*)?|mo ta( .*)?"),
    (ScoreColumn.SCORED_BY, r"(hinh thuc|phuong thuc) (cham|danh gia)( diem)?"),
    (ScoreColumn.APPLIES, r"(doi tuong|pham vi|don vi)( duoc)? ap dung.*|ap dung.*"),
    (
        ScoreColumn.RESPONSIBLE,
        r"((don vi|co quan|bo phan|phong|nguoi|cong chuc)( ?(,|/|-|va)? ?(don vi|co quan|bo phan|ca nhan))* )?"
        r"(chu tri|phu trach|thuc hien|chiu trach nhiem|tham muu)( .*)?|trach nhiem.*|phan cong.*",
    ),
    (ScoreColumn.NAME, r"((cac|ten|danh muc|he thong|bo) )*(linh vuc|noi dung|tieu chi|chi so|nhiem vu)\b.*"),
)
_FIGURE = (
    (FigureColumn.CODE, r"(tt|stt|so tt|so thu tu|ma|ma so)"),
    (FigureColumn.UNIT, r"don vi( tinh)?|dvt|dv tinh"),
    (FigureColumn.PREVIOUS, r"(so lieu |ket qua )?(cung )?ky (truoc|nam truoc).*|nam truoc.*"),
    (FigureColumn.VALUE, r"so lieu.*|ket qua.*|gia tri.*|so luong.*|thuc hien.*|tong so|ky nay.*|trong ky.*"),
    (FigureColumn.NOTE, r"ghi chu.*|giai trinh.*"),
    (FigureColumn.NAME, r"(ten )?(chi tieu|noi dung|tieu chi|chi so)\b.*"),
)


def score_column_of(header: str) -> ScoreColumn | None:
    """The column of a criteria sheet that a header names, or None."""
    name = _bare(header)
    return next((column for column, pattern in _SCORE if re.fullmatch(pattern, name)), None)


def says_how(header: str) -> bool:
    """Whether a header names, among others, how points are given: "Hướng dẫn chấm điểm và tài liệu kiểm chứng"."""
    return re.search(r"\b(?:cach|huong dan|phuong phap|quy dinh) (?:tinh|cham|danh gia)\b", _bare(header)) is not None


def figure_column_of(header: str) -> FigureColumn | None:
    """The column of a data appendix that a header names, or None."""
    name = _bare(header)
    return next((column for column, pattern in _FIGURE if re.fullmatch(pattern, name)), None)


def _bare(header: str) -> str:
    """The folded header without a number before it or a remark in brackets behind it."""
    name = re.sub(r"\([^)]*\)?", " ", fold(header))
    name = re.sub(r"^[\s\d.)\-–:]+", "", name)
    return re.sub(r"\s+", " ", name).strip(" .:*/")
