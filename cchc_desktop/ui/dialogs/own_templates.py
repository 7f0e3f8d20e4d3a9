"""What is done with the templates of the office's own, below the list of all templates."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cchc_desktop.errors import UserError
from cchc_desktop.exchange.template_file import SUFFIX, read_template, template_file_name
from cchc_desktop.i18n import _
from cchc_desktop.services.papers.own_templates import (
    add_template,
    delete_template,
    export_template,
    rename_template,
)
from cchc_desktop.services.papers.papers_from_templates import available_templates
from cchc_desktop.ui import alerts, theme
from cchc_desktop.ui.dialogs.ask_one import ask_words
from cchc_desktop.ui.dialogs.template_list import TemplateList
from cchc_desktop.ui.output_files import ask_output
from cchc_desktop.ui.places import Purpose, ask_file, documents_folder
from cchc_desktop.ui.widgets.basics import button
from cchc_desktop.ui.workspace import Workspace


class OwnTemplates(QWidget):
    """Rename and delete act on the office's own alone; any template can be written as a file."""

    def __init__(self, workspace: Workspace, templates: TemplateList) -> None:
        super().__init__()
        self._workspace, self._list = workspace, templates
        self.rename = button(_("Rename…"), self._rename, icon_name="edit")
        self.delete = button(_("Delete"), self._delete, icon_name="trash")
        self.to_file = button(_("Save as a file…"), self._to_file, icon_name="file-export")
        self.from_file = button(_("Take from a file…"), self._from_file, icon_name="file-import")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for one in (self.rename, self.delete, self.to_file, self.from_file):
            row.addWidget(one)
        row.addStretch(1)
        templates.chosen.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Enable what can be done with the template that is chosen."""
        template, writable = self._list.current(), not self._workspace.read_only
        for one in (self.rename, self.delete):
            one.setEnabled(template is not None and template.own and writable)
        self.to_file.setEnabled(template is not None)
        self.from_file.setEnabled(writable)

    def _show_again(self, code: str = "") -> None:
        self._list.show_templates(available_templates(self._workspace.dossier))
        if code:
            self._list.choose(code)
        self.refresh()

    def _rename(self) -> None:
        template = self._list.current()
        if template is None:
            return
        title = ask_words(self, _("Rename a template"), _("Title of the template"), template.title)
        if title is not None and title != template.title:
            self._workspace.run_across(rename_template, template_guid=template.code, title=title)
            self._show_again(template.code)

    def _delete(self) -> None:
        template = self._list.current()
        if template is None:
            return
        if self._workspace.run_across(delete_template, template_guid=template.code) is not None:
            words = _("The template “{title}” was deleted; papers made from it stay. Undo brings it back (Ctrl+Z).")
            self._workspace.say(words.format(title=template.title))
            self._show_again()

    def _to_file(self) -> None:
        template, dossier = self._list.current(), self._workspace.dossier
        if template is None or dossier is None:
            return
        proposed = documents_folder() / template_file_name(template.title)
        kinds = _("Templates of papers (*.json)")
        path = ask_output(self, _("Save the template as a file"), proposed, kinds, SUFFIX)
        if path is None:
            return
        try:
            written = export_template(dossier, code=template.code, path=path)
        except UserError as error:
            alerts.show_error(self, error)
            return
        self._workspace.say(_("The template was written to {path}").format(path=written))

    def _from_file(self) -> None:
        path = ask_file(self, Purpose.TEMPLATES, _("Take a template from a file"), _("Templates of papers (*.json)"))
        if path is None:
            return
        try:
            form, unknown = read_template(path)
        except UserError as error:
            alerts.show_error(self, error)
            return
        change = self._workspace.run_across(add_template, form=form)
        if change is None:
            return
        self._show_again(change.created("paper_template")[0])
        if unknown:
            words = _("The template was taken in. Of the file this was not understood and does nothing: {names}")
            alerts.show_note(self, _("Take a template from a file"), words.format(names=", ".join(unknown[:20])))
