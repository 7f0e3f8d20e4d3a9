"""What came out of a survey: by factor and question, with bars, and whether it counts."""

from decimal import Decimal

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableWidgetItem, QVBoxLayout, QWidget

from cchc_desktop.i18n import _, pgettext
from cchc_desktop.models.survey_rows import OpenSurvey
from cchc_desktop.rules.localised import number, percent
from cchc_desktop.rules.numbers import rounded
from cchc_desktop.rules.surveys import Result, Tally
from cchc_desktop.services.scoring.surveys import read_result
from cchc_desktop.ui import theme
from cchc_desktop.ui.widgets.basics import label, set_role
from cchc_desktop.ui.widgets.row_table import RowTable
from cchc_desktop.ui.workspace import Workspace

_BAR_COLUMN = 2
_PLACES = 2
_SHARE, _MARGIN, _WHOLE = (Qt.ItemDataRole.UserRole + place for place in range(3))
_BAR = 9


class _Bars(QStyledItemDelegate):
    """The share as a bar, its margin as a line across the end of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        super().paint(painter, option, index)
        share, margin = index.data(_SHARE), index.data(_MARGIN)
        if share is None:
            return
        tokens, area = theme.tokens(), option.rect
        height, gap = theme.px(_BAR), theme.px(8)
        frame = QRect(area.left() + gap, area.center().y() - height // 2, area.width() - 2 * gap, height)
        painter.fillRect(frame, tokens.band)
        painter.fillRect(QRect(frame.topLeft(), frame.size()).adjusted(0, 0, _cut(frame, share), 0), tokens.accent)
        low, high = (frame.left() + frame.width() + _cut(frame, share + way * margin) for way in (-1, 1))
        middle = frame.center().y()
        painter.fillRect(QRect(low, middle, max(1, high - low), max(1, theme.px(2))), tokens.text)
        for end in (low, high - 1):
            painter.fillRect(QRect(end, frame.top(), max(1, theme.px(1)), height), tokens.text)


def _cut(frame: QRect, share: float) -> int:
    """How far the right edge of a bar is moved for a share in per cent."""
    return round(frame.width() * (min(100.0, max(0.0, share)) / 100 - 1))


class ResultPage(QWidget):
    """The table; its first line is the whole."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.summary = label("", "page")
        self.counts = label("", "strong-done", wrap=True)
        headings = (
            pgettext("column", "No."),
            pgettext("column", "Factor, question"),
            pgettext("column", "Satisfied"),
            pgettext("column", "Satisfied, %"),
            pgettext("column", "± (95%)"),
            pgettext("column", "Mean"),
            pgettext("column", "Answers"),
        )
        self.table = RowTable(_("Result of the survey"), headings, {0: 52, 2: 220, 3: 100, 4: 80, 5: 92, 6: 84}, 1)
        self.table.setItemDelegateForColumn(_BAR_COLUMN, _Bars(self.table))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.summary)
        column.addWidget(self.counts)
        column.addWidget(self.table, 1)

    def show_survey(self, survey: OpenSurvey | None) -> None:
        """Count a survey's forms anew."""
        dossier = self._workspace.dossier
        if dossier is None or survey is None:
            return
        self.show_result(survey, read_result(dossier, survey.row.guid))

    def show_result(self, survey: OpenSurvey, result: Result) -> None:
        """Show what the forms came to."""
        asks = survey.asks
        lines: list[tuple[str, str, Tally, bool]] = [("", _("The whole survey"), result.whole, True)]
        for place, (factor, tally) in enumerate(zip(asks.factors, result.factors, strict=True)):
            lines.append((str(place + 1), factor.name, tally, True))
            questions = (one for one in asks.questions if one.factor == place)
            lines += [(one.code, one.text, result.questions[one.place], False) for one in questions]
        self.table.setRowCount(len(lines))
        for row, (code, words, tally, whole) in enumerate(lines):
            for column, text in enumerate((code, words, "", *_numbers(tally))):
                self.table.setItem(row, column, _item(text, column, tally, whole))
        self.summary.setText(share_words(result.whole))
        self.counts.setText(standing_words(result))
        set_role(self.counts, "strong-done" if result.valid else "strong-late")


def _item(text: str, column: int, tally: Tally, whole: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    if whole:
        item.setFont(theme.font(12, 600))
    if column > _BAR_COLUMN:
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if column == 1:
        item.setToolTip(text)
    if column == _BAR_COLUMN and tally.share is not None and tally.margin is not None:
        item.setData(_SHARE, float(tally.share))
        item.setData(_MARGIN, float(tally.margin))
        item.setToolTip(share_words(tally))
    return item


def _numbers(tally: Tally) -> tuple[str, ...]:
    values = (tally.share, tally.margin, tally.mean)
    return (*(_shown(value) for value in values), number(tally.answers))


def _shown(value: Decimal | None) -> str:
    return "" if value is None else number(value, _PLACES)


def share_words(tally: Tally) -> str:
    """ "92,31% satisfied (± 2,10)"; that there is nothing yet where no form was answered."""
    if tally.share is None or tally.margin is None:
        return _("No answer yet")
    return _("{share} satisfied (± {margin})").format(
        share=percent(rounded(tally.share, _PLACES)), margin=number(tally.margin, _PLACES)
    )


def standing_words(result: Result) -> str:
    """Whether the survey counts, or why not."""
    words = _("Both conditions are met: the index counts.") if result.valid else " ".join(result.wanting)
    if result.blank:
        words += " " + _("Forms without an answer, not counted: {count}.").format(count=number(result.blank))
    return words
