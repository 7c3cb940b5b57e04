"""Rates and proportions in words: "3 pens cost $4.50, how much do 7 cost", and work that is shared.

Each story tells of one pair of amounts that belong together ("8 liters per 100 km") and gives
a second amount of one of the two things; the other is asked for.
"""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Facts, Story
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import NEGATE, Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.units import UNITS
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.results import is_whole

topic = Topic("rates")

_NO_THING = frozenset(
    english.words(
        "how|what|which|if|and|then|so|is|are|was|were|cost|costs|at|in|of|the|a|an|to|for|per|each|every|,|.|"
        "?|;|=|+|-|*|/|do|does|did|will|would|can|could|much|many|long|far|i|you|he|she|it|we|they|make|makes|"
        "made|need|needs|use|uses|take|takes|took|give|gives|earn|earns|pay|pays|with|on|from|by|more|get|"
        "gets|buy|buys|fill|fills|left|remain|remains|be|needed|weigh|weighs|produce|produces|travel|travels|"
        "serve|serves|read|reads|type|types|print|prints"
    )
)
_MONEY_WORDS = {"dollar": "$", "buck": "$", "usd": "$", "euro": "€", "eur": "€", "pound": "£"}


def _thing(reader: Reader, position: int, limit: int) -> Caught:
    """What is counted, by all the names it may go by: "red pens", and for "kg of rice" both."""
    names: list[str] = []
    at = position
    while at < limit and len(names) < 3:
        token = reader.tokens[at]
        if token.kind != "word" or token.text in _NO_THING:
            break
        names.append(singular(token.text))
        at += 1
        if reader.text(at, limit) == "of" and at + 1 < limit and reader.tokens[at + 1].kind == "word":
            yield frozenset((names[-1], singular(reader.text(at + 1, limit)))), at + 2
        yield frozenset((" ".join(names), names[-1], _MONEY_WORDS.get(names[-1], names[-1]))), at


