"""JSON from strangers: what is just allowed, what is just refused, and the bytes that we write."""

from typing import Any

import pytest

from cchc_desktop.exchange.safe_json import JsonError, canonical, cost, read_json, write_json

MOST = 117_440_512  # bytes of memory: 112 MB


def nested(depth: int, opens: str, closes: str) -> bytes:
    return (opens * depth + "1" + closes * depth).encode()


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"999999999999999999", 10**18 - 1),
        (b"-99999999999999999", 1 - 10**17),
        (b'"\\uD83D\\uDE00"', "😀"),
        (b'"\\u1ea1\\\\ud800"', "ạ\\ud800"),
        (nested(23, "[", "]"), None),
        (nested(23, '{"a":', "}"), None),
        (b" " * (MOST // 2 - 1) + b"7", 7),
    ],
    ids=["digits", "below zero", "two halves", "a backslash", "lists", "objects", "memory"],
)
def test_what_is_just_allowed(data: bytes, value: Any) -> None:
    found = read_json(data)
    assert value is None or found == value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"1" * 19, "^1{19} is not a number that travels$"),
        (b"-" + b"1" * 18, "is not a number that travels"),
        (b"1" * 60, "^1{40} is not"),
        (b"NaN", "^NaN is not"),
        (b"1.5", r"^1\.5 is not"),
        (nested(24, "[", "]"), "^too deep$"),
        (nested(24, '{"a":', "}"), "^too deep$"),
        (nested(12, '{"a":[', "]}"), "^too deep$"),
        (nested(100_000, "[", "]"), "^too deep$"),
        (b'{"a":1,"a":1}', "^a name is given twice$"),
        (b" " * (MOST // 2) + b"7", "^too much$"),
        *((b'"\\u' + half + b'"', "surrogates not allowed") for half in (b"d800", b"DFFF", b"D8aF", b"dBff", b"dC00")),
    ],
)
def test_what_is_just_refused(data: bytes, said: str) -> None:
    with pytest.raises(JsonError, match=said):
        read_json(data)


def test_measures_of_a_layout() -> None:
    assert read_json(b"[1.5, -0.25, 1234567890123456.5, 2]", measures=True) == [1.5, -0.25, 1234567890123456.5, 2]
    for data in (b"12345678901234567.5", b"1e999", b"-1e999", b"NaN", b"Infinity"):
        with pytest.raises(JsonError, match="is not a number that travels"):
            read_json(data, measures=True)


def test_memory_is_told_from_the_marks() -> None:
    assert cost(b"") == 0
    assert [cost(mark) for mark in (b"{", b"[", b":", b",", b"x")] == [242, 82, 42, 62, 2]
    assert cost(b'[{"a":1,"b":2}]') == 80 + 240 + 2 * 40 + 60 + 2 * 15


def test_the_bytes_of_a_value() -> None:
    value = {"tên": "Bình Minh", "b": [1, None, True], "a": {}}
    assert write_json(value).decode() == ('{\n "tên": "Bình Minh",\n "b": [\n  1,\n  null,\n  true\n ],\n "a": {}\n}\n')
    assert canonical(value).decode() == '{"a":{},"b":[1,null,true],"tên":"Bình Minh"}'
    for write in (write_json, canonical):
        with pytest.raises(ValueError):
            write(float("inf"))
