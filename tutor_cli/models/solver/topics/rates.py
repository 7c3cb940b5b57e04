"""Rates and proportions in words: "3 pens cost $4.50, how much do 7 cost", speed, and work that is shared."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("rates")

_STOP = "[(','|'.'|';'|'?'|and|then)] [(then|so|and)]"
_NO_THING = frozenset(
    [
        "how",
        "what",
        "which",
        "if",
        "and",
        "then",
        "so",
        "is",
        "are",
        "cost",
        "costs",
        "at",
        "in",
        "of",
        "the",
        "a",
        "to",
        "for",
        "per",
        ",",
        ".",
        "?",
        ";",
        "=",
        "+",
        "-",
        "*",
        "/",
        "do",
        "does",
        "will",
        "would",
        "can",
        "could",
        "much",
        "many",
        "long",
        "far",
    ]
)


def _thing(reader: Reader, position: int, limit: int) -> Caught:
    """What is counted, "red pens", without its ending: one to three words; a unit in signs too (``$``)."""
    words: list[str] = []
    at = position
    while at < limit and len(words) < 3:
        token = reader.tokens[at]
        if token.kind != "word" or token.text in _NO_THING:
            break
        words.append(token.text)
        at += 1
        if reader.text(at, limit) == "of" and at + 1 < limit and reader.tokens[at + 1].kind == "word":
            yield _singular(words[-1]), at + 2  # "kg of rice" is counted in kg
        yield " ".join([*words[:-1], _singular(words[-1])]), at


def _singular(word: str) -> str:
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
    return word


def _count(reader: Reader, position: int, limit: int) -> Caught:
    """A number and nothing else: ``3``, ``2.5``, ``1/2``, ``three``; with a currency's sign, ``$4.50``."""
    position += reader.text(position, limit) in ("$", "€", "£")
    text = reader.text(position, limit)
    if text in ("a", "an", "one", "each"):
        yield t.Number("1"), position + 1
        return
    for node, end in reader.ends(lambda low, high: reader.expression(low, high, 24), position, limit):
        if not t.names_in(node) and isinstance(t.bare(node), t.Number | t.Mixed | t.Binary):
            yield node, end + (reader.text(end, limit) in ("€", "$"))
    read = reader.expression(position, min(position + 1, limit), 39)
    if read and isinstance(read[0], t.Number):
        yield read[0], read[1] + (reader.text(read[1], limit) in ("€", "$"))


KINDS.update(thing=_thing, count=_count)

_COST = "(cost|costs|is|are|sell for|sells for|weigh|weighs|make|makes|require|requires|need|needs|use|uses|produce|produces|yield|yields|take|takes|give|gives|contain|contains|give you|equal|for|will|are worth|is worth|can make|can print|prints|print|hold|holds|earn|earns|serve|serves|feeds|feed|fill|fills|cover|covers|has|have)"
_MONEY = "[(dollars|dollar|euros|euro|pounds|cents|cent|bucks|usd)] [(in an hour|per hour|an hour|in one hour|a day|per day|in a day|each)]"
_DO = "[(do|does|will|would|can|could|are|is|should)] [(i|you|we|they|it|he|she)] [(pay|need|get|use|buy|make|have)] [(for|in|to (make|buy|feed|serve|get|print))]"


def _direct(c: Captures, s: Situation) -> Problem | None:
    """So many of one thing go with so many of another; how many go with another count of the first."""
    if any(t.bare(c[key]) == t.Number("0") for key in "ab"):
        return None
    node = t.Formula(
        "(S({0})*{1}/S({2}))",
        r"\frac{{{0} \cdot {1}}}{{{2}}}",
        (t.bare(c["b"]), t.bare(c["k"]), t.bare(c["a"])),
        method="finding what one comes to first",
    )
    return value_problem(
        node, s, decimals=any("." in n.text for n in t.walk(c["b"]) if isinstance(n, t.Number))
    )


