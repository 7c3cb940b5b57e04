"""Chances of coins and dice: what is thrown, and what is hoped for, told in any order."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from collections.abc import Callable

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.counts import WORDS, HowMany, Property
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.slots import KINDS
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("chances")

asking = Frame(
    "probability|probabilities|chance|chances|odds|likelihood|prob|likely|p|pr",
    "a|an|the|of|if|when|what|whats|is|are|was|were|it|its|that|which|be|being|will|would|to|on|in|with|by|from|for|at|then|find|calculate|compute|determine|"
    "give|express|evaluate|answer|as|fraction|you|i|we|he|she|they|one's|someone|your|my|his|her|us|me|do|does|have|has|had|get|gets|gives|getting|got|obtain|obtaining|obtained|"
    "roll|rolls|rolled|rolling|throw|throws|thrown|throwing|toss|tosses|tossed|tossing|flip|flips|flipped|flipping|draw|draws|drawn|drawing|pick|picks|picked|picking|"
    "pull|pulls|pulled|pulling|choose|chooses|chosen|choosing|select|selects|selected|selecting|take|takes|taken|taking|grab|grabbed|grabbing|remove|removed|reach|land|lands|landing|land|"
    "show|shows|showing|come|comes|coming|up|turn|turns|out|random|randomly|fair|standard|regular|normal|ordinary|unbiased|balanced|well|shuffled|full|"
    "there|contain|contains|containing|holds|holding|hold|includes|bag|box|jar|urn|drawer|basket|bowl|sack|container|hat|pouch|inside|them|these|all|result|results|outcome|outcomes|same|time|"
    ",|.|;|:|?|(|)|-|class|group|exactly|blindly|simultaneously|together|blindfolded|next|event|drawer|deck|pack|see|seeing|observe|each|every|experiment|single|so|say|suppose|assume|assuming|let|given|using|lies|total|spin|spun|spinning|"
    "how|in|and",
)  # fmt: skip
asking.tells("who", "{value:who}")
asking.tells(
    "ask", "(probability|probabilities|chance|chances|odds|likelihood|prob)", "how likely", "(p|pr) '('"
)
asking.tells(
    "blind",
    "without (looking|seeing|peeking)",
    "(with|and) [(my|your|his|her)] eyes (closed|shut)",
    "blindly",
)
_DOING = "(rolling|throwing|getting|obtaining|drawing|picking|choosing|selecting|pulling|having|seeing|roll|get|draw|pick|choose|be|show|land on|landing on)"
asking.tells(
    "not",
    f"not {_DOING}",
    f"never {_DOING}",
    f"(does|do|will|is|are) not [{_DOING}]",
    "avoiding",
    f"that (it|they|you) (will|does|do) not [{_DOING}]",
)


def chance_problem(facts: Facts, make: Callable[[Facts], t.Formula | None], s: Situation) -> Problem | None:
    """The problem of the chance that ``make`` finds in the facts, if they fit together."""
    if not facts.any("ask"):
        return None
    try:
        node = make(facts)
    except ValueError:
        return None
    if node is not None and facts.any("not"):
        node = t.Formula(
            "(1 - {0})", "1 - {0}", (node,), method=f"taking from 1 the chance of it, {node.method}"
        )
    return value_problem(node, s) if node is not None else None


def equally_likely(favourable: str, cases: str, method: str) -> t.Formula:
    """``favourable`` and ``cases`` are Python for how many there are of each."""
    return _counted(f"(Integer({favourable})/({cases}))", r"P\left(\text{event}\right)", method)


def _counted(python: str, shown: str, method: str) -> t.Formula:
    return t.Formula(_escaped(python), _escaped(shown), (), method=method)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def drawing(wanted: str, total: str, draws: int, many: HowMany, back: bool) -> t.Formula:
    """``many`` of ``draws`` are of the ``wanted`` among ``total``; ``back``: what is drawn is put back."""
    test, count = many.test("k", draws), str(draws if many.op == "all" else many.number)
    plain = wanted.isdigit() and total.isdigit() and many.op in ("all", "==")
    shown = r"P\left(\text{event}\right)"
    if back:
        term = f"binomial({draws}, k)*(Integer({wanted})/({total}))**k*(1 - Integer({wanted})/({total}))**({draws} - k)"
        python, method = f"Add(*[{term} for k in range({draws + 1}) if {test}])", "the same chance each time"
        share = rf"\frac{{{wanted}}}{{{total}}}"
        if plain and count == str(draws):
            shown = rf"\left({share}\right)^{{{count}}}"
        elif plain:
            shown = rf"\binom{{{draws}}}{{{count}}} \left({share}\right)^{{{count}}} \left(1 - {share}\right)^{{{draws - int(count)}}}"
    else:
        term = f"binomial({wanted}, k)*binomial(({total}) - ({wanted}), {draws} - k)"
        python = f"Add(*[{term} for k in range({draws + 1}) if {test}])/binomial({total}, {draws})"
        method = (
            "counting the choices, nothing being put back" if draws > 1 else "counting equally likely cases"
        )
        if plain and draws == 1:
            shown = rf"\frac{{{wanted}}}{{{total}}}"
        elif plain:
            others = (
                rf"\binom{{{int(total) - int(wanted)}}}{{{draws - int(count)}}}" if draws > int(count) else ""
            )
            shown = rf"\frac{{\binom{{{wanted}}}{{{count}}} {others}}}{{\binom{{{total}}}{{{draws}}}}}"
    return _counted(f"({python})", shown, method)


# ── coins and dice: what is done ──────────────────────────────────────────────

throws = Frame(
    "coin|coins|die|dice|flips|tosses|heads|tails|head|tail|rolling|roll|rolled|rolls|throws|doubles",
    "coin",
    beyond=asking,
)
_DIE = "(die|dice|cube|number cube)"
_FAIR = "[(fair|standard|regular|normal|ordinary|unbiased|balanced|different|identical)]"
_SIDED = "[({sides:whole} ['-'] (sided|faced)|{sides:whole} ['-'] side)]"


@throws.part(
    f"{{n:whole}} {_FAIR} {_SIDED} {_FAIR} {_DIE}",
    f"(a pair of|both|pair of) {_FAIR} {_SIDED} {_DIE} {{two:yes}}",
    f"(a|one|single|the|each|either) {_FAIR} {_SIDED} {_FAIR} die",
    f"die {_SIDED}",
    f"(a|one) {_FAIR} {_SIDED} {_FAIR} dice",
    f"{{n:whole}} (rolls|throws|die rolls|dice rolls) [of (a|the) {_FAIR} (die|dice)]",
)
def dice(c: Captures) -> Fact | None:
    sides = c.get("sides", 6)
    if not 2 <= sides <= 100:
        return None
    return Fact("dice", (2 if "two" in c else c.get("n", 1), sides))


throws.tells(
    "dice again",
    "dice",
    "(the|these|those|both) [two] (dice|rolls|numbers|faces)",
    "[the] [two] (dice|faces)",
    "(its|the) (face|faces|top face|upper face|uppermost face)",
)


@throws.part(
    f"{{n:whole}} {_FAIR} (coins|coin flips|coin tosses|coin toss|coin flip|coin throws|flips|tosses) [of a {_FAIR} coin]",
    f"(a|one|the|each|every) {_FAIR} coin",
    "coin",
    "(a|one|the) (coin) (flip|toss)",
)
def coins(c: Captures) -> Fact | None:
    return Fact("coins", c.get("n", 1))


throws.tells(
    "coins again",
    "coins",
    "(the|both|these|all) [two|three|four] (coins|flips|tosses)",
    "(each|every) (flip|toss)",
)
throws.tells("rolled", "(roll|rolls|rolled|rolling|throw|throwing) [(a|an)]")
throws.tells("times", "{value:times}", "{value:whole} times [in a row]")
throws.tells(
    "row",
    "in a row",
    "in succession",
    "consecutively",
    "back to back",
    "one after another",
    "one after the other",
)


# ── coins and dice: what is hoped for ─────────────────────────────────────────

_PAIR = HowMany("pair", 2)
"""Both of two dice."""
_SIDE = "(heads|head|tails|tail)"


@throws.part(
    f"{{many:how_many}} [(of (the|them))] [(are|land|show|come up|flips are|coins are|coins show|coins land)] {_SIDE}",
    f"(a|the|one) {_SIDE} {{any:yes}}",
    f"{_SIDE} {{any:yes}}",
    "(heads|tails) (on|for) (both|all|every|each) [(two|three|four|five)] [(coins|flips|tosses)] {all:yes}",
    "(heads|tails) (every|each) time {all:yes}",
    f"{_SIDE} {{k:times}}",
)
def heads(c: Captures) -> Fact | None:
    if "k" in c:
        return Fact("heads", HowMany("==", c["k"]))
    return Fact("heads", c.get("many") or (HowMany("all") if "all" in c else "a head"))


throws.tells("same side", "(the same (side|face|result)|all the same|same side) [(up|each time|both times)]")
throws.tells(
    "summed",
    "(sum|total|sums|total score|sum total|score)",
    "(add|adds|sum|adding|summing|sums) (to|up to)",
    "(adding|add|adds|sum) up",
)
throws.tells(
    "doubles",
    "[a] (doubles|double|pair)",
    "[(the|both)] [(dice|numbers|faces)] [(show|showing|have|are|land on)] the same (number|value|face|thing|result) [on (both|each) [dice|die]]",
    "(matching|equal|identical|two equal) (numbers|faces|dice|values)",
    "[the] [same] number on both [dice]",
    "[(all|both)] [(dice|numbers|faces)] (match|matching|matches|are equal|are the same|equal)",
    "all [(show|showing)] the same [number]",
)


@throws.part(
    "{face:property} [(is|on (a|the|it)|face up|face)]",
    "[a] (double|pair of) {two:yes} {face:property}",
    "snake eyes {ones:yes}",
    "(boxcars|box cars) {sixes:yes}",
    "{many:how_many} [(dice|die|of the dice|rolls)] [(show|showing|are|is|land on|shows|a|an)] {face:property}",
)
def faces(c: Captures) -> Fact | None:
    if "face" not in c:
        face = 1 if "ones" in c else 6
        return Fact("face", (_PAIR, Property(f"{{n}} == {face}", face)))
    if "two" in c:
        return Fact("face", (_PAIR, c["face"])) if c["face"].number is not None else None
    return Fact("face", (c.get("many"), c["face"]))


# ── the chance ────────────────────────────────────────────────────────────────


def among_throws(test: str, dice: int, sides: int, method: str) -> t.Formula | None:
    """``test`` is a Python condition on ``d``, the faces of a throw."""
    if sides**dice > 100_000:
        return None
    favourable = f"sum(1 for d in cartes(range(1, {sides + 1}), repeat={dice}) if {test})"
    return equally_likely(favourable, f"{sides}**{dice}", method)


def _thrown(facts: Facts) -> t.Formula | None:
    """The chance of what is hoped for of coins, of dice, or of one of each."""
    kinds = {fact.kind for fact in facts} - {"ask", "row", "not", "who"}
    coins, dice = {"heads", "same side"} & kinds, {"summed", "doubles", "face"} & kinds
    if coins and dice:
        if facts.any("not") or facts.any("times") or any(many > 1 for many in facts.all("coins")):
            return None
        one, other = _of_coins(facts), _of_dice(facts)
        if one is None or other is None:
            return None
        return t.Formula(
            "({0}*{1})", r"{0} \cdot {1}", (one, other), method="multiplying what is independent"
        )
    if coins and not kinds & {"dice", "dice again", "rolled"}:
        return _of_coins(facts)
    return _of_dice(facts) if dice and not kinds & {"coins", "coins again"} else None


def _of_coins(facts: Facts) -> t.Formula | None:
    counts = facts.all("coins")
    thrown = {count for count in counts if count > 1} | set(facts.all("times"))
    if len(thrown) > 1:
        return None
    flips = max(thrown, default=1)
    if facts.any("same side"):
        return drawing("1", "2", flips - 1, HowMany("all"), back=True) if 1 < flips <= 500 else None
    many = facts.one("heads")
    if many == "a head":
        if flips > 1 and not facts.any("row"):
            return None  # exactly one, or at least one?
        many = HowMany("all")
    elif facts.any("row"):
        if many.op != "==" or thrown - {many.number}:
            return None  # 3 in a row among 10
        flips, many = many.number, HowMany("all")
    elif (not counts and not thrown) or (many.op == "all" and not thrown):
        return None
    if many.number > flips or not 1 <= flips <= 500:
        return None
    return drawing("1", "2", flips, many, back=True)


def _of_dice(facts: Facts) -> t.Formula | None:
    told = facts.all("dice") or ([(1, 6)] if facts.any("rolled") and not facts.any("dice again") else [])
    hopes = [fact for fact in facts if fact.kind in ("doubles", "face")]
    if len(hopes) != 1:
        return None
    kind, hope = hopes[0]
    summed = facts.any("summed")
    if kind == "doubles" and not facts.all("dice"):
        told = [(2, 6)]
    sides = {each[1] for each in told}
    if len(sides) == 2:
        sides.discard(6)
    counts = {each[0] for each in told} - {1} | set(facts.all("times"))
    if len(sides) != 1 or len(counts) > 1 or (facts.any("times") and any(each[0] > 1 for each in told)):
        return None
    (faces,), count = sides, max(counts, default=1)
    method = f"counting among the {faces**count if count < 9 else ''} equally likely throws".replace(
        "  ", " "
    )
    if kind == "doubles":
        return among_throws("len(set(d)) == 1", count, faces, method) if count > 1 and not summed else None
    many, face = hope
    if summed:
        alone = many is None and count > 1
        return among_throws(face.test.format(n="sum(d)"), count, faces, method) if alone else None
    if many == _PAIR:
        if count != 2:
            return None
        many = HowMany("all")
    if many is None and count > 1:
        # "a 9 with two dice" can only be their sum
        alone = face.number is not None and face.number > faces
        return among_throws(face.test.format(n="sum(d)"), count, faces, method) if alone else None
    if many is None:
        return among_throws(
            face.test.format(n="d[0]"), 1, faces, f"counting among the {faces} equally likely faces"
        )
    if facts.any("row"):
        if many.op != "==" or count not in (1, many.number):
            return None
        count, many = many.number, HowMany("all")
    elif count == 1:
        return None
    if many.number > count or not 1 <= count <= 200:
        return None
    wanted = f"len([v for v in range(1, {faces + 1}) if {face.test.format(n='v')}])"
    return drawing(wanted, str(faces), count, many, back=True)


KINDS["throws"] = throws
topic.words |= {word for word in throws.words | WORDS if word.isalpha()}


@topic.question("{facts:throws}")
def thrown(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _thrown, s)
