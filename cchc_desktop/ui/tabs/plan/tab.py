"""The plan tab: the year's papers and their outline, the text, the page."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.models.plan_rows import YearPaperView
from cchc_desktop.models.year_rows import YearPaperRow
from cchc_desktop.rules.statuses import PlanStatus
from cchc_desktop.services.offices import read_office
from cchc_desktop.services.papers.plans import paper_kinds, read_plan, read_plans
from cchc_desktop.services.reporting.score_sheets import read_score_sheets
from cchc_desktop.storage.changes import Change
from cchc_desktop.ui import theme
from cchc_desktop.ui.found_words import first_found, select_found
from cchc_desktop.ui.issuing import show_strip, strip_for
from cchc_desktop.ui.tabs.plan.actions import PlanActions
from cchc_desktop.ui.tabs.plan.bases import choose_bases, expired_gaps
from cchc_desktop.ui.tabs.plan.end import EndPane, FramePane
from cchc_desktop.ui.tabs.plan.forms import ArticlesPane, HeadPane
from cchc_desktop.ui.tabs.plan.middle import PlanMiddle
from cchc_desktop.ui.tabs.plan.nodes import (
    Gap,
    Node,
    NodeKind,
    anchor_is_task,
    anchor_of_key,
    gaps,
    has_articles,
    key_of_anchor,
    node_with,
    outline,
    path_of,
    section_of,
    signed_paper,
)
from cchc_desktop.ui.tabs.plan.notice import PlanNotice
from cchc_desktop.ui.tabs.plan.open_plan import OpenPlan
from cchc_desktop.ui.tabs.plan.outline import PlanOutline
from cchc_desktop.ui.tabs.plan.pages import pages_of
from cchc_desktop.ui.tabs.plan.pane import PlanPane
from cchc_desktop.ui.tabs.plan.replacing import plan_replacing
from cchc_desktop.ui.tabs.plan.section import SectionPane
from cchc_desktop.ui.text_checking import TextChecking
from cchc_desktop.ui.widgets.empty_state import EmptyState
from cchc_desktop.ui.widgets.preview.page_preview import PAUSE, PagePreview
from cchc_desktop.ui.widgets.toolbar import NARROW, Toolbar
from cchc_desktop.ui.workspace import Workspace

# Tables of which nothing is printed in a plan: a change of these alone needs no new pages.
_NOT_PRINTED = frozenset({"figure", "figure_value", "score", "evidence", "package_log", "report_item", "text_draft"})


class PlanTab(OpenPlan):
    """Assembles outline, editors and preview; `PlanActions` holds what the toolbar does."""

    name = "plan"
    icon_name = "file-text"
    chapter = 3

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._plans: tuple[YearPaperRow, ...] = ()
        self._nodes: tuple[Node, ...] = ()
        self.replacing = plan_replacing(self)
        self.section = SectionPane(workspace, self._bases)
        self.checking = TextChecking(self, self.section.editor, self._section_texts, self._show_section)
        self.actions_of_plan = PlanActions(self)
        self.outline = PlanOutline(self.actions_of_plan.for_outline)
        self.head = HeadPane(workspace, self._bases)
        self.panes: dict[NodeKind, PlanPane] = self._make_panes()
        self.preview = PagePreview()
        self.notice = PlanNotice()
        self.preview.notices.addWidget(self.notice)
        self.issued = strip_for(self)
        self.middle = PlanMiddle(self.panes.values(), self.preview)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return _("Plan")

    def _section_texts(self) -> Sequence[tuple[str, str]]:
        return [(section.guid, section.body) for section in self._view.sections] if self._view else ()

    def _show_section(self, guid: str) -> None:
        self.choose(guid)
        self.middle.bring_up(self.section.editor)

    def _make_panes(self) -> dict[NodeKind, PlanPane]:
        articles = ArticlesPane(self.workspace)
        return {
            NodeKind.SECTION: self.section,
            NodeKind.HEAD: self.head,
            NodeKind.ARTICLES: articles,
            NodeKind.ARTICLE: articles,
            NodeKind.END: EndPane(self.workspace),
            NodeKind.FRAME: FramePane(self.workspace, lambda: self.navigate.emit("frame", "")),
        }

    def _lay_out(self) -> None:
        self.toolbar = Toolbar(self)
        self.actions_of_plan.fill(self.toolbar)
        # Words give way in small windows; until they have, they must not make the window wider than the screen.
        self._splitter = QSplitter()
        self._splitter.setObjectName("plan")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.outline)
        self._splitter.addWidget(self.middle)
        self._splitter.addWidget(self.preview)
        self._splitter.setSizes([theme.px(size) for size in (233, 600, 532)])
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setStretchFactor(2, 3)
        self.setFocusProxy(self.outline.tree)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self._make_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.issued)
        column.addWidget(self._pages, 1)

    def _make_empty(self) -> QWidget:
        return EmptyState(
            _("There is no plan in this year yet. Begin one with the usual headings, or take one from a Word file."),
            _("Begin a new plan"),
            self.actions_of_plan.new_plan,
            _("Take it from Word…"),
            self.actions_of_plan.import_plan,
        )

    def _connect(self) -> None:
        """All signals of the tab, on one page."""
        self.outline.plan_chosen.connect(self.open_plan)
        self.outline.node_chosen.connect(self.choose)
        self.outline.new_wanted.connect(self.actions_of_plan.new_plan)
        for pane in set(self.panes.values()):
            pane.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._show_pages)
        self.preview.anchor_clicked.connect(self._page_clicked)
        self.notice.gap_chosen.connect(self.choose)
        self.issued.issue_wanted.connect(self.actions_of_plan.issue_paper)
        self.section.tip.index_wanted.connect(lambda guid: self.navigate.emit("index", guid))

    # What is open

    @property
    def pane(self) -> PlanPane | None:
        """The editor in the middle."""
        return self.panes[self._node.kind] if self._node else None

    @property
    def plans(self) -> Sequence[YearPaperRow]:
        """The papers of the year."""
        return self._plans

    def view_as_typed(self) -> YearPaperView | None:
        """The plan with what is being typed."""
        return self.pane.applied(self._view) if self.pane and self._view else self._view

    def gaps(self) -> tuple[Gap, ...]:
        """What to look at before the plan is signed, on its own day."""
        dossier, view = self.workspace.dossier, self._view
        expired = expired_gaps(dossier, view, self.today) if view is not None and dossier is not None else ()
        return (*self.open_ends(), *expired)

    def open_ends(self) -> tuple[Gap, ...]:
        """What to look at before the plan is signed, whatever its day."""
        dossier, view = self.workspace.dossier, self._view
        return gaps(view, read_office(dossier, view.plan.year).name) if view is not None and dossier is not None else ()

    def reload(self) -> None:
        self._node = None
        open_now = self._view.plan.guid if self._view else ""
        self._view = None
        self._read_plans()
        chosen = next((plan for plan in self._plans if plan.guid == open_now), None)
        chosen = chosen or next((plan for plan in self._plans if plan.kind == "annual"), None)
        self._show_plan(chosen or next(iter(self._plans), None))

    def rows_changed(self, change: Change) -> None:
        if change.tables <= _NOT_PRINTED:
            return
        self._read_plans()
        plan = next((plan for plan in self._plans if self._view and plan.guid == self._view.plan.guid), None)
        if plan is None:
            self.reload()
            return
        self._read_view(plan.guid)
        assert self._view is not None
        keys = {node.key: node for node in self._nodes}
        if self._node is not None and self._node.key in keys:
            self._node = keys[self._node.key]
            self._show_outline()
            pane = self.panes[self._node.kind]
            if not pane.busy:
                pane.refresh(self._view)
        else:
            self._node = None
            self.choose(self._first_key())
        self._pause.start()

    def open_plan(self, guid: str) -> None:
        """Open another paper of the year."""
        if self._view is not None and self._view.plan.guid == guid:
            return
        self.commit_editing()
        self._node = None
        self._show_plan(next((plan for plan in self._plans if plan.guid == guid), None))

    def choose(self, key: str) -> None:
        """Edit a node of the outline; what was typed in the one before is written."""
        if self._node is not None and self._node.key == key:
            return
        self.commit_editing()
        node = next((node for node in self._nodes if node.key == key), None)
        if node is None or self._view is None:
            return
        self._node = node
        self._say_place(node)
        self.panes[node.kind].show_node(self._view, node)
        self.middle.show_pane(self.panes[node.kind])
        self._show_outline()
        self.preview.mark(anchor_of_key(self._view, key))
        self.actions_of_plan.refresh()

    def commit_editing(self) -> None:
        if self.pane is not None:
            self.pane.commit()
            if self._view is not None and self.workspace.dossier is not None:
                self._read_view(self._view.plan.guid)

    def show_guid(self, guid: str) -> None:
        dossier = self.workspace.dossier
        if dossier is None:
            return
        for plan in self._plans:
            if guid in (plan.guid, plan.paper_guid, plan.decision_guid):
                self.open_plan(plan.guid)
                self.choose("head" if guid != plan.guid else self._first_key())
                return
            if any(section.guid == guid for section in read_plan(dossier, plan.guid).sections):
                self.open_plan(plan.guid)
                self.choose(guid)
                return

    def show_found(self, guid: str, query: str, part_guid: str) -> None:
        self.show_guid(guid)
        view = self._view
        if isinstance(self.pane, SectionPane):
            select_found(self.pane.editor, query)
        elif view is not None and guid in (view.plan.paper_guid, view.plan.decision_guid):
            self.choose(node_with(view, lambda text: first_found(text, query) is not None))

    def show_step(self, change: Change) -> None:
        view = self._view
        if view is None or change.guids & {view.plan.guid, view.plan.paper_guid, view.plan.decision_guid}:
            return
        touched = {str(values["plan_guid"]) for values in change.rows("section", "target")}
        other = next((plan.guid for plan in self._plans if plan.guid in touched | change.guids), "")
        if other and view.plan.guid not in touched:
            self.open_plan(other)

    def work_place(self, left: QWidget | None) -> QWidget:
        in_text = left is not None and self.middle.isAncestorOf(left) and self.pane is not None
        return self.pane.first_field() if in_text and self.pane is not None else self.outline.tree

    def cycle_focus(self) -> None:
        stops: list[QWidget] = [self.outline.tree]
        if self.pane is not None:
            stops.append(self.pane.first_field())
        stops.append(self.preview.view)
        now = next((i for i, stop in enumerate(stops) if stop.hasFocus() or stop.isAncestorOf(self.focusWidget())), 0)
        chosen = stops[(now + 1) % len(stops)]
        self.middle.bring_up(chosen)
        chosen.setFocus()

    def begin_search(self) -> bool:
        if not isinstance(self.pane, SectionPane):
            return False
        self.middle.bring_up(self.pane.editor)
        self.pane.find_bar.open()
        return True

    def print_pages(self) -> bool:
        return self.actions_of_plan.print_pages()

    def menu_actions(self) -> list[QAction | None]:
        return self.actions_of_plan.menu()

    # Showing

    def _read_plans(self) -> None:
        dossier = self.workspace.dossier
        self._plans = read_plans(dossier, self.workspace.year) if dossier else ()
        self._pages.setCurrentIndex(0 if self._plans else 1)

    def _read_view(self, guid: str) -> None:
        assert self.workspace.dossier is not None
        self._view = read_plan(self.workspace.dossier, guid)
        self._nodes = outline(self._view)

    def _show_plan(self, plan: YearPaperRow | None) -> None:
        if plan is None:
            self._view, self._nodes = None, ()
            self.preview.set_source(None)
            show_strip(self.issued, self, None)
            self.workspace.say("")
            self.actions_of_plan.refresh()
            return
        self._read_view(plan.guid)
        self.choose(self._first_key())
        self._show_pages()

    def _first_key(self) -> str:
        """Where reading begins: the first section with text, else the first section, else the opening."""
        sections = self._view.sections if self._view else ()
        begun = next((section.guid for section in sections if section.body.strip()), "")
        first = "articles" if self._view and has_articles(self._view) else "head"
        return begun or (sections[0].guid if sections else first)

    def _show_outline(self) -> None:
        dossier = self.workspace.dossier
        if self._view is None or dossier is None:
            return
        found = self.gaps()
        kinds = paper_kinds(dossier, self.workspace.year)
        chosen = self._node.key if self._node else ""
        begun = {self._view.plan.guid} if any(section.body.strip() for section in self._view.sections) else set()
        self.outline.show_papers(self.workspace.year, self._plans, kinds, self._view.plan.guid, begun)
        self.outline.show_outline(self._nodes, chosen, found)
        self.notice.show_gaps(found)

    def _show_pages(self) -> None:
        """Lay out what is typed at this moment."""
        self._pause.stop()
        view, dossier = self.view_as_typed(), self.workspace.dossier
        if view is None or dossier is None:
            return
        office = read_office(dossier, view.plan.year)
        scores = read_score_sheets(dossier, view)
        self.preview.set_source(pages_of(view, office, scores, self.preview.printed), key=view.plan.guid)
        show_strip(self.issued, self, view)

    def _page_clicked(self, anchor: str) -> None:
        if self._view is None:
            return
        if anchor_is_task(self._view, anchor) and self._node is not None and self._node.kind is NodeKind.FRAME:
            self.navigate.emit("frame", anchor)
            return
        self.choose(key_of_anchor(self._view, anchor))

    def _say_place(self, node: Node) -> None:
        assert self._view is not None
        section = section_of(self._view, node.key)
        number = path_of(self._view, section) if section else ""
        place = _("Section {number}").format(number=number) if number else node.text
        state = _("Issued") if self._view.plan.status == PlanStatus.ISSUED else _("Draft plan")
        self.workspace.say(_("{state}. {place}. F6 moves between the panes.").format(state=state, place=place))

    def _bases(self) -> Sequence[str]:
        issued_on = signed_paper(self._view).issued_on if self._view else None
        return choose_bases(self, self.workspace, issued_on or self.today)

    def insert_basis(self) -> None:
        """Choose legal bases for the text that is edited, or else for the opening of the paper."""
        if self.pane is self.section:
            self.section.insert_basis()
        else:
            self.choose("head")
            self.head.insert_bases()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        if narrow != self.middle.holds_preview:
            self.middle.set_narrow(narrow, self._splitter)
