"""Which statements of a snippet ran, and which should have."""

from __future__ import annotations

import ast
import itertools
from typing import Any

MARK = "_statement_ran"

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_ALWAYS = (ast.For, ast.AsyncFor, ast.With, ast.AsyncWith, ast.Try, ast.While)
"""Statements whose body runs if they do."""
_ENDLESS = {"run", "join", "sleep_forever", "wait_closed"}
"""Calls that may well wait without an end."""


class Ran:
    """The statements of one piece of code, each of which reports that it ran."""

    def __init__(self, source: str, name: str, line: int) -> None:
        """`line`: where the first line of the source stands in its file."""
        self.tree: ast.Module = ast.parse(source, name)
        ast.increment_lineno(self.tree, line - 1)
        self.lines: set[int] = set()
        marked = ast.fix_missing_locations(_Marking().visit(ast.parse(source, name)))
        ast.increment_lineno(marked, line - 1)
        self.code = compile(
            marked,
            name,
            "exec",
            ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
            dont_inherit=True,
        )
        self._offset = line - 1

    def mark(self, line: int) -> None:
        """A statement on this line of the source begins to run."""
        self.lines.add(line + self._offset)

    def idle(self, *, ended: bool) -> list[int]:
        """The lines that should have run and did not: of a body, its first statement.

        A branch not taken is no fault. `ended`: nor is what stands behind a loop that had to be ended.
        """
        body = _without_docstring(self.tree.body)
        due = body[:1] if ended else body
        missing = [one.lineno for one in due if one.lineno not in self.lines]
        if ended:
            missing += self._hung()
        classes = [node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)]
        methods = {id(one) for node in classes for one in node.body}
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.stmt) or node.lineno not in self.lines or id(node) in methods:
                continue
            if isinstance(node, ast.For) and isinstance(node.iter, ast.BinOp):
                continue  # what remains of a set
            if isinstance(node, (*_FUNCTIONS, *_ALWAYS)):
                first = _without_docstring(node.body)[0]
                if first.lineno not in self.lines:
                    missing.append(first.lineno)
            elif isinstance(node, ast.ClassDef):
                missing += self._idle_class(node)
        return sorted(set(missing))

    def not_called(self) -> list[str]:
        """The functions of the top level that nobody has called."""
        return [
            node.name
            for node in self.tree.body
            if isinstance(node, _FUNCTIONS) and _without_docstring(node.body)[0].lineno not in self.lines
        ]

    def _hung(self) -> list[int]:
        """The lines behind one that did not come to its end, though it has no loop and leaves nothing."""
        own = {node.name for node in ast.walk(self.tree) if isinstance(node, _FUNCTIONS)} | _ENDLESS
        found: list[int] = []
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.Try, ast.With)):
                continue  # an exception may end these early
            for name in ("body", "orelse", "finalbody"):
                suite: Any = getattr(node, name, None)
                if not isinstance(suite, list):
                    continue
                for one, following in itertools.pairwise(suite):
                    stopped = one.lineno in self.lines and following.lineno not in self.lines
                    if stopped and not any(_goes_elsewhere(part, own) for part in ast.walk(one)):
                        found.append(following.lineno)
        return found

    def _idle_class(self, node: ast.ClassDef) -> list[int]:
        """A class of which no method ran."""
        first = [_without_docstring(one.body)[0].lineno for one in node.body if isinstance(one, _FUNCTIONS)]
        return [node.lineno] if first and not self.lines.intersection(first) else []


def _goes_elsewhere(node: ast.AST, endless: set[str]) -> bool:
    """Whether this can go on without an end, or leave the lines behind it out."""
    if isinstance(node, ast.Call):
        called = node.func
        return getattr(called, "attr", getattr(called, "id", "")) in endless
    leaving = (ast.Return, ast.Raise, ast.Break, ast.Continue, ast.Try, ast.With)
    return isinstance(node, (ast.For, ast.AsyncFor, ast.While, *leaving))


class _Marking(ast.NodeTransformer):
    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            suite: Any = getattr(node, name, None)
            if isinstance(suite, list) and suite:
                setattr(node, name, self._marked(suite))
        return node

    def _marked(self, suite: list[ast.stmt]) -> list[ast.stmt]:
        rest = _without_docstring(suite)
        done = suite[: len(suite) - len(rest)]
        for one in rest:
            if not (isinstance(one, ast.ImportFrom) and one.module == "__future__"):
                mark = ast.Expr(
                    ast.Call(ast.Name(MARK, ast.Load()), [ast.Constant(one.lineno)], []),
                )
                done.append(ast.copy_location(mark, one))
            done.append(one)
        return done


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    match first:
        case ast.Expr(value=ast.Constant(value=str())) if len(body) > 1:
            return body[1:]
        case _:
            return body
