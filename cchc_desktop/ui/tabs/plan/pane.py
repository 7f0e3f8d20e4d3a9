"""What the editors in the middle of the plan tab have in common."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from cchc_desktop.models.paper_rows import PaperRow
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.services.papers.papers import set_paper, set_paper_lines
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.tabs.plan.nodes import Node
from cchc_desktop.ui.widgets.basics import box
from cchc_desktop.ui.workspace import Workspace

IDLE = 10_000  # milliseconds without a key after which what was typed becomes a step of undo


class PlanPane(QWidget):
    """Edits one node of the outline.

    Signals: `edited` something was typed that is not yet a step of undo.
    """

    edited = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.busy = False  # it is writing several fields: what it holds is newer than what it is told
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.commit)
        self.edited.connect(self._idle.start)

    def show_node(self, view: YearPaperView, node: Node) -> None:
        """Show what a node holds."""

    def refresh(self, view: YearPaperView) -> None:
        """Take what was changed elsewhere, leaving what is being typed."""

    def applied(self, view: YearPaperView) -> YearPaperView:
        """The plan with what is being typed."""
        return view

    def commit(self) -> None:
        """Write what was typed as a step of undo."""

    def first_field(self) -> QWidget:
        """Where the focus goes."""
        return self


class FormPane(PlanPane):
    """A pane of labelled fields in one column that scrolls."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        inside = box("pane")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(16))
        self.column.setSpacing(theme.px(12))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def write(self, kept: PaperRow, typed: PaperRow, fields: Sequence[str], lines: dict[str, str]) -> bool:
        """Write the fields of a paper that differ; `lines` maps a role to the field that holds its lines.

        False when the dossier refused: the officer has been told, and what was typed stays in the fields.
        """
        if self.workspace.year_read_only:
            return True
        changed: dict[str, Any] = {
            name: getattr(typed, name) for name in fields if getattr(typed, name) != getattr(kept, name)
        }
        steps: list[tuple[Callable[..., Change], dict[str, Any]]] = [(set_paper, changed)] if changed else []
        for role, name in lines.items():
            if getattr(typed, name) != getattr(kept, name):
                steps.append((set_paper_lines, {"role": role, "lines": getattr(typed, name)}))
        self.busy = True
        try:
            return all(self.workspace.run(verb, paper_guid=kept.guid, **rest) is not None for verb, rest in steps)
        finally:
            self.busy = False
