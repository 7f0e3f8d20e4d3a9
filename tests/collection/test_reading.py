"""Files of all kinds on their way in: which are refused and why, read in many processes, stopped in the middle."""

import multiprocessing.spawn
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from cchc_desktop.collection import tables
from cchc_desktop.collection.intake import take_in
from cchc_desktop.collection.intakes import read_intakes, read_lines
from cchc_desktop.collection.reading_ahead import read_all
from cchc_desktop.collection.sources import new_in, note_looked_at, sorted_out
from cchc_desktop.collection.store import Collection
from cchc_desktop.exchange.locked_file import LockingWriter
from cchc_desktop.exchange.package_format import PackageData
from tests.collection.small import Commune
from tests.collection.test_intake import contents, outcomes, taken


def test_what_is_no_package_upward_is_refused_with_what_to_do(collection: Collection, tmp_path: Path) -> None:
    one = Commune(1)
    empty = PackageData(office=one.data().office)
    files = [
        one.save(tmp_path, name="xuong.cchcgoi", kind="down"),
        one.save(tmp_path, name="ban-giao.cchcgoi", kind="handover"),
        one.save(tmp_path, empty, name="rong.cchcgoi"),
        tmp_path / "thu.docx",
        tmp_path / "khong-co.cchcgoi",
        tmp_path,
    ]
    files[3].write_bytes(b"PK")
    report = taken(collection, files)
    assert outcomes(report) == ["refused"] * 6
    told = ("gửi xuống", "bàn giao", "không có kế hoạch", "không phải là gói", "Không đọc được", "không phải là tệp")
    for line, words in zip(report.lines, told, strict=True):
        assert words.lower() in line.reason.lower()


def test_codes_longer_than_the_columns_refuse_the_package_on_both_databases(
    collection: Collection, tmp_path: Path
) -> None:
    before = contents(collection)
    data = Commune(1).data()
    report = data.reports[0]
    long_code = replace(report.figures[0], code="A" * 65)
    deep = replace(report.items[0], level=2**40)
    wrong = [
        replace(data, reports=(replace(report, figures=(long_code, *report.figures[1:])),)),
        replace(data, reports=(replace(report, items=(deep,)),)),
        replace(data, indices=(replace(data.indices[0], index_code="X" * 65),)),
        replace(data, indices=(data.indices[0], replace(data.indices[0], guid="0a" * 16, criteria=()))),
    ]
    files = [Commune(1).save(tmp_path, one, name=f"{place}.cchcgoi") for place, one in enumerate(wrong)]
    assert outcomes(taken(collection, files)) == ["refused"] * 4
    after = contents(collection)
    for name in ("intake", "intake_line"):
        before.pop(name)
        after.pop(name)
    assert after == before
    assert outcomes(taken(collection, [Commune(1).save(tmp_path)])) == ["new"]


def test_a_package_with_a_password_is_opened_and_kept_without_it(collection: Collection, tmp_path: Path) -> None:
    plain = Commune(1).save(tmp_path)
    path = tmp_path / "Khoa.cchcgoi"
    with path.open("wb") as file:
        writer = LockingWriter(file, "Mật khẩu của xã")
        writer.write(plain.read_bytes())
        writer.finish()
    assert outcomes(taken(collection, [path])) == ["refused"]
    assert outcomes(taken(collection, [path], password="Mật khẩu của xã")) == ["new"]
    with collection.reading() as connection:
        assert b"".join(connection.scalars(select(tables.package_bytes.c.data))) == plain.read_bytes()


def test_stopped_in_the_middle_what_was_taken_stays_whole(collection: Collection, tmp_path: Path) -> None:
    files = [Commune(number).save(tmp_path) for number in range(1, 5)]
    steps = take_in(collection, files, by="Lan", new_offices=True)
    for _step in range(3):
        next(steps)
    steps.close()
    with collection.reading() as connection:
        (intake,) = read_intakes(connection)
        lines = read_lines(connection, intake.id)
    assert (intake.files, intake.packages) == (2, 2)
    assert [line.office for line in lines] == ["UBND xã Số 1", "UBND xã Số 2"]
    assert outcomes(taken(collection, files)) == ["same", "same", "new", "new"]


def test_processes_read_in_order_also_when_the_launcher_starts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The launcher of the setup hands all words over to the program; multiprocessing takes it for Python."""
    launcher = tmp_path / "launcher"
    launcher.write_text(
        f'#!/bin/sh\ncase "$*" in *resource_tracker*) exec {sys.executable} "$@";; esac\n'
        f'{sys.executable} -m cchc_desktop "$@"\necho $? > "$0.ended"\n'
    )
    launcher.chmod(0o755)
    files = [Commune(number).save(tmp_path) for number in range(1, 4)]
    (tmp_path / "b.cchcgoi").write_bytes(b"PK\x03\x04 nothing")
    files.insert(1, tmp_path / "b.cchcgoi")
    monkeypatch.setattr(multiprocessing.spawn, "_python_exe", os.fsencode(launcher))
    with_helpers = list(read_all(files, workers=1))
    assert Path(f"{launcher}.ended").read_text() == "0\n"  # else the files were read here
    assert with_helpers == list(read_all(files, workers=0))
    assert [came.package is None for came in with_helpers] == [False, True, False, False]


def test_dropped_folders_and_a_watched_one(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "con").mkdir()
    first, second = Commune(1).save(tmp_path), Commune(2).save(tmp_path / "con")
    receipt = tmp_path / "con" / "a.cchcbn"
    receipt.write_text("{}")
    (tmp_path / "ghi-chu.txt").write_text("x")
    found = sorted_out([tmp_path, first])
    assert set(found.packages) == {first, second} and found.receipts == (receipt,)

    assert set(new_in(collection, tmp_path)) == {first, second, receipt}
    report = taken(collection, [first, second], new_offices=False, offices={Commune(1).dossier_guid: "UBND xã Số 1"})
    note_looked_at(collection, tmp_path, report, [receipt])
    assert new_in(collection, tmp_path) == (second,)  # whose it is was not said yet
    Commune(1, 2).save(tmp_path, name=first.name)
    assert set(new_in(collection, tmp_path)) == {first, second}
