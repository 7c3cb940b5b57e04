"""A program in the making: imports, symbols, what was told, then the question."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.unreadable import TooLarge, Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.writing.python import identifier, is_plain_integer, python
from tutor_cli.models.solver.writing.size import MAX_DIGITS, digits


class Program:
    """Collects lines. Asking for the :meth:`source` of an expression first writes the
    definitions it needs: functions as ``Lambda``, values as assignments, and unknowns of
    equations by solving them."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.lines: list[str] = []
        self._symbols: dict[str, str] = {}
        self._assumptions: dict[str, str] = {}
        self._written: set[str] = set()
        self._being_written: list[str] = []
        self._imports: list[str] = []

    def add(self, *lines: str) -> None:
        self.lines.extend(lines)

    def need(self, line: str) -> None:
        """An import line, once."""
        if line not in self._imports:
            self._imports.append(line)

    def symbol(self, name: str, assumptions: str = "") -> str:
        """The identifier of a free variable; ``assumptions`` such as ``positive=True``."""
        known = self._symbols.setdefault(name, identifier(name))
        if assumptions:
            self._assumptions[name] = assumptions
        return known

    def source(self, node: t.Node, bound: dict[str, str] | None = None) -> str:
        """SymPy source for ``node``, after the definitions it needs."""
        if digits(node) > MAX_DIGITS:
            raise TooLarge(f"it needs numbers of more than {MAX_DIGITS} digits")
        names = dict(bound or {})
        for name in t.names_in(node):
            if name not in names:
                self._define_name(name)
        for part in t.walk(node):
            if isinstance(part, t.Formula):
                for name in part.bound:
                    shadowed = self.situation.knows(name)
                    inner = identifier(name) + "_" if shadowed else identifier(name)
                    names["·" + name] = inner
                    self._symbols.setdefault(name + "\0" if shadowed else name, inner)
            if isinstance(part, t.Call):
                self._define_function(part.name)
                if part.primes:
                    self._symbols.setdefault("t\0", "t_")
        return python(node, names)

    def text(self) -> str:
        head = ["from sympy import *", *self._imports]
        plain = [(name.rstrip("\0"), known) for name, known in self._symbols.items()]
        simple = [known for name, known in plain if name == known and name not in self._assumptions]
        if len(simple) == 1:
            head += ["", f'{simple[0]} = Symbol("{simple[0]}")']
        elif simple:
            head += ["", f'{", ".join(simple)} = symbols("{" ".join(simple)}")']
        for name, known in plain:
            if known not in simple:
                extra = self._assumptions.get(name, "")
                head.append(f'{known} = Symbol("{name}"{", " + extra if extra else ""})')
        return "\n".join([*head, "", *self.lines]) + "\n"

    # ── what was told ─────────────────────────────────────────────────────────

    def _define_function(self, name: str) -> None:
        key = name + "("
        if key in self._written:
            return
        definition = self.situation.function(name)
        if definition is None:
            raise Unreadable(f"I do not know what {name} is")
        self._enter(key)
        bound: dict[str, str] = {}
        for parameter in definition.parameters:
            shadowed = self.situation.knows(parameter)
            bound[parameter] = identifier(parameter) + "_" if shadowed else identifier(parameter)
            self._symbols.setdefault(parameter + "\0" if shadowed else parameter, bound[parameter])
        body = self.source(definition.body, bound)
        arguments = ", ".join(bound.values())
        parameters = arguments if len(bound) == 1 else f"({arguments})"
        self.add(f"{identifier(name)} = Lambda({parameters}, {body})")
        self._being_written.pop()

    def _define_name(self, name: str) -> None:
        if name in self._written:
            return
        value = self.situation.value(name)
        equations = self.situation.equations_for(name) if value is None else None
        if value is not None:
            self._enter(name)
            source = self.source(value)
            whole = is_plain_integer(value)  # an Integer, so that dividing by it stays exact
            self.add(f"{identifier(name)} = {f'Integer({source})' if whole else source}")
            self._being_written.pop()
        elif equations is not None:
            self._solve(name, equations)
        elif self.situation.function(name) is not None:
            raise Unreadable(f"{name} is a function there, and stands alone")
        else:
            self.symbol(name)

    def _solve(self, name: str, equations: tuple[t.Relation, ...]) -> None:
        unknowns = self.unknowns(equations)
        self._enter(*unknowns)
        for unknown in unknowns:
            self._symbols.setdefault(unknown, identifier(unknown))
        sources = [self._equation(equation, unknowns) for equation in equations]
        if len(unknowns) == 1 and len(sources) == 1:
            known = identifier(unknowns[0])
            self.add(f"[{known}] = solve({sources[0]}, {known})")
        else:
            listed = ", ".join(identifier(unknown) for unknown in unknowns)
            self.add(f"[({listed})] = linsolve([{', '.join(sources)}], [{listed}])")
        del self._being_written[-len(unknowns) :]

    def _equation(self, equation: t.Relation, unknowns: list[str]) -> str:
        for other in t.names_in(equation):
            if other not in unknowns:
                self._define_name(other)
        return f"Eq({self.source(equation.left)}, {self.source(equation.right)}, evaluate=False)"

    def unknowns(self, equations: tuple[t.Relation, ...]) -> list[str]:
        """The names these equations are there to determine: those nothing told earlier gives."""
        found: dict[str, None] = {}
        for equation in equations:
            for name in t.names_in(equation):
                earlier = self.situation.value(name) is not None or any(
                    any(name in t.names_in(relation) for relation in group)
                    for group in self.situation.equations[: self.situation.equations.index(equations)]
                )
                if not earlier:
                    found.setdefault(name)
        return list(found)

    def _enter(self, *names: str) -> None:
        if set(names) & set(self._being_written):
            raise Unreadable("it defines something by itself")
        self._being_written.extend(names)
        self._written.update(names)
