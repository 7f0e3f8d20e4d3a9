"""Headers of criteria sheets and of data appendices by their many names (criteria sets of several provinces)."""

import re
from enum import StrEnum

from cchc_desktop.text import fold


class ScoreColumn(StrEnum):
    """A column of a criteria sheet."""

    CODE = "code"
    NAME = "name"
    MAX = "max"
    SELF = "self"
    RULE = "rule"


class FigureColumn(StrEnum):
    """A column of the data appendix."""

    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    NOTE = "note"
    PREVIOUS = "previous"


_SCORE = (
    (ScoreColumn.CODE, r"(tt|stt|so tt|so thu tu|ma|ma so|ma tieu chi)"),
    (
        ScoreColumn.SELF,
        r"(diem )?(don vi |xa |co quan )?tu (cham|danh gia)( diem)?.*"
        r"|diem (cua )?(don vi|xa|co quan) (tu )?(cham|danh gia).*",
    ),
    (
        ScoreColumn.MAX,
        r"(diem |so diem |thang diem )?(toi da|chuan|quy dinh)|thang diem.*|diem toi da.*|diem chuan.*|diem",
    ),
    (ScoreColumn.RULE, r"(cach|quy dinh|phuong phap|huong dan|nguyen tac) (tinh|cham|danh gia).*|dien giai.*"),
    (ScoreColumn.NAME, r"(linh vuc|noi dung|tieu chi|ten tieu chi)\b.*"),
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


def figure_column_of(header: str) -> FigureColumn | None:
    """The column of a data appendix that a header names, or None."""
    name = _bare(header)
    return next((column for column, pattern in _FIGURE if re.fullmatch(pattern, name)), None)


def _bare(header: str) -> str:
    """The folded header without a number before it or a remark in brackets behind it."""
    name = re.sub(r"\([^)]*\)?", " ", fold(header))
    name = re.sub(r"^[\s\d.)\-–:]+", "", name)
    return re.sub(r"\s+", " ", name).strip(" .:*/")
