"""Integrals, by the rules that SymPy's ``manualintegrate`` finds."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from sympy import (
    Add,
    Eq,
    Integral,
    Piecewise,
    Symbol,
    exp,
    latex,
    limit,
    log,
    oo,
    piecewise_fold,
    simplify,
    sympify,
)
from sympy.integrals.manualintegrate import AtomicRule, Rule
from sympy.integrals.manualintegrate import integral_steps as rules_for


def indefinite_steps(f: Any, x: Any, answer: Any) -> Iterator[tuple[Any, ...]]:
    """The steps to an antiderivative; none where no rule leads to one."""
    f = sympify(f)
    rule = chosen(rules_for(f, x))
    if rule.contains_dont_know():
        return
    yield from by_rule(rule, f, {})
    found = evaluated(rule)
    if simplify(found.diff(x) - f) == 0 and found != answer:
        yield "antiderivative", Integral(f, x), answer
    yield "check", rf"\left({latex(answer)}\right)'", f


def definite_steps(f: Any, x: Any, low: Any, high: Any, answer: Any) -> Iterator[tuple[Any, ...]]:
    """An antiderivative, and the difference of its values at the ends."""
    f, low, high = map(sympify, (f, low, high))
    rule = chosen(rules_for(f, x))
    if rule.contains_dont_know():
        return
    found = evaluated(rule)
    ends = [limit(found, x, high, "-"), limit(found, x, low, "+")]
    if simplify(ends[0] - ends[1] - answer) != 0:
        return  # not continuous between the ends: the steps would not be true
    yield from by_rule(rule, f, {})
    between = rf"\left[{latex(found)}\right]_{{{latex(low)}}}^{{{latex(high)}}}"
    for end, value in zip((high, low), ends, strict=True):
        proper = end not in (oo, -oo) and found.subs(x, end) == value
        yield ("value at an end" if proper else "limit at an end"), found, value, x, end
    low_end = latex(ends[1])
    if low_end.startswith("-") or ends[1].is_Add:
        low_end = rf"\left({low_end}\right)"
    yield "difference of the ends", f"{between} = {latex(ends[0])} - {low_end}", answer


def evaluated(rule: Any) -> Any:
    """What the rule comes to; of cases, the one that holds in general."""
    found = piecewise_fold(rule.eval())
    return found.args[0][0] if isinstance(found, Piecewise) else found


def chosen(rule: Any) -> Any:
    """The rule with one way chosen wherever there are several: the one of the fewest steps."""
    if type(rule).__name__ == "AlternativeRule":
        ways = [chosen(way) for way in rule.alternatives if not way.contains_dont_know()]
        return min(ways, key=length) if ways else rule.alternatives[0]
    changes = {}
    for field in fields(rule):
        part = getattr(rule, field.name)
        if isinstance(part, Rule):
            changes[field.name] = chosen(part)
        elif isinstance(part, list):
            changes[field.name] = [chosen(each) if isinstance(each, Rule) else each for each in part]
    return replace(rule, **changes) if changes else rule


def length(rule: Any) -> int:
    """How many steps a rule takes; substituting a whole exponential or logarithm counts as several."""
    parts = [getattr(rule, field.name) for field in fields(rule)]
    rules = [
        each
        for part in parts
        for each in (part if isinstance(part, list) else [part])
        if isinstance(each, Rule)
    ]
    unusual = isinstance(getattr(rule, "u_func", None), exp | log) and 3
    return 1 + (unusual or 0) + sum(map(length, rules))


def by_rule(rule: Any, f: Any, names: dict[Any, Any]) -> Iterator[tuple[Any, ...]]:
    """The steps of one rule for ``f``; ``names`` are the letters that stand for substitutions."""

    def shown(part: Any) -> Any:
        return part.subs(names) if hasattr(part, "subs") else part

    def differential(part: Any) -> Any:
        letter = "d" + latex(shown(x))
        if part in (1, -1):
            return letter if part == 1 else "-" + letter
        factor = latex(shown(part))
        return rf"\left({factor}\right)\,{letter}" if part.is_Add else rf"{factor}\,{letter}"

    def pieces(u: Any, dv: Any, du: Any, v: Any) -> tuple[Any, ...]:
        return shown(u), differential(dv), differential(du), shown(v)

    kind = type(rule).__name__
    x = rule.variable
    whole, value = shown(Integral(f, x)), shown(evaluated(rule))
    subs: list[Any] = []
    if kind == "AddRule":
        subs = [(sub, sub.integrand) for sub in rule.substeps]
        yield "integral of a sum", whole, Add(*(shown(Integral(part, x)) for _, part in subs))
    elif kind == "ConstantTimesRule":
        subs = [(rule.substep, rule.other)]
        if isinstance(rule.substep, AtomicRule):
            yield TABLE.get(type(rule.substep).__name__, "integral of the table"), whole, value
            return
        yield "constant factor of an integral", whole, shown(rule.constant) * shown(Integral(rule.other, x))
    elif kind in ("RewriteRule", "CompleteSquareRule"):
        subs = [(rule.substep, rule.rewritten)]
        yield "rewrite", shown(f), shown(rule.rewritten)
    elif kind == "URule":
        letter = next(
            Symbol(name) for name in "uvwst" if Symbol(name) not in {x, *names.values(), *f.free_symbols}
        )
        names = {**names, rule.u_var: letter}
        subs = [(rule.substep, rule.substep.integrand)]
        inner = Integral(rule.substep.integrand, rule.u_var).subs(names)
        yield "substitution", whole, inner, letter, shown(rule.u_func), differential(rule.u_func.diff(x))
    elif kind == "PartsRule":
        v = evaluated(rule.v_step)
        du = rule.u.diff(x)
        rest = f"{latex(shown(rule.u * v))} - {latex(shown(Integral(v * du, x)))}"
        yield "by parts", whole, rest, *pieces(rule.u, rule.dv, du, v)
        subs = [(rule.second_step, v * du)]
    elif kind == "CyclicPartsRule":
        sign, before = 1, []
        for part in rule.parts_rules:
            v, du = evaluated(part.v_step), part.u.diff(x)
            before.append(sign * part.u * v)
            sign = -sign
            rest = (
                f"{latex(shown(Add(*before)))} {'+' if sign > 0 else '-'} {latex(shown(Integral(v * du, x)))}"
            )
            yield "by parts", whole, rest, *pieces(part.u, part.dv, du, v)
        yield (
            "solve for the integral",
            whole,
            value,
            shown((1 - rule.coefficient) * Symbol("I")),
            shown(Add(*before)),
        )
        return
    elif kind == "TrigSubstitutionRule":
        theta = Symbol("theta")
        names = {**names, rule.theta: theta}
        subs = [(rule.substep, rule.substep.integrand)]
        inner = Integral(rule.substep.integrand, rule.theta).subs(names)
        yield "trigonometric substitution", whole, inner, Eq(shown(x), rule.func.subs(names), evaluate=False)
    else:
        yield TABLE.get(kind, "integral of the table"), whole, value
        return
    for sub, part in subs:
        yield from by_rule(sub, part, names)
    if kind in ("URule", "TrigSubstitutionRule"):
        yield "substitute back", whole, value
    elif len(subs) > 1 or kind != "RewriteRule":
        yield "together", whole, value


TABLE = {
    "ConstantRule": "integral of a constant",
    "PowerRule": "integral of a power",
    "ReciprocalRule": "integral of a reciprocal",
    "ExpRule": "integral of an exponential",
}
