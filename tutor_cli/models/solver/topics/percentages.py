"""Percentages: of, off, increase and decrease, what percent, reversed."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Facts, Story
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
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
    "(increase|raise|enlarge) {a} by {p:share}",
    "[<ask>] {a} (increased|raised|enlarged) by {p:share}",
    "[<ask>] {p:share} more than {a:number}",
)
def increase(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "+"), s)


@topic.question(
    "(decrease|reduce|lower|discount|shrink|cut) {a} by {p:share}",
    "[<ask>] {a} (decreased|reduced|lowered|discounted|cut) by {p:share}",
    "[<ask>] {p:share} less than {a:number}",
)
def decrease(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "-"), s)


@topic.question(
    "(increase|raise|decrease {down:yes}|reduce {down:yes}|lower {down:yes}) {a:number} by {b:number}",
    "[<ask>] {a:number} (increased|raised|decreased {down:yes}|reduced {down:yes}|lowered {down:yes}) by {b:number}",
)
def by_a_number(c: Captures, s: Situation) -> Problem | None:
    """By a fraction in digits could be meant either way: it is not read."""
    if not isinstance(c["b"], t.Number):
        return None
    return value_problem(binary("-" if "down" in c else "+", c["a"], c["b"]), s)


@topic.question(
    "<ask> {a} (after|with) [a|an] {p} (increase|rise|raise|markup)",
    "add {p} to {a}",
    "add [a|an] {p:tight} (vat|tax|sales tax|tip|markup|margin|surcharge|interest) to ['$'] {a:tight} [(dollars|euros|pounds)]",
    "[<ask>] {a} (plus|with) {p:tight} (more|extra|added)",
    "(mark up|markup) {a} by {p}",
)
def more(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "+"), s) if is_percent(c["p"]) else None


@topic.question("[<ask>] {a:number} (plus|'+'|add|minus {down:yes}|'-' {down:yes}) {p:share}")
def more_or_less(c: Captures, s: Situation) -> Problem | None:
    """``80 + 15%``, as a pocket calculator takes it; of two percentages it is their sum."""
    if not is_percent(c["p"]) or is_percent(c["a"]):
        return None
    plain = t.Binary("-" if "down" in c else "+", c["a"], c["p"])
    return value_problem(changed(c["a"], c["p"], plain.op), s, other=plain)


@topic.question(
    "<ask> {a} (after|with) [a|an] {p} (decrease|discount|reduction|drop)",
    "[<ask>] {p} off [of] {a}",
    "[<ask>] {p} (discount|reduction) on {a}",
    "(subtract|take) {p} from {a}",
)
def less(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "-"), s) if is_percent(c["p"]) else None


_LESS_OR_MORE = "(more|greater|higher|larger|bigger|less {down:yes}|lower {down:yes}|smaller {down:yes})"
_CHANGED = "(increased|raised|decreased {down:yes}|reduced {down:yes}|lowered {down:yes})"
_WHICH = "(what|what number|which number|what amount)"


@topic.question(
    f"{{a}} is {{p:share}} {_LESS_OR_MORE} than {_WHICH}",
    f"{_WHICH} [(is|when|if)] {_CHANGED} by {{p:share}} (is|equals|gives|becomes|makes|results in) {{a}}",
    f"{{a}} is {_WHICH} {_CHANGED} by {{p:share}}",
)
def before_the_change(c: Captures, s: Situation) -> Problem | None:
    factor = changed(ONE, c["p"], "-" if "down" in c else "+")
    return value_problem(t.Binary("/", grouped(c["a"]), t.Group(factor)), s)


_PERCENT = "(percent|percentage|'%'|per cent)"


@topic.question(
    f"{{a}} is what {_PERCENT} of {{b}}",
    f"[<ask>] what {_PERCENT} of {{b}} is {{a}}",
    f"[<ask>] (the|what) {_PERCENT} [of|that] {{a}} is (of|out of) {{b}}",
    f"(write|express|give) {{a}} as a {_PERCENT} of {{b}}",
    f"<ask> {{a}} as a {_PERCENT} of {{b}}",
    f"what {_PERCENT} is {{a}} (of|out of) {{b}}",
    f"{{a:tight}} out of {{b:tight}} (as|in|is what|to) [a] {_PERCENT}",
)
def what_percent(c: Captures, s: Situation) -> Problem | None:
    return as_percent(t.Binary("/", grouped(c["a"]), grouped(c["b"])), s)


_HOW_MANY = f"(what|how many|which) {_PERCENT}"
_OF_THEM = "[(of (them|the {u:item}|these|those|all {u:item}|my {u:item}|the total|the {u:item} {v:item}))]"
_DOES = "(are|is|were|was|have|has|like|likes|got|did|do|came|voted|can|prefer|play|wear|said|walk|own|passed|failed|attended|late|absent|missing|be)"
SHARE = Story(
    ("%", "percent", "percentage", "cent"),
    {
        "both": (
            "[(i|he|she|you|we|they)] (got|scored|had|get) {q:number} [(right|correct|correctly)] [(on|in) [(my|the|a|an|his|her)] {l:item}]",
            "[(i|he|she|you|we|they|a {i:item}|the {i:item}|{i:item})] [(got|scored|answered|had|get|gets|won|made|has|ate|used|spent|read|solved|earned|hit|completed)] {a:count} [{j:item}] (out of|of) [(a total of|the|my|his|her)] {b:count} [{k:item}] [(right|correct|correctly)] [(on|in) [(my|the|a|an|his|her)] {l:item}]",
            f"{{a:count}} [{{j:item}}] (out of|of) [the] {{b:count}} [{{k:item}}] {_DOES} [(the|a|an|to|in|on|by|for)] [{{t:last}}]",
            "{a:count} [{j:item}] (out of|of) [the] {b:count} [{k:item}] {t:deed} [(the|a|an|to|in|on|by|for) {l:item}]",
            "{a:count} (out of|of) {b:count} [(was|is|were|are)] [{t:last}]",
        ),
        "whole": (
            "[(out of|of|from|in|there are|there were|has|with|among|a|an|the|my)] [(a|the|my)] [(class|school|group|total|team|box|bag|test|survey)] [(of|has|with)] {b:count} [{i:item}]",
            "(a|an|the|my) {i:item} (has|had|contains|of|with) {b:count} [{j:item}]",
        ),
        "part": (
            "{a:count} [of (them|these|those|the {j:item})] [{t:last}]",
            f"{{a:count}} [of (them|these|those|the {{j:item}})] [{{k:item}}] {_DOES} [(to|on|in|by|for|the|a)] [{{t:last}}]",
            "{a:count} [of (them|these|those|the {j:item})] [{k:item}] {t:deed} [(the|a|an|to|in|on|by|for) {l:item}]",
        ),
        "ask": (
            f"[<find>] {_HOW_MANY} {_OF_THEM} (is|was|were|are|did) [(that|it|this|i|he|she|they|you|we)] [(get|score|have|got|scored|be)] [(right|correct)]",
            f"[<find>] {_HOW_MANY} (did|do) (i|you|we|he|she|they) (get|score|have)",
            f"[<find>] {_HOW_MANY} {_OF_THEM} [{_DOES}] [(to|on|in|by|for|the|a)] {{x:last}}",
            f"[<find>] {_HOW_MANY} {_OF_THEM} {{x:deed}} [(the|a|an|to|in|on|by|for) {{l:item}}]",
            f"(as|in) [a] {_PERCENT}",
            f"<find> (that|it|this|my score|my grade) (as|in|in a|as a) {_PERCENT}",
            f"<find> [(my|the|his|her|a)] {_PERCENT} [(score|grade|mark)] [(is that)]",
            f"<find> [the] {_PERCENT} (that|who|of {{y:item}} (that|who)) [{_DOES}] [{{x:last}}]",
            f"<find> [the] {_PERCENT} (that|who|of {{y:item}} (that|who)) {{x:deed}}",
        ),
    },
)  # fmt: skip
_DEEDS = frozenset(["passed", "failed", "passes", "came", "attended", "voted", "agree", "agreed", "left", "won", "lost", "pass", "fail", "attend", "vote"])  # fmt: skip


def _deed(reader: Reader, position: int, limit: int) -> Caught:
    """What some of the people did: "passed"."""
    word = reader.text(position, limit)
    if word in _DEEDS:
        yield word.removesuffix("ed").removesuffix("es"), position + 1


def _last(reader: Reader, position: int, limit: int) -> Caught:
    """What some of them are: the last of up to four words, "boys", "wearing red hats"."""
    for _, end in KINDS["item"](reader, position, limit):
        if not reader.words_at(end - 1, limit, ("not",)) and "not" not in [
            reader.text(at, limit) for at in range(position, end)
        ]:
            yield reader.text(end - 1, limit).removesuffix("s"), end


KINDS.update(deed=_deed, last=_last)
KINDS["share_of"] = SHARE
topic.words |= SHARE.words | _DEEDS


@topic.question("{facts:share_of}")
def what_share(c: Captures, s: Situation) -> Problem | None:
    """``out of 80 students 52 passed. what percent passed?``; of the others is not asked."""
    facts: Facts = c["facts"]
    kinds = sorted(kind for kind, _ in facts)
    told = {name: value for _, fact in facts for name, value in fact.items()}
    if kinds not in (["ask", "both"], ["ask", "part", "whole"]):
        return None
    if "x" in told and told["x"] != told.get("t"):
        return None  # of others than were counted
    if "q" in told:  # "45/60"
        score = t.bare(told["q"])
        return as_percent(score, s) if isinstance(score, t.Binary) and score.op == "/" else None
    return as_percent(t.Binary("/", told["a"], told["b"]), s)


PART_OF = Story(
    ("%", "percent", "half", "third", "quarter"),
    {
        "whole": (
            "(out of|of|in|there are|there were|has|with|from|among|a|an|the|my|i have|he has|she has|we have) [(a|the|my)] [(class|school|group|total|team|box|bag|survey|village|town|crowd)] [(of|has|with)] {b:count} [{i:item}]",
            "(a|an|the|my) {i:item} (has|had|contains|of|with) {b:count} [{j:item}]",
            "[of] {b:count} {i:item}",
        ),
        "both": (
            f"{{p:share}} of [(the|a|my|her|his)] [(class|group|total) of] {{b:count}} {{i:item}} {_DOES} [(to|for|in|on|a|the)] {{x:last}}",
            "{p:share} of [(the|a|my|her|his)] [(class|group|total) of] {b:count} {i:item} {x:deed}",
            f"{{p:share}} of [the] {{i:item}} in (a|the) {{j:item}} of {{b:count}} [{{k:item}}] {_DOES} [(to|for|in|on|a|the)] {{x:last}}",
        ),
        "part": (
            "{p:share} [of] [(the|these|those|all)] [(them|{i:item})] (are|were|have|had|like|passed|failed|prefer|play|wear|walk|got|can|own|voted|is|was) [(to|for|in|on)] [(a|the)] {x:last}",
            "{p:share} [of] [(the|these|those|all)] [(them|{i:item})] {x:deed}",
        ),
        "ask": (
            "how many [{l:item}] (are|were|have|had|like|prefer|play|wear|walk|got|can|own|voted|do|did|is|was|are there) [(that|to|for|in|on)] [(a|the)] [{x:last}]",
            "how many [{l:item}] {x:deed}",
            "how many {x:last} (are|were) there",
            "[find] [the] number of {x:last}",
        ),
    },
)  # fmt: skip
KINDS["part_of"] = PART_OF
topic.words |= PART_OF.words


@topic.question("{facts:part_of}")
def how_many_of_them(c: Captures, s: Situation) -> Problem | None:
    """``40% of the 30 students are boys. how many boys?``: the same are asked for as are told of."""
    facts: Facts = c["facts"]
    kinds = sorted(kind for kind, _ in facts)
    asked = {kind: fact for kind, fact in facts if kind == "ask"}
    told = {name: value for kind, fact in facts if kind != "ask" for name, value in fact.items()}
    if kinds not in (["ask", "both"], ["ask", "part", "whole"]) or not is_percent(told["p"]):
        return None
    if asked["ask"].get("x", "") != told["x"]:
        return None  # of others than were counted
    return value_problem(t.Binary("*", told["p"], told["b"]), s)


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
    "(what|which|what number|which number) {a} is {p} of",
    "{a} is {p} of (what|what number|which number|how much|how many|what amount)",
    "(what|what number|which number) is it if {a} is {p} of it",
    "{p} of (what|what number|which number) is {a}",
    "(find|what is) the (number|whole|total|amount) (if|when|given that) {p} of it is {a}",
    "(if|when) {p} is {a} [','] what is (100 '%'|the whole|the total) ",
)
def whole_of(c: Captures, s: Situation) -> Problem | None:
    return value_problem(t.Binary("/", grouped(c["a"]), c["p"]), s) if is_percent(c["p"]) else None


@topic.question(
    f"{{a}} {_CHANGED} by (what|which) {_PERCENT} (is|equals|gives|becomes|makes) {{b}}",
    f"by (what|which) {_PERCENT} (must|should|do|does|is) [(i|you|we)] {{a}} [(be)] (increased|raised|decreased {{down:yes}}|reduced {{down:yes}}) to (get|give|become|make|equal|be) {{b}}",
)
def by_what_percent(c: Captures, s: Situation) -> Problem | None:
    difference = binary("-", c["a"], c["b"]) if "down" in c else binary("-", c["b"], c["a"])
    return as_percent(t.Binary("/", t.Group(difference), grouped(c["a"])), s)


# ── from one amount to another ────────────────────────────────────────────────

_MORE = "(change|increase|decrease {down:yes}|drop {down:yes}|reduction {down:yes}|growth|rise|error|discount {down:yes}|loss {down:yes}|gain|profit|fall {down:yes}|raise|markup)"
_MOVE = "(change|changed|increase|increased|decrease {down:yes}|decreased {down:yes}|rise|risen|rose|fall {down:yes}|fallen {down:yes}|fell {down:yes}|drop {down:yes}|dropped {down:yes}|drops {down:yes}|go up|goes up|gone up|went up|go down {down:yes}|goes down {down:yes}|went down {down:yes}|gone down {down:yes}|grow|grew|grown|grows|reduced {down:yes}|discounted {down:yes}|cut {down:yes}|lowered {down:yes}|raised|marked down {down:yes}|marked up|rises|increases|decreases {down:yes}|falls {down:yes}|went|goes|going|moved|moves|changes)"
_IT = "[(it|i|he|she|they|we|{i:item}|the {i:item}|a {i:item}|my {i:item}|his {i:item}|her {i:item}|its {i:item}|an {i:item})]"
_WORTH = "[(price|cost|value|population|salary|weight|rent|score)]"
_THING = f"[(the|a|an|my|his|her|its)] {_WORTH} [of [(the|a|an|my)]] [{{i:item}}] {_WORTH}"
_WAS = "(was|were|cost|used to cost|weighed|had|used to be|originally cost|were originally|was originally|bought for|was worth|earned|is bought for|was bought for)"
_NOW = "[(and|but)] [(now|then|later|today|after a year|this year)] [(it|they|he|she|i)] [(now|then)] (is|are|costs|cost|weighs|has|have|sold for|sold it for|is sold for|was sold for|is worth|earns|earn|sells for|is now|are now|now costs|now is|is now worth|went up to|dropped to {down:yes}|rose to|fell to {down:yes}|goes up to)"

CHANGE = Story(
    ("%", "percent", "percentage", "cent"),
    {
        "told": (
            f"{_THING} [(is|was|has|got|has been|have)] {_MOVE} [(in (price|value|cost))] from {{a:money}} to {{b:money}}",
            f"{_THING} {_WAS} {{a:money}} [{{j:item}}] [last year] [(','|'.'|';')] {_NOW} {{b:money}} [{{j:item}}] [(now|today|this year)]",
            "(from|between|in going from|going from) {a:money} (to|and) {b:money}",
            f"{{a:money}} {_MOVE} to {{b:money}}",
        ),
        "ask": (
            f"[(what|find|calculate|determine|work out|what is|what was|compute|give)] [(is|was|the|a|its|my)] {_PERCENT} [of] {_MORE} [(is|was)] [(that|this|it)] [(of|in) [the] {{k:item}}] [in {_PERCENT}]",
            f"(what|find|calculate|what is|what was|give|how much is|how much was) [(is|was)] [(the|that|this|it)] [{_MORE}] (in|as) [(a|the)] {_PERCENT} [{_MORE}]",
            f"what {_PERCENT} (is|was) (that|this|it)",
            f"[by] (what|how many|how much) {_PERCENT} [(does|did|has|do|is|was|have|had)] {_IT} [{_MOVE}] [by] [if]",
            f"(what|how much) [(did|does|has|is)] {_IT} {_MOVE} (in {_PERCENT}|as a {_PERCENT}) [if]",
        ),
    },
)  # fmt: skip
KINDS["change"] = CHANGE
topic.words |= CHANGE.words


@topic.question("{facts:change}")
def percent_change(c: Captures, s: Situation) -> Problem | None:
    """How far it went up or down; where the words say which way, the number has no sign."""
    facts: Facts = c["facts"]
    if sorted(kind for kind, _ in facts) != ["ask", "told"]:
        return None
    told = {name: value for _, fact in facts for name, value in fact.items()}
    a, b = told["a"], told["b"]
    difference = t.Group(binary("-", a, b) if "down" in told else binary("-", b, a))
    return as_percent(t.Binary("/", difference, grouped(a)), s)


@topic.question(
    f"(write|express|give|convert|change|turn|put) {{a}} (as|in|into|to) [a] ({_PERCENT}|percents|percentages|percent form)",
    f"[<ask>] {{a}} (as|in|into|to) [a] {_PERCENT}",
)
def to_percent(c: Captures, s: Situation) -> Problem | None:
    problem = as_percent(grouped(c["a"]), s)
    return replace(problem, value=c["a"]) if problem is not None else None  # the same, put otherwise
