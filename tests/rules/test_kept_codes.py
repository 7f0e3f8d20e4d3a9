"""The codes that dossiers, packages and options keep: a file of today must mean the same tomorrow."""

from enum import StrEnum

import pytest

from cchc_desktop.rules import (
    documents_nd30,
    frame_columns,
    organisation,
    periods,
    printouts,
    progress,
    roles,
    statuses,
    table_columns,
    time_patterns,
)


@pytest.mark.parametrize(
    ("codes", "kept"),
    [
        (statuses.PlanStatus, "draft issued"),
        (statuses.ReportStatus, "not_begun drafting waiting for_signature sent"),
        (statuses.ItemStatus, "empty draft done not_applicable"),
        (statuses.PartStatus, "asked received taken"),
        (statuses.PartState, "new changed_here same refused"),
        (statuses.Direction, "sent received"),
        (statuses.PackageStatus, "made mailed waiting sent uncertain failed saved acknowledged received"),
        (roles.LineRole, "legal_basis article addressee recipient dated"),
        (roles.SectionRole, "text tasks article rewarded"),
        (roles.UnitRole, "lead coordination"),
        (progress.TaskStatus, "not_started in_progress done not_applicable cancelled carried_over"),
        (progress.Urgency, "none due_soon late"),
        (organisation.Tier, "two three"),
        (periods.PeriodKind, "Q1 H1 9M Y"),
        (
            printouts.Printout,
            "decision plan frame progress report indices criteria self_score index_chart "
            "survey_form survey targets award incoming",
        ),
        (printouts.FileFormat, "docx pdf xlsx"),
        (
            documents_nd30.SigningForm,
            "collective collective_deputy head deputy acting by_order authorised",
        ),
        (
            frame_columns.Column,
            "number objective task activity product lead coordination deadline budget note",
        ),
        (table_columns.Aside, "group source start"),
        (
            time_patterns.MilestoneKind,
            "date interval month quarter year period continuous recurring per_document event unknown",
        ),
    ],
)
def test_codes_stay(codes: type[StrEnum], kept: str) -> None:
    assert [str(each) for each in codes] == kept.split()


def test_endings_of_files() -> None:
    assert [form.ending for form in printouts.FileFormat] == [".docx", ".pdf", ".xlsx"] == list(printouts.ENDINGS)


def test_marks_of_a_paper_on_its_way() -> None:
    assert documents_nd30.CIRCULATIONS == ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ", "DỰ THẢO")
    assert documents_nd30.DRAFT == "DỰ THẢO"
