"""Where the forms of a survey go: whole to the next officer, nowhere else; told of beside a backup; with a pack."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_desktop import paths
from cchc_desktop.exchange.form_pack import pack_manifest
from cchc_desktop.exchange.package_format import PackageKind
from cchc_desktop.exchange.row_json import ShapeError
from cchc_desktop.services.backup_compare import compare_with_backup
from cchc_desktop.services.exchange.gathering import PackageWish, gather
from cchc_desktop.services.exchange.merging import MergeState
from cchc_desktop.services.exchange.previewing import preview
from cchc_desktop.services.exchange.receiving import receive
from cchc_desktop.services.form_checks import check_form
from cchc_desktop.services.scoring import surveys
from cchc_desktop.services.scoring.survey_forms import SECOND, keep_form, read_forms
from cchc_desktop.storage.backup import make_backup
from cchc_desktop.storage.dossier import Dossier
from tests.services.helpers import YEAR, new_dossier, with_plan
from tests.services.packed import packed

COUNT = len(surveys.usual_questionnaire().questions)


def surveyed(dossier: Dossier) -> str:
    guid = surveys.add_survey(dossier, year=YEAR).created("survey")[0]
    surveys.set_survey(
        dossier, survey_guid=guid, population=700, least_share=Decimal("7.5"), opened_on=date(2026, 7, 1)
    )
    for number in (1, 2):
        keep_form(
            dossier, survey_guid=guid, number=number, answers=(4, None) * (COUNT // 2), respondent=[("Tuổi", "60")]
        )
    keep_form(dossier, survey_guid=guid, number=1, answers=(5,) * COUNT, entry=SECOND)
    return guid


def test_a_handover_has_the_surveys_with_all_their_forms_and_nothing_else_has(tmp_path: Path) -> None:
    dossier, _plan, _tasks = with_plan(tmp_path / "a")
    guid = surveyed(dossier)
    wish = PackageWish(YEAR, kind=PackageKind.HANDOVER)
    came = packed(dossier, tmp_path / "giao.cchcgoi", wish)
    fresh = new_dossier(tmp_path / "b")
    seen = preview(fresh, *came)
    assert not seen.of(MergeState.REFUSED)
    receive(fresh, info=came[0], data=came[1], chosen=seen.proposed)
    (there,), (here,) = (surveys.read_surveys(one, YEAR) for one in (dossier, fresh))
    assert replace(here, revision=there.revision) == there
    for entry in (1, SECOND):
        assert read_forms(fresh, guid, entry) == read_forms(dossier, guid, entry)
    for kind in (PackageKind.UP, PackageKind.DOWN):
        data = gather(dossier, PackageWish(YEAR, kind=kind))
        assert (data.surveys, data.survey_forms) == ((), ())
    dossier.close()
    fresh.close()


def test_a_form_is_told_beside_a_backup_by_its_number_and_survey(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid = surveyed(dossier)
    backup = make_backup(dossier.path)
    keep_form(dossier, survey_guid=guid, number=77, answers=(3,) * COUNT)
    (told,) = compare_with_backup(dossier, backup)
    assert (told.year, told.kind) == (YEAR, "Phiếu khảo sát") and told.words.endswith(f"năm {YEAR} (77)")
    assert told.paper.startswith("Mức độ hài lòng")
    dossier.close()


def test_a_province_may_send_its_questionnaire_and_no_broken_one() -> None:
    form = json.loads((paths.resources() / "surveys" / "sipas.json").read_text(encoding="utf-8"))
    form["factors"][0]["questions"] = ["Câu của tỉnh"]
    data = json.dumps(form, ensure_ascii=False).encode()
    assert check_form("surveys", "sipas", data, lambda _kind, _code: None)["factors"][0]["questions"] == [
        "Câu của tỉnh"
    ]
    files = {"surveys/sipas.json": data}
    assert pack_manifest("an-binh", "Mẫu của tỉnh", date(2026, 9, 8), "", files).forms[0].name == "surveys/sipas.json"
    for broken in ({"steps": form["steps"][:4]}, {"factors": []}, {"least_share": "110"}, {"index_code": ""}):
        with pytest.raises(ShapeError):
            check_form("surveys", "sipas", json.dumps({**form, **broken}).encode(), lambda _kind, _code: None)
