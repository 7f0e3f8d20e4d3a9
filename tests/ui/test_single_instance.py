"""A second start hands its file to the first."""

from pytestqt.qtbot import QtBot

from cchc_desktop.ui.single_instance import SingleInstance


def test_a_second_start_hands_its_file_over(qtbot: QtBot) -> None:
    first, second = SingleInstance(), SingleInstance()
    assert first.is_first("")
    with qtbot.waitSignal(first.handed_over) as handed:
        assert not second.is_first("/nhà/Xã Bình Minh.cchc")
    assert handed.args == ["/nhà/Xã Bình Minh.cchc"]


def test_after_the_first_has_gone_the_next_is_first() -> None:
    first = SingleInstance()
    assert first.is_first("")
    assert first._server is not None
    first._server.close()
    assert SingleInstance().is_first("")
