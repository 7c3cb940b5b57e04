"""Chances of what is drawn from a bag of marbles, a drawer of socks, a class of children: told in any order."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.counts import HowMany
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.chances import chance_problem, drawing, equally_likely
from tutor_cli.models.solver.topics.draws import drawn
from tutor_cli.models.solver.topics.registry import Topic

topic = Topic("bags")

bags = Frame("probability|probabilities|chance|chances|odds|likelihood|prob|likely|p|pr", beyond=drawn)
_NOUN = "(marbles|marble|balls|ball|candies|candy|socks|sock|beads|bead|chips|chip|counters|counter|apples|apple|sweets|sweet|pens|pen|pencils|pencil|tokens|token|stones|stone|tiles|tile|cubes|cube|blocks|block|tickets|ticket|jelly beans|jelly bean|gumballs|gumball|chocolates|chocolate|fruits|fruit|buttons|button|discs|disc|disks|disk|crayons|crayon|shirts|shirt|gloves|glove|bulbs|bulb|light bulbs|students|student|people|person|children|child|kids|kid|items|item|cookies|cookie|pieces|piece|ones|one)"
bags.tells("thing", _NOUN, "of them", "(first|second)")


@bags.part(
    f"{{k:whole}} [more] {_NOUN} [of them]",
    "{k:whole} [of them] (are|is) (drawn|picked|chosen|selected|taken|pulled|removed)",
    "(draw|draws|pick|picks|choose|chooses|take|takes|select|pull|pulls|drawing|picking|choosing|taking|selecting|grab) [out] {k:whole} [of them]",
    f"(a|one|single) {_NOUN} {{one:yes}}",
)
def drawn_things(c: Captures) -> Fact | None:
    return Fact("draws", c.get("k", 1))


@bags.part("{bag:contents}")
def bag(c: Captures) -> Fact | None:
    return Fact("bag", c["bag"])


_COLOURS = frozenset(
    english.words("red|blue|green|white|black|yellow|orange|purple|pink|brown|gray|grey|gold|silver|violet")
)
_NOUNS = frozenset(word for noun in _NOUN.strip("()").split("|") for word in noun.split())
_NO_KIND = frozenset(
    english.words(
        "are|is|of|or|and|in|times|more|dice|coins|cards|die|flips|tosses|rolls|heads|tails|head|tail|with|"
        "from|sided|without|at|to|draws|missing|lost|gone|removed|taken|drawn|picked|chosen|stolen|added|put|given|left|more|replaced|returned"
    )
)


def _contents(reader: Reader, position: int, limit: int) -> Caught:
    """``4 red and 6 green marbles``, ``12 boys and 18 girls``, ``3 balls red``: how many of each kind."""
    found: dict[str, int] = {}
    at = position
    while at + 1 < limit:
        read = next(KINDS["whole"](reader, at, limit), None)
        if read is None:
            return
        count, end = read
        end += reader.text(end, limit) in ("are", "is")
        if reader.text(end, limit) in _NOUNS and reader.text(end + 1, limit) in _COLOURS:
            kind, end = reader.text(end + 1, limit), end + 2
        else:
            kind = reader.text(end, limit)
            if not kind.isalpha() or len(kind) < 3 or kind in _NO_KIND or kind in found:
                return
            end += 1
            if kind in _NOUNS - _PEOPLE:
                return
            while reader.text(end, limit) in _NOUNS:
                end += 1
        found[kind] = count
        at = end
        if len(found) > 1:
            yield tuple(found.items()), at
        while reader.text(at, limit) in (",", "and"):
            at += 1


_PEOPLE = frozenset(["apples", "oranges", "pens", "pencils", "candies", "cookies", "chocolates", "students"])
KINDS["contents"] = _contents


@bags.part(
    f"[(a|an|the)] {{x:kind}} [{_NOUN}]",
    f"{{many:how_many}} [{_NOUN}] [(of them|of the {_NOUN})] [(are|is|being|be|of [the] [color|colour])] [(a|an)] {{x:kind}} [{_NOUN}]",
)
def hoped_kinds(c: Captures) -> Fact | None:
    return Fact("kind", (c.get("many"), c["x"]))


bags.tells(
    "same kind",
    "[(are|be|of|all|both|two)] [(of|are)] the same (color|colour|kind|type|suit) {many:yes}",
    "(matching|match|matches|same color|same colour) [pair]",
    "(a|matching) pair",
)
bags.tells(
    "one of each",
    "one of each [(color|colour|kind|type)]",
    "(different|two different) (colors|colours|kinds)",
    "(one (marble|ball) of each) (color|colour)",
)


@bags.part(
    f"one {{x:kind}} [{_NOUN}] and one {{y:kind}} [{_NOUN}]",
    f"(a|an) {{x:kind}} [{_NOUN}] and (a|an) {{y:kind}} [{_NOUN}]",
)
def one_and_one(c: Captures) -> Fact | None:
    (no_x, x), (no_y, y) = c["x"], c["y"]
    return None if no_x or no_y or len(x) != 1 or len(y) != 1 else Fact("mix", (*x, *y))


@bags.part(
    f"(a|an|) {{x:kind}} [{_NOUN}] [(and|,)] then (a|an|) {{y:kind}} [{_NOUN}]",
    f"[the] first [{_NOUN}] [(is|being|drawn is)] {{x:kind}} [(and|,)] [(and|then)] [the] second [{_NOUN}] [(is|being|drawn is)] {{y:kind}}",
    f"{{x:kind}} [{_NOUN}] (first|on the first draw) [and] [then] {{y:kind}} [{_NOUN}] (second|on the second draw)",
)
def one_then_one(c: Captures) -> Fact | None:
    (no_x, x), (no_y, y) = c["x"], c["y"]
    return None if no_x or no_y or len(x) != 1 or len(y) != 1 else Fact("row of", (*x, *y))


_NOT_A_KIND = bags.glue | _NOUNS | frozenset(["not", "no", "non", "neither", "nor", "but", "or", "least", "most", "more", "less", "than", "probability", "chance", "chances", "odds", "likelihood", "cards", "card", "heads", "tails", "even", "odd", "sum", "first", "second", "third", "other", "same", "different", "either", "both", "any", "replacement", "without"])  # fmt: skip


def _kind(reader: Reader, position: int, limit: int) -> Caught:
    """``red``, ``red or blue``, ``not red``: whether it is denied, and the kinds."""
    at = position
    denied = reader.text(at, limit) in ("not", "non", "isnt", "no")
    if denied:
        at += 1
        at += reader.text(at, limit) in ("-", "a", "an")
    found: list[str] = []
    while True:
        at += reader.text(at, limit) in ("a", "an", "either")
        word = reader.text(at, limit)
        if not word.isalpha() or len(word) < 3 or word in _NOT_A_KIND or word in english.UNITS:
            return
        found.append(word)
        at += 1
        yield (denied, tuple(found)), at
        at += reader.text(at, limit) in _NOUNS
        if reader.text(at, limit) != "or":
            return
        at += 1


KINDS["kind"] = _kind


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _of_a_bag(facts: Facts) -> t.Formula | None:
    contents = {_singular(kind): count for kind, count in facts.one("bag", ())}
    total = sum(contents.values())
    hopes = [fact for fact in facts if fact.kind in ("kind", "same kind", "one of each", "mix", "row of")]
    draws = [count for count in facts.all("draws") if count != 1]
    if len(draws) > 1 or total < 1:
        return None
    back = facts.one("back", False)
    if len(hopes) != 1:
        return None
    kind, hope = hopes[0]
    if kind == "kind":
        many, (denied, kinds) = hope
        names = {_singular(name) for name in kinds}
        if not names <= contents.keys():
            return None
        wanted = sum(contents[name] for name in names)
        wanted = total - wanted if denied else wanted
        count = draws[0] if draws else 1
        if many is None or (many == HowMany("==", 1) and count == 1):
            if count > 1:
                return None
            many = HowMany("all")
        elif not draws:
            if many.op == "all" and many.number == 0:
                count = 2
            elif many.op == "==" and many.number > 1:
                count, many = many.number, HowMany("all")
            else:
                return None
        if count > total and not back:
            return None
        return drawing(str(wanted), str(total), count, many, back)
    count = draws[0] if draws else 2
    if count != 2:
        return None
    pairs = list(contents.values())
    if kind == "same kind":
        both = [(n, n - (not back)) for n in pairs]
    elif kind == "one of each":
        both = [(n, m) for i, n in enumerate(pairs) for j, m in enumerate(pairs) if i != j]
    else:
        pair = [_singular(name) for name in hope]
        if not set(pair) <= contents.keys():
            return None
        first, second = (contents[name] for name in pair)
        if pair[0] == pair[1]:
            both = [(first, second - (not back))]
        else:
            both = [(first, second)] * (2 if kind == "mix" else 1)
    ways = " + ".join(f"{n}*{m}" for n, m in both)
    return equally_likely(
        ways, f"{total}*{total - (not back)}", "counting the ways to draw one after the other"
    )


KINDS["bags"] = bags


@topic.question("{facts:bags}")
def of_a_bag(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _of_a_bag, s)


topic.words |= bags.words | _COLOURS | {"boys", "girls"}
