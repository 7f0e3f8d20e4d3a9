"""Templates of the office's own in the window: kept, found, named, deleted, carried as files."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from cchc_desktop.services.papers.papers_from_templates import available_templates, create_from_template, template_form
from cchc_desktop.services.papers.plans import annual_plan, read_plan
from cchc_desktop.ui.dialogs import own_templates
from cchc_desktop.ui.dialogs.new_plan import NewPlanDialog
from cchc_desktop.ui.dialogs.save_template import SaveTemplateDialog
from cchc_desktop.ui.workspace import Workspace


def saved(qtbot: QtBot, workspace: Workspace, title: str = "Mẫu đôn đốc của xã") -> str:
    """The guid of a paper from which a template was kept."""
    change = workspace.run(create_from_template, year=2026, code="letter_reminder")
    assert change is not None
    guid: str = change.created("plan")[0]
    dialog = SaveTemplateDialog(workspace, guid)
    qtbot.addWidget(dialog)
    dialog.title.setText(title)
    dialog.accept()
    return guid


def test_what_is_replaced_is_shown_before_the_template_is_kept(qtbot: QtBot, workspace: Workspace) -> None:
    change = workspace.run(create_from_template, year=2026, code="letter_reminder")
    assert change is not None and workspace.dossier is not None
    dialog = SaveTemplateDialog(workspace, change.created("plan")[0])
    qtbot.addWidget(dialog)
    assert dialog.title.text() == "Công văn đôn đốc thực hiện nhiệm vụ cải cách hành chính"
    assert dialog.marks["{year}"].text() == "“2026” thay bằng năm của văn bản mới (5 chỗ)"
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "Không đưa vào mẫu: số, ngày ban hành và người ký." in said
    dialog.marks["{area}"].setChecked(False)
    dialog.title.clear()
    dialog.accept()
    assert dialog.result() == 0, "a template without a title was kept"
    dialog.title.setText("Mẫu của xã")
    dialog.accept()
    (row,) = (one for one in available_templates(workspace.dossier) if one.own)
    with workspace.dossier.read() as session:
        form = template_form(session, row.code)
    assert "xã Bình Minh" in form.preamble and "năm {year}" in form.subject


def test_a_kept_template_stands_under_its_kind_and_begins_a_paper(qtbot: QtBot, workspace: Workspace) -> None:
    source = saved(qtbot, workspace)
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    assert not dialog.own.rename.isEnabled() and not dialog.own.delete.isEnabled()
    dialog.templates.search.setText("don doc cua xa")
    rows = [dialog.templates.list.item(row) for row in range(dialog.templates.list.count())]
    assert [row.text() for row in rows if not row.isHidden()] == ["Công văn", "Mẫu đôn đốc của xã (mẫu của cơ quan)"]
    assert dialog.own.rename.isEnabled() and dialog.own.delete.isEnabled()
    dialog.accept()
    assert workspace.dossier is not None
    made, before = (read_plan(workspace.dossier, guid) for guid in (dialog.plan_guid, source))
    assert made.paper.preamble == before.paper.preamble and made.paper.recipients == before.paper.recipients


def test_it_is_named_anew_deleted_and_brought_back(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(qtbot, workspace)
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.templates.search.setText("don doc cua xa")
    dialog.templates.search.clear()
    monkeypatch.setattr(own_templates, "ask_words", lambda *_asked: "Đôn đốc quý")
    dialog.own.rename.click()
    chosen = dialog.templates.current()
    assert chosen is not None and chosen.title == "Đôn đốc quý" and chosen.own
    count = dialog.templates.list.count()
    dialog.own.delete.click()
    assert dialog.templates.list.count() == count - 1
    workspace.undo()
    again = NewPlanDialog(workspace)
    qtbot.addWidget(again)
    assert again.templates.list.count() == count


def test_it_goes_to_another_office_as_a_file(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(qtbot, workspace)
    dialog = NewPlanDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.templates.search.setText("don doc cua xa")
    file = tmp_path / "mau.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    dialog.own.to_file.click()
    words = file.read_text(encoding="utf-8")
    assert '"title": "Mẫu đôn đốc của xã"' in words and "xã Bình Minh" not in words
    file.write_text(words.replace('"Mẫu đôn đốc của xã"', '"Mẫu của huyện", "logo": "x"'), encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr(own_templates.alerts, "show_note", lambda _parent, _title, text: told.append(text))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(file), ""))
    dialog.templates.search.clear()
    dialog.own.from_file.click()
    chosen = dialog.templates.current()
    assert chosen is not None and chosen.title == "Mẫu của huyện" and chosen.own
    assert told and told[0].endswith(": logo")
    monkeypatch.setattr(own_templates.alerts, "show_error", lambda _parent, error: told.append(str(error)))
    file.write_text("{}", encoding="utf-8")
    dialog.own.from_file.click()
    assert "mau.json" in told[-1]


def test_the_examples_are_words_without_marks(qtbot: QtBot, workspace: Workspace) -> None:
    assert workspace.dossier is not None
    plan = annual_plan(workspace.dossier, 2026)
    assert plan is not None
    dialog = SaveTemplateDialog(workspace, plan.guid)
    qtbot.addWidget(dialog)
    shown = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "85 điểm trở lên" in shown
    assert "**" not in shown
