"""More about data: quartiles, several figures at once, weighted means, standard scores."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, show_each

topic = Topic("summaries")

_OF = "(of|for|in|from) [(the|these|this)] [(numbers|data|data set|dataset|values|set|list|scores|following|following numbers)] [':'] {xs:data}"

_QUARTILES = (
    "def middle(values):",
    "    half, odd = divmod(len(values), 2)",
    "    return values[half] if odd else (values[half - 1] + values[half])/2",
    "half = len(data)//2",
    "low, mid, high = middle(data[:half]), middle(data), middle(data[-half:])",
)


@topic.question(
    f"[<find>] [(the|all)] quartiles {_OF}",
    f"[<find>] [the] (first|lower) quartile {{low:yes}} {_OF}",
    f"[<find>] [the] (third|upper) quartile {{high:yes}} {_OF}",
    f"[<find>] [the] (interquartile range|iqr|inter quartile range) {{iqr:yes}} {_OF}",
    f"[<find>] [the] five number summary {{five:yes}} {_OF}",
)
def quartiles(c: Captures, s: Situation) -> Problem | None:
    values = c["xs"]
    if len(values) < 4:
        return None
    wanted = (
        "[low]" if "low" in c else "[high]" if "high" in c else "[high - low]" if "iqr" in c
        else "[data[0], low, mid, high, data[-1]]" if "five" in c else "[low, mid, high]"
    )  # fmt: skip
    program = Program(s)
    program.add(f"data = sorted(map(S, [{', '.join(program.source(value) for value in values)}]))")
    program.add(*_QUARTILES)
    program.add(
        f"answers = {wanted}",
        *show_each("answers"),
    )
    what = (
        "The lower quartile is" if "low" in c else "The upper quartile is" if "high" in c
        else "The interquartile range is" if "iqr" in c else "Minimum, quartiles and maximum are" if "five" in c
        else "The quartiles are"
    )  # fmt: skip

    def explain(labels: Labels) -> str:
        values = ", ".join(labels["latex"].split(SEPARATOR))
        return f"{what} **{math(values)}**: the median of the whole, and of the lower and upper half (without the middle value)."

    return Problem(program.text(), explain, s)


FIGURES = {"mean": "Add(*data)/len(data)", "average": "Add(*data)/len(data)", "median": "middle(data)", "range": "data[-1] - data[0]",
            "mode": "sorted({v for v in data if data.count(v) == max(map(data.count, data))})"}  # fmt: skip
_FIGURE = "(mean {mean:yes}|average {average:yes}|median {median:yes}|range {range:yes}|mode {mode:yes})"


@topic.question(
    f"[<find>] [the] {_FIGURE} [','] [and] [the] {_FIGURE} {_OF}",
    f"[<find>] [the] {_FIGURE} [','] [the] {_FIGURE} [','] and [the] {_FIGURE} {_OF}",
    f"[<find>] [the] {_FIGURE} [','] [the] {_FIGURE} [','] [the] {_FIGURE} [','] and [the] {_FIGURE} {_OF}",
)
def several(c: Captures, s: Situation) -> Problem | None:
    asked = [name for name in c if name in FIGURES]
    if len(asked) < 2:
        return None
    program = Program(s)
    program.add(f"data = sorted(map(S, [{', '.join(program.source(value) for value in c['xs'])}]))")
    program.add(*_QUARTILES[:3])
    program.add(
        f"answers = [{', '.join(FIGURES[name] for name in asked)}]",
        'print("exact:", answers)',
        'shown = [", ".join(map(latex, v)) if isinstance(v, list) else latex(v) for v in answers]',
        f'print("latex:", "{SEPARATOR}".join(shown))',
    )

    def explain(labels: Labels) -> str:
        values = labels["latex"].split(SEPARATOR)
        named = f"{', '.join(asked[:-1])} and {asked[-1]}"
        return f"The {named} are, in this order, **{', '.join(math(value) for value in values)}**."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [the] (z - score|z score|standard score|zscore) (of|for) {x:number} [(if|when|where|with|given|given that|in a distribution with)] [the] mean [(is|of|'=')] {m:number} [(and|',')] [(a|the)] (standard deviation|sd|std|std dev|sigma) [(is|of|'=')] {d:number}",
)
def standard_score(c: Captures, s: Situation) -> Problem | None:
    node = t.Formula(
        "((({0}) - ({1}))/S({2}))",
        r"\frac{{{0} - {1}}}{{{2}}}",
        (c["x"], c["m"], c["d"]),
        method="the distance from the mean in standard deviations",
    )
    return value_problem(node, s, decimals=True)


_WEIGHT = "[(','|'(')] [(with|of|at|has)] [(a|the)] (weight|weighted|weights) [(of|at)] {w:number} [')']"


@topic.question(
    "[<find>] [the] weighted (average|mean) of {a:number} "
    + _WEIGHT.replace("{w:", "{v:")
    + " (and|',') {b:number} "
    + _WEIGHT,
    "[<find>] [the] weighted (average|mean) of {xs:data} [','] (with|using|and|given) [the] [(respective|corresponding)] weights [(of|are|':')] {ws:data}",
    "[<find>] [the] weighted (average|mean) (of|for) [the] (values|scores|data|numbers|grades) {xs:data} [','] (with|and|using) [the] [(respective|corresponding)] weights [(of|are|':')] {ws:data}",
)
def weighted_mean(c: Captures, s: Situation) -> Problem | None:
    values, weights = (c["xs"], c["ws"]) if "xs" in c else ((c["a"], c["b"]), (c["v"], c["w"]))
    if len(values) != len(weights):
        return None
    count = len(values)
    python = " + ".join(f"S({{{i}}})*{{{i + count}}}" for i in range(count))
    below = " + ".join(f"S({{{i + count}}})" for i in range(count))
    shown = " + ".join(rf"{{{i}}} \cdot {{{i + count}}}" for i in range(count))
    shown_below = " + ".join(f"{{{i + count}}}" for i in range(count))
    node = t.Formula(
        f"(({python})/({below}))",
        rf"\frac{{{{{shown}}}}}{{{{{shown_below}}}}}",
        (*values, *weights),
        method="each value times its weight, over the sum of the weights",
    )
    return value_problem(node, s)
