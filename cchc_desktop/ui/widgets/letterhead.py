"""The head of a paper as it will be printed, drawn while the office's name is typed (Nghị định 30/2020, Phụ lục I)."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cchc_desktop.i18n import _
from cchc_desktop.rules.dates import place_and_date
from cchc_desktop.rules.documents_nd30 import number_and_symbol, symbol
from cchc_desktop.rules.organisation import body_symbol, letterhead_lines
from cchc_desktop.rules.paper_kinds import PaperKind
from cchc_desktop.ui import theme

# A sheet of 210 mm would be 595 pixels wide; the scrap shows its upper part, margins cut.
_WIDTH, _HEIGHT, _LEAST_HEIGHT = 400, 150, 88
_TITLE_BELOW = 132  # least height with room for the two lines of the title


class Letterhead(QWidget):
    """A scrap of white paper, the same in both themes."""

    def __init__(self) -> None:
        super().__init__()
        self._office = ""
        self._place = ""
        self._year = 0
        self.setFixedWidth(theme.px(_WIDTH))
        self.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.setMaximumHeight(theme.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(_("How the head of the page is printed"))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def show_office(self, office: str, place: str, year: int) -> None:
        """Draw the head for this office."""
        self._office, self._place, self._year = office.strip(), place.strip(), year
        self.setAccessibleDescription(", ".join(self._office_lines()))
        self.update()

    def _office_lines(self) -> tuple[str, ...]:
        return letterhead_lines(self._office) if self._office else ("",)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.tokens()
        scale = self.width() / _WIDTH
        painter.scale(scale, scale)
        sheet = QRectF(0, 0, _WIDTH, _HEIGHT)
        painter.fillRect(sheet, colours.paper)
        painter.setPen(QPen(colours.line, 1))
        painter.drawPolyline(
            [QPointF(0.5, _HEIGHT), QPointF(0.5, 0.5), QPointF(_WIDTH - 1.5, 0.5), QPointF(_WIDTH - 1.5, _HEIGHT)]
        )
        painter.setPen(colours.ink)
        self._paint_office(painter)
        self._paint_nation(painter)
        subject = f"Kết quả công tác cải cách hành chính 9 tháng năm {self._year}"
        if self.height() / scale >= _TITLE_BELOW:  # a line is shown whole or not at all
            self._write(painter, "BÁO CÁO", 0, 98, _WIDTH, 12.5, bold=True)
            self._write(painter, subject, 0, 114, _WIDTH, 12.5, bold=True)

    def _write(
        self, painter: QPainter, text: str, left: float, top: float, width: float, size: float,
        bold: bool = False, italic: bool = False,
    ) -> float:  # fmt: skip
        """Centred text, made smaller where it would not fit; returns its width."""
        font = theme.paper_font(size, bold, italic)
        advance = QFontMetricsF(font).horizontalAdvance(text)
        if advance > width - 4:
            font.setPixelSize(max(6, int(size * (width - 4) / advance)))
            advance = QFontMetricsF(font).horizontalAdvance(text)
        painter.setFont(font)
        area = QRectF(left, top, width, size * 1.35)
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        return advance

    def _rule(self, painter: QPainter, middle: float, top: float, width: float) -> None:
        painter.fillRect(QRectF(middle - width / 2, top, width, 1), theme.tokens().ink)

    def _paint_office(self, painter: QPainter) -> None:
        left, width, top = 8.0, 150.0, 21.0
        lines = self._office_lines()
        last = 0.0
        for words in lines:
            last = self._write(painter, words, left, top, width, 11, bold=True)
            top += 14
        # The line below is a third to a half of the last line's length (Phụ lục I, mục II.4).
        self._rule(painter, left + width / 2, top + 4, last * 0.45)
        number = number_and_symbol(None, symbol(PaperKind.REPORT, body_symbol(self._office) if self._office else ""))
        self._write(painter, number, left, 62, width, 11.5)

    def _paint_nation(self, painter: QPainter) -> None:
        left, width = 156.0, 236.0
        self._write(painter, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", left, 21, width, 11, bold=True)
        motto = self._write(painter, "Độc lập - Tự do - Hạnh phúc", left, 35, width, 11.5, bold=True)
        self._rule(painter, left + width / 2, 53, motto)
        self._write(painter, place_and_date(self._place, None, self._year), left, 62, width, 11.5, italic=True)
