"""What the pages of the window of emulation movements have in common."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cchc_desktop.models.emulation_rows import MovementView
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import button, label, set_role
from cchc_desktop.ui.widgets.flow import FlowLayout
from cchc_desktop.ui.workspace import Workspace

Command = tuple[str, Callable[[], object], str]  # words, what is done, icon


class MovementPage(QWidget):
    """A page on one movement; what is typed is kept by `keep` before another page or movement is shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.view: MovementView | None = None
        self.said = label("", "secondary", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(4), theme.px(12), theme.px(4), 0)
        self.column.setSpacing(theme.px(10))

    def show_view(self, view: MovementView | None) -> None:
        """Show a movement, or that there is none."""
        self.view = view

    def keep(self) -> None:
        """Write what is being typed."""

    def tell(self, sentence: str, role: str = "secondary") -> None:
        """Say something below the table."""
        set_role(self.said, role)
        self.said.setText(sentence)

    def run(self, verb: Callable[..., Change], **arguments: Any) -> Change | None:
        """Run a verb on the movement that is shown."""
        if self.view is None:
            return None
        return self.workspace.run(verb, movement_guid=self.view.movement.guid, **arguments)

    def tools(self, *commands: Command) -> QWidget:
        """A row of buttons that goes on in a further line."""
        holder = QWidget()
        row = FlowLayout(holder, theme.px(8))
        for words, slot, icon in commands:
            made = button(words, slot, icon_name=icon)
            made.setEnabled(not self.workspace.year_read_only)
            row.addWidget(made)
        return holder