@topic.question(
    f"[if] {{a:count}} {{u:thing}} {_COST} {{b:count}} {_MONEY} {_STOP} (how much|what) {_DO} {{k:count}} [more] [{{u:thing}}] [(cost|be|weigh|cost you|come to)]",
    f"[if] {{a:count}} {{u:thing}} {_COST} {{b:count}} {_MONEY} {_STOP} (what is|find) the (cost|price|weight) of {{k:count}} [{{u:thing}}]",
    f"[if] {{a:count}} {{u:thing}} {_COST} {{b:count}} {{v:thing}} {_MONEY} {_STOP} how (many|much) {{v:thing}} {_DO} {{k:count}} [{{u:thing}}] [{_COST}] {_MONEY}",
    f"(a recipe|it|the recipe|a machine|a printer|a car|he|she|i|you|one) (needs|uses|calls for|takes|requires|need|use) {{b:count}} {{v:thing}} [of {{w:thing}}] (for|to make|per|every|in|to serve) {{a:count}} {{u:thing}} {_STOP} how (many|much) {{v:thing}} [(of {{w:thing}})] {_DO} [(for|are needed for|is needed for|to make|in)] {{k:count}} [{{u:thing}}]",
    f"(a recipe|it|the recipe|a machine|a printer|a factory|he|she|i|you|one) (makes|prints|produces|types|reads|reads|earns|prints out) {{b:count}} {{v:thing}} (for|per|every|in) {{a:count}} {{u:thing}} {_STOP} how (many|much) {{v:thing}} {_DO} [(for|in|will it (make|print|produce) in|does it (make|print|produce) in)] {{k:count}} [{{u:thing}}]",
)
def direct(c: Captures, s: Situation) -> Problem | None:
    return _direct(c, s)


@topic.question(
    f"[if] {{a:count}} {{u:thing}} {_COST} {{b:count}} {_MONEY} {_STOP} how many [{{u:thing}}] (can|could|do|will|would) [(i|you|we|one)] (buy|get|buy for|afford) [(with|for)] {{k:count}} {_MONEY}",
    f"[if] {{a:count}} {{u:thing}} {_COST} {{b:count}} {{v:thing}} {_STOP} how many {{u:thing}} (can|could|do|does|will|would) {{k:count}} {{v:thing}} {_COST}",
)
def bought(c: Captures, s: Situation) -> Problem | None:
    return _direct({**c, "a": c["b"], "b": c["a"]}, s)


@topic.question(
    f"[if] {{a:count}} {{u:thing}} {_COST} {{b:count}} {_MONEY} {_STOP} (how much|what) (does|is|would|will) (one|each|1|a single|a) [{{u:thing}}] [(cost|the unit price)]",
    f"[if] {{a:count}} {{u:thing}} {_COST} {{b:count}} {_MONEY} {_STOP} (what is|find) the (unit price|price per {{u:thing}}|price of (one|each) {{u:thing}}|cost per {{u:thing}}|cost of (one|each) {{u:thing}}|unit cost)",
)
def unit_price(c: Captures, s: Situation) -> Problem | None:
    return _direct({**c, "k": t.Number("1")}, s)


_WORKERS = "(workers|men|people|painters|women|machines|pumps|builders|taps|farmers|students|friends|robots|pipes|cooks|employees|laborers|carpenters)"
_TIME = "(days|day|hours|hour|minutes|weeks|months)"
_VERB = "(build|paint|finish|complete|do|dig|fill|empty|clean|make|pick|harvest|mow|repair)"
_WHAT = "[(a|the|one)] [(same|whole)] [{w:word}]"
_DO_JOB = f"(take|need|require|{_VERB} {_WHAT})"
_JOB = f"[(to {_VERB} {_WHAT}|for the job|working together)]"


@topic.question(
    f"[if] {{a:count}} {_WORKERS} [can] {_DO_JOB} [in] {{b:count}} {_TIME} {_JOB} {_STOP} how (long|many {_TIME}) (will|would|do|does|should) {{k:count}} {_WORKERS} {_DO_JOB} {_JOB}",
    f"[if] {{a:count}} {_WORKERS} [can] {_DO_JOB} [in] {{b:count}} {_TIME} {_JOB} {_STOP} how (long|many {_TIME}) (will|would|does|do|should) it take [for] {{k:count}} {_WORKERS} {_JOB}",
    f"[if] it takes {{a:count}} {_WORKERS} {{b:count}} {_TIME} {_JOB} {_STOP} how (long|many {_TIME}) (will|would|does) (it take {{k:count}} {_WORKERS}|{{k:count}} {_WORKERS} take) {_JOB}",
)
def shared_work(c: Captures, s: Situation) -> Problem | None:
    node = t.Formula(
        "(S({0})*{1}/S({2}))",
        r"\frac{{{0} \cdot {1}}}{{{2}}}",
        (t.bare(c["a"]), t.bare(c["b"]), t.bare(c["k"])),
        method="taking everyone to work equally fast",
    )
    return value_problem(node, s)
