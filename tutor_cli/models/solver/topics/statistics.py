"""Descriptive statistics of a list of values: mean, median, mode, range, variance, deviation."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import NEGATE, Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.registry import MakeNode, Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, show_each

topic = Topic("statistics")

_OF = "[(of|for|in|from|is)] [(the|these|this|my)] [(numbers|data|data set|dataset|values|set|list|scores|following|following numbers|following data|test scores|data points|observations|grades|marks|temperatures|heights|weights|ages|following (set|list|values|scores) [of (numbers|data)]|set of (numbers|data|values)|list of numbers)] [(are|is)] [':'] {xs:data}"


def _listed(c: Captures) -> tuple[t.Node, ...] | None:
    """The data, when there are at least two."""
    values: tuple[t.Node, ...] = c["xs"]
    return values if len(values) >= 2 else None


def statistic(python: str, name: str, values: tuple[t.Node, ...], method: str = "") -> t.Formula:
    """``python`` and ``name`` say ``DATA`` for the list of values, ``COUNT`` for how many there are."""
    data = "[" + ", ".join(f"{{{index}}}" for index in range(len(values))) + "]"
    shown = ", ".join(f"{{{index}}}" for index in range(len(values)))
    count = str(len(values))
    return t.Formula(
        python.replace("DATA", data).replace("COUNT", count),
        rf"\operatorname{{{{{name}}}}}\left({shown}\right)",
        values,
        method=method,
    )


@topic.noun(f"[(arithmetic|sample)] (mean|average) [value] {_OF}")
def mean(c: Captures) -> t.Node | None:
    values = _listed(c)
    if not values:
        return None
    return statistic(
        "(Add(*DATA)/Integer(COUNT))",
        "mean",
        values,
        f"adding the {len(values)} values and dividing by {len(values)}",
    )


@topic.noun(f"median [value] {_OF}")
def median(c: Captures) -> t.Node | None:
    values = _listed(c)
    if not values:
        return None
    middle = len(values) // 2
    if len(values) % 2:
        python, method = f"(sorted(DATA)[{middle}])", "putting the values in order and taking the middle one"
    else:
        python = f"(Add(*sorted(DATA)[{middle - 1}:{middle + 1}])/2)"
        method = "putting the values in order and averaging the two in the middle"
    return statistic(python, "median", values, method)


@topic.noun(f"(range|spread) {_OF}")
def spread(c: Captures) -> t.Node | None:
    values = _listed(c)
    if not values:
        return None
    return statistic("(Max(*DATA) - Min(*DATA))", "range", values, "the largest value minus the smallest")


_DEVIATION = "(standard deviation|std dev|std|stdev|sd)"


@topic.noun(f"population {_DEVIATION} {_OF}", f"{_DEVIATION} (of|for|in) population {{xs:data}}")
def population_deviation(c: Captures) -> t.Node | None:
    values = _listed(c)
    if not values:
        return None
    return statistic(
        "sqrt(Add(*[(v - Add(*DATA)/Integer(COUNT))**2 for v in DATA])/Integer(COUNT))",
        "σ",
        values,
        "the root of the mean squared distance from the mean",
    )


@topic.noun(f"sample {_DEVIATION} {_OF}")
def sample_deviation(c: Captures) -> t.Node | None:
    values = _listed(c)
    if not values:
        return None
    return statistic(
        "sqrt(Add(*[(v - Add(*DATA)/Integer(COUNT))**2 for v in DATA])/(Integer(COUNT) - 1))",
        "s",
        values,
        "the root of the summed squared distances from the mean, divided by one less than their number",
    )


@topic.noun(f"population variance {_OF}", "variance (of|for|in) population {xs:data}")
def population_variance(c: Captures) -> t.Node | None:
    values = _listed(c)
    if not values:
        return None
    return statistic(
        "(Add(*[(v - Add(*DATA)/Integer(COUNT))**2 for v in DATA])/Integer(COUNT))",
        "Var",
        values,
        "the mean squared distance from the mean",
    )


@topic.noun(f"sample variance {_OF}")
def sample_variance(c: Captures) -> t.Node | None:
    values = _listed(c)
    if not values:
        return None
    return statistic(
        "(Add(*[(v - Add(*DATA)/Integer(COUNT))**2 for v in DATA])/(Integer(COUNT) - 1))",
        "Var",
        values,
        "the summed squared distances from the mean, divided by one less than their number",
    )


@topic.question(f"[<find>] [the] {_DEVIATION} {_OF}")
def deviation(c: Captures, s: Situation) -> Problem | None:
    return _population_and_sample(c, s, population_deviation, sample_deviation, "standard deviation")


@topic.question(f"[<find>] [the] variance {_OF}")
def variance(c: Captures, s: Situation) -> Problem | None:
    return _population_and_sample(c, s, population_variance, sample_variance, "variance")


def _population_and_sample(
    c: Captures, s: Situation, population: MakeNode, sample: MakeNode, what: str
) -> Problem | None:
    """Which of the two was meant is not said: the population's is answered, the sample's told beside it."""
    whole, part = population(c), sample(c)
    problem = value_problem(whole, s) if whole else None
    if problem is None or part is None:
        return None
    program = Program(s)
    program.add(f"sample = {program.source(part)}", 'print("sample:", N(sample, 6))')
    lines = program.text().removeprefix("from sympy import *\n\n")

    def explain(labels: Labels) -> str:
        told = f" Taken as a sample, the {what} is about {math(labels.get('sample', ''))}."
        return problem.explain(labels) + " These values are taken as the whole population." + told

    return Problem(problem.program + lines, explain, s, value=problem.value)


@topic.question(
    f"[<find>] [the] (mode|modes) {_OF}",
    "(which|what) [one] (value|number|score|element) (is [the] most (common|frequent)|is repeated [the] most|(appears|occurs|shows up|comes up|turns up|repeats|is seen) [the] most [(often|frequently|times|common)]) "
    + _OF,
    "[the] most (common|frequent|repeated) (value|number|score|element) " + _OF,
)
def mode(c: Captures, s: Situation) -> Problem | None:
    values = _listed(c)
    if not values:
        return None
    program = Program(s)
    program.add(
        f"data = [{', '.join(program.source(value) for value in values)}]",
        "most = max(data.count(v) for v in data)",
        "modes = sorted({v for v in data if data.count(v) == most}) if most > 1 else []",
        *show_each("modes"),
        'print("times:", most)',
    )
    shown = ", ".join(latex(value) for value in values)

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"In {math(shown)} every value occurs once: there is **no mode**."
        modes = ", ".join(math(value) for value in labels["latex"].split(SEPARATOR))
        return f"In {math(shown)} the most frequent is **{modes}**; it occurs {labels.get('times')} times."

    return Problem(program.text(), explain, s, value=None)


# ── more than a list ──────────────────────────────────────────────────────────

_AVERAGE = "(mean|average|arithmetic mean)"


@topic.question(
    f"(i|he|she|a student|{{w:word}}) (scored|got|have|has|received|earned|had) {{xs:data}} [(points|percent|marks)] [(on|in) [(my|the|his|her|three|four|five|two)] [(last|first|final)] [{{n:word}}] [(tests|exams|quizzes|games|test|subjects)]] [('.'|','|';')] <find> [(my|the|his|her)] {_AVERAGE} [(score|grade|mark)]",
    f"(my|his|her|the) [(test|exam|quiz)] (scores|grades|marks|ages|temperatures|heights|weights|numbers|prices|values) (are|were) {{xs:data}} [('.'|','|';')] <find> [(my|the|his|her|their)] {_AVERAGE} [(score|grade|mark|age|temperature|height|weight|price|value)]",
)
def average_told(c: Captures, s: Situation) -> Problem | None:
    node = mean(c)
    return value_problem(node, s) if node is not None else None


@topic.question(
    f"[(if|given|given that)] [the] {_AVERAGE} of {{xs:unknowns}} is {{v:number}} [('.'|','|';')] [then] (<find>|solve for) [the (value|value of)] {{x:name}}",
    f"(<find>|solve for) [the (value|value of)] {{x:name}} (if|when|given that|so that|such that) [the] {_AVERAGE} of {{xs:unknowns}} is {{v:number}}",
)
def missing_value(c: Captures, s: Situation) -> Problem | None:
    """One of the values is not known, and the mean of all is."""
    values = c["xs"]
    if [name for value in values for name in t.names_in(value)] != [c["x"]]:
        return None
    total = values[0]
    for value in values[1:]:
        total = t.Binary("+", total, value)
    average = t.Binary("/", t.Group(total), t.number(len(values)))
    return solve_problem((t.Relation("=", average, c["v"]),), (c["x"],), s)


def _with_unknowns(reader: Reader, position: int, limit: int) -> Caught:
    """Numbers and letters with commas between: ``5, 7, 9 and x``."""
    found: list[t.Node] = []
    at = position
    while (read := reader.expression(at, limit, NEGATE)) is not None:
        found.append(read[0])
        at = after = read[1]
        while reader.text(after, limit) in (",", "and"):
            after += 1
        if after == at:
            break
        at = after
    if len(found) >= 2:
        yield tuple(found), at


KINDS["unknowns"] = _with_unknowns
