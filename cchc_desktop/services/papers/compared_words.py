"""What is said in the window and by the commands of two papers that were compared."""

from cchc_desktop.i18n import _, ngettext, pgettext
from cchc_desktop.rules.localised import listed
from cchc_desktop.rules.paper_blocks import Became, ComparedBlock, Comparison, Limit


def became_name(row: ComparedBlock, small: bool = True) -> str:
    """What became of a block, in a word or two."""
    if row.renumbered and small and row.became is Became.SAME:
        return pgettext("compared", "renumbered")
    return _NAMES[Became.SAME if row.became is Became.SMALL and not small else row.became]()


_NAMES = {
    Became.SAME: lambda: pgettext("compared", "the same"),
    Became.SMALL: lambda: pgettext("compared", "a little"),
    Became.CHANGED: lambda: pgettext("compared", "changed"),
    Became.MOVED: lambda: pgettext("compared", "moved"),
    Became.MOVED_CHANGED: lambda: pgettext("compared", "moved and changed"),
    Became.SPLIT: lambda: pgettext("compared", "split"),
    Became.JOINED: lambda: pgettext("compared", "joined"),
    Became.ADDED: lambda: pgettext("compared", "added"),
    Became.REMOVED: lambda: pgettext("compared", "removed"),
}


def counted(found: Comparison, small: bool = True) -> str:
    """How two papers differ, in a sentence: "12 dòng thêm, 3 bỏ, 5 chuyển chỗ"."""
    counts = found.counts
    told = (
        (Became.ADDED, _("{count} added")),
        (Became.REMOVED, _("{count} removed")),
        (Became.CHANGED, _("{count} changed")),
        (Became.MOVED, _("{count} moved")),
        (Became.MOVED_CHANGED, _("{count} moved and changed")),
        (Became.SPLIT, _("{count} split")),
        (Became.JOINED, _("{count} joined")),
        (Became.SMALL, _("{count} differing a little")),
    )
    parts = [
        words.format(count=counts.blocks[became])
        for became, words in told
        if counts.blocks[became] and (small or became is not Became.SMALL)
    ]
    if counts.renumbered and small:
        parts.append(_("{count} renumbered").format(count=counts.renumbered))
    same = counts.blocks[Became.SAME] + (0 if small else counts.blocks[Became.SMALL])
    alike = ngettext("{count} line is the same", "{count} lines are the same", same).format(count=same)
    if not parts:
        return _("The two papers do not differ: {same}.").format(same=alike)
    return _("Lines: {differing}; {same}.").format(differing=listed(parts), same=alike)


def limits_told(found: Comparison) -> tuple[str, ...]:
    """What was not looked at more closely, so that the comparison ends."""
    told = {
        Limit.LIKENESS: _(
            "So many lines of the two papers have no equal that changed ones were not paired: they are listed as "
            "removed and as added. Nothing is left out."
        ),
        Limit.WORDS: _("A text is too long to be compared word by word and is marked as a whole."),
    }
    return tuple(told[limit] for limit in Limit if limit in found.limits)
