"""Keeping a paper as a template: its title, and which of its words become placeholders."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, ngettext
from cchc_desktop.models.template_rows import Placed
from cchc_desktop.rules.markup import plain_text
from cchc_desktop.services.papers.own_templates import draft_template, save_template
from cchc_desktop.ui import theme
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.widgets.basics import button, label, labelled
from cchc_desktop.ui.workspace import Workspace

_SHOWN, _BEFORE = 80, 30  # letters of the text that shows where words stand, and of those before them


class SaveTemplateDialog(Dialog):
    """Shows what becomes a placeholder and what does not come along; nothing is changed before it is agreed to."""

    def __init__(self, workspace: Workspace, plan_guid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert workspace.dossier is not None
        self._workspace, self._plan_guid = workspace, plan_guid
        draft = draft_template(workspace.dossier, plan_guid)
        self.setWindowTitle(_("Save as a template"))
        self.setMinimumWidth(theme.px(560))
        self.title = QLineEdit(draft.title)
        self.title.selectAll()
        self.marks = {one.mark: QCheckBox(_words(one.mark, one.words, one.count)) for one in draft.placed}
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(labelled(_("Title of the template"), self.title))
        if draft.placed:
            column.addWidget(label(_("What changes with the year and with the office that uses the template"), "field"))
        for one in draft.placed:
            tick = self.marks[one.mark]
            tick.setChecked(True)
            column.addLayout(_with_example(tick, one))
        left_out = _("Not part of the template: {what}.").format(what="; ".join(draft.left_out))
        column.addWidget(label(left_out, "note", wrap=True))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(_("Cancel"), self.reject))
        self.agree = button(_("Keep the template"), self.accept, "primary")
        foot.addWidget(self.agree)
        column.addLayout(foot)
        self.title.setFocus()

    def carry_out(self) -> bool:
        """Keep the template; the dialog stays when the title cannot be taken."""
        kept = [mark for mark, tick in self.marks.items() if not tick.isChecked()]
        done = self._workspace.run(save_template, plan_guid=self._plan_guid, title=self.title.text(), kept=kept)
        if done is not None:
            self._workspace.say(_("The template was kept. It stands in “New paper…”, under its kind."))
        return done is not None


def _with_example(tick: QCheckBox, placed: Placed) -> QVBoxLayout:
    """The box to tick, and below it the first text in which its words stand, from a little before them."""
    text = " ".join(plain_text(placed.example).split())
    tick.setToolTip(text)
    begin = text.rfind(" ", 0, max(0, text.find(placed.words) - _BEFORE)) + 1
    shown = text[begin : begin + _SHOWN]
    pieces = ("…" if begin else "", shown, "…" if begin + _SHOWN < len(text) else "")
    note = label("".join(pieces), "note", wrap=True)
    note.setContentsMargins(theme.px(26), 0, 0, 0)
    both = QVBoxLayout()
    both.setSpacing(theme.px(2))
    both.addWidget(tick)
    both.addWidget(note)
    return both


def _words(mark: str, words: str, count: int) -> str:
    """One line: which words, what they become, in how many places."""
    names = {
        "{year}": _("the year of the new paper"),
        "{last_year}": _("the year before"),
        "{area}": _("the place that the office governs"),
        "{office}": _("the name of the office"),
        "{superior}": _("the body above, written out"),
        "{superior_short}": _("the body above"),
        "{home_affairs}": _("the office of home affairs above"),
        "{unit_name}": _("the unit that drafts"),
        "{unit}": _("the short code of the unit that drafts"),
    }
    places = ngettext("{count} place", "{count} places", count).format(count=count)
    return _("“{words}” becomes {name} ({places})").format(words=words, name=names[mark], places=places)
