"""What is said of a package that is heavier than its receiver's mail takes, and what is left to do."""

from cchc_desktop.exchange.package_format import EvidenceMode, PackageContent, PackageKind
from cchc_desktop.i18n import _
from cchc_desktop.rules.localised import file_size


def too_heavy(size: int, limit: int, evidence: EvidenceMode, kind: PackageKind, content: PackageContent) -> str:
    """The sentence for a package of so many bytes; "" where the mail takes it."""
    if size <= limit:
        return ""
    if evidence != EvidenceMode.NONE:
        advice = _(
            "Make its pictures smaller or leave the evidence out; or save it to a USB drive or a shared folder and "
            "take it there."
        )
        if evidence == EvidenceMode.SMALLER:
            advice = _("Leave the evidence out; or save it to a USB drive or a shared folder and take it there.")
    elif kind == PackageKind.UP and content == PackageContent.YEAR:
        advice = _(
            "There is no evidence in it any more: send the plans, each report and the scores as packages of their own, "
            "or save it to a USB drive or a shared folder and take it there."
        )
    else:
        advice = _(
            "Nothing more can be left out: save it to a USB drive or a shared folder and take it there; the check code "
            "tells the receiver that it is whole."
        )
    words = _("About {size}, and the receiver's mail takes {limit} (Receivers): by mail it would come back.")
    return f"{words.format(size=file_size(size), limit=file_size(limit))} {advice}"
