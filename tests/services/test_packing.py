"""A package is written whole or not at all: what is too large or cannot be read back leaves nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.package_format import PackageEntry
from cchc_desktop.exchange.package_reader import read_package
from cchc_desktop.exchange.package_writer import PackedFile
from cchc_desktop.services.exchange.packing import written
from tests.exchange import honest


def test_more_than_a_package_may_be_is_said_before_a_byte_is_written(tmp_path: Path) -> None:
    info, data = read_package(honest.package(tmp_path))
    scan = PackedFile(PackageEntry(f"evidence/{'a' * 64}-Ảnh.png", 500_000_000, "a" * 64))
    with pytest.raises(UserError, match="500 MB"):
        next(written(tmp_path / "lớn.cchcgoi", info.manifest, data, [scan]))
    with pytest.raises(UserError, match="5000"):
        next(written(tmp_path / "lớn.cchcgoi", replace(info.manifest, note="x" * 5_001), data, []))
    assert [path.name for path in tmp_path.iterdir()] == ["Gói.cchcgoi"]
