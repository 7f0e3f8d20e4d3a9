"""The few texts that NSIS has compiled into the start of every setup, in Vietnamese. No language file reaches them.

`python tools/windows/header.py FILE` changes them in the start that makensis is about to use, by its `!packhdr`.
"""

import sys
from pathlib import Path

# A setup that is damaged says these, before it can read any text of its own. None is longer than what it replaces.
TEXTS = {
    "NSIS Error": "Lỗi bộ cài",
    "Error launching installer": "Bộ cài không chạy được",
    "Installer integrity check has failed. Common causes include\n"
    "incomplete download and damaged media. Contact the\n"
    "installer's author to obtain a new copy.\n\n"
    "More information at:\nhttp://nsis.sf.net/NSIS_Error": "Bộ cài này bị thiếu hoặc hỏng, có thể do chép hay tải về "
    "chưa xong. Chưa có gì được cài hay thay đổi.\n\n"
    "Anh/chị chép hoặc tải lại bộ cài rồi chạy lại.",
    "Error writing temporary file. Make sure your temp folder is valid.": "Không ghi được tệp tạm. Anh/chị xem ổ đĩa "
    "còn chỗ trống không.",
}
# Only some kinds of compression have these.
SOME_TEXTS = {"unpacking data: %d%%": "đang mở gói: %d%%", "verifying installer: %d%%": "đang kiểm tra: %d%%"}


def _stored(text: str) -> bytes:
    """As a Windows program holds it, with the zero that ends it."""
    return f"{text}\0".encode("utf-16-le")


def in_vietnamese(header: bytes) -> bytes:
    """The start of a setup, as long as before. Raises ValueError when it lacks a text: another NSIS has others."""
    for theirs, ours in (TEXTS | SOME_TEXTS).items():
        there, wanted = _stored(theirs), _stored(ours)
        if there not in header and theirs in TEXTS:
            raise ValueError(f"The start of the setup does not hold “{theirs}”.")
        header = header.replace(there, wanted.ljust(len(there), b"\0"))
    return header


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_bytes(in_vietnamese(file.read_bytes()))
