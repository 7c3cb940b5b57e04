"""Percentages: of, off, increase and decrease, what percent, reversed."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.arithmetic import binary, grouped
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("percentages")

HUNDRED, ONE = t.Number("100"), t.Number("1")


def changed(amount: t.Node, percent: t.Node, sign: str) -> t.Node:
    """``amount`` increased (``+``) or decreased (``-``) by ``percent``."""
    return t.Binary("*", grouped(amount), t.Group(t.Binary(sign, ONE, percent)))


def is_percent(node: t.Node) -> bool:
    node = t.bare(node)
    return isinstance(node, t.Postfix) and node.op == "%"


@topic.question(
    "(increase|raise) {a} by {p}",
    "{a} (increased|raised) by {p}",
    "<ask> {a} (increased|raised) by {p}",
    "<ask> {a} (after|with) [a|an] {p} (increase|rise|raise|markup)",
    "add {p} to {a}",
    "add [a|an] {p:tight} (vat|tax|sales tax|tip|markup|margin|surcharge|interest) to ['$'] {a:tight} [(dollars|euros|pounds)]",
    "[<ask>] {a} (plus|with) {p:tight} (more|extra|added)",
    "(mark up|markup) {a} by {p}",
)
def increase(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "+"), s) if is_percent(c["p"]) else None


@topic.question(
    "(decrease|reduce|lower|discount) {a} by {p}",
    "[<ask>] {a} (decreased|reduced|lowered|discounted) by {p}",
    "<ask> {a} (after|with) [a|an] {p} (decrease|discount|reduction|drop)",
    "[<ask>] {p} off [of] {a}",
    "[<ask>] {p} (discount|reduction) on {a}",
    "(subtract|take) {p} from {a}",
)
def decrease(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "-"), s) if is_percent(c["p"]) else None


_PERCENT = "(percent|percentage|'%'|per cent)"


@topic.question(
    f"{{a}} is what {_PERCENT} of {{b}}",
    f"[<ask>] what {_PERCENT} of {{b}} is {{a}}",
    f"[<ask>] (the|what) {_PERCENT} [of|that] {{a}} is (of|out of) {{b}}",
    f"(write|express|give) {{a}} as a {_PERCENT} of {{b}}",
    f"<ask> {{a}} as a {_PERCENT} of {{b}}",
    f"what {_PERCENT} is {{a}} (of|out of) {{b}}",
    f"(i|he|she|a student|you) (got|scored|answered|had|get) {{a:tight}} (out of|of) {{b:tight}} [(right|correct|questions|points|marks|correctly|questions right|questions correctly)] [(on|in) [(my|the|a|his|her)] [{{w:word}}] (test|exam|quiz|{{w:word}})] [(','|'.'|';')] (what|which) {_PERCENT} (is (that|it|this)|did (i|he|she|you) (get|score))",
    f"(i|he|she|a student|you) (got|scored|answered|had|get) {{a:tight}} (out of|of) {{b:tight}} [(right|correct|questions|points|marks|correctly|questions right|questions correctly)] [(on|in) [(my|the|a|his|her)] [{{w:word}}] (test|exam|quiz|{{w:word}})] [(','|'.'|';')] <find> [(my|the|his|her)] {_PERCENT} [score]",
    f"{{a:tight}} out of {{b:tight}} (as|in|is what|to) [a] {_PERCENT}",
    f"{{a:tight}} (students|people|of the students|kids|games|questions|children|items) (out of|of) {{b:tight}} [(are|is)] [{{w:word}}] [(','|'.'|';')] (what|which) {_PERCENT} is (that|it|this)",
)
def what_percent(c: Captures, s: Situation) -> Problem | None:
    return as_percent(t.Binary("/", grouped(c["a"]), grouped(c["b"])), s)


def as_percent(share: t.Node, s: Situation) -> Problem | None:
    """The problem of writing ``share`` as a percentage."""
    return value_problem(t.Binary("*", share, HUNDRED), s, unit=r"\%")


@topic.question(
    f"{{a}} is (what|how many) {_PERCENT} (more|greater|higher|larger|less {{down:yes}}|lower {{down:yes}}|smaller {{down:yes}}) than {{b}}",
    f"(what|how many) {_PERCENT} (more|greater|higher|larger|less {{down:yes}}|lower {{down:yes}}|smaller {{down:yes}}) (is {{a}} than|than) {{b}} [is {{a}}]",
)
def percent_more(c: Captures, s: Situation) -> Problem | None:
    if "a" not in c:
        return None
    difference = t.Group(binary("-", c["b"], c["a"]) if "down" in c else binary("-", c["a"], c["b"]))
    return as_percent(t.Binary("/", difference, grouped(c["b"])), s)


@topic.question(
    "{a} is {p} of (what|what number|which number|how much|how many|what amount)",
    "(what|what number|which number) is it if {a} is {p} of it",
    "{p} of (what|what number|which number) is {a}",
    "(find|what is) the (number|whole|total|amount) (if|when|given that) {p} of it is {a}",
    "(if|when) {p} is {a} [','] what is (100 '%'|the whole|the total) ",
)
def whole_of(c: Captures, s: Situation) -> Problem | None:
    return value_problem(t.Binary("/", grouped(c["a"]), c["p"]), s) if is_percent(c["p"]) else None


@topic.question(
    f"by what {_PERCENT} (does|did|has|do|is|was) (it|the price|the value|the {{w:word}}|a {{w:word}}|my {{w:word}}) (change|increase|decrease|rise|fall|drop|go up|go down|grow|reduced|discounted|increased) (if|when) (it|the price|the value) (went|goes|rose|fell|dropped|changed|changes|drops|rises|is reduced|was reduced) from ['$'] {{a}} to ['$'] {{b}}",
    f"by what {_PERCENT} (does|did|has|do|is|was) (the|a|my) {{w:word}} (change|increase|decrease|rise|fall|drop|go up|go down|grow|reduced) [(going)] from ['$'] {{a}} to ['$'] {{b}}",
    f"(a|the|my) [(price|value|cost|population)] [of [(a|the)]] [{{w:word}}] [price] (went|goes|rose|fell|dropped|increased|decreased|drops|rises|is reduced|was reduced|grew|changed) [(up|down)] from ['$'] {{a:tight}} [(dollars|euros)] to ['$'] {{b:tight}} [(dollars|euros)] [(','|'.'|';')] <find> [the] {_PERCENT} (increase|decrease|change|drop|rise|reduction|discount)",
    f"(a|the|my) [(price|value|cost|population)] [of [(a|the)]] [{{w:word}}] [price] (went|goes|rose|fell|dropped|increased|decreased|drops|rises|is reduced|was reduced|grew|changed) [(up|down)] from ['$'] {{a:tight}} [(dollars|euros)] to ['$'] {{b:tight}} [(dollars|euros)] [(','|'.'|';')] (by what {_PERCENT} [did it (change|increase|decrease|drop|rise|fall|go up|go down)]|what {_PERCENT} (increase|decrease|drop|change|rise|reduction|discount) is (that|this|it)|what (is|was) the {_PERCENT} (increase|decrease|drop|change|rise|reduction|discount))",
)
def percent_change_told(c: Captures, s: Situation) -> Problem | None:
    """How far it went up or down, in percent: the words say which way, so the number has no sign."""
    change = t.Function("abs", (t.Group(binary("-", c["b"], c["a"])),))
    return as_percent(t.Binary("/", change, grouped(c["a"])), s)


@topic.question(
    f"[(the|a|its|my)] [(price|value|cost|population)] (went|goes|changed|dropped|rose|fell|increased|decreased|grew) [(up|down)] from ['$'] {{a:tight}} to ['$'] {{b:tight}} [(','|'.'|';')] [(what is|find|calculate)] [the] {_PERCENT} (change|increase|decrease {{down:yes}}|drop {{down:yes}}|reduction {{down:yes}}|growth|rise)",
    f"(a|the|my) {{w:word}} (was|cost) ['$'] {{a:tight}} [(dollars|euros)] [(','|'.'|';'|and|but)] [(and|but)] [(now|then)] (it is|it costs|is|costs|it is now|its) [now] ['$'] {{b:tight}} [(dollars|euros)] [now] [(','|'.'|';')] [(what is|find|calculate)] [the] {_PERCENT} (change|increase|decrease {{down:yes}}|drop {{down:yes}}|reduction {{down:yes}}|discount {{down:yes}}|rise)",
    f"[<ask>] [the] {_PERCENT} (change|increase|decrease {{down:yes}}|difference|drop {{down:yes}}|reduction {{down:yes}}|growth|rise|error) [in {_PERCENT}] (from|between|in going from|going from) {{a}} (to|and) {{b}}",
    f"by what {_PERCENT} [does|did|has|do] (it|the price|the value) (change|increase|decrease|rise|fall) (from|going from) {{a}} to {{b}}",
)
def percent_change(c: Captures, s: Situation) -> Problem | None:
    difference = t.Group(binary("-", c["a"], c["b"]) if "down" in c else binary("-", c["b"], c["a"]))
    return as_percent(t.Binary("/", difference, grouped(c["a"])), s)


@topic.question(
    f"(write|express|give|convert|change|turn|put) {{a}} (as|in|into|to) [a] ({_PERCENT}|percents|percentages|percent form)",
    f"[<ask>] {{a}} (as|in|into|to) [a] {_PERCENT}",
)
def to_percent(c: Captures, s: Situation) -> Problem | None:
    return as_percent(grouped(c["a"]), s)
