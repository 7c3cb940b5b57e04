"""An amount that grows or shrinks by the same percentage again and again: populations, values of cars."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Facts, Story
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.percentages import is_percent
from tutor_cli.models.solver.topics.prices import STORY as PRICES
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("growth")

_PERIODS = ("year", "month", "week", "day", "hour", "decade")


def _period(reader: Reader, position: int, limit: int) -> Caught:
    """``years``: a unit of time, as one."""
    word = reader.text(position, limit).removesuffix("s")
    if word in _PERIODS:
        yield word, position + 1


KINDS["period"] = _period

_EACH = "(per {u:period}|each {u:period}|every {u:period}|a {u:period}|an {u:period}|annually {yearly:yes}|yearly {yearly:yes}|per annum {yearly:yes}|annual {yearly:yes})"
_IT = "[(it|its value|its population|the population|the value|the price|its price|which|that|{j:item}|the {j:item})]"
_UP = "(grows|increases|rises|appreciates|goes up|is growing|increasing|growing|grow|increase|is increasing|gains|rising)"
_DOWN = "(decreases|falls|drops|depreciates|loses|shrinks|declines|is decreasing|decreasing|depreciating|goes down|decrease|fall|is shrinking|decays)"

STORY = Story(
    ("per", "each", "every", "a", "annually", "yearly", "annual"),
    {
        "price": PRICES.clauses["price"],
        "growth": (
            f"{_IT} ({_UP} {{up:yes}}|{_DOWN} {{down:yes}}) [(by|at|at a rate of|at the rate of)] {{p:share}} [of its value] [in value] {_EACH}",
            "(growing|increasing|grows|grow|increases) at [a|an] {p:share} (annual|yearly) [growth] rate {up:yes} {yearly:yes}",
        ),
        "time": (
            "[(for|in|after|over)] {n:count} {v:period}",
        ),
        "ask": (
            "(what|how (much|many|large|big)) (will|would|is|are) [(be)] (it|its value|the population|the value|the price|its price|its population|they|{i:item}|the {i:item}) [(be)] [worth]",
            "how many (people|inhabitants|bacteria|{i:item}) (will there be|are there|will it have)",
            "(find|what is|calculate|what will be) (its|the) [(new|final|future)] (value|population|price|size|worth|number)",
        ),
    },
)  # fmt: skip
KINDS["growth"] = STORY
topic.words |= STORY.words | set(_PERIODS)


@topic.question("{facts:growth}")
def growth(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    kinds = sorted(kind for kind, _ in facts)
    told = {name: value for _, fact in facts for name, value in fact.items()}
    if kinds != ["ask", "growth", "price", "time"] or not is_percent(told["p"]):
        return None
    if told["v"] != told.get("u", "year"):
        return None
    sign = "-" if "down" in told else "+"
    node = t.Formula(
        f"(S({{0}})*(1 {sign} {{1}})**{{2}})",
        rf"{{0}} \left(1 {sign} {{1}}\right)^{{{{{{2}}}}}}",
        (told["a"], told["p"], told["n"]),
        method="the same growth again and again",
    )
    return value_problem(node, s, decimals=True)
