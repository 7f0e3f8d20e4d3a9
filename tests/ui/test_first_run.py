"""The assistant makes a real dossier from a few fields, or opens the sample."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cchc_desktop.services import offices
from cchc_desktop.services.years import read_years
from cchc_desktop.storage.dossier import Dossier
from cchc_desktop.ui import alerts
from cchc_desktop.ui.dialogs import first_run
from cchc_desktop.ui.dialogs.first_run import OFFICE, FirstRunDialog
from cchc_desktop.ui.dialogs.first_run_pages import default_path
from cchc_desktop.ui.dialogs.office_from_year import FromYearDialog
from cchc_desktop.ui.dialogs.office_profile import OfficeProfileDialog
from cchc_desktop.ui.main_window import MainWindow
from cchc_desktop.ui.widgets.page_area import PageArea
from cchc_desktop.ui.workspace import Workspace


@pytest.fixture
def dialog(qtbot: QtBot, look: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FirstRunDialog:
    monkeypatch.setattr(first_run, "documents_folder", lambda: tmp_path / "Tài liệu")
    made = FirstRunDialog(None, 2026)
    made.show()
    return made


def fill(dialog: FirstRunDialog) -> None:
    dialog.office_page.name.setText("UBND xã Bình Minh")
    dialog.office_page.superior.setText("UBND tỉnh An Bình")
    dialog.office_page.signer_name.setText("Nguyễn Văn An")


def test_it_makes_a_real_dossier(dialog: FirstRunDialog, qtbot: QtBot, tmp_path: Path) -> None:
    fill(dialog)
    for _step in range(5):
        dialog.go_on()
    person = dialog.unit_page.list.table.item(1, 2)
    assert person is not None
    person.setText("Trần Thị Bình")
    with qtbot.waitSignal(dialog.created) as made:
        dialog.go_on()
    dossier, plan_file = made.args
    assert isinstance(dossier, Dossier)
    try:
        assert dossier.path == tmp_path / "Tài liệu" / "CCHC Desktop" / "Xa-Binh-Minh.cchc"
        assert plan_file == ""
        office = offices.read_office(dossier)
        assert (office.name, office.superior, office.place) == ("UBND xã Bình Minh", "UBND tỉnh An Bình", "Bình Minh")
        assert read_years(dossier) == (2026,)
        signer, in_charge = offices.read_officers(dossier)
        assert (signer.name, signer.title, signer.signing_form) == ("Nguyễn Văn An", "Chủ tịch", "collective")
        assert in_charge.name == "Trần Thị Bình"
        assert in_charge.unit_guid == offices.read_units(dossier)[1].guid
        assert "UBND tỉnh An Bình" in [row.name for row in offices.read_receivers(dossier)]
    finally:
        dossier.close()


def test_units_follow_the_structure_of_government(dialog: FirstRunDialog) -> None:
    fill(dialog)
    dialog.show_page(1)
    dialog.go_on()
    two = [words[0] for _guid, words in dialog.unit_page.list.rows()]
    dialog.show_page(1)
    dialog.office_page._three.setChecked(True)
    dialog.go_on()
    three = [words[0] for _guid, words in dialog.unit_page.list.rows()]
    assert any("Phòng" in name for name in two)
    assert two != three


def test_the_place_follows_the_name_until_it_is_typed(dialog: FirstRunDialog, qtbot: QtBot) -> None:
    page = dialog.office_page
    page.name.setText("UBND phường Hòa Thuận")
    assert page.place.text() == "Hòa Thuận"
    page.place.clear()
    qtbot.keyClicks(page.place, "An Minh")
    page.name.setText("UBND xã Khác")
    assert page.place.text() == "An Minh"


def test_without_a_name_it_does_not_go_on(dialog: FirstRunDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(alerts, "show_error", lambda _parent, words: said.append(str(words)))
    dialog.go_on()
    dialog.go_on()
    assert dialog.page == 1
    assert said == ["Điền tên cơ quan."]


def test_the_letterhead_is_drawn_as_one_types(dialog: FirstRunDialog) -> None:
    before = dialog.office_page.letterhead.grab().toImage()
    fill(dialog)
    after = dialog.office_page.letterhead.grab().toImage()
    assert before != after
    assert dialog.office_page.letterhead.accessibleDescription() == "ỦY BAN NHÂN DÂN, XÃ BÌNH MINH"


def test_only_a_whole_letterhead_is_called_right(dialog: FirstRunDialog) -> None:
    page = dialog.office_page
    dialog.go_on()
    said = next(words for words in page.findChildren(QLabel) if words.text() == "Đúng thể thức Nghị định 30")
    assert not said.isVisibleTo(page)
    page.name.setText("UBND xã Bình Minh")
    assert said.isVisibleTo(page)
    page.place.clear()
    assert not said.isVisibleTo(page)


def test_a_name_that_is_taken_is_not_overwritten(tmp_path: Path) -> None:
    first = default_path(tmp_path, "UBND xã Đông Hòa")
    assert first.name == "Xa-Dong-Hoa.cchc"
    first.parent.mkdir()
    first.touch()
    assert default_path(tmp_path, "UBND xã Đông Hòa").name == "Xa-Dong-Hoa-2.cchc"


def test_the_sample_is_one_click_away(dialog: FirstRunDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.opened) as opened:
        dialog.try_sample()
    assert Path(opened.args[0]).is_file()


def test_words_are_vietnamese(dialog: FirstRunDialog) -> None:
    assert dialog.windowTitle() == "Bắt đầu dùng CCHC Desktop"
    assert dialog.next_button.text() == "Tiếp tục"
    assert dialog.office_page.name.accessibleName() == "Tên cơ quan"


def test_an_odd_dossier_name_gets_its_ending(dialog: FirstRunDialog, tmp_path: Path) -> None:
    dialog.keeping._file.field.setText(str(tmp_path / "Hồ sơ xã"))
    assert dialog.keeping.path() == tmp_path / "Hồ sơ xã.cchc"


def answer_from_year(dialog: OfficeProfileDialog) -> FromYearDialog:
    """The question that stands over the profile."""
    (asking,) = dialog.findChildren(FromYearDialog)
    assert isinstance(asking, FromYearDialog) and asking.isVisible() and asking.windowTitle() == "Từ năm nào?"
    return asking


def test_a_new_name_is_asked_from_which_year_on(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    dossier = workspace.dossier
    assert dossier is not None and workspace.year == 2026
    dialog = OfficeProfileDialog(window, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.office_page.name.setText("UBND phường Bình Minh")
    dialog._keep()
    asking = answer_from_year(dialog)
    assert asking.year.value() == 2026 and asking.from_year.isChecked()
    asking.reject()
    assert dialog.isVisible() and len(offices.read_offices(dossier)) == 1  # nothing is lost of what was typed
    assert dialog.office_page.name.text() == "UBND phường Bình Minh"
    dialog._keep()
    next(one for one in dialog.findChildren(FromYearDialog) if one.isVisible()).accept()
    assert not dialog.isVisible()
    assert [offices.read_office(dossier, year).name for year in (2025, 2026)] == [
        "UBND xã Bình Minh",
        "UBND phường Bình Minh",
    ]
    assert "UBND phường Bình Minh" in window.windowTitle()
    workspace.set_year(2025)
    assert "UBND xã Bình Minh" in window.windowTitle()
    again = OfficeProfileDialog(window, workspace)
    qtbot.addWidget(again)
    assert again.office_page.name.text() == "UBND xã Bình Minh"


def test_a_name_put_right_is_put_right_in_all_years(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    dossier = workspace.dossier
    assert dossier is not None
    dialog = OfficeProfileDialog(window, workspace)
    qtbot.addWidget(dialog)
    dialog.office_page.place.setText("Bình Minh Đông")
    dialog._keep()
    asking = answer_from_year(dialog)
    asking.all_years.setChecked(True)
    asking.accept()
    assert [(row.place, row.valid_from) for row in offices.read_offices(dossier)] == [("Bình Minh Đông", None)]


def test_the_office_profile_is_changed_in_one_step(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.dossier is not None
    people = offices.read_officers(workspace.dossier)
    units = offices.read_units(workspace.dossier)
    dialog = OfficeProfileDialog(window, workspace)
    qtbot.addWidget(dialog)
    dialog.office_page.name.setText("UBND phường Bình Minh")
    dialog._keep()
    answer_from_year(dialog).accept()
    assert "UBND phường Bình Minh" in window.windowTitle()
    assert [(o.guid, o.name) for o in offices.read_officers(workspace.dossier)] == [(o.guid, o.name) for o in people]
    assert [unit.guid for unit in offices.read_units(workspace.dossier)] == [unit.guid for unit in units]
    workspace.undo()
    assert "UBND xã Bình Minh" in window.windowTitle()
    assert not workspace.can_undo


def test_a_unit_can_be_removed_with_its_people(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.dossier is not None
    units = offices.read_units(workspace.dossier)
    people = offices.read_officers(workspace.dossier)
    dialog = OfficeProfileDialog(window, workspace)
    qtbot.addWidget(dialog)
    dialog.unit_page.list.table.setCurrentCell(1, 0)
    dialog.unit_page.list.remove_row()
    dialog._keep()
    assert [unit.name for unit in offices.read_units(workspace.dossier)] == [u.name for u in units if u != units[1]]
    workspace.undo()
    assert [unit.name for unit in offices.read_units(workspace.dossier)] == [u.name for u in units]
    assert [(o.name, o.unit_guid) for o in offices.read_officers(workspace.dossier)] == [
        (o.name, o.unit_guid) for o in people
    ]


def test_it_fits_a_small_screen_at_125_percent(dialog: FirstRunDialog) -> None:
    """1366x768 at 125 % leaves 1093 x 542 under the title bar and over the taskbar."""
    assert dialog.minimumSizeHint().height() <= 542
    assert dialog.minimumSizeHint().width() <= 1093


def test_the_steps_stay_in_view_at_150_percent(dialog: FirstRunDialog) -> None:
    """485 pixels are left, 445 without the frame: a page that is taller scrolls, not the steps beside it."""
    layout = dialog.layout()
    assert layout is not None and layout.totalMinimumHeightForWidth(895) <= 445


def test_every_page_fits(dialog: FirstRunDialog) -> None:
    areas = [dialog._pages.widget(number) for number in range(dialog._pages.count())]
    for area in areas:
        assert isinstance(area, PageArea)
        assert area.widget().minimumSizeHint().height() <= dialog._pages.height()


def test_enter_goes_on_and_never_closes_and_esc_asks(
    dialog: FirstRunDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [alerts.Leaving.STAY, alerts.Leaving.DROP]
    asked: list[str] = []

    def answer(_parent: object, title: str, keep: str) -> alerts.Leaving:
        asked.append(f"{title}{keep}")
        return answers[len(asked) - 1]

    monkeypatch.setattr(alerts, "ask_leaving", answer)
    dialog.show()
    dialog.show_page(OFFICE)
    page = dialog.office_page
    page.name.setFocus()
    qtbot.keyClicks(page.name, "UBND xa Binh Minh")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert dialog.focusWidget() is page.superior
    qtbot.keyClicks(page.superior, "UBND tinh An Binh")
    for _time in range(12):
        focus = dialog.focusWidget()
        assert focus is not None
        if dialog.page != OFFICE:
            break
        qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert dialog.page == OFFICE + 1 and dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and asked == [dialog.windowTitle()]
    dialog.try_sample()
    assert len(asked) == 2  # the sample would throw what was typed away as well
