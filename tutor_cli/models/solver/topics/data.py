"""Figures of a list of numbers, asked in any order: "for the data 3, 5, 9 find the mean", "sample variance: 2 4 6"."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics import statistics, summaries
from tutor_cli.models.solver.topics.registry import MakeNode, Topic
from tutor_cli.models.solver.topics.statistics import statistic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("data")

_NOUNS = (
    "cm|kg|m|years|old|temp|temps|dollars|degrees|pounds|minutes|hours|seconds|inches|km|mph|%|$|euros|lbs|grams|meters|feet|percent|pts|number|numbers|data|dataset|value|values|set|list|score|scores|observations|observation|grade|grades|mark|marks|temperature|temperatures|height|heights|weight|weights|age|ages|point|points|test|tests|exam|exams|quiz|quizzes|"
    "result|results|figures|entries|series|price|prices|time|times|sequence|distribution|measurements|readings|terms|integers|items|kids|children|students|student|people|players|days|games|game|week|class|daily|sales|salaries|salary|income|following|statistics|array|elements"
)
frame = Frame(
    "mean|average|median|middle|mode|range|variance|deviation|quartile|quartiles|iqr|interquartile|sd|std|stdev|midrange|q1|q2|q3|rms|var|summary|percentile|modes|mad",
    f"{_NOUNS.replace('|number|', '|')}|a|an|the|of|for|in|from|is|are|was|were|if|when|given|suppose|let|what|find|calculate|compute|determine|give|work|out|with|and|this|these|that|they|it|its|their|my|his|her|our|i|he|she|we|you|got|scored|have|has|had|"
    "consider|on|at|as|to|tell|me|both|show|get|by|following|here|there|,|.|;|:|?|(|)|-|=|recorded|has|contains|consists|each|raw|arithmetic|simple|overall|taken|set|report|estimate|r|u",
)
frame.tells(
    "what",
    "(my|our|his|her|their|the|these|following) {a:noun} [{b:noun}] (were|are|was|is|r|':')",
    "(of|for) (these|the following|my|our) {a:noun} [{b:noun}] [':']",
    "x (':'|'=')",
    "number (set|list|sequence)",
    "the (above|below)",
    "(data|dataset|list) (above|below)",
)
frame.tells("population", "pop", "pop '.'")
frame.tells("who", "{value:who}")
frame.tells("population", "(population|as a population|whole population|entire population)")
frame.tells("sample", "(sample|as a sample|unbiased)")

_FIGURES = {
    "mean": "(mean|average|arithmetic mean|arithmetic average|mean value|average value|mean average)",
    "median": "(median|middle (value|number)|median value|second quartile|q2|50 th percentile)",
    "mode": "(mode|modes|modal value|most (common|frequent) (value|number))",
    "range": "range",
    "variance": "(variance|var)",
    "deviation": "(standard deviation|std dev|std|stdev|sd|s d|standard dev|std deviation)",
    "low": "(first quartile|lower quartile|q1|1 st quartile|25 th percentile)",
    "high": "(third quartile|upper quartile|q3|3 rd quartile|75 th percentile)",
    "iqr": "(interquartile range|iqr|inter quartile range|inter - quartile range|quartile range)",
    "quartiles": "quartiles",
    "five": "(five number summary|five - number summary|5 number summary|5 - number summary)",
    "geometric": "geometric (mean|average)",
    "harmonic": "harmonic (mean|average)",
    "midrange": "(midrange|mid range|mid - range)",
    "absolute": "(mean absolute deviation|average absolute deviation|mean deviation|average deviation|mean absolute deviation about the mean|mad)",
    "rms": "(root mean square|quadratic mean|rms)",
}  # fmt: skip
_NOT_A_NOUN = frozenset(
    [
        "first",
        "last",
        "largest",
        "smallest",
        "highest",
        "lowest",
        "sum",
        "missing",
        "not",
        "other",
        "without",
        "except",
        "difference",
        "product",
        "square",
        "squares",
        "top",
        "bottom",
        "new",
        "middle",
        "next",
    ]
)


def _noun(reader: Reader, position: int, limit: int) -> Caught:
    """What the numbers are of, whatever it is called: ``bills``, ``electric bills``."""
    word = reader.text(position, limit)
    known = any(word in signs for signs in frame.signs) or word in _NOT_A_NOUN or word in english.UNITS
    if word.isalpha() and len(word) > 2 and not known and reader.tokens[position].kind == "word":
        yield word, position + 1


KINDS["noun"] = _noun
for _name, _pattern in _FIGURES.items():
    frame.tells("figure", _pattern, value=_name)
frame.tells("data", "{value:data}")
frame.tells(
    "count",
    "{value:whole} (kids|children|students|people|players|numbers|values|days|tests|scores|integers|games|items|exams|quizzes)",
)


@frame.part(
    "[the] first {n:whole} [(positive|natural|counting|whole)] (integers|numbers)",
    "[the] first {n:whole} [positive] even {even:yes} [(natural|positive)] (numbers|integers)",
    "[the] first {n:whole} [positive] odd {odd:yes} [(natural|positive)] (numbers|integers)",
    "[the] first {n:whole} prime {prime:yes} numbers",
    "[the] first {n:whole} primes {prime:yes}",
    "[all] [the] [(whole|natural|positive|consecutive)] (numbers|integers) (from|between) {low:whole} (to|and|through) {high:whole} [inclusive]",
    "{low:whole} (to|through) {high:whole}",
)
def counted(c: Captures) -> Fact | None:
    count = c.get("n", 1)
    if not 1 <= count <= 300:
        return None
    if "low" in c:
        numbers = range(c["low"], c["high"] + 1)
        if not 2 <= len(numbers) <= 300 or c["low"] < 0:
            return None
    elif "prime" in c:
        primes = (n for n in range(2, 2100) if all(n % d for d in range(2, int(n**0.5) + 1)))
        numbers = [prime for prime, _ in zip(primes, range(count), strict=False)]  # type: ignore[assignment]
    else:
        start, step = (2, 2) if "even" in c else (1, 2) if "odd" in c else (1, 1)
        numbers = range(start, start + step * count, step)
    return Fact("data", tuple(t.number(each) for each in numbers))


def _statistic(python: str, name: str, method: str) -> MakeNode:
    def make(c: Captures) -> t.Node | None:
        return statistic(python, name, c["xs"], method) if len(c["xs"]) >= 2 else None

    return make


_MEAN = "Add(*DATA)/Integer(COUNT)"
_MAKERS: dict[str, MakeNode] = {
    "mean": statistics.mean,
    "median": statistics.median,
    "range": statistics.spread,
    "geometric": _statistic("root(Mul(*DATA), COUNT)", "geometric mean", "the root of the product of the values, of the degree of their number"),
    "harmonic": _statistic("(COUNT/Add(*[1/S(v) for v in DATA]))", "harmonic mean", "dividing their number by the sum of the reciprocals"),
    "midrange": _statistic("((Max(*DATA) + Min(*DATA))/2)", "midrange", "the mean of the largest and the smallest"),
    "absolute": _statistic(f"(Add(*[Abs(v - {_MEAN}) for v in DATA])/Integer(COUNT))", "MAD", "the mean distance from the mean"),
    "rms": _statistic("sqrt(Add(*[S(v)**2 for v in DATA])/Integer(COUNT))", "rms", "the root of the mean square"),
}  # fmt: skip
_BY_KIND = {
    ("variance", "population"): statistics.population_variance, ("variance", "sample"): statistics.sample_variance,
    ("deviation", "population"): statistics.population_deviation, ("deviation", "sample"): statistics.sample_deviation,
}  # fmt: skip


@topic.question("{facts:figures}")
def figures(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    asked, data = facts.all("figure"), facts.all("data")
    if len(data) != 1 or not asked:
        return None
    if any(count != len(data[0]) for count in facts.all("count")):
        return None
    caught = {"xs": data[0]}
    spread = {"population", "sample"} & {fact.kind for fact in facts}
    if len(asked) > 1:
        names = [name for name in asked if name in summaries.FIGURES]
        return (
            summaries.several({**caught, **dict.fromkeys(asked, True)}, s)
            if names == asked and not spread
            else None
        )
    (figure,) = asked
    if figure in ("variance", "deviation"):
        if len(spread) > 1:
            return None
        if not spread:
            return (statistics.variance if figure == "variance" else statistics.deviation)(caught, s)
        node = _BY_KIND[figure, spread.pop()](caught)
        return value_problem(node, s) if node is not None else None
    if "population" in spread:
        return None
    if figure == "mode":
        return statistics.mode(caught, s)
    if figure in ("low", "high", "iqr", "five", "quartiles"):
        return summaries.quartiles({**caught, figure: True}, s)
    node = _MAKERS[figure](caught)
    return value_problem(node, s) if node is not None else None


KINDS["figures"] = frame
topic.words |= frame.words


# ── one value that is not known ───────────────────────────────────────────────

_AVERAGE = "(mean|average|arithmetic mean)"
missing = Frame(
    "mean|average",
    f"{_NOUNS}|a|an|the|of|for|in|from|is|are|was|were|if|when|what|find|calculate|determine|with|and|this|these|that|they|it|my|his|her|i|he|she|we|you|so|then|how|must|should|does|do|did|need|needs|needed|want|wants|get|score|scored|got|have|has|"
    "on|to|be|them|by|whole|overall|new|exactly|order|will|would|make|makes|making|give|achieve|bring|raise|obtain|final|added|add|earn|number's|all|their|at|received|out|,|.|;|:|?|next|value|one|test|much",
)
missing.tells("who", "{value:who}")
missing.tells(
    "mean",
    f"{_AVERAGE} [(score|grade|age|mark|weight|height|value)] [(of|is|to be|be|was|'=')] {{value:number}}",
    f"{{value:number}} {_AVERAGE}",
    "average {value:number}",
    f"{_AVERAGE} (is|to|becomes|equals) {{value:number}}",
)


@missing.part(
    f"{_AVERAGE} [(score|grade|age|mark|weight|height|value)] of [(a set of|the|all)] {{n:whole}} ({_NOUNS}) (is|was|equals|'=') {{m:number}}"
)
def mean_of_so_many(c: Captures) -> Fact | None:
    return Fact("mean of", (c["n"], c["m"]))


missing.tells(
    "known",
    "{value:data}",
    "[{k:whole} of (them|the (numbers|values|scores|marks))] (are|is|were|was) {value:data}",
    "[(first|last)] {k:whole} (tests|exams|quizzes|scores|numbers|games|are)",
)
missing.tells(
    "count told",
    "(first|last|other|the) {value:whole} [of (them|the (numbers|values|scores))] [(tests|exams|quizzes|scores|numbers|values|games|are)]",
    "{value:whole} (tests|exams|quizzes|numbers|values|scores|games|of them|of the (numbers|values|scores))",
)
missing.tells(
    "asked",
    "(missing|other|remaining|unknown|last) (number|one|value|score|grade)",
    "what number",
    "which number",
    "what score",
    "what (must|should|do|does) (i|he|she|they|you)",
    "(next|final|last) (test|exam|quiz|game)",
)
missing.tells("asked", "{value:ordinal} [(number|one|value|score|test|exam|quiz|grade|game|term)]")
missing.tells(
    "total asked",
    "[their] (sum|total|combined total)",
    "sum of (the|all|these|those) [(numbers|values|scores)]",
    "(add|adds|sum) up to",
    "(do|does) (they|it) (total|sum to)",
)


@topic.question("{facts:missing}")
def missing_value(c: Captures, s: Situation) -> Problem | None:
    """The mean of all is told, and all values but one; or their sum is asked."""
    facts: Facts = c["facts"]
    means = [(None, value) for value in facts.all("mean")] + facts.all("mean of")
    known = facts.all("known")
    if len(means) != 1:
        return None
    count, mean = means[0]
    if facts.any("total asked"):
        told = facts.all("count told")
        count = told[0] if count is None and len(told) == 1 else count
        if known or facts.any("asked") or told not in ([], [count]) or count is None:
            return None
        node = t.Formula(
            "({0}*{1})", r"{0} \cdot {1}", (t.number(count), mean), method="the mean times their number"
        )
        return value_problem(node, s)
    asked = facts.all("asked")
    if not asked or len(known) != 1:
        return None
    values: tuple[t.Node, ...] = known[0]
    total = len(values) + 1
    if count not in (None, total) or any(each not in (None, total) for each in asked):
        return None
    if any(each not in (len(values), total) for each in facts.all("count told")):
        return None
    added = " + ".join(f"{{{i + 2}}}" for i in range(len(values)))
    node = t.Formula(
        f"(S({{0}})*{{1}} - ({added}))",
        rf"{{0}} \cdot {{1}} - \left({added}\right)",
        (t.number(total), mean, *values),
        method="taking the known values from the sum of all, which is their number times the mean",
    )
    return value_problem(node, s)


KINDS["missing"] = missing
topic.words |= missing.words


# ── standard scores ───────────────────────────────────────────────

scores = Frame(
    "z|zscore|standard",
    f"{_NOUNS}|a|an|the|of|for|in|is|are|was|if|when|what|find|calculate|compute|determine|with|and|where|has|have|that|given|distribution|normal|normally|distributed|,|.|;|:|?|from|student|scored|scores|on|corresponding|its|to|student's|got|who|whose|i|he|she|my|his|her|raw",
)
scores.tells("asked", "(z - score|z score|zscore|standard score|z - value|z value|standardized score)", "z")
scores.tells("mean", "(mean|mu|average|population mean) [(is|of|'='|equal to)] {value:number}")
scores.tells(
    "deviation",
    "(standard deviation|sd|std|std dev|sigma|stdev|population standard deviation) [(is|of|'='|equal to)] {value:number}",
)
scores.tells(
    "score",
    "[x] [(=|of)] {value:number}",
    "(x|score|value|raw score|data point|mark|grade) [(of|is|'=')] {value:number}",
)


@topic.question("{facts:scores}")
def standard_score(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    try:
        parts = {"x": facts.one("score"), "m": facts.one("mean"), "d": facts.one("deviation")}
    except ValueError:
        return None
    if not facts.any("asked") or None in parts.values():
        return None
    return summaries.standard_score(parts, s)


KINDS["scores"] = scores
topic.words |= {"zscore", "mu", "sigma"}
