"""Which earlier cells a new cell needs, told from their source alone."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from dataclasses import dataclass

STAR = "*"
"""Stands for the names of a ``from … import *``."""


@dataclass(frozen=True)
class Cell:
    """Code that ran without an error, and how long it took."""

    code: str
    seconds: float = 0.0


@dataclass(frozen=True)
class _Names:
    defined: frozenset[str]
    used: frozenset[str]
    """Names that are read and not defined before, builtins excepted."""


def needed(code: str, earlier: Sequence[Cell]) -> tuple[list[Cell], list[str]]:
    """The cells of ``earlier`` to run again before ``code``, in order, and the names it wants of them.

    Both are empty if ``code`` defines whatever it uses, or cannot be parsed.
    """
    new = _names(code)
    if new is None:
        return [], []
    cells = [(cell, names) for cell in earlier if (names := _names(cell.code)) is not None]
    known = {name for _, names in cells for name in names.defined} - {STAR}
    told = sorted(new.used & known)
    chosen = _closure(cells, set(told), known)
    unknown = (new.used if STAR not in new.defined else set()) | {
        name for _, names in chosen if STAR not in names.defined for name in names.used
    }
    if unknown - known:  # they may be of a star import
        chosen = [pair for pair in cells if pair in chosen or STAR in pair[1].defined]
    return [cell for cell, _ in chosen], told


def _closure(
    cells: list[tuple[Cell, _Names]], wanted: set[str], known: set[str]
) -> list[tuple[Cell, _Names]]:
    """The cells that define or use a wanted name, or a name that one of these uses. A cell that
    only uses a name may change what it names: a list, a dict."""
    chosen: list[tuple[Cell, _Names]] = []
    before = -1
    while before != len(wanted):
        before = len(wanted)
        chosen = [pair for pair in cells if (pair[1].defined | pair[1].used) & wanted]
        wanted = wanted.union(*(names.used & known for _, names in chosen))
    return chosen


def _names(code: str) -> _Names | None:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    defined: set[str] = set()
    used: set[str] = set()
    for statement in tree.body:
        stored, loaded = _in(statement)
        used |= loaded - defined - _own(statement)
        defined |= stored
    return _Names(frozenset(defined), frozenset(used - vars(builtins).keys()))


def _in(statement: ast.stmt) -> tuple[set[str], set[str]]:
    """The names a statement defines and those it reads, inner functions' own among them."""
    stored: set[str] = set()
    loaded: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else stored).add(node.id)
            if isinstance(statement, ast.AugAssign) and node is statement.target:
                loaded.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            stored.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            stored |= {(name.asname or name.name).partition(".")[0] for name in node.names}
    return stored, loaded


def _own(statement: ast.stmt) -> set[str]:
    """Names that are local to a part of the statement: parameters and loop variables."""
    own: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.arg):
            own.add(node.arg)
        elif isinstance(node, (ast.comprehension, ast.For)):
            own |= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
        elif isinstance(node, (ast.FunctionDef, ast.Lambda)) and node is not statement:
            continue
    return own
