"""Chances of coins, dice and cards, found by counting."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("probability")

_P = "[(<find>|what are)] [the] (probability|chance|chances|odds|likelihood|prob) [(of|that|to|for)] [(i|you|we)]"
_ROLLING = "[(rolling|throwing|getting|to roll|to get|roll|get|obtaining)] [(a|an|the)]"
_DICE = "[(if|when|with|on|by|from|rolling|using)] [(you|i|we)] [(roll|throw|rolling|throwing|a roll of|one roll of)] [(a|an|the)] [(fair|regular|standard|normal)]"
_TWO_DICE = (
    f"{_DICE} (two|2|pair of) [(fair|regular|standard|six sided|6 sided)] (dice|die) [are (rolled|thrown)]"
)
_ONE_DIE = f"{_DICE} [(one|1|single)] [(fair|six sided|6 sided|standard)] (die|dice) [is (rolled|thrown)]"


def number(value: int) -> t.Number:
    return t.Number(str(value))


def counted(favourable: str, all_cases: str, args: tuple[t.Node, ...], shown: str, method: str) -> t.Formula:
    return t.Formula(f"(Integer({favourable})/{all_cases})", shown, args, method=method)


@topic.question(
    f"{_P} {_ROLLING} (sum|total) of {{k:whole}} {_TWO_DICE}",
    f"{_P} [(the|two|2)] [dice] (sum|total|sums|sum of two dice|sum of the dice) (is|to|equals|being|of) {{k:whole}} {_TWO_DICE}",
    f"{_P} {_ROLLING} {{k:whole}} {_TWO_DICE}",
)
def sum_of_two_dice(c: Captures, s: Situation) -> Problem | None:
    total = c["k"]
    node = counted(
        "len([1 for a in range(1, 7) for b in range(1, 7) if a + b == {0}])", "36", (number(total),),
        r"P\left(\text{{sum}} = {0}\right)", "counting the pairs among the 36 equally likely ones",
    )  # fmt: skip
    return value_problem(node, s)


_FACE = "(even [number] {even:yes}|odd [number] {odd:yes}|prime [number] {prime:yes}|number (greater than|bigger than|above|more than|over) {over:whole}|number (less than|smaller than|below|under) {under:whole}|multiple of {multiple:whole}|(six|6) {six:yes}|{k:whole})"


@topic.question(f"{_P} {_ROLLING} {_FACE} {_ONE_DIE}")
def one_die(c: Captures, s: Situation) -> Problem | None:
    if "even" in c:
        test, shown = "n % 2 == 0", r"\text{{even}}"
    elif "odd" in c:
        test, shown = "n % 2 == 1", r"\text{{odd}}"
    elif "prime" in c:
        test, shown = "isprime(n)", r"\text{{prime}}"
    elif "over" in c:
        test, shown = f"n > {c['over']}", f"n > {c['over']}"
    elif "under" in c:
        test, shown = f"n < {c['under']}", f"n < {c['under']}"
    elif "multiple" in c:
        if c["multiple"] < 1:
            return None
        test, shown = f"n % {c['multiple']} == 0", rf"{c['multiple']} \mid n"
    else:
        face = 6 if "six" in c else c["k"]
        test, shown = f"n == {face}", f"n = {face}"
    node = counted(
        f"len([n for n in range(1, 7) if {test}])",
        "6",
        (),
        rf"P\left({shown}\right)",
        "counting the faces among the 6 equally likely ones",
    )
    return value_problem(node, s)


_FLIPS = "(in|out of|from|with|when|if|on|after) [(you|i|we)] [(flip|flipping|toss|tossing|flips of|tosses of)] [a] [(fair)] {n:whole} [fair] [(coin|coins)] [(flips|tosses|throws|flip|toss|times|are (flipped|tossed))] [of a [fair] coin]"
_TIMES = "(flipping|tossing|in|when|if|with|by) [(you|i|we)] [(flip|toss|flipping|tossing)] [a] [fair] coin {n:whole} times"
_SIDE = "(heads|head|tails|tail)"


@topic.question(
    f"{_P} [(getting|flipping|to get|tossing|get|obtaining)] [(exactly|just)] {{k:whole}} {_SIDE} ({_FLIPS}|{_TIMES})",
    f"{_P} [(getting|flipping|to get|tossing|get|obtaining)] at least {{least:whole}} {_SIDE} ({_FLIPS}|{_TIMES})",
    f"{_P} [(getting|flipping|to get|tossing|get|obtaining)] at most {{most:whole}} {_SIDE} ({_FLIPS}|{_TIMES})",
    f"{_P} [(getting|flipping|to get|tossing|get)] (all|only) {_SIDE} ({_FLIPS}|{_TIMES}) {{all:yes}}",
    f"{_P} [(getting|flipping|to get|tossing|get)] {{k:whole}} {_SIDE} in a row",
)
def coins(c: Captures, s: Situation) -> Problem | None:
    flips = c.get("n", c.get("k"))
    if flips is None or not 1 <= flips <= 500:
        return None
    if "all" in c:
        low = high = flips
    elif "least" in c:
        low, high = c["least"], flips
    elif "most" in c:
        low, high = 0, c["most"]
    else:
        low = high = c["k"]
    if not 0 <= low <= high <= flips:
        return None
    favourable = "sum(binomial({0}, k) for k in range({1}, {2} + 1))" if low != high else "binomial({0}, {1})"
    shown = (
        r"\frac{{1}}{{2^{{{0}}}}}\binom{{{0}}}{{{1}}}"
        if low == high
        else r"\frac{{1}}{{2^{{{0}}}}}\sum_{{k={1}}}^{{{2}}} \binom{{{0}}}{{k}}"
    )
    node = counted(
        favourable,
        "2**{0}",
        tuple(map(number, (flips, low, high))),
        shown,
        r"counting the sequences of flips",
    )
    return value_problem(node, s)


_CARD = (
    "(ace {four:yes}|king {four:yes}|queen {four:yes}|jack {four:yes}|heart {suit:yes}|spade {suit:yes}|diamond {suit:yes}|club {suit:yes}|"
    "red card {colour:yes}|black card {colour:yes}|face card {face:yes}|(ace|king|queen|jack) of (hearts|spades|diamonds|clubs) {one:yes})"
)
_DECK = "[(from|in|out of|of)] [(a|the)] [(standard|regular|full|shuffled|well shuffled)] [(deck|pack)] [of] [{n:whole}] [(playing cards|cards)]"


@topic.question(
    f"{_P} [(drawing|getting|picking|pulling|to draw|to get|drawn|choosing|selecting)] [(a|an|the)] {_CARD} {_DECK}"
)
def cards(c: Captures, s: Situation) -> Problem | None:
    if c.get("n", 52) != 52:
        return None
    count = 1 if "one" in c else 4 if "four" in c else 13 if "suit" in c else 26 if "colour" in c else 12
    node = t.Formula(
        "Rational({0}, {1})",
        r"\frac{{{0}}}{{{1}}}",
        (number(count), number(52)),
        method=f"counting {count} of the 52 cards",
    )
    return value_problem(node, s)


_THING = "[(marbles|balls|marble|ball|candies|socks|beads|chips|counters|apples|sweets)]"


@topic.question(
    f"[(a|the)] (bag|box|jar|urn|drawer) (has|contains|with|holds|containing) {{a:whole}} {{u:word}} {_THING} [','] [and] {{b:whole}} {{v:word}} {_THING} [(','|and) [and] {{k:whole}} {{w:word}} {_THING}] [('.'|';'|',')] {_P} [(drawing|picking|getting|choosing|selecting|pulling)] [a|one] {{x:word}} [(one|marble|ball|candy|sock|bead|chip|counter|sweet|apple)] [at random]",
    f"{_P} [(drawing|picking|getting|choosing|selecting|pulling)] [a|one] {{x:word}} [(one|marble|ball|candy|sock|bead|chip|counter|sweet)] [at random] from [a|the] (bag|box|jar|urn|drawer) (of|with|containing|that has|that contains) {{a:whole}} {{u:word}} {_THING} [','] [and] {{b:whole}} {{v:word}} {_THING} [(','|and) [and] {{k:whole}} {{w:word}} {_THING}]",
)
def marbles(c: Captures, s: Situation) -> Problem | None:
    counts = {c["u"]: c["a"], c["v"]: c["b"], **({c["w"]: c["k"]} if "w" in c else {})}
    total = sum(counts.values())
    if c["x"] not in counts or any(count < 0 for count in counts.values()) or not total:
        return None
    node = t.Formula(
        "Rational({0}, {1})",
        r"\frac{{{0}}}{{{1}}}",
        (number(counts[c["x"]]), number(total)),
        method=f"counting {counts[c['x']]} of {total}",
    )
    return value_problem(node, s)
