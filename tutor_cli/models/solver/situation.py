"""What the person has told so far: functions, values and equations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.unreadable import Unreadable


@dataclass(frozen=True)
class FunctionDefinition:
    """``f(x) = …``"""

    name: str
    parameters: tuple[str, ...]
    body: t.Node


@dataclass(frozen=True)
class Situation:
    """Definitions in the order they were given; a later one of the same name hides the earlier."""

    functions: tuple[FunctionDefinition, ...] = ()
    values: tuple[tuple[str, t.Node], ...] = ()
    """``Let p be 9148 - 45738/5``."""
    equations: tuple[tuple[t.Relation, ...], ...] = ()
    """Relations told together ("Suppose x + y = 3, x - y = 1") that determine their unknowns."""
    conditions: tuple[t.Relation, ...] = ()
    """Inequalities that were told: ``for 0 <= x < 2 pi``. Only topics that respect them may answer."""
    previous: t.Node | None = None
    """The last answer, when it is an expression."""
    result: t.Node | None = None
    """The same as it was printed."""
    answers: tuple[t.Node, ...] = ()
    """The last answers, when there were several ("the second one")."""
    kept: frozenset[str] = frozenset()
    """Names of values that were told in an earlier question, for themselves."""
    question: str = ""
    """The last question, whole, for one that leans on it."""
    solved: tuple[tuple[str, t.Node], ...] = ()
    """What the unknowns of the last equations came to: for "what is x squared", never where ``x`` is free."""
    fresh: frozenset[str] = frozenset()
    """Names of functions and values that this message tells of, not an earlier one."""

    def with_function(self, function: FunctionDefinition) -> Situation:
        others = tuple(known for known in self.functions if known.name != function.name)
        return replace(self, functions=(*others, function), fresh=self.fresh | {function.name})

    def with_value(self, name: str, value: t.Node) -> Situation:
        others = tuple(known for known in self.values if known[0] != name)
        return replace(self, values=(*others, (name, value)), fresh=self.fresh | {name})

    def with_condition(self, relation: t.Relation) -> Situation:
        return replace(self, conditions=(*self.conditions, relation))

    def with_equations(self, relations: Iterable[t.Relation]) -> Situation:
        return replace(self, equations=(*self.equations, tuple(relations)))

    def keeping(self, names: Iterable[str]) -> Situation:
        """Values that were told for themselves, and stay known in the next questions."""
        return replace(self, kept=self.kept | set(names))

    def remembered(self) -> Situation:
        """What the next question of the thread still knows."""
        return Situation(
            self.functions, tuple(known for known in self.values if known[0] in self.kept), kept=self.kept
        )

    def without_kept(self) -> Situation:
        """Where a name is an unknown now, whatever it was in an earlier question."""
        return replace(self, values=tuple(known for known in self.values if known[0] not in self.kept))

    @property
    def function_names(self) -> frozenset[str]:
        return frozenset(known.name for known in self.functions)

    def function(self, name: str) -> FunctionDefinition | None:
        return next((known for known in self.functions if known.name == name), None)

    def value(self, name: str) -> t.Node | None:
        return next((value for known, value in self.values if known == name), None)

    def equations_for(self, name: str) -> tuple[t.Relation, ...] | None:
        """The relations that determine ``name``: the first that were told with it in them."""
        for group in self.equations:
            if any(name in t.names_in(relation) for relation in group):
                return group
        return None

    def without_equations(self, told: tuple[t.Relation, ...]) -> Situation:
        return replace(self, equations=tuple(group for group in self.equations if group != told))

    def settled(self, node: t.Node, parameters: Iterable[str] = ()) -> t.Node:
        """``node`` with every variable that was not named found out. Raises Unreadable if it cannot be."""
        if isinstance(node, t.Formula) and t.ANY_VARIABLE in node.bound:
            variable = self._only_variable(node.args[0], tuple(parameters))
            bound = tuple(variable if name == t.ANY_VARIABLE else name for name in node.bound)
            args = tuple(t.Name(variable) if arg == t.Name(t.ANY_VARIABLE) else arg for arg in node.args)
            node = replace(node, bound=bound, args=args)
        return t.rebuild(node, lambda child: self.settled(child, parameters))

    def _only_variable(self, body: t.Node, parameters: tuple[str, ...]) -> str:
        names = [name for name in t.names_in(body) if name in parameters or not self.knows(name)]
        candidates = [name for name in names if name in parameters]
        candidates = candidates or [name for name in names if name not in "ei"] or names
        if len(candidates) == 1:
            return candidates[0]
        for usual in ("x", "t", "y"):
            if usual in candidates or not candidates:
                return usual
        raise Unreadable("say with respect to which variable")

    def knows(self, name: str) -> bool:
        """Whether ``name`` stands for something that was told, rather than for a variable."""
        return self.value(name) is not None or self.equations_for(name) is not None
