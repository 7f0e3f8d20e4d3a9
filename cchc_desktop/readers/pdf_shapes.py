"""What a page of a PDF draws beside its letters: rules along the axes, shaded areas, pictures; within bounds."""

import ctypes
import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from cchc_desktop.readers.pdf_calls import ADDRESS, NUMBER, address_of, fast

MAX_OBJECTS = 200_000  # on a page, whatever it draws
MAX_PATHS = 20_000  # a page with more is a drawing, no table
_MOST_SEGMENTS = 20_000
_DEEPEST = 6  # drawings within drawings
_THIN = 3.0  # points; what is thicker is an area
_STRAIGHT = 0.75  # points by which a line may leave its axis
_SHORTEST = 1.0
_WHITE = 250
_TEXT = pdfium.FPDF_PAGEOBJ_TEXT


class Box(NamedTuple):
    """A rectangle in the page's own places, the lower left corner first; once turned, the upper left one."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    @property
    def area(self) -> float:
        """Square points."""
        return max(self.x1 - self.x0, 0) * max(self.y1 - self.y0, 0)


class Shapes(NamedTuple):
    """What a page draws; `crowded` says that there is too much of it to tell."""

    rules: tuple[Box, ...]
    shades: tuple[Box, ...]
    pictures: tuple[Box, ...]
    crowded: bool


class Turn:
    """From the file's places to those of the page as it is read, upper left corner first.

    `quarter` counts the quarter turns clockwise by which the page is shown.
    """

    def __init__(self, quarter: int, page: Box) -> None:
        self.quarter = quarter
        self._page = page

    def sides(self, box: Box) -> tuple[float, float, float, float]:
        """Where a rectangle stands on the page as it is read: left, top, right, bottom."""
        x0, y0, x1, y1 = box
        left, low, right, high = self._page
        if self.quarter == 0:
            return x0 - left, high - y1, x1 - left, high - y0
        if self.quarter == 1:
            return y0 - low, x0 - left, y1 - low, x1 - left
        if self.quarter == 2:
            return right - x1, y0 - low, right - x0, y1 - low
        return high - y1, right - x1, high - y0, right - x0


class _Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        corners = [self.point(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs, ys = [x for x, _y in corners], [y for _x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def within(self, outer: "_Matrix | None") -> "_Matrix":
        """This one, then the one around it."""
        if outer is None:
            return self
        a, b = self.a * outer.a + self.b * outer.c, self.a * outer.b + self.b * outer.d
        c, d = self.c * outer.a + self.d * outer.c, self.c * outer.b + self.d * outer.d
        e, f = outer.point(self.e, self.f)
        return _Matrix(a, b, c, d, e, f)


_object_of_page = fast(pdfium.FPDFPage_GetObject, ADDRESS)
_objects_of_form = fast(pdfium.FPDFFormObj_CountObjects, NUMBER)
_object_of_form = fast(pdfium.FPDFFormObj_GetObject, ADDRESS)
_type_of = fast(pdfium.FPDFPageObj_GetType, NUMBER)
_mode_of = fast(pdfium.FPDFPath_GetDrawMode, NUMBER)
_bounds_of = fast(pdfium.FPDFPageObj_GetBounds, NUMBER)
_matrix_of = fast(pdfium.FPDFPageObj_GetMatrix, NUMBER)
_stroke_of = fast(pdfium.FPDFPageObj_GetStrokeColor, NUMBER)
_fill_of = fast(pdfium.FPDFPageObj_GetFillColor, NUMBER)
_segments_of = fast(pdfium.FPDFPath_CountSegments, NUMBER)
_segment_of = fast(pdfium.FPDFPath_GetPathSegment, ADDRESS)
_point_of = fast(pdfium.FPDFPathSegment_GetPoint, NUMBER)
_kind_of = fast(pdfium.FPDFPathSegment_GetType, NUMBER)
_closes = fast(pdfium.FPDFPathSegment_GetClose, NUMBER)


def read_shapes(page: object) -> Shapes:
    """The rules, shades and pictures of an open page."""
    reader, address = _ShapeReader(), address_of(page)
    count = pdfium.FPDFPage_CountObjects(page)
    reader.walk((ADDRESS(_object_of_page(address, at)) for at in range(min(count, MAX_OBJECTS))), None, 0)
    crowded = reader.crowded or count > MAX_OBJECTS
    return Shapes(() if crowded else tuple(reader.rules), tuple(reader.shades), tuple(reader.pictures), crowded)


class _ShapeReader:
    def __init__(self) -> None:
        self.rules: list[Box] = []
        self.shades: list[Box] = []
        self.pictures: list[Box] = []
        self._left = MAX_OBJECTS
        self._paths = MAX_PATHS
        self._segments = _MOST_SEGMENTS * 10
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._sides = [ctypes.c_float() for _side in range(4)]
        self._colour = [ctypes.c_uint() for _channel in range(4)]
        self._to_mode = [ctypes.byref(self._fill), ctypes.byref(self._stroke)]
        self._to_sides = [ctypes.byref(side) for side in self._sides]
        self._to_colour = [ctypes.byref(channel) for channel in self._colour]

    @property
    def crowded(self) -> bool:
        return self._left <= 0 or self._paths <= 0 or self._segments <= 0

    def walk(self, objects: Iterable[ctypes.c_void_p], outer: _Matrix | None, depth: int) -> None:
        """Look at objects of the page or of a drawing on it, which stands where `outer` puts it."""
        for shape in objects:
            self._left -= 1
            kind = _type_of(shape)
            if kind == _TEXT and self._left > 0:
                continue
            if self.crowded:
                return
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._paths -= 1
                self._path(shape, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                box = self._bounds(shape, outer)
                if box is not None:
                    self.pictures.append(box)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = min(_objects_of_form(shape), self._left)
                inner = [ADDRESS(_object_of_form(shape, at)) for at in range(count)]
                self.walk(inner, _matrix(shape).within(outer), depth + 1)

    def _path(self, path: ctypes.c_void_p, outer: _Matrix | None) -> None:
        fill, stroke = self._fill, self._stroke
        if not _mode_of(path, *self._to_mode) or not (fill.value or stroke.value):
            return
        stroked = bool(stroke.value)
        box = self._bounds(path, outer)
        if box is None or self._is_white(path, stroked):
            return
        rule = _as_rule(box)
        if rule is not None:
            self.rules.append(rule)
            return
        if not stroked and _segments_of(path) <= 5:
            self.shades.append(box)
            return
        for points in self._parts(path, _matrix(path).within(outer)):
            self._part(points, stroked)

    def _bounds(self, shape: ctypes.c_void_p, outer: _Matrix | None) -> Box | None:
        left, bottom, right, top = self._sides
        if not _bounds_of(shape, *self._to_sides):
            return None
        box = Box(left.value, bottom.value, right.value, top.value)
        if not math.isfinite(sum(box)):
            return None
        return outer.box(box) if outer is not None else box

    def _is_white(self, path: ctypes.c_void_p, stroked: bool) -> bool:
        if not (_stroke_of if stroked else _fill_of)(path, *self._to_colour):
            return False
        red, green, blue, alpha = self._colour
        return alpha.value == 0 or (red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE)

    def _part(self, points: list[tuple[float, float]], stroked: bool) -> None:
        """One closed or open line of a path."""
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        rule = _as_rule(box)
        if rule is not None:
            self.rules.append(rule)
        elif stroked:
            for (x0, y0), (x1, y1) in pairwise(points):
                side = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if min(side.x1 - side.x0, side.y1 - side.y0) <= _STRAIGHT and (rule := _as_rule(side)) is not None:
                    self.rules.append(rule)
        else:
            self.shades.append(box)

    def _parts(self, path: ctypes.c_void_p, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        """The lines of a path, each from where the pen is set down to where it is lifted."""
        x, y = ctypes.c_float(), ctypes.c_float()
        to_point = (ctypes.byref(x), ctypes.byref(y))
        points: list[tuple[float, float]] = []
        count = _segments_of(path)
        self._segments -= count
        for at in range(min(count, _MOST_SEGMENTS)):
            segment = ADDRESS(_segment_of(path, at))
            if not _point_of(segment, *to_point):
                continue
            if _kind_of(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            points.append(matrix.point(x.value, y.value))
            if _closes(segment):
                points.append(points[0])
        if points:
            yield points


def _as_rule(box: Box) -> Box | None:
    """A thin rectangle as the line in its middle; None for an area or a dot."""
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if height <= _THIN and width > max(height, _SHORTEST):
        middle = (box.y0 + box.y1) / 2
        return Box(box.x0, middle, box.x1, middle)
    if width <= _THIN and height > max(width, _SHORTEST):
        middle = (box.x0 + box.x1) / 2
        return Box(middle, box.y0, middle, box.y1)
    return None


def _matrix(shape: ctypes.c_void_p) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not _matrix_of(shape, ctypes.byref(matrix)):
        return _Matrix(1, 0, 0, 1, 0, 0)
    return _Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
