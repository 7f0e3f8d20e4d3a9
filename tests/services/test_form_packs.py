"""Packs of forms: made, looked at, taken in whole or not at all, taken back; what came by mail is never believed."""

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cchc_desktop import commands, paths
from cchc_desktop.documents.house_style import load_house_style
from cchc_desktop.errors import UserError
from cchc_desktop.exchange.form_pack import KINDS, MANIFEST, read_pack
from cchc_desktop.models.report import Figure
from cchc_desktop.services import form_packs, forms
from cchc_desktop.services.form_packs import Standing
from cchc_desktop.services.papers.legal_bases import read_legal_bases
from cchc_desktop.services.reporting.outlines import read_outline
from cchc_desktop.services.reporting.reports import read_report, read_reports
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import new_dossier

DAY = date(2027, 1, 5)


def bundled(name: str) -> Any:
    return json.loads((paths.resources() / name).read_text(encoding="utf-8"))


def lay(folder: Path, **changed: Any) -> Path:
    """A folder of forms: names with "__" for "/", without their ending."""
    for name, form in changed.items():
        file = folder / f"{name.replace('__', '/')}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    return folder


def made(folder: Path, name: str = "tinh.cchcmau", day: date = DAY) -> Path:
    path = folder.parent / name
    form_packs.make_pack(folder, path, code="an-binh", title="Mẫu của tỉnh An Bình", issued_on=day, source="QĐ 12")
    return path


def regime(day: int) -> dict[str, Any]:
    return {**bundled("regimes/default.json"), "reports": [
        {**due, "due_day": day} for due in bundled("regimes/default.json")["reports"]
    ]}  # fmt: skip


def take(path: Path) -> form_packs.PackPreview:
    seen = form_packs.preview(read_pack(path))
    form_packs.take(seen)
    return seen


def test_every_bundled_form_can_travel_and_changes_nothing(tmp_path: Path) -> None:
    for kind in KINDS:
        shutil.copytree(paths.resources() / kind, tmp_path / "all" / kind)
    seen = form_packs.preview(read_pack(made(tmp_path / "all")))
    assert {change.standing for change in seen.changes} == {Standing.SAME}
    assert len(seen.changes) == sum(len(paths.form_files(kind)) for kind in KINDS) > 70


def test_what_is_taken_in_lies_over_the_program_s_own_and_goes_back(tmp_path: Path) -> None:
    outline = {
        **bundled("outlines/current.json"),
        "code": "an_binh",
        "title": "Đề cương tỉnh",
        "default_from": "2027-01-01",
    }
    first = made(lay(tmp_path / "a", regimes__default=regime(3), outlines__an_binh=outline))
    seen = take(first)
    assert {(c.kind, c.code): c.standing for c in seen.changes} == {
        ("regimes", "default"): Standing.CHANGED,
        ("outlines", "an_binh"): Standing.NEW,
    }
    (changed,) = [c for c in seen.changes if c.kind == "regimes"]
    assert any(line == "- Q1 | 12 | 3" for line in changed.lines) and any(
        line == "+ Q1 | 3 | 3" for line in changed.lines
    )
    assert forms.due_date(2027, "Q1") == date(2027, 3, 3)
    assert ("an_binh", "Đề cương tỉnh") in forms.available("outlines")
    second = take(made(lay(tmp_path / "b", regimes__default=regime(4)), "hai.cchcmau", date(2027, 6, 1)))
    assert {(c.code, c.standing) for c in second.changes} == {
        ("default", Standing.CHANGED),
        ("an_binh", Standing.REMOVED),
    }
    assert forms.due_date(2027, "Q1") == date(2027, 3, 4)
    assert "an_binh" not in dict(forms.available("outlines"))
    assert [pack.issued_on for pack in form_packs.taken()] == [date(2027, 6, 1)]
    assert "cũ hơn" in "".join(form_packs.preview(read_pack(first)).notes)
    form_packs.take_back()
    assert forms.due_date(2027, "Q1") == date(2027, 3, 3) and "an_binh" in dict(forms.available("outlines"))
    form_packs.take_back()
    assert forms.due_date(2027, "Q1") == date(2027, 3, 12) and form_packs.taken() == ()
    with pytest.raises(UserError, match="Chưa nhận gói mẫu nào"):
        form_packs.take_back()


