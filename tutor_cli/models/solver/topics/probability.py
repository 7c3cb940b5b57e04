"""Chances of coins, dice and cards, found by counting."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import POWER, Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex

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
    "((ace|king|queen|jack|ten|two) or [(a|an)] (king|queen|jack|ace|ten) {eight:yes}|ace {four:yes}|king {four:yes}|queen {four:yes}|jack {four:yes}|heart {suit:yes}|spade {suit:yes}|diamond {suit:yes}|club {suit:yes}|"
    "red card {colour:yes}|black card {colour:yes}|face card {face:yes}|(ace|king|queen|jack) of (hearts|spades|diamonds|clubs) {one:yes})"
)
_DECK = "[(from|in|out of|of)] [(a|the)] [(standard|regular|full|shuffled|well shuffled)] [(deck|pack)] [of] [{n:whole}] [(playing cards|cards)]"


@topic.question(
    f"{_P} [(drawing|getting|picking|pulling|to draw|to get|drawn|choosing|selecting)] [(a|an|the)] {_CARD} {_DECK}"
)
def cards(c: Captures, s: Situation) -> Problem | None:
    if c.get("n", 52) != 52:
        return None
    count = (
        8
        if "eight" in c
        else 1
        if "one" in c
        else 4
        if "four" in c
        else 13
        if "suit" in c
        else 26
        if "colour" in c
        else 12
    )
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


# ── complements, both, at least one ───────────────────────────────────────────

_SHARE = "{a:odds}"


def _share(reader: Reader, position: int, limit: int) -> Caught:
    """A probability: ``0.35``, ``35%``, ``1/3``."""
    for node, end in KINDS["value"](reader, position, limit):
        if not t.names_in(node) and not t.calls_in(node):
            yield node, end


KINDS["odds"] = _share


@topic.question(
    f"[(if|given|given that)] [the] (probability|chance) (of|that) [(it|an event|the event|event)] {{w:word}} [{{v:word}}] is {_SHARE} [('.'|','|';')] [then] {_P} [(it|the event|event|an event)] (does not|will not|do not|not|is not) [{{z:word}}] [(happen|happening|occur|occurring|raining)]",
    f"[(if|given|given that)] p '(' {{e:name}} ')' '=' {_SHARE} [('.'|','|';')] [then] <find> [the probability of] p '(' not {{e:name}} ')'",
    f"[(if|given|given that)] p '(' {{e:name}} ')' '=' {_SHARE} [('.'|','|';')] [then] <find> [the] (probability|chance) of (not {{e:name}}|the complement [of {{e:name}}])",
)
def complement(c: Captures, s: Situation) -> Problem | None:
    node = t.Formula("(1 - S({0}))", "1 - {0}", (c["a"],), method="taking the probability from 1")
    return value_problem(node, s, decimals="." in latex(c["a"]))


_TWO_EVENTS = "[(if|given|given that|let)] p '(' {e:name} ')' '=' {a:odds} [(','|and|', and')] [and] p '(' {f:name} ')' '=' {b:odds} [(','|and)] [and] [(they are|the events are|{e:name} and {f:name} are|are|with {e:name} and {f:name}|the two events are|both)]"


@topic.question(
    f"{_TWO_EVENTS} independent [events] [('.'|','|';')] <find> [the probability of] p '(' ({{e:name}} and {{f:name}} {{both:yes}}|{{e:name}} or {{f:name}}) ')'",
    f"{_TWO_EVENTS} independent [events] [('.'|','|';')] p '(' ({{e:name}} and {{f:name}} {{both:yes}}|{{e:name}} or {{f:name}}) ')'",
    f"{_TWO_EVENTS} (mutually exclusive|disjoint) {{exclusive:yes}} [events] [('.'|','|';')] <find> [the probability of] p '(' {{e:name}} or {{f:name}} ')'",
)
def two_events(c: Captures, s: Situation) -> Problem | None:
    if "exclusive" in c:
        python, shown, method = "(S({0}) + {1})", "{0} + {1}", "adding what cannot happen together"
    elif "both" in c:
        python, shown, method = "(S({0})*{1})", r"{0} \cdot {1}", "multiplying what is independent"
    else:
        python, shown, method = (
            "(S({0}) + {1} - S({0})*{1})",
            r"{0} + {1} - {0} \cdot {1}",
            "adding both and taking away what was counted twice",
        )
    return value_problem(
        t.Formula(python, shown, (c["a"], c["b"]), method=method), s, decimals="." in latex(c["a"])
    )


_ROLLS = "(in|with|when|if|after) [(you|i|we)] [(roll|rolling|throw|throwing)] [a (fair) die] {n:whole} (rolls|throws|dice|die rolls|rolls of a [fair] die|times|dice rolls) [are rolled]"


@topic.question(
    f"{_P} [(rolling|throwing|getting|to roll|to get)] at least one (six|6|{{k:whole}}) {_ROLLS}",
    f"{_P} [(rolling|throwing|getting|to roll|to get)] at least one (six|6|{{k:whole}}) (rolling|when rolling|if you roll|when you roll) (a [fair] die {{n:whole}} times|{{n:whole}} dice)",
)
def at_least_one_face(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["n"] <= 200 or not 1 <= c.get("k", 6) <= 6:
        return None
    node = t.Formula(
        "(1 - Rational(5, 6)**{0})",
        r"1 - \left(\frac{{5}}{{6}}\right)^{{{0}}}",
        (number(c["n"]),),
        method="the chance that it never comes",
    )
    return value_problem(node, s)


@topic.question(
    f"{_P} [(getting|flipping|to get|tossing|get|obtaining)] (no {{none:yes}}|zero {{none:yes}}|0 {{none:yes}}|at least one|at least a|one or more) {_SIDE} ({_FLIPS}|{_TIMES})",
    f"{_P} [(getting|flipping|to get|tossing|get)] {_SIDE} {{all:times}} [in a row]",
    f"{_P} [(getting|flipping|to get|tossing|get)] (two|2) {_SIDE} in a row {{two:yes}}",
    f"{_P} [(getting|flipping|to get|tossing|get|a coin landing|a coin lands)] [(a|on)] {_SIDE} [(when|if|on|with)] [(you|i)] [(flip|flipping|toss|tossing|flipping of)] [(a|one)] [fair] [coin] [(flip|toss)] {{one:yes}}",
)
def some_coins(c: Captures, s: Situation) -> Problem | None:
    flips = 1 if "one" in c else 2 if "two" in c else c.get("n", c.get("all", 0))
    if not 1 <= flips <= 500:
        return None
    python, shown = "(Integer(1)/2**{0})", r"\frac{{1}}{{2^{{{0}}}}}"
    if "n" in c and "none" not in c:
        python, shown = f"(1 - {python})", f"1 - {shown}"
    return value_problem(
        t.Formula(python, shown, (number(flips),), method="every flip halving the chance"), s
    )


@topic.noun(
    "(expected value|expectation|mean|average value) of (a|one|rolling a|a roll of a) [fair] [(six sided|6 sided|standard)] (die|dice) [roll]"
)
def expected_die(c: Captures) -> t.Node:
    return t.Formula(
        "Rational(7, 2)",
        r"\frac{{1 + 2 + 3 + 4 + 5 + 6}}{{6}}",
        (),
        method="the mean of the faces, which are equally likely",
    )


# ── drawing more than one ─────────────────────────────────────────────────────

_HOLDS = "(a|the|an) (bag|box|jar|urn|drawer|basket|bowl) (has|contains|with|holds|containing|of)"
_MANY = "{bag:coloured}"
_DRAW = "[('.'|','|';')] [(if|when)] [(you|i|we)] [(two|2|{k:whole}) (marbles|balls|socks|candies|beads|chips|of them|are|draws)] [(are|draw|pick|take|choose)] [(two|2|{k:whole})] [(drawn|picked|taken|chosen|selected|removed)] [(at random)] [(marbles|balls|of them)] [(without replacement|without putting the first back|one after another without replacement|with replacement {back:yes}|at random without replacement)]"


def _coloured(reader: Reader, position: int, limit: int) -> Caught:
    """``4 red and 6 green marbles``: how many of each colour."""
    found: dict[str, int] = {}
    at = position
    while at + 1 < limit:
        count = reader.expression(at, limit, POWER)
        if count is None or not isinstance(count[0], t.Number) or not count[0].is_whole:
            return
        word = reader.text(count[1], limit)
        if not word.isalpha() or word in found:
            return
        found[word] = int(count[0].text)
        at = count[1] + 1
        if reader.text(at, limit) in _THINGS:
            at += 1
        if len(found) > 1:
            yield found, at
        while reader.text(at, limit) in (",", "and"):
            at += 1


_THINGS = frozenset(
    [
        "marbles",
        "balls",
        "marble",
        "ball",
        "candies",
        "socks",
        "sock",
        "beads",
        "chips",
        "counters",
        "apples",
        "sweets",
        "pens",
        "cards",
        "tokens",
    ]
)
KINDS["coloured"] = _coloured
_AT_ONCE = "[('.'|','|';')] (two|2|{k:whole}) [(marbles|balls|socks|candies|beads|chips|sweets)] are (drawn|picked|taken|chosen|selected|removed) [at random] [(without replacement|with replacement {back:yes})] [('.'|','|';')]"
_ALL_RED = "[(that|of|for)] [(both|all|two|drawing two|drawing 2|getting two|getting 2|both being|picking two|the two|drawing both)] [(of them)] [(are|being|balls are|marbles are|socks are)] {x:word} [(marbles|balls|ones|socks|candies)]"


@topic.question(
    f"{_HOLDS} {_MANY} {_AT_ONCE} {_P} {_ALL_RED}",
    f"{_HOLDS} {_MANY} [('.'|','|';')] {_P} (drawing|picking|getting|pulling|choosing) (two|2|{{k:whole}}) {{x:word}} [(ones|balls|marbles|socks|candies)] [(in a row|one after another)] [(without replacement|with replacement {{back:yes}})]",
    f"{_P} (drawing|picking|getting|pulling|choosing) (two|2|{{k:whole}}) {{x:word}} [(ones|balls|marbles|socks|candies)] [(in a row|one after another)] [(without replacement|with replacement {{back:yes}})] from {_HOLDS} {_MANY} [(without replacement|with replacement {{back:yes}})]",
)
def all_of_one_colour(c: Captures, s: Situation) -> Problem | None:
    bag, drawn = c["bag"], c.get("k", 2)
    if c["x"].lower() not in bag:
        return None
    total, wanted = sum(bag.values()), bag[c["x"].lower()]
    if not 1 <= drawn <= total:
        return None
    args = (number(wanted), number(total), number(drawn))
    if "back" in c:
        node = t.Formula(
            "(Rational({0}, {1})**{2})",
            r"\left(\frac{{{0}}}{{{1}}}\right)^{{{2}}}",
            args,
            method="the same chance at every draw",
        )
    else:
        node = t.Formula(
            "(binomial({0}, {2})/binomial({1}, {2}))",
            r"\frac{{\binom{{{0}}}{{{2}}}}}{{\binom{{{1}}}{{{2}}}}}",
            args,
            method="counting the choices, nothing being put back",
        )
    return value_problem(node, s)


@topic.question(
    f"{_HOLDS} {_MANY} [('.'|','|';')] [(one (marble|ball) is (drawn|picked|chosen) [at random])] [('.'|','|';')] {_P} [(drawing|picking|getting|choosing|selecting|pulling|that it is|it is)] [(out|a|one)] [a] (not {{no:yes}} [a]|a non {{no:yes}} [-]|non {{no:yes}} ['-']|) {{x:word}} [(one|marble|ball|candy|sock|bead|chip|counter|sweet)] [at random]",
    f"{_HOLDS} {_MANY} [('.'|','|';')] [(if|when)] (you|i|we) (draw|pick|choose|take) [(out)] one [(marble|ball|at random)] [(at random)] [('.'|','|';')] {_P} [(it is|that it is|it will be)] [(not {{no:yes}})] {{x:word}}",
)
def one_colour(c: Captures, s: Situation) -> Problem | None:
    bag = c["bag"]
    if c["x"].lower() not in bag:
        return None
    total, wanted = sum(bag.values()), bag[c["x"].lower()]
    count = total - wanted if "no" in c else wanted
    node = t.Formula(
        "Rational({0}, {1})",
        r"\frac{{{0}}}{{{1}}}",
        (number(count), number(total)),
        method=f"counting {count} of {total}",
    )
    return value_problem(node, s)


_TOSSED = "(a|if a|if you|you|i|when a) [(fair)] [coin] (is (flipped|tossed|thrown)|flip a [fair] coin|toss a [fair] coin) {n:whole} times [('.'|','|';')]"


@topic.question(
    f"{_TOSSED} {_P} [(getting|of getting|that you get|there are|you get)] [(exactly|just)] {{k:whole}} {_SIDE}",
    f"{_TOSSED} {_P} [(getting|of getting|that you get|there are|you get)] at least {{least:whole}} {_SIDE}",
    f"{_TOSSED} {_P} [(getting|of getting|that you get|there are|you get)] at most {{most:whole}} {_SIDE}",
)
def tossed(c: Captures, s: Situation) -> Problem | None:
    return coins(c, s)


@topic.question(
    f"{_P} [that] [the sum of] (two|2) [fair] dice (sum to|add up to|add to|total|have a sum of|give a sum of|is|show a total of) {{k:whole}}",
    f"(two|2) [fair] dice are (rolled|thrown) [('.'|','|';')] {_P} [(getting|rolling|that)] [(a|the|their)] (sum|total) [(of|is|equals)] {{k:whole}}",
)
def dice_told(c: Captures, s: Situation) -> Problem | None:
    return sum_of_two_dice(c, s)


@topic.question(
    "how many [(possible|different|total)] outcomes (are there|are possible|exist) [(when|if|for|from|in|with)] [(you|i|we)] [(roll|rolling|throw|throwing|flip|flipping|toss|tossing)] {n:whole} ((dice|die|standard dice) {dice:yes}|(coins|coin tosses|coin flips))",
    "how many [(possible|different|total)] outcomes (are there|are possible|exist) [(when|if|for)] [(you|i|we)] [(roll|rolling|flip|flipping|toss|tossing)] a (die {dice:yes}|coin) {n:whole} times",
)
def outcomes(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["n"] <= 1000:
        return None
    base = t.Number("6" if "dice" in c else "2")
    return value_problem(t.Binary("^", base, number(c["n"])), s)
