"""Sums and products over a range."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.topics.integrals import grouped
from tutor_cli.models.solver.topics.registry import Topic

topic = Topic("sums")


def over_range(python: str, sign: str, c: Captures) -> t.Formula:
    return t.Formula(
        python + "({0}, ({1}, {2}, {3}))",
        sign + r"_{{{1}={2}}}^{{{3}}} {0}",
        (grouped(t.bare(c["a"])), t.Name(c["x"]), c["l"], c["u"]),
        bound=(c["x"],),
        then="simplify",
    )


@topic.noun(
    "sum '_' '{' {x:name} '=' {l} '}' '^' {u:bound} {a}",
    "sum '_' {x:name} '=' {l} '^' {u:bound} {a}",
    "(sum|summation) of {a} (from|for) {x:name} '=' {l} to {u}",
    "(sum|summation) (from|for) {x:name} '=' {l} to {u} of {a}",
    "(sum|summation) of {a} (for|as) {x:name} (from|goes from|runs from) {l} to {u}",
)
def sum_over(c: Captures) -> t.Node:
    return over_range("summation", r"\sum", c)


@topic.noun(
    "prod '_' '{' {x:name} '=' {l} '}' '^' {u:bound} {a}",
    "product of {a} (from|for) {x:name} '=' {l} to {u}",
)
def product_over(c: Captures) -> t.Node:
    return over_range("product", r"\prod", c)
