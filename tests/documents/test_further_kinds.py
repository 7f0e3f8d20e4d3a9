"""Giấy mời, giấy khen, phiếu khảo sát, hướng dẫn, quy chế: what tells them from the other kinds on paper."""

from pathlib import Path

from cchc_desktop.documents.nodes import Document, SignatureBlock
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.rules.printouts import Printout
from cchc_desktop.services.papers import papers_from_templates, plans
from cchc_desktop.services.papers.composing import compose, file_stem
from cchc_desktop.services.papers.printable import Wish
from cchc_desktop.storage.dossier import Dossier
from tests.documents.reading import texts_of
from tests.services.helpers import YEAR, new_dossier


def begun(dossier: Dossier, code: str) -> tuple[str, Document]:
    guid = papers_from_templates.create_from_template(dossier, year=YEAR, code=code).created("plan")[0]
    return guid, compose(dossier, Printout.PLAN, Wish(YEAR, plan_guid=guid))


def words(document: Document) -> list[str]:
    return [text.replace("\xa0", " ") for part in document.parts for block in part.blocks for text in texts_of(block)]


def test_an_invitation_has_a_number_of_its_own_and_is_no_plan(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid, document = begun(dossier, "invitation_meeting")
    assert plans.read_plan(dossier, guid).paper.symbol == "GM-UBND"
    assert "GIẤY MỜI" in words(document)
    assert plans.plans_with_tasks(dossier, YEAR) == ()
    assert file_stem(dossier, Printout.PLAN, Wish(YEAR, None, guid)).startswith("Giay-moi-2026-du-hop")
    dossier.close()


def test_a_certificate_is_one_page_across_in_the_name_of_the_head(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid, document = begun(dossier, "certificate_award")
    assert [part.page for part in document.parts] == ["landscape"]
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BÌNH MINH" in words(document)
    signing = next(block for block in document.parts[0].blocks if isinstance(block, SignatureBlock))
    assert signing.right.lines == ("CHỦ TỊCH",)  # not TM.
    assert plans.read_plan(dossier, guid).paper.symbol == ""
    dossier.close()


def test_a_survey_form_has_neither_number_nor_date_nor_signer(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    _guid, document = begun(dossier, "survey_satisfaction")
    said = words(document)
    assert "Rất hài lòng" in said and not any("ngày" in text or "Số:" in text for text in said)
    assert not any(isinstance(block, SignatureBlock) for part in document.parts for block in part.blocks)
    assert not any(text.endswith("./.") for text in said)
    dossier.close()


def test_a_regulation_is_issued_by_its_decision_in_chapters_and_articles(tmp_path: Path) -> None:
    dossier = new_dossier(tmp_path)
    guid, document = begun(dossier, "regulation_team")
    said = words(document)
    assert "Chương I\nQUY ĐỊNH CHUNG" in said and any(text.startswith("Điều 7. Trách nhiệm") for text in said)
    decision = plans.read_plan(dossier, guid).decision
    assert decision is not None and PaperKind(decision.kind) is PaperKind.DECISION
    assert len(decision.articles) == 3
    dossier.close()