def singular(word: str) -> str:
    for ending, instead in (
        ("ies", "y"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("oes", "o"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > 3:
            return word.removesuffix(ending) + instead
    return {"people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot", "kms": "km"}.get(word, word)  # fmt: skip


def _count(reader: Reader, position: int, limit: int) -> Caught:
    """A number and nothing else: ``3``, ``2.5``, ``1/2``, ``three``; with a currency's sign, ``$4.50``."""
    position += reader.text(position, limit) in ("$", "€", "£")
    text = reader.text(position, limit)
    if text in ("a", "an", "one", "each"):
        yield t.Number("1"), position + 1
        return
    for node, end in reader.ends(lambda low, high: reader.expression(low, high, NEGATE), position, limit):
        if not t.names_in(node) and isinstance(t.bare(node), t.Number | t.Mixed | t.Binary):
            yield node, end + (reader.text(end, limit) in ("€", "$"))
    read = reader.expression(position, min(position + 1, limit), 39)
    if read and isinstance(read[0], t.Number):
        yield read[0], read[1] + (reader.text(read[1], limit) in ("€", "$"))


@dataclass(frozen=True)
class Amount:
    """So many of a thing; no names when the thing was not said again."""

    count: t.Node
    names: frozenset[str]


def _amount(reader: Reader, position: int, limit: int) -> Caught:
    """``5 red pens``, ``4 dollars``, ``300 g of flour``."""
    for count, end in _count(reader, position, limit):
        for names, after in _thing(reader, end, limit):
            yield Amount(count, names), after


def _bare_amount(reader: Reader, position: int, limit: int) -> Caught:
    """An amount whose thing may be left out, and money: "how much do 7 cost", "7 cost $4"."""
    yield from _amount(reader, position, limit)
    for count, end in _count(reader, position, limit):
        yield Amount(count, frozenset()), end


KINDS.update(thing=_thing, count=_count, counted=_amount, counts_of=_bare_amount)

_WHO = "(i|you|he|she|it|we|they|one|(a|an|the|my|his|her|this|one) [{j:word}] {k:word})"
_VERB = (
    "(cost|costs|is|are|sell for|sells for|weigh|weighs|make|makes|require|requires|need|needs|use|uses|produce|produces|yield|yields|give|gives|contain|contains|equal|equals|will|are worth|is worth|can make|can print|prints|print|"
    "hold|holds|earn|earns|serve|serves|feed|feeds|fill|fills|cover|covers|has|have|burn|burns|pay|pays|pay for|charges|charge|types|type|reads|read|sells|sell|packs|pack|travels|travel|goes|go|calls for|drink|drinks|eat|eats|bake|bakes|build|builds|assemble|assembles|pumps|pump|wash|washes|pick|picks|"
    "write|writes|paints|paint|drives|drive|can (travel|go|fill|cover|produce|read|type|feed|hold|serve|be made from)|consumes|consume|walks|walk|runs|run|plants|plant|knits|beats|beat|leaks|leak|drips|processes|spends|spend|am paid|is paid|get paid|gets paid|get|gets|buys|buy|weighed|cost me|cost you|went|earned|paid|used|made|produced|takes|take)"
)
_FOR = "(for|in|per|every|each|on|to make|to serve|to feed|to fill|to travel|to go|to drive|to cover|with|from|out of|to print|to produce|to bake|to cook|to paint|to build)"

STORY = Story(
    ("how", "what", "find", "price", "cost"),
    {
        "pair": (
            f"{{q:counted}} {_VERB} {{r:counts_of}} [(in total|altogether|each way)]",
            "{q:counted} (for|at) {r:counts_of}",
            f"[({_WHO}|{{m:thing}})] {_VERB} {{r:counts_of}} {_FOR} {{q:counted}}",
            f"[({_WHO}|{{m:thing}})] {_VERB} {{r:counts_of}} (per|a|an|each|every) {{u:thing}}",
            f"(a|an|the|my|this) [{{j:word}}] {{k:word}} for {{q:counted}} {_VERB} {{r:counted}}",
            f"it takes [{_WHO}] {{r:counted}} {_FOR} {{q:counted}}",
            "{r:counts_of} (per|each|a|an) {u:thing}",
        ),
        "ask": (
            f"how (much|many|long|far) [(money|time)] [{{x:thing}}] [(do|does|did|will|would|can|could|are|is|should|must)] [(it|{_WHO})] [(take|cost|pay|need {{need:yes}}|get|use|buy|make|have|travel|go|be needed {{need:yes}}|needed {{need:yes}}|required {{need:yes}}|be required {{need:yes}}|{_VERB})] [(i|you|we|they|it|him|her|me|him)] [(for|in|to|with|from|on|if|to buy|to make|if i work|for working|when i work|if you work|if he works|if she works)] [{_VERB}] {{k:counts_of}} [(do|does|will|would)] [(cost|be|weigh|cost you|come to|need|take|make|{_VERB}|needed|required|be worth)]",
            "how much (is|are|for|would be) {k:counts_of}",
            "(what is|what would be|what will be|find|calculate|what would) the (cost|price|weight|total cost|total price|value) (of|for) {k:counts_of}",
            "what (do|does|will|would|is|are) {k:counts_of} [(cost|weigh|be)]",
            "(how much|what) (does|is|would|will|are) (one|each|1|a single|a) [{z:thing}] [(cost|weigh|worth)] {one:yes}",
            "[(what is|find|calculate|work out|what is the)] [the] (unit price|price per {z:thing}|price of (one|each|a|1) {z:thing}|cost per {z:thing}|cost of (one|each|a|1) {z:thing}|unit cost|unit rate) {one:yes}",
        ),
    },
)  # fmt: skip
KINDS["rates"] = STORY
topic.words |= STORY.words

_MONEY = frozenset("$")
"""What an amount is counted in when nothing is said."""
_SPANS = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "min", "h", "hr", "s"])


@topic.question("{facts:rates}")
def direct(c: Captures, s: Situation) -> Problem | None:
    """So many of one thing go with so many of another; how many go with another count of the first?"""
    facts: Facts = c["facts"]
    if sorted(kind for kind, _ in facts) != ["ask", "pair"]:
        return None
    told = {name: value for _, fact in facts for name, value in fact.items()}
    first = told.get("q") or Amount(t.Number("1"), told.get("u", frozenset()))
    second = Amount(told["r"].count, told["r"].names or _MONEY)
    asked = Amount(t.Number("1"), told.get("z", frozenset())) if "one" in told else told["k"]
    wanted: frozenset[str] = told.get("x", frozenset())
    if first.names & second.names or _is_work(first.names | second.names, facts):
        return None
    if asked.names & second.names and not asked.names & first.names:
        first, second = second, first
    elif asked.names and not asked.names & first.names:
        return None
    elif not asked.names and wanted & first.names:
        first, second = second, first
    if wanted and not wanted & second.names:
        return None
    if any(t.bare(each.count) == t.Number("0") for each in (first, second)):
        return None
    counts = (t.bare(second.count), t.bare(asked.count), t.bare(first.count))
    python, shown = "(S({0})*{1}/S({2}))", r"\frac{{{0} \cdot {1}}}{{{2}}}"
    if "need" in told and wanted and not wanted & UNITS.keys():
        python, shown = f"ceiling{python}", rf"\left\lceil {shown} \right\rceil"  # whole boxes are needed
    node = t.Formula(python, shown, counts, method="finding what one comes to first")
    in_decimals = any("." in each.text for each in t.walk(second.count) if isinstance(each, t.Number))
    problem = value_problem(node, s, decimals=in_decimals)
    if problem is None or not wanted or wanted & UNITS.keys():
        return problem
    return replace(problem, explain=partial(_told_if_whole, problem))


def _told_if_whole(problem: Problem, labels: Labels) -> str:
    """The answer where only whole things make sense: half a bus does not go."""
    if not is_whole(labels.get("exact", "")):
        raise Unreadable("it does not come out in whole things")
    return problem.explain(labels)


def _is_work(names: frozenset[str], facts: Facts) -> bool:
    """Whether workers share one job: the more there are, the less time it takes."""
    return bool(names & _SPANS) and bool(names & _WORKER_NAMES)


_WORKERS = "(workers|men|people|painters|women|machines|pumps|builders|taps|farmers|students|friends|robots|pipes|cooks|employees|laborers|carpenters|hoses|printers|cats|gardeners|bricklayers|diggers)"
_WORKER_NAMES = frozenset(singular(word) for word in _WORKERS.strip("()").split("|"))
_TIME = "(days|day|hours|hour|minutes|weeks|months)"
_DOING = "(build|paint|finish|complete|do|dig|fill|empty|clean|make|pick|harvest|mow|repair|plant)"
_WHAT = "[(a|the|one|this)] [(same|whole)] [{w:word}]"
_DO_JOB = f"(take|need|require|{_DOING} {_WHAT})"
_JOB = f"[(to {_DOING} {_WHAT}|for (the|this|a) job|working together|to do (the|it|this)|at the same rate)]"
_STOP = "[(','|'.'|';'|'?'|and|then)] [(then|so|and)]"


@topic.question(
    f"[if] {{a:count}} {_WORKERS} [can] {_DO_JOB} [in] {{b:count}} {_TIME} {_JOB} {_STOP} how (long|many {_TIME}|much time) (will|would|do|does|should|{_DO_JOB}) {{k:count}} {_WORKERS} [{_DO_JOB}] {_JOB}",
    f"[if] {{a:count}} {_WORKERS} [can] {_DO_JOB} [in] {{b:count}} {_TIME} {_JOB} {_STOP} how (long|many {_TIME}|much time) (will|would|does|do|should) it take [for] {{k:count}} {_WORKERS} {_JOB}",
    f"[if] it takes {{a:count}} {_WORKERS} {{b:count}} {_TIME} {_JOB} {_STOP} how (long|many {_TIME}|much time) (will|would|does) (it take [for] {{k:count}} {_WORKERS}|{{k:count}} {_WORKERS} take) {_JOB}",
)
def shared_work(c: Captures, s: Situation) -> Problem | None:
    node = t.Formula(
        "(S({0})*{1}/S({2}))",
        r"\frac{{{0} \cdot {1}}}{{{2}}}",
        (t.bare(c["a"]), t.bare(c["b"]), t.bare(c["k"])),
        method="taking everyone to work equally fast",
    )
    return value_problem(node, s)
