"""What a finding of the checks before issuing is called where it is told and mended."""

from typing import TYPE_CHECKING

from cchc_desktop.i18n import _

if TYPE_CHECKING:
    from cchc_desktop.rules.checks.base import Finding


def told_with_fix(one: "Finding") -> str:
    """The finding in one sentence, with what to write instead: "… → “sáp nhập”"."""
    words = one.fix.text.strip() if one.fix is not None else ""
    return f"{one.message} → “{words}”" if words else one.message


def write_words(one: "Finding") -> str:
    """What the button says that mends a finding."""
    words = one.fix.text.strip() if one.fix is not None else ""
    return _("Write “{words}”").format(words=words) if words else _("Take it out")


def reason_words() -> tuple[str, str]:
    """The name of the field for a reason where the check tells something before a paper goes, and its note."""
    note = _(
        "With a reason, these errors and warnings are noted as passed over, and not told again until the words there "
        "change."
    )
    return _("Why it is passed over (may stay empty)"), note
