"""The dialogs of the index tab, made on the sample dossier."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cchc_desktop.models.index_rows import CriterionRow
from cchc_desktop.readers.read_rows import ReadCriteria, ReadCriterion, Unplaced
from cchc_desktop.rules.scoring import Input, Part, Step, Steps, to_json
from cchc_desktop.rules.scoring.measures import Measure
from cchc_desktop.services.emulation.movements import create_movement
from cchc_desktop.services.papers.plans import annual_plan
from cchc_desktop.services.scoring import indices
from cchc_desktop.services.scoring.criteria import set_rule
from cchc_desktop.services.scoring.criteria_sets import read_table
from cchc_desktop.services.scoring.index_scoring import propose
from cchc_desktop.services.scoring.index_source_choices import source_choices
from cchc_desktop.services.scoring.index_sources import Sources
from cchc_desktop.services.scoring.survey_import import preview_import, read_file
from cchc_desktop.services.scoring.surveys import add_survey, read_surveys
from cchc_desktop.ui.dialogs.base import Dialog
from cchc_desktop.ui.dialogs.choose_reference import ChooseReferenceDialog, reference_entries
from cchc_desktop.ui.dialogs.criteria.compare import CompareSetsDialog
from cchc_desktop.ui.dialogs.criteria.editor import CriteriaEditor
from cchc_desktop.ui.dialogs.criteria.head import SetHeadDialog
from cchc_desktop.ui.dialogs.criteria.preview import CriteriaPreview
from cchc_desktop.ui.dialogs.emulation.dialog import EmulationDialog
from cchc_desktop.ui.dialogs.index.proof import MissingProofDialog
from cchc_desktop.ui.dialogs.index.proposed import ProposedScoresDialog
from cchc_desktop.ui.dialogs.index.results import ResultsDialog
from cchc_desktop.ui.dialogs.index.rounds import RoundsDialog
from cchc_desktop.ui.dialogs.index.winning_back import WinningBackDialog
from cchc_desktop.ui.dialogs.scoring.form import PartDialog
from cchc_desktop.ui.dialogs.scoring.rule import RuleDialog
from cchc_desktop.ui.dialogs.survey.dialog import SurveyDialog
from cchc_desktop.ui.dialogs.survey.importing import ImportAnswersDialog
from cchc_desktop.ui.dialogs.targets import TargetsDialog
from cchc_desktop.ui.workspace import Workspace

INDEX = "PAR_INDEX_COMMUNE"
STEPS = Steps(
    measure=Measure(share=Input("share", "Tỷ lệ hồ sơ đúng hạn", "percent")),
    steps=(Step(Decimal(1), low=Decimal(98)), Step(Decimal(0), high=Decimal(98))),
)


def scored_leaf(workspace: Workspace) -> tuple[str, CriterionRow]:
    """The commune's set, and a leaf of it that has a rule by steps."""
    dossier = workspace.dossier
    assert dossier is not None
    (set_guid,) = (guid for guid, code, _title in indices.read_sets(dossier, 2026) if code == INDEX)
    leaf = next(row for row in indices.read_index(dossier, set_guid).criteria if row.is_leaf)
    set_rule(dossier, criterion_guid=leaf.guid, scoring=to_json(STEPS))
    rows = {row.guid: row for row in indices.read_index(dossier, set_guid).criteria}
    return set_guid, rows[leaf.guid]


def _rule(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    dossier = workspace.dossier
    assert dossier is not None
    _set_guid, leaf = scored_leaf(workspace)
    known = propose(leaf, Sources(dossier, 2026)).inputs
    return RuleDialog(workspace, leaf, known, source_choices(dossier, 2026), window)


def _reference(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    assert workspace.dossier is not None
    return ChooseReferenceDialog(window, reference_entries(workspace.dossier, 2026))


def _read_criteria() -> ReadCriteria:
    """A set of two lines with something to look at, and a line without a place."""
    lines = (
        ReadCriterion("1", "Chỉ đạo, điều hành", 1, Decimal(2), None, "", 3, doubts=("các dòng bên dưới không khớp",)),
        ReadCriterion("1.1", "Ban hành kế hoạch cải cách hành chính", 2, Decimal(1), None, "Đúng hạn: 1", 4),
    )
    return ReadCriteria("Bộ tiêu chí năm 2026", lines, (Unplaced(9, "Ghi chú: gửi trước ngày 10"),), ())


def _head(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    assert workspace.dossier is not None
    return SetHeadDialog(workspace, read_table(workspace.dossier, scored_leaf(workspace)[0]).head, window)


def _survey(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    """A survey that was begun, at the page where its sample is worked out."""
    assert workspace.dossier is not None
    if not read_surveys(workspace.dossier, 2026):
        workspace.run(add_survey, year=2026)
    dialog = SurveyDialog(workspace, window)
    dialog.pages.setCurrentWidget(dialog.settings)
    return dialog


def _answers(workspace: Workspace, window: QWidget, folder: Path) -> Dialog:
    """A table of answers, one of them doubtful."""
    assert workspace.dossier is not None
    path = folder / "phieu.csv"
    path.write_text("Tiếp cận dịch vụ,Kết quả,Biển số\nHài lòng,tạm được,49\nRất hài lòng,Hài lòng,50\n")
    file = read_file(path)
    return ImportAnswersDialog(workspace, file, preview_import(workspace.dossier, file, None), window)


def _emulation(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    """A movement that was begun."""
    workspace.run(create_movement, year=workspace.year)
    return EmulationDialog(workspace, parent=window)


def _targets(workspace: Workspace, window: QWidget, _folder: Path) -> Dialog:
    assert workspace.dossier is not None
    plan = annual_plan(workspace.dossier, 2026)
    assert plan is not None
    return TargetsDialog(workspace, plan.guid, window)


MAKERS: dict[type[Dialog], Callable[[Workspace, QWidget, Path], Dialog]] = {
    ChooseReferenceDialog: _reference,
    CompareSetsDialog: lambda w, over, _folder: CompareSetsDialog(w, scored_leaf(w)[0], over),
    CriteriaEditor: lambda w, over, _folder: CriteriaEditor(w, scored_leaf(w)[0], over),
    CriteriaPreview: lambda w, over, _folder: CriteriaPreview(w, _read_criteria(), "bo-tieu-chi.xlsx", over),
    SetHeadDialog: _head,
    EmulationDialog: _emulation,
    ImportAnswersDialog: _answers,
    SurveyDialog: _survey,
    TargetsDialog: _targets,
    MissingProofDialog: lambda w, over, _folder: MissingProofDialog(w, scored_leaf(w)[0], "PAR INDEX", over),
    PartDialog: lambda _w, over, _folder: PartDialog(
        Part(Decimal(1), STEPS, "a)"), "p1_", (("", "x"),), lambda _p: None, over
    ),
    ProposedScoresDialog: lambda w, over, _folder: ProposedScoresDialog(w, scored_leaf(w)[0], over),
    ResultsDialog: lambda w, over, _folder: ResultsDialog(w, INDEX, "PAR INDEX", over),
    RoundsDialog: lambda w, over, _folder: RoundsDialog(w, scored_leaf(w)[0], over),
    RuleDialog: _rule,
    WinningBackDialog: lambda w, over, _folder: WinningBackDialog(w, scored_leaf(w)[0], over),
}
