"""Pictures of all tabs are made without a display."""

from pathlib import Path

from PySide6.QtGui import QImage

from cchc_desktop.ui.snapshots import take_snapshots


def test_each_tab_has_its_picture(sample: Path, tmp_path: Path) -> None:
    files = take_snapshots(sample, tmp_path / "ảnh")
    assert [path.stem for path in files] == ["1-overview", "2-plan", "3-frame", "4-report", "5-index", "6-exchange"]
    for path in files:
        picture = QImage(str(path))
        assert picture.width() == 1366
        assert len({picture.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, picture.height(), 7)}) > 8