def test_a_report_that_was_begun_keeps_its_outline(new_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    path = new_sample(tmp_path / "sample")
    with_dossier = Dossier.open(path, backup=False)
    try:
        row = read_reports(with_dossier, 2026)[0]
        before = read_report(with_dossier, row.guid)
        code = "current"
        outline = bundled(f"outlines/{code}.json")
        outline["items"][0]["title"] = "MỤC MỚI CỦA TỈNH"
        bases = bundled("legal_bases/2026_11.json")
        bases["bases"] = bases["bases"][:3]
        seen = take(made(lay(tmp_path / "a", outlines__current=outline, legal_bases__2027_01=bases)))
        assert any("giữ nguyên mẫu cũ" in note for note in seen.notes)
        assert read_report(with_dossier, row.guid) == before
        assert len(read_legal_bases(with_dossier)) == 3
    finally:
        with_dossier.close()


def test_a_layout_that_was_taken_in_is_the_one_that_papers_have(tmp_path: Path) -> None:
    style = bundled("house_styles/nd30.json")
    style["name"] = "Thể thức tỉnh An Bình"
    take(made(lay(tmp_path / "a", house_styles__nd30=style)))
    assert load_house_style().name == "Thể thức tỉnh An Bình"


BROKEN: dict[str, tuple[str, Callable[[Any], object]]] = {
    "a figure that is nowhere": ("outlines/current", lambda f: f["items"][0].update(figures=["999"])),
    "an unknown field": ("outlines/current", lambda f: f["items"][0].update(field="magic")),
    "a set that is nowhere": ("outlines/current", lambda f: f.update(figures_set="none")),
    "items that are words": ("outlines/current", lambda f: f.update(items="I")),
    "a day that is none": ("regimes/default", lambda f: f["reports"][0].update(due_day=31, due_month=2)),
    "a period twice": ("regimes/default", lambda f: f["reports"].append(f["reports"][0])),
    "sums that differ": ("criteria/par_index_commune_demo", lambda f: f["criteria"][0].update(max="999")),
    "a formula of nothing": ("figures/cchc_72", lambda f: f["groups"][0]["figures"][0].update(formula="[x]*2")),
    "a code twice": ("figures/cchc_72", lambda f: f["groups"].append(f["groups"][0])),
    "a basis without words": ("legal_bases/2026_11", lambda f: f["bases"][0].pop("text")),
    "a mark that fills memory": ("sentences/report", lambda f: f.update(nothing="{count:>99999999999}")),
    "sentences without a group": ("sentences/report", lambda f: f.pop("plan")),
    "a layout without room": ("house_styles/nd30", lambda f: f.update(frame_empty_column_mm=1)),
    "no title": ("regimes/default", lambda f: f.update(title="")),
}  # fmt: skip


@pytest.mark.parametrize("why", BROKEN)
def test_a_form_that_cannot_be_used_is_named_and_nothing_is_made(tmp_path: Path, why: str) -> None:
    name, spoil = BROKEN[why]
    form = bundled(f"{name}.json")
    spoil(form)
    with pytest.raises(UserError, match="không dùng được") as told:
        made(lay(tmp_path / "a", **{name.replace("/", "__"): form}))
    assert f"{name}.json" in str(told.value)
    assert not list(tmp_path.glob("*.cchcmau"))


def test_a_bent_pack_is_refused_whole(tmp_path: Path) -> None:
    path = made(lay(tmp_path / "a", regimes__default=regime(3)))
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(entries[MANIFEST])

    def bent(name: str, **others: bytes) -> Path:
        target = tmp_path / name
        with zipfile.ZipFile(target, "w") as archive:
            for entry, data in (entries | {key: value for key, value in others.items()}).items():
                archive.writestr(entry, data)
        return target

    (tmp_path / "cut.cchcmau").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "words.cchcmau").write_text("không phải gói")
    cases = {
        tmp_path / "cut.cchcmau": "cắt cụt",
        tmp_path / "words.cchcmau": "không phải gói mẫu",
        bent("changed.cchcmau", **{"regimes/default.json": b"{}"}): "không khớp",
        bent("more.cchcmau", **{"regimes/more.json": b"{}"}): "không khớp",
        bent("away.cchcmau", **{"../away.json": b"{}"}): "không gói mẫu nào có",
        bent("later.cchcmau", **{MANIFEST: json.dumps({**manifest, "format": 2}).encode()}): "phiên bản mới hơn",
        tmp_path / "nowhere.cchcmau": "Không đọc được",
    }
    for file, words in cases.items():
        with pytest.raises(UserError, match=words):
            read_pack(file)
    assert form_packs.taken() == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_a_changed_byte_never_passes(tmp_path: Path, place: int, value: int) -> None:
    path = tmp_path / "tinh.cchcmau"
    if not path.exists():
        made(lay(tmp_path / "a", regimes__default=regime(3)))
    data = bytearray(path.read_bytes())
    data[place % len(data)] = value
    other = tmp_path / "other.cchcmau"
    other.write_bytes(data)
    try:
        pack = read_pack(other)
    except UserError:
        return
    assert pack.data == read_pack(path).data


def test_a_full_drive_leaves_the_forms_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(made(lay(tmp_path / "a", regimes__default=regime(3))))
    seen = form_packs.preview(read_pack(made(lay(tmp_path / "b", regimes__default=regime(4)), "hai.cchcmau")))

    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(form_packs, "flush_file", full)
    with pytest.raises(UserError, match="Chưa lưu được gói mẫu"):
        form_packs.take(seen)
    assert forms.due_date(2027, "Q1") == date(2027, 3, 3)
    assert [path.name for path in paths.forms_folder().iterdir()] == ["1"]


