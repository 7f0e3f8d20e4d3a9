"""Rows as they are kept, in an officer's words: every table, every column, every code."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cchc_desktop.i18n import set_language
from cchc_desktop.models import tables
from cchc_desktop.models.base import CleanText
from cchc_desktop.services import row_codes
from cchc_desktop.services.backup_compare import _ASIDE
from cchc_desktop.services.row_codes import CODES
from cchc_desktop.services.row_words import (
    STRUCTURED,
    column_words,
    has_words,
    is_shown,
    kept_value,
    row_title,
    row_value,
    value_words,
)
from cchc_desktop.storage.rescued import table_name

# Columns that hold what somebody typed, or what a paper says: shown as they stand.
TYPED = frozenset((
    "achievement", "address", "amended_by", "applies_to", "arrival_number", "author", "authority", "band",
    "base_name", "body", "budget_text", "by", "circulation", "closing", "code", "comment", "confirmed_by",
    "contact_footer", "content", "coordination_text", "council", "deadline", "decision", "drafter_mark", "email",
    "explanation", "figures", "file_name", "file_stem", "folder", "formula", "group_title", "guidance", "issuer",
    "kind", "label", "lead_text", "mail_body", "mail_subject", "message", "name", "note", "number", "office",
    "office_name", "partly_by", "partner", "phone", "place", "preamble", "printed_number", "proof_wanted",
    "purpose", "reason", "receiver", "recipients", "reference", "replaced_by", "reporter", "requirement",
    "responsible", "result", "rule", "secretary", "sender", "set_code", "short_code", "signer", "signer_name",
    "signer_title", "source", "status_note", "subject", "superior", "symbol", "text", "title", "unit", "unit_name",
    "value", "version", "words",
))  # fmt: skip
# Of these only some tables hold what was typed.
MIXED = {
    "kind": {"incoming_paper"},
    "source": {"task", "criteria_set", "outline", "legal_basis", "survey_form"},
    "status": set(),
    "role": set(),
}


def columns() -> Iterator[tuple[str, Any]]:
    """Every column that a page may show, with its table."""
    for name, table in tables.Base.metadata.tables.items():
        if name not in _ASIDE:
            yield from ((name, column) for column in table.columns if is_shown(column.key))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_table_and_column_is_called_something(language: str) -> None:
    set_language(language)
    assert not [(table, one.key) for table, one in columns() if not has_words(one.key)]
    for table, one in columns():
        words = column_words(one.key, table)
        assert words and "_" not in words and words not in ("Chi tiết khác", "Other details"), (table, one.key)
    assert not [name for name in tables.Base.metadata.tables if table_name(name) == name]


def test_every_column_holds_typed_words_or_a_code_that_has_words() -> None:
    unknown = []
    for table, one in columns():
        if not isinstance(one.type, CleanText) or one.key in STRUCTURED:
            continue
        coded = (table, one.key) in CODES or ("", one.key) in CODES
        typed = one.key in TYPED and table in MIXED.get(one.key, {table})
        if not coded and not typed:
            unknown.append((table, one.key))
    assert not unknown, "a new column of codes needs its words in services.row_codes"


def test_every_code_has_words_of_its_own() -> None:
    for name, words in vars(row_codes).items():
        if not name.isupper() or not isinstance(words, dict) or name == "CODES":
            continue
        told = {code: call() for code, call in words.items()}
        assert all(told.values()) and len(set(told.values())) == len(told), name
        assert not [code for code, word in told.items() if word == code], name


def test_every_default_of_a_column_reads_as_words() -> None:
    """What a new row is given without anybody choosing it."""
    for table, one in columns():
        given = getattr(one.default, "arg", None)
        if isinstance(given, str) and given and one.key not in STRUCTURED and one.key not in ("form",):
            words = value_words(table, one.key, given)
            if (table, one.key) in CODES or ("", one.key) in CODES:
                assert words != given and not re.search(r"[a-z]_[a-z]|Giá trị khác", words), (table, one.key, words)


@pytest.mark.parametrize(
    ("table", "column", "kept", "words"),
    [
        ("score", "appraised", 2500, "0,25"),
        ("task", "status", "in_progress", "Đang thực hiện"),
        ("plan", "kind", "annual", "Kế hoạch cải cách hành chính"),
        ("plan", "further_columns", "note", "Ghi chú"),
        ("milestone", "kind", "date", "Một ngày"),
        ("index_goal", "kind", "rank", "Thứ hạng này hoặc cao hơn"),
        ("task", "budget_amount", 12500000, "12.500.000"),
        ("report", "year", 2026, "2026"),
        ("report", "period", "2026-9M", "9 tháng năm 2026"),
        ("report", "due_on", "2026-09-08", "08/9/2026"),
        ("remark", "at", "2026-09-08 14:05:00.000000", "08/9/2026, 14:05"),
        ("remark", "done", 1, "Có"),
        ("criteria_set", "causes", '["criterion.78"]', "1 mục"),
        ("criteria_set", "causes", "[]", ""),
        ("task", "status", "newer", "Giá trị khác: newer"),
        ("report", "due_on", "hỏng", "hỏng"),
        ("task", "text", None, ""),
    ],
)
def test_a_kept_value_as_an_officer_reads_it(table: str, column: str, kept: Any, words: str) -> None:
    assert value_words(table, column, kept_value(table, column, kept)) == words


def test_a_line_of_a_paper_may_be_a_code() -> None:
    told = [
        row_value("document_line", {"role": role, "text": text}, "text")
        for role, text in (("appendix", "figures"), ("dated", "2026-03"), ("article", "figures"))
    ]
    assert told == ["Số liệu", "03/2026", "figures"]


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("officer", {"name": "Nguyễn Văn A", "title": "Phó Chủ tịch"}, "Nguyễn Văn A"),
        ("target_value", {"target_guid": "g", "year": 2026}, "target g (2026)"),
        ("score", {"criterion_guid": "g"}, "criterion g"),
        (
            "movement_result",
            {"participant_guid": "a", "target_guid": "b", "value": ""},
            "participant a: movement_target b",
        ),
        ("check_choice", {"code": "W01", "words": "Rà soát"}, "Rà soát"),
        ("check_choice", {"code": "W01", "words": ""}, "Thuật ngữ"),
        ("index_goal", {"index_code": "SIPAS", "year": 2026}, "Chỉ số hài lòng (SIPAS)"),
        ("report", {"period": "2026-9M", "year": 2026}, "9 tháng năm 2026"),
        ("unit_field", {"unit_guid": "g", "field_code": ""}, "unit g"),
        ("task", {"text": "", "deadline": "Quý I"}, ""),
    ],
)
def test_what_a_row_is_called(table: str, row: dict[str, Any], words: str) -> None:
    assert words in row_title(table, row, lambda up, guid: f"{up} {guid}")


def test_numbers_and_days_of_a_package() -> None:
    assert value_words("score", "appraised", Decimal("1234.50")) == "1.234,5"
    assert value_words("task", "day", date(2026, 9, 8)) == "08/9/2026"
    assert value_words("task", "at", datetime(2026, 9, 8, 7, 5)) == "08/9/2026, 07:05"
