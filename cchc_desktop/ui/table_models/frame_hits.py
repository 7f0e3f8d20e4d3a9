"""Where the words that were searched for stand in a task, when no cell in sight shows them."""

from collections.abc import Callable

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import TaskRow
from cchc_desktop.rules.finding import places
from cchc_desktop.rules.frame_columns import about
from cchc_desktop.ui.table_models.frame_cells import TRACKING, shown_text
from cchc_desktop.ui.table_models.frame_filter import searched_fields
from cchc_desktop.ui.table_models.frame_finding import excerpt

_AROUND = 12  # letters before the words; the tracking column is narrow


def out_of_sight(task: TaskRow, phrase: str, in_sight: Callable[[int], bool]) -> str:
    """ "Result so far: …the words…" where the task is a hit by a text that none of its cells in sight shows, else "".

    A hidden column, a budget in full where the cell shows millions, and the result stand out of sight.
    """
    if not phrase or any(places(one_line(shown_text(task, n)), phrase) for n in range(TRACKING) if in_sight(n)):
        return ""
    for column, text in searched_fields(task):
        if places(text, phrase):
            name = about(column).name() if column is not None else _("Result so far")
            return f"{name}: {excerpt(text, phrase, _AROUND)}"
    return ""


def one_line(text: str) -> str:
    """The text with spaces for its line ends, letter for letter: words that go on in the next line are found too."""
    return text.replace("\n", " ")