def test_the_command_makes_shows_takes_and_takes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, pack = lay(tmp_path / "a", regimes__default=regime(3)), tmp_path / "tinh.cchcmau"

    def run(*words: object) -> tuple[int, str]:
        code = commands.main([str(word) for word in words])
        return code, "".join(capsys.readouterr())

    assert run("forms", "pack", folder, "--out", pack, "--code", "an-binh", "--title", "Mẫu tỉnh")[0] == 0
    assert "changed  regimes/default" in run("forms", "show", pack)[1]
    assert "Mẫu tỉnh" in run("forms", "take", pack)[1]
    assert forms.due_date(2027, "Q1") == date(2027, 3, 3)
    assert "Mẫu tỉnh" in run("forms")[1]
    assert "mẫu có sẵn" in run("forms", "undo")[1]
    assert run("forms", "undo") == (1, "Chưa nhận gói mẫu nào. Không có gì thay đổi.\n")
    assert run("forms", "take")[0] == 1


def test_the_words_of_a_form_are_told_an_object_a_line() -> None:
    form = {
        "code": "1",
        "empty": " ",
        "items": [{"number": 2, "title": "A\n b", "figures": ["1", "2"]}, "x"],
        "more": {},
    }
    assert list(form_packs._words(form)) == ["1", "x", "2 | A b", "1, 2"]
    assert form_packs._differences(form, form) == ()
    other = {**form, "items": [{"number": 2, "title": "A c"}]}
    assert sorted(form_packs._differences(form, other)) == ["+ 2 | A c", "- 1, 2", "- 2 | A b", "- x"]
    many = form_packs._differences([], [{"code": str(n)} for n in range(1_000)])
    assert many[0] == "+ 0" and many[-1] == f"… (+{1_000 - len(many) + 1})"


def test_forms_are_told_by_what_becomes_of_them_then_by_kind(tmp_path: Path) -> None:
    outline = {**bundled("outlines/current.json"), "code": "an_binh", "title": "Đề cương tỉnh"}
    figures = bundled("figures/cchc_72.json")
    laid = lay(tmp_path / "a", regimes__default=regime(3), outlines__an_binh=outline, figures__cchc_72=figures)
    seen = form_packs.preview(read_pack(made(laid)))
    assert [(one.kind, one.code, one.standing) for one in seen.changes] == [
        ("outlines", "an_binh", Standing.NEW),
        ("regimes", "default", Standing.CHANGED),
        ("figures", "cchc_72", Standing.SAME),
    ]
    assert seen.changes[0].title == "Đề cương tỉnh" and seen.notes == ()
    pack = form_packs.take(seen)
    assert (pack.code, pack.title, pack.source, pack.issued_on) == ("an-binh", "Mẫu của tỉnh An Bình", "QĐ 12", DAY)
    assert set(pack.forms) == {"regimes/default.json", "outlines/an_binh.json", "figures/cchc_72.json"}
    assert form_packs.taken() == (pack,)
    with pytest.raises(UserError, match="outlines"):
        made(lay(tmp_path / "b", wishes__default=regime(3)))


def test_what_a_province_s_form_leaves_out_is_as_usual(tmp_path: Path) -> None:
    figures = {"title": "Số liệu", "groups": [{"title": "Nhóm", "figures": [{"code": "1", "name": "Hồ sơ"}]}]}
    outline = {"title": "Đề cương", "figures_set": "own", "items": [{"title": "Mục", "items": [{"title": "Con"}]}]}
    regime_of_one = {"title": "Chế độ", "reports": [{"period": "Q1", "due_day": 5, "due_month": 3}]}
    take(made(lay(tmp_path / "a", figures__own=figures, outlines__own=outline, regimes__own=regime_of_one)))
    dossier = new_dossier(tmp_path / "d")
    with dossier.change("x") as work:
        kept = forms.ensure_outline(work.session, "own")
        work.session.flush()
        assert (kept.title, kept.valid_from, kept.source) == ("Đề cương", None, "")
        (figure,) = work.session.scalars(select(Figure)).all()
        assert (figure.set_code, figure.unit, figure.kind, figure.formula, figure.cumulative, figure.source) == (
            "own", "", "count", "", True, "typed",
        )  # fmt: skip
        assert (figure.group_title, figure.field_code, figure.position) == ("Nhóm", "", 0)
        guid = kept.guid
    rows = read_outline(dossier, guid)
    assert [(one.title, one.number, one.guidance, one.field_code, one.optional) for one in rows] == [
        ("Mục", "", "", "", False), ("Con", "", "", "", False),
    ]  # fmt: skip
    assert {one for row in rows for one in (row.periods, row.figures, row.tiers)} == {()}
    assert (forms.due_date(2027, "Q1", "own"), forms.due_date(2027, "H1", "own")) == (date(2027, 3, 5), None)
    dossier.close()
