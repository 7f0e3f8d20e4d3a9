"""A mail draft with its attachment in the mail program that Windows knows, by Simple MAPI (`MAPISendMailW`)."""

import ctypes
import re
import sys
from pathlib import Path
from typing import Any

_CLIENTS = r"Software\Clients\Mail"
_WAYS = ("DLLPath", "DLLPathEx", "MSIComponentID")  # one of these, or the program takes no mail by MAPI
_TO = 1
_LOGON_UI, _DIALOG = 1, 8
_SUCCESS, _USER_ABORT = 0, 1


class _File(ctypes.Structure):
    _fields_ = [
        ("reserved", ctypes.c_ulong), ("flags", ctypes.c_ulong), ("position", ctypes.c_ulong),
        ("path", ctypes.c_wchar_p), ("name", ctypes.c_wchar_p), ("kind", ctypes.c_void_p),
    ]  # fmt: skip


class _Recipient(ctypes.Structure):
    _fields_ = [
        ("reserved", ctypes.c_ulong), ("role", ctypes.c_ulong), ("name", ctypes.c_wchar_p),
        ("address", ctypes.c_wchar_p), ("id_size", ctypes.c_ulong), ("id", ctypes.c_void_p),
    ]  # fmt: skip


class _Message(ctypes.Structure):
    _fields_ = [
        ("reserved", ctypes.c_ulong), ("subject", ctypes.c_wchar_p), ("text", ctypes.c_wchar_p),
        ("kind", ctypes.c_wchar_p), ("received", ctypes.c_wchar_p), ("conversation", ctypes.c_wchar_p),
        ("flags", ctypes.c_ulong), ("sender", ctypes.c_void_p), ("recipient_count", ctypes.c_ulong),
        ("recipients", ctypes.POINTER(_Recipient)), ("file_count", ctypes.c_ulong),
        ("files", ctypes.POINTER(_File)),
    ]  # fmt: skip


def has_mail_program() -> bool:
    """Whether a mail program is set up that takes drafts; False on other systems than Windows."""
    if sys.platform == "win32":
        import winreg

        places = (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE)
        for chosen in (_value(winreg, place, _CLIENTS) for place in places):
            if chosen and any(_value(winreg, place, rf"{_CLIENTS}\{chosen}", way) for place in places for way in _WAYS):
                return True
    return False


def _value(winreg: Any, place: int, path: str, name: str = "") -> str:
    """A text in the registry; "" where there is none."""
    try:
        with winreg.OpenKey(place, path) as key:
            return str(winreg.QueryValueEx(key, name)[0])
    except OSError:
        return ""


def draft(*, to: str, subject: str, body: str, attachment: Path) -> bool:
    """Show the mail in the mail program, ready to be looked at and sent; False when it took none.

    Waits until the officer has sent the draft or put it away, so it belongs on a thread of its own. `to` are addresses
    parted by commas or semicolons, or nothing.
    """
    if not has_mail_program():
        return False  # Windows would say so itself, in a box of its own
    try:
        send = _library().MAPISendMailW
    except (OSError, AttributeError):
        return False
    send.argtypes = [ctypes.c_size_t, ctypes.c_size_t, ctypes.POINTER(_Message), ctypes.c_ulong, ctypes.c_ulong]
    send.restype = ctypes.c_ulong
    addresses = [address.strip() for address in re.split("[,;]", to) if address.strip()]
    message = _message(addresses, subject, body, attachment)
    return send(0, 0, ctypes.byref(message), _LOGON_UI | _DIALOG, 0) in (_SUCCESS, _USER_ABORT)


def _library() -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL("mapi32.dll")
    raise OSError("Simple MAPI is of Windows")


def _message(to: list[str], subject: str, body: str, attachment: Path) -> _Message:
    """The structure and what it points to; line ends as Windows' programs want them."""
    people = (_Recipient * len(to))(*(_Recipient(0, _TO, each, f"SMTP:{each}", 0, None) for each in to))
    files = (_File * 1)(_File(0, 0, 0xFFFFFFFF, str(attachment.absolute()), attachment.name, None))
    text = "\r\n".join(body.splitlines()) + "\r\n"
    return _Message(0, subject, text, None, None, None, 0, None, len(to), people, 1, files)
