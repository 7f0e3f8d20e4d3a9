"""A pack of forms as a file: what its manifest may just say, and every byte held against it."""

import hashlib
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop import i18n
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.form_pack import KINDS, pack_manifest, read_pack, write_pack
from cchc_desktop.exchange.package_writer import archive_place
from tests.exchange import honest

DAY = date(2027, 1, 5)
DATA = {"regimes/default.json": b"{}", "outlines/current.json": b'{"title": "x"}'}


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


def test_it_comes_back_the_same(tmp_path: Path) -> None:
    manifest = pack_manifest("an-binh", "  Mẫu  của\ntỉnh ", DAY, " QĐ 12 ", DATA)
    assert (manifest.format, manifest.code, manifest.title, manifest.source) == (1, "an-binh", "Mẫu của tỉnh", "QĐ 12")
    assert [(form.name, form.size) for form in manifest.forms] == [
        ("outlines/current.json", 14),
        ("regimes/default.json", 2),
    ]
    path = tmp_path / "a.cchcmau"
    write_pack(path, manifest, DATA)
    found = read_pack(path)
    assert found.manifest == manifest and found.data == DATA
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    write_pack(tmp_path / "b.cchcmau", manifest, DATA)
    assert (tmp_path / "b.cchcmau").read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["cchcmau.json", "outlines/current.json", "regimes/default.json"]
        assert list(json.loads(archive.read("cchcmau.json"))) == [
            "format",
            "code",
            "title",
            "issued_on",
            "source",
            "forms",
        ]


def made(code: str = "a", title: str = "T", data: dict[str, bytes] | None = None) -> str:
    try:
        pack_manifest(code, title, DAY, "", DATA if data is None else data)
    except UserError as error:
        return str(error).partition("(")[2].partition(")")[0]
    return ""


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"code": "a" * 60}, ""),
        ({"code": "a" * 61}, "code"),
        *(({"code": code}, "code") for code in ("", "A", "-a", "_a", "a b", "a\n")),
        ({"code": "0-_z9"}, ""),
        ({"title": "x" * 300}, ""),
        ({"title": "x" * 301}, "title"),
        ({"title": " "}, "title"),
        ({"data": {}}, "forms"),
        ({"data": {f"regimes/{number}.json": b"" for number in range(500)}}, ""),
        ({"data": {f"regimes/{number}.json": b"" for number in range(501)}}, "forms"),
        *(({"data": {f"{kind}/a.json": b""}}, "") for kind in KINDS),
        *(
            ({"data": {name: b""}}, name[:80])
            for name in ("guide/a.json", "regimes/a", "regimes/.json", "regimes/A.json", "regimes/a/b.json", "regimes")
        ),
        ({"data": {"regimes/" + "a" * 100 + ".json": b""}}, "regimes/" + "a" * 72),
        ({"data": {"regimes/a.json": bytes(4 * 1024 * 1024)}}, ""),
        ({"data": {"regimes/a.json": bytes(4 * 1024 * 1024 + 1)}}, "regimes/a.json"),
    ],
)
def test_what_a_pack_may_just_be(given: dict[str, Any], place: str) -> None:
    assert made(**given) == place
    assert KINDS == (
        "outlines", "figures", "criteria", "regimes", "surveys", "legal_bases", "house_styles", "templates", "sentences"
    )  # fmt: skip


def packed(path: Path, files: dict[str, bytes] = DATA, **changed: Any) -> Path:
    forms = [{"name": n, "size": len(d), "sha256": hashlib.sha256(d).hexdigest()} for n, d in files.items()]
    told = {"format": 1, "code": "a", "title": "T", "issued_on": "2027-01-05", "source": "", "forms": forms, **changed}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {"cchcmau.json": json.dumps(told).encode(), **files}.items():
            archive.writestr(archive_place(name), data)
    return path


CHANGED, NONE, NEVER = "cut off or changed", "is no pack of forms", "holds what no pack of forms holds"
FORM = {"name": "regimes/default.json", "size": 2, "sha256": hashlib.sha256(b"{}").hexdigest()}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"later": 1}, ""),
        ({"format": 2}, "newer version"),
        ({"format": 0}, CHANGED),
        ({"format": "2"}, CHANGED),
        ({"code": "A"}, CHANGED),
        ({"title": "a\nb"}, CHANGED),
        ({"title": ""}, CHANGED),
        ({"forms": [FORM]}, CHANGED),
        ({"forms": [FORM, FORM]}, CHANGED),
        ({"files": {"regimes/default.json": b"{}"}, "forms": [{**FORM, "size": 3}]}, CHANGED),
        ({"files": {"regimes/default.json": b"{}"}, "forms": [{**FORM, "sha256": "0" * 64}]}, CHANGED),
        ({"files": {"regimes/default.json": b"{}"}, "source": "x" * 300_000}, NEVER),
        ({"files": {"../a": b""}}, NEVER),
    ],
)
def test_every_byte_is_held_against_the_manifest(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    path = packed(tmp_path / "a.cchcmau", **changed)
    if not said:
        assert dict(read_pack(path).data) == DATA
        return
    with pytest.raises(UserError, match=said) as told:
        read_pack(path)
    assert said == "newer version" or "“a.cchcmau”" in str(told.value)


def test_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(honest.archive({"b.txt": b"x"}))
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    for name in ("a.zip", "a.txt"):
        with pytest.raises(UserError, match=NONE):
            read_pack(tmp_path / name)
    with pytest.raises(UserError, match="cannot be read"):
        read_pack(tmp_path / "b")
