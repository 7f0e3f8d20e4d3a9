"""The dialogs of a collection's window, made on one small collection."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.collection import expected, office_years, packages, pending, timeliness
from cchc_desktop.collection.appraising_lists import read_criteria
from cchc_desktop.collection.intake import IntakeLine
from cchc_desktop.collection.kinds import Outcome, Round
from cchc_desktop.collection.mailing import ToMail
from cchc_desktop.collection.offices import read_offices
from cchc_desktop.collection.returning import ReturnLine
from cchc_desktop.exchange.mail.letters import Letter
from cchc_desktop.options import Options
from cchc_desktop.ui.collection.space import CollectionSpace
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.collection.ask_offices import AskOfficesDialog, Sender
from cchc_desktop.ui.dialogs.collection.assigning import AssignDialog
from cchc_desktop.ui.dialogs.collection.expected import ExpectedDialog
from cchc_desktop.ui.dialogs.collection.export import ExportTablesDialog
from cchc_desktop.ui.dialogs.collection.intake_report import IntakeReportDialog
from cchc_desktop.ui.dialogs.collection.intakes import IntakesDialog
from cchc_desktop.ui.dialogs.collection.mailbox import MailboxDialog
from cchc_desktop.ui.dialogs.collection.mailing import MailAllDialog
from cchc_desktop.ui.dialogs.collection.new import NewCollectionDialog
from cchc_desktop.ui.dialogs.collection.office_papers import OfficePapersDialog
from cchc_desktop.ui.dialogs.collection.office_tasks import OfficeTasksDialog
from cchc_desktop.ui.dialogs.collection.offices import OfficesDialog
from cchc_desktop.ui.dialogs.collection.outgoing import OutgoingDialog
from cchc_desktop.ui.dialogs.collection.reminding import RemindDialog
from cchc_desktop.ui.dialogs.collection.returning import ReturnDialog, ReturnedDialog, ToReturn
from cchc_desktop.ui.dialogs.collection.server import ServerDialog
from cchc_desktop.ui.workspace import Workspace
from tests.ui.made_collection import INDEX, YEAR, made_collection


@cache
def space() -> CollectionSpace:
    """A collection of three communes, made once for all dialogs of a process; nothing a dialog does is kept in it."""
    return CollectionSpace(made_collection(3), YEAR)


def _asking(parent: QWidget) -> AskOfficesDialog:
    asked = (
        Sender("a" * 32, "UBND xã Tân Hòa", "tan-hoa.cchcgoi", "“UBND xã Tân Hòa” chưa có trong kho."),
        Sender("b" * 32, "UBND xã Bình An", "binh-an.cchcgoi", "Đã có đơn vị cùng tên, hồ sơ khác.", (1,)),
    )
    with space().collection.reading() as connection:
        return AskOfficesDialog(parent, asked, read_offices(connection))


def _told(parent: QWidget) -> IntakeReportDialog:
    lines = (
        IntakeLine("tan-hoa.cchcgoi", Path("tan-hoa.cchcgoi"), Outcome.NEW, "", "UBND xã Tân Hòa"),
        IntakeLine("cu.cchcgoi", Path("cu.cchcgoi"), Outcome.OLDER, "Bản đang có lập sau. " * 4, "UBND xã Tân Hòa"),
        IntakeLine("hong.cchcgoi", Path("hong.cchcgoi"), Outcome.REFUSED, "Tệp hỏng trên đường gửi. " * 6),
    )
    return IntakeReportDialog(parent, lines)


def _expected(parent: QWidget) -> ExpectedDialog:
    return ExpectedDialog(space(), expected.usual(YEAR), ("Các phường",), parent)


def _papers(parent: QWidget) -> OfficePapersDialog:
    return OfficePapersDialog(space(), packages.read_packages(space().collection, 1, YEAR), parent)


def _reminding(parent: QWidget) -> RemindDialog:
    matrix = timeliness.read(space().collection, YEAR, now=datetime(YEAR + 1, 3, 1))
    return RemindDialog(space(), matrix, parent)


def _returning(parent: QWidget) -> ReturnDialog:
    with space().collection.reading() as connection:
        assert pending.read(connection, YEAR) == {}
    waits = (ToReturn(1, "UBND xã Tân Hòa", "tan-hoa@example.vn", 12, 1, 0), ToReturn(2, "UBND xã An", "", 0, 0, 0))
    return ReturnDialog(space(), waits, parent)


def _returned(parent: QWidget) -> ReturnedDialog:
    lines = (
        ReturnLine(1, "UBND xã Tân Hòa", Path("tra-lai.cchcgoi"), Path("tra-lai.eml"), 12, 1, 0, "7F3A-91C2"),
        ReturnLine(2, "UBND xã An", reason="Đơn vị này chưa gửi gì nên chưa trả lời được."),
    )
    return ReturnedDialog(space(), lines, Path("Trả lại"), parent)


def _mails() -> list[ToMail]:
    letter = Letter("tan-hoa@example.vn", "Trả lại", "Kính gửi", Path("CCHC-2026-tra-lai-tan-hoa.cchcgoi"))
    return [ToMail("UBND xã Tân Hòa", letter, 1), ToMail("UBND xã Bình An", letter, 2)]


def _assigning(parent: QWidget) -> AssignDialog:
    criteria = read_criteria(space().collection, YEAR, INDEX, Round.FIRST)
    return AssignDialog(space(), INDEX, criteria, (), parent)


MAKERS: dict[type[Dialog], Callable[[Workspace, QWidget, Path], Dialog]] = {
    AskOfficesDialog: lambda _w, over, _folder: _asking(over),
    AssignDialog: lambda _w, over, _folder: _assigning(over),
    ExpectedDialog: lambda _w, over, _folder: _expected(over),
    ExportTablesDialog: lambda _w, over, folder: ExportTablesDialog(
        space(), Options(export_folder=str(folder)), "scores", f"{YEAR}-9M", INDEX, over
    ),
    IntakeReportDialog: lambda _w, over, _folder: _told(over),
    IntakesDialog: lambda _w, over, _folder: IntakesDialog(space(), over),
    MailAllDialog: lambda _w, over, _folder: MailAllDialog(space(), _mails(), over),
    MailboxDialog: lambda _w, over, _folder: MailboxDialog(over, "a" * 32),
    NewCollectionDialog: lambda _w, over, _folder: NewCollectionDialog(over),
    OfficePapersDialog: lambda _w, over, _folder: _papers(over),
    OfficeTasksDialog: lambda _w, over, _folder: OfficeTasksDialog(space(), 1, "UBND xã Tân Hòa", None, over),
    OfficesDialog: lambda _w, over, _folder: OfficesDialog(
        space(),
        office_years.read(space().collection, YEAR),
        ("Có cán bộ chủ chốt bị kỷ luật từ khiển trách trở lên", "Bị phê bình bằng văn bản vì chậm gửi báo cáo"),
        over,
    ),
    OutgoingDialog: lambda _w, over, _folder: OutgoingDialog(space(), over),
    RemindDialog: lambda _w, over, _folder: _reminding(over),
    ReturnDialog: lambda _w, over, _folder: _returning(over),
    ReturnedDialog: lambda _w, over, _folder: _returned(over),
    ServerDialog: lambda _w, over, _folder: ServerDialog(over, "postgresql://lan@127.0.0.1:9/kho", "Sai mật khẩu."),
}
