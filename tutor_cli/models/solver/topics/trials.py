"""The binomial distribution, and expected values."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.slots import KINDS
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("trials")

# ── so many successes in so many trials ───────────────────────────────────────

binomial = Frame(
    "p|pr|probability|chance|chances|odds",
    "a|an|the|of|if|when|what|is|are|and|with|where|that|has|have|having|given|suppose|let|find|calculate|compute|determine|in|on|by|for|to|x|it|he|she|they|you|i|follows|distribution|variable|random|binomial|experiment|"
    "each|every|getting|get|gets|will|make|makes|making|independent|there|be|,|.|;|:|?|(|)|~|distributed|then|'|at|random|guess|guesses|guessing|student|quiz|test|player|basketball|his|her|next|their|takes|attempts|takes|shot|answer|answers|all|only|as|following|parameters",
)
binomial.tells(
    "count",
    "(n|trials) ['='] {value:whole}",
    "{value:whole} [independent] (trials|times|attempts|shots|free throws|patients|people|items|bulbs|seeds|questions|games|matches)",
    "(of|in|out of) [(the|his|her|their)] [next] {value:whole}",
)
binomial.tells("chance", "p '=' {value:number}", "[a] (probability|chance) of (success|a success|success on each trial) [(is|of|'='|equal to)] {value:number}", "[a] success (probability|rate) [(is|of|'=')] {value:number}", "(probability|chance) [of success] (of|is|'=') {value:number}",
               "(makes|hits|scores|wins|makes about) {value:number} of [(his|her|their|the|all)] (free throws|shots|games|time|matches|attempts|penalties)", "{value:number} (chance|probability) of (success|winning|making [(a|each)] [free] (throw|shot))")  # fmt: skip


@binomial.part(
    "(b|bin|binomial) '(' {n:whole} ',' {p:number} ')'",
    "(b|bin|binomial) '(' n '=' {n:whole} ',' p '=' {p:number} ')'",
    "(b|bin|binomial) '(' n '=' {n:whole} and p '=' {p:number} ')'",
)
def distribution(c: Captures) -> Fact | None:
    return Fact("distribution", (c["n"], c["p"]))


binomial.tells(
    "asked",
    "p '(' x {value:how_many} ')'",
    "p '(' x '=' {value:how_many} ')'",
    "p '(' {value:how_many} [successes] ')'",
    "{value:how_many} (successes|success|of them)",
    "(makes|make|making|hits|hit|wins|win|scores|score|misses) {value:how_many}",
    "{value:how_many} [(correct|right)] [answers] (correct|right)",
    "{value:how_many} of [the] (shots|free throws|games)",
)
binomial.tells(
    "guessed",
    "{value:whole} [','|'-'] [question] ['-'] (true '/' false|true or false|true - false|true false) [(questions|question)]",
)
binomial.tells(
    "ways",
    "multiple ['-'] choice (questions|test|quiz) [each] (with|having) {value:whole} (options|choices|answers|possible answers)",
    "(with|having) {value:whole} (options|choices|answers|possible answers) [each]",
)
binomial.tells("asking", "(probability|chance|chances|odds)")


@topic.question("{facts:binomial}")
def binomial_chance(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    try:
        told = facts.one("distribution")
        count, chance = told or (facts.one("count"), facts.one("chance"))
        many = facts.one("asked")
        ways = facts.one("ways", 2 if facts.any("guessed") else None)
        count = facts.one("guessed", count)
    except ValueError:
        return None
    if told and (facts.any("count") or facts.any("chance")):
        return None
    if ways is not None and chance is None and ways > 1:
        chance = t.Binary("/", t.Number("1"), t.number(ways))
    if count is None or chance is None or many is None or not 1 <= count <= 300 or many.number > count:
        return None
    node = t.Formula(
        f"Add(*[binomial({count}, k)*S({{0}})**k*(1 - S({{0}}))**({count} - k) for k in range({count + 1}) if {many.test('k', count)}])",
        rf"P\left(X {_SIGNS[many.op]} {count if many.op == 'all' else many.number}\right)",
        (chance,),
        method="the binomial distribution",
    )
    return value_problem(
        node, s, decimals=any("." in part.text for part in t.walk(chance) if isinstance(part, t.Number))
    )


_SIGNS = {"==": "=", "all": "=", ">=": r"\ge", "<=": r"\le", ">": ">", "<": "<"}
KINDS["binomial"] = binomial


# ── expected values ───────────────────────────────────────────────────────────

expected = Frame(
    "expected|expectation|average",
    "a|an|the|of|if|when|what|is|are|and|with|that|has|have|you|i|we|it|for|find|calculate|compute|determine|in|on|game|player|lottery|ticket|random|variable|raffle|there|takes|value|values|number|times|each|fair|six|sided|standard|x|"
    ",|.|;|:|?|then|from|how|many|do|does|would|will|expect|to|get|your|my|one's|per|play|otherwise|roll|rolled|rolls|rolling|flip|flips|flipped|flipping|toss|tosses|tossed|tossing|coin|coins|single|one|sum|on|by",
)
expected.tells(
    "asked",
    "expected (value|number|winnings|gain|outcome|profit|payoff|return|sum|total)",
    "expectation",
    "(average|mean) (value|outcome|result)",
)


@expected.part(
    "(pays|pay|win|wins|gain|gains|winning|paying) ['$'] {v:number} [(dollars|euros|points)] [(with|has)] [(a|the)] (probability|chance) [of] {p:number}",
    "(loses|lose|losing|loss of|a loss of) {loss:yes} ['$'] {v:number} [(dollars|euros|points)] [(with|has)] [(a|the)] (probability|chance) [of] {p:number}",
    "(a|an) {p:number} (chance|probability) (of|to) (winning|win|gaining|gain|getting) ['$'] {v:number} [(dollars|euros|points)]",
    "(a|an) {p:number} (chance|probability) (of|to) (losing|lose) {loss:yes} ['$'] {v:number} [(dollars|euros|points)]",
    "['$'] {v:number} with [(a|the)] (probability|chance) [of] {p:number}",
    "p '(' x '=' {v:number} ')' '=' {p:number}",
)
def outcome(c: Captures) -> Fact | None:
    return Fact("outcome", (t.Negative(t.Group(c["v"])) if "loss" in c else c["v"], c["p"]))


expected.tells("heads", "(heads|tails|head|tail)")
expected.tells(
    "count",
    "{value:whole} [fair] [coin] (flips|tosses|coins|times|coin flips|coin tosses|rolls|throws|die rolls)",
)


@expected.part(
    "({n:whole}|a pair of {two:yes}) [fair] [(standard|six sided|6 sided)] dice",
    "(a|one) [fair] [({sides:whole} ['-'] sided|six sided)] (die|dice)",
)
def dice(c: Captures) -> Fact | None:
    return Fact("dice", (2 if "two" in c else c.get("n", 1), c.get("sides", 6)))


expected.tells("face", "(sixes|fives|fours|threes|twos|ones)")


@topic.question("{facts:expected}")
def expected_value(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    kinds = {fact.kind for fact in facts} - {"asked"}
    if not facts.any("asked"):
        return None
    outcomes = [fact.value for fact in facts if fact.kind == "outcome"]
    if kinds == {"outcome"} and len(outcomes) > 1:
        args = tuple(part for each in outcomes for part in each)
        python = " + ".join(f"S({{{2 * i}}})*{{{2 * i + 1}}}" for i in range(len(outcomes)))
        shown = " + ".join(rf"\left({{{2 * i}}}\right) \cdot {{{2 * i + 1}}}" for i in range(len(outcomes)))
        node = t.Formula(f"({python})", shown, args, method="each value times its chance, added up")
        return value_problem(
            node,
            s,
            decimals=any(
                "." in part.text for arg in args for part in t.walk(arg) if isinstance(part, t.Number)
            ),
        )
    counts, dice = facts.all("count"), facts.all("dice")
    if kinds == {"heads", "count"} and len(counts) == 1:
        node = t.Formula(
            "(Integer({0})/2)", r"\frac{{{0}}}{{2}}", (t.number(counts[0]),), method="half of the flips"
        )
        return value_problem(node, s)
    if (
        "face" in kinds
        and kinds <= {"face", "count", "dice"}
        and len(counts) == 1
        and all(each == (1, 6) for each in dice)
    ):
        node = t.Formula(
            "(Integer({0})/6)",
            r"\frac{{{0}}}{{6}}",
            (t.number(counts[0]),),
            method="a sixth of the rolls",
        )
        return value_problem(node, s)
    if kinds == {"dice"} and len(dice) == 1:
        args = tuple(t.number(each) for each in dice[0])
        node = t.Formula(
            "({0}*Rational({1} + 1, 2))",
            r"{0} \cdot \frac{{1 + {1}}}{{2}}",
            args,
            method="the mean of the faces, which are equally likely",
        )
        return value_problem(node, s)
    return None


KINDS["expected"] = expected
topic.words |= {word for each in (binomial, expected) for word in each.words if word.isalpha()}
