"""The products of one task: which kind of paper each will be, and the way to write it."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.task_rows import ProductRow, TaskRow
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.product_kinds import subject_of_product
from cchc_desktop.services.frame.products import expected_kind, set_paper_kind
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import empty, label, link, passing_menu
from cchc_desktop.ui.widgets.marked import show_marked
from cchc_desktop.ui.workspace import Workspace


class ProductList(QWidget):
    """`written(plan guid)` is told of a paper that was begun from a product."""

    def __init__(self, workspace: Workspace, written: Callable[[str], object]) -> None:
        super().__init__()
        self._workspace = workspace
        self._written = written
        self._shown: tuple[object, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def show_task(self, task: TaskRow, sought: str = "") -> None:
        """Show the products of this task, the words marked that were `sought`; unchanged ones are left alone."""
        allowed = not self._workspace.year_read_only
        state = (task.products, allowed, sought)
        if state == self._shown:
            return
        self._shown = state
        empty(self._column)
        for product in task.products:
            self._column.addWidget(self._line(product, allowed, sought))

    def _line(self, product: ProductRow, allowed: bool, sought: str) -> QWidget:
        kind = expected_kind(product)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(show_marked(label(wrap=True), product.text, sought))
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(10))
        words = kind.word if kind is not None else _("No paper")
        chooser = link(_("Kind: {kind}").format(kind=words), lambda: self._choose_kind(product, chooser))
        chooser.setEnabled(allowed)
        tools.addWidget(chooser)
        if kind is not None:
            write = link(_("Write this paper…"), lambda: self.write(product))
            write.setEnabled(allowed)
            tools.addWidget(write)
        tools.addStretch(1)
        column.addLayout(tools)
        return holder

    def _choose_kind(self, product: ProductRow, chooser: QPushButton) -> None:
        menu = passing_menu(self)
        choices = QActionGroup(menu)
        for kind in (*PaperKind, None):
            action = menu.addAction(kind.word if kind is not None else _("No paper"))
            action.setCheckable(True)
            action.setChecked(kind == expected_kind(product))
            action.setActionGroup(choices)
            action.triggered.connect(lambda _on=False, kind=kind: self.set_kind(product, kind))
        menu.popup(chooser.mapToGlobal(chooser.rect().bottomLeft()))

    def set_kind(self, product: ProductRow, kind: PaperKind | None) -> None:
        """Say which kind of paper the product will be."""
        self._workspace.run(set_paper_kind, product_guid=product.guid, paper_kind=kind)

    def write(self, product: ProductRow) -> None:
        """Begin the paper from the template of its kind, about what the product says."""
        from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog

        kind = expected_kind(product)
        if kind is None or self._workspace.dossier is None:
            return
        dialog = NewPlanDialog(self._workspace, parent=self)
        dialog.propose(kind, subject_of_product(product.text))
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.plan_guid:
            self._written(dialog.plan_guid)
