"""Hand a draft with this attachment to the mail program."""

import sys
from pathlib import Path

from cchc_desktop.exchange.mail import mapi

assert mapi.has_mail_program()
assert mapi.draft(
    to="so-noi-vu@example.vn; tinh@example.vn",
    subject="Gói dữ liệu quý III",
    body="Kính gửi:\n\nSở Nội vụ",
    attachment=Path(sys.argv[1]),
)
