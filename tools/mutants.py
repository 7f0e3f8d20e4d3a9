"""Small faults that can be planted in a source: one changed operator, number, word or step, each a piece of text.

Left out is what other checks hold or nobody can see, whatever is done with the program:

- docstrings, annotations, ``__all__``, the name of a `TypeVar`, the type in a `cast`: read by type checkers alone;
- message ids in ``_()``: ``dev.py check`` compares them with the catalogue;
- the size of a cache, ``slots`` and ``frozen`` of a dataclass, ``strict`` of a `zip`: they cost or save time, or stop a
  programmer who makes a mistake.
"""

import ast
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
_CALCULATED: dict[type[ast.operator], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*",
    ast.BitOr: "&", ast.BitAnd: "|",
}  # fmt: skip
_MESSAGES = ("_", "ngettext", "pgettext")
_TYPES = ("TypeVar", "cast")  # their first argument is for type checkers
_UNSEEN = {"lru_cache": {"maxsize"}, "dataclass": {"slots", "frozen"}, "zip": {"strict"}}


@dataclass(frozen=True, order=True)
class Mutant:
    """A fault: the characters from `start` to `end` of a source become `text`; `inside` a function or at import.

    Its statement has the lines from `first` to `last`; of one with a body, its head alone.
    """

    path: str
    start: int
    end: int
    text: str
    line: int
    first: int
    last: int
    inside: bool

    @property
    def lines(self) -> set[int]:
        """The lines of its statement: one of them is noted when it is carried out, not always that of the fault."""
        return set(range(self.first, self.last + 1))

    def applied(self, source: str) -> str:
        """The source with the fault."""
        return source[: self.start] + self.text + source[self.end :]

    def difference(self, source: str) -> str:
        """What the fault changes, as a unified diff."""
        before, after = source.splitlines(), self.applied(source).splitlines()
        return "\n".join(unified_diff(before, after, self.path, self.path, n=1, lineterm=""))


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Every mutant of one source."""
    return sorted(_Finder(path, (root / path).read_text(encoding="utf-8")).mutants)


def is_python(source: str) -> bool:
    """Whether a source can be compiled; of a few mutants it cannot."""
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


class _Finder(ast.NodeVisitor):
    """Walks a source and notes what could be changed."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.source = source
        self.mutants: set[Mutant] = set()
        self._inside = False
        self._statement = (1, 1)
        self._begins = [0]
        for line in source.splitlines(keepends=True):
            self._begins.append(self._begins[-1] + len(line))
        self._lines = source.splitlines()
        self.visit(ast.parse(source))

    def visit(self, node: ast.AST) -> None:
        """Note the lines of the statement on the way."""
        outer = self._statement
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno
            self._statement = (node.lineno, max(node.lineno, end or node.lineno))
        super().visit(node)
        self._statement = outer

    def _at(self, line: int, column: int) -> int:
        """The place in the text of a line and a column in UTF-8 bytes."""
        return self._begins[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)

    def _note(self, start: int, end: int, text: str, line: int) -> None:
        self.mutants.add(Mutant(self.path, start, end, text, line, *self._statement, self._inside))

    def _replace(self, node: ast.expr | ast.stmt, text: str) -> None:
        self._note(*self._span(node), text, node.lineno)

    def _between(self, left: ast.expr, right: ast.expr, old: str, new: str) -> None:
        """Replace the operator that stands between two operands."""
        start, end = self._span(left)[1], self._span(right)[0]
        place = self.source[start:end].find(old)
        if place >= 0:
            self._note(start + place, start + place + len(old), new, left.lineno)

    def _negate(self, test: ast.expr) -> None:
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            self._replace(test, f"({ast.get_source_segment(self.source, test.operand)})")
        elif not isinstance(test, ast.Compare):
            self._replace(test, f"(not ({ast.get_source_segment(self.source, test)}))")

    def _visit_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        outside, self._inside = self._inside, self._inside or not isinstance(node, ast.Lambda)
        for child in node.body if isinstance(node.body, list) else [node.body]:
            self.visit(child)
        self._inside = outside

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _visit_function

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """The value alone."""
        if node.value is not None:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        """Never what is there for the types alone."""
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self._negate(node.test)
            self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._negate(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._replace(test, "True")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        words = {ast.NotIn: "not in", ast.In: "in", ast.IsNot: "is not", ast.Is: "is", ast.Eq: "==", ast.NotEq: "!=",
                 ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}  # fmt: skip
        left = node.left
        for operation, right in zip(node.ops, node.comparators, strict=True):
            self._between(left, right, words[type(operation)], _COMPARED[type(operation)])
            left = right
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between(left, right, f"{old} ", f"{new} ")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        signs = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
                 ast.BitOr: "|", ast.BitAnd: "&"}  # fmt: skip
        if (kind := type(node.op)) in _CALCULATED:
            self._between(node.left, node.right, signs[kind], _CALCULATED[kind])
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """The arguments, but not those of a message, of a type, or that nobody could see."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in _MESSAGES:
            return
        self.visit(node.func)
        for argument in node.args[1 if name in _TYPES else 0 :]:
            self.visit(argument)
        for named in node.keywords:
            if named.arg not in _UNSEEN.get(name, ()):
                self.visit(named)

    def visit_Expr(self, node: ast.Expr) -> None:
        """A step that is left out; a docstring is none."""
        if isinstance(node.value, ast.Constant):
            return
        self._replace(node, "pass")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """What a row or a table is given is left out."""
        if all(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets):
            self._replace(node, "pass")
        if not any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
            self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if type(node.op) in _CALCULATED:
            self._replace(node, "pass")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self._replace(node, "return None")
        self.generic_visit(node)

    def visit_Break(self, node: ast.Break) -> None:
        self._replace(node, "continue")

    def visit_Continue(self, node: ast.Continue) -> None:
        self._replace(node, "break")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """What is put in, and a sign before the whole."""
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)
        self._replace(node, f'"X" + {ast.get_source_segment(self.source, node)}')

    def visit_Constant(self, node: ast.Constant) -> None:
        match node.value:
            case bool():
                self._replace(node, str(not node.value))
            case int() | float():
                self._replace(node, str(node.value + 1))
            case str():
                self._replace(node, repr(f"X{node.value}"))
