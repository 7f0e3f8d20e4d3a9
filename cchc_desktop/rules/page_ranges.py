"""Pages as officers name them when printing: "1-3, 5"."""

import re

from cchc_desktop.errors import UserError
from cchc_desktop.i18n import _

_PART = re.compile(r"(\d{0,9})\s*[-–]\s*(\d{0,9})|(\d{1,9})")


def parse_pages(text: str, count: int) -> tuple[int, ...]:
    """The pages from 1 that the text names, in their order, each once; "3-" goes to the last of `count` pages.

    Raises `UserError` when something else is written, or a page that there is not.
    """
    found: set[int] = set()
    for part in re.split(r"[,;]", text):
        if part.strip():
            found.update(_pages(part.strip(), count))
    if not found:
        raise UserError(_("Write which pages to print, such as 1-3, 5."))
    return tuple(sorted(found))


def _pages(part: str, count: int) -> range:
    match = _PART.fullmatch(part)
    if match is None or not any(match.groups()):
        raise UserError(_("“{part}” names no pages. Write for example 1-3, 5.").format(part=part))
    if match[3]:
        first = last = int(match[3])
    else:
        first, last = sorted((int(match[1] or 1), int(match[2] or count)))
    if not 1 <= first <= last <= count:
        raise UserError(
            _("The paper has pages 1 to {count}; “{part}” is not among them.").format(count=count, part=part)
        )
    return range(first, last + 1)
