"""Chances of cards, bags, numbers and letters that are drawn: where from, and what is hoped for, in any order."""

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
from tutor_cli.models.solver.topics.chances import asking, chance_problem, drawing, equally_likely, number
from tutor_cli.models.solver.topics.registry import Topic

topic = Topic("draws")

drawn = Frame("probability|probabilities|chance|chances|odds|likelihood|prob|likely|p|pr", beyond=asking)
drawn.tells(
    "back",
    "with replacement",
    "[and] (replaced|put back|returned) [(after each (draw|pick)|each time|(in|into|to) the (bag|box|jar|urn|deck))]",
    "replacing (it|the first|them) [each time]",
    value=True,
)
drawn.tells(
    "back",
    "without (replacement|replacing [(it|them|the first)]|putting (it|them|the first one|the first) back|returning (it|them))",
    "with no replacement",
    "[(it is|and)] not (replaced|put back|returned)",
    value=False,
)

drawn.tells(
    "row",
    "in a row",
    "in succession",
    "consecutively",
    "back to back",
    "one after another",
    "one after the other",
)


# ── cards ─────────────────────────────────────────────────────────────────────

_CARDS = "card|cards|deck|pack|ace|aces|king|kings|queen|queens|jack|jacks|heart|hearts|spade|spades|diamond|diamonds|club|clubs"
cards = Frame(_CARDS, beyond=drawn)


@cards.part(
    "[(a|the|an)] [(standard|regular|full|shuffled|well shuffled|ordinary|normal)] [{n:whole} ['-'] card] (deck|pack) [of] [{n:whole}] [(playing|standard)] [cards]",
    "{n:whole} ['-'] card (deck|pack)",
    "[(standard|regular)] [(deck|pack) of] {n:whole} [playing] cards",
)
def deck(c: Captures) -> Fact | None:
    return Fact("deck") if c.get("n", 52) == 52 else Fact("deck of another size")


@cards.part("{k:whole} cards", "(a|one|the|single) [playing] card {one:yes}", "card {one:yes}")
def cards_drawn(c: Captures) -> Fact | None:
    return Fact("draws", c.get("k", 1))


cards.tells("deck", "[playing] cards")


@cards.part(
    "{card:card} [card|cards]",
    "{many:how_many} [(cards|of them)] [(are|is|a|an)] {card:card} [cards]",
)
def hoped_cards(c: Captures) -> Fact | None:
    return Fact("card", (c.get("many"), c["card"]))


_RANKS = {"ace": 1, "aces": 1, "king": 13, "kings": 13, "queen": 12, "queens": 12, "jack": 11, "jacks": 11}
_SUITS = {
    "heart": 0,
    "hearts": 0,
    "diamond": 1,
    "diamonds": 1,
    "spade": 2,
    "spades": 2,
    "club": 3,
    "clubs": 3,
}


def _card(reader: Reader, position: int, limit: int) -> Caught:
    """Which cards: a Python condition on rank ``r`` (1 to 13) and suit ``s`` (hearts, diamonds, spades, clubs)."""
    at = position
    denied = reader.text(at, limit) in ("not", "non")
    at += denied
    at += denied and reader.text(at, limit) == "-"
    for test, end in _any_card(reader, at, limit):
        yield (f"not ({test})" if denied else test), end


def _any_card(reader: Reader, position: int, limit: int) -> Caught:
    for test, end in _one_card(reader, position, limit):
        joined = end + (reader.text(end, limit) in ("card", "cards"))
        if reader.text(joined, limit) == "or":
            for other, last in _any_card(reader, joined + 1, limit):
                yield f"({test} or {other})", last
        yield test, end


def _one_card(reader: Reader, position: int, limit: int) -> Caught:
    while reader.text(position, limit) in ("a", "an", "the", "either"):
        position += 1
    tests: list[str] = []
    at = position
    if reader.text(at, limit) in ("red", "black"):
        tests.append("s < 2" if reader.text(at, limit) == "red" else "s > 1")
        at += 1
        yield tests[0], at
    word = reader.text(at, limit)
    if word in ("face", "picture", "court") and reader.text(at + 1, limit) in ("card", "cards", "or", ""):
        tests.append("r > 10")
        at += 1
    elif word in ("number", "numbered") and reader.text(at + 1, limit) in ("card", "cards"):
        tests.append("2 <= r <= 10")
        at += 1
    elif word in _SUITS:
        tests.append(f"s == {_SUITS[word]}")
        at += 1
    elif word in _RANKS:
        tests.append(f"r == {_RANKS[word]}")
        at += 1
    else:
        for count, end in KINDS["whole"](reader, at, limit):
            if not 2 <= count <= 10 or reader.text(end, limit) in ("cards", "card"):
                return
            tests.append(f"r == {count}")
            at = end
        if len(tests) == 0 or not tests[-1].startswith("r"):
            return
    if reader.text(at, limit) == "of" and reader.text(at + 1, limit) in _SUITS and tests[-1].startswith("r"):
        tests.append(f"s == {_SUITS[reader.text(at + 1, limit)]}")
        at += 2
    yield (f"({' and '.join(tests)})" if len(tests) > 1 else tests[0]), at


KINDS["card"] = _card


def _of_cards(facts: Facts) -> t.Formula | None:
    hopes = facts.all("card")
    if len(hopes) != 1 or facts.any("deck of another size"):
        return None
    many, test = hopes[0]
    draws = [count for count in facts.all("draws") if count > 1]
    in_a_row = facts.any("row")
    if len(draws) > 1:
        return None
    count = draws[0] if draws else 1
    if many is None:
        many = HowMany("all")
        if count > 1:
            return None
    elif count == 1:
        if many.op != "==" or many.number < 2:
            return None
        count, many = many.number, HowMany("all")
    if many.op == "==" and in_a_row and many.number == count:
        many = HowMany("all")
    if count > 52 or many.number > count:
        return None
    wanted = f"len([1 for r in range(1, 14) for s in range(4) if {test}])"
    return drawing(wanted, "52", count, many, facts.one("back", False))


KINDS["cards"] = cards


@topic.question("{facts:cards}")
def of_cards(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _of_cards, s)


# ── bags ──────────────────────────────────────────────────────────────────────

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
        "from|sided|without|at|to|draws"
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


# ── numbers and letters ───────────────────────────────────────────────────────

numbered = Frame("number|numbers|numbered|integer|integers|spinner|tickets|cards|balls|slips", beyond=drawn)


@numbered.part("[(a|the)] [whole] [(number|integer|ticket|card|ball|spinner|spinners|tickets|cards|balls|slips|sections|integers)] [(is|are)] [(chosen|picked|selected|drawn|labeled|labelled|numbered|marked)] [at random] (from|between|numbered|labeled|labelled|marked|with [the] numbers|among [the] numbers) [the] [(numbers|integers|set|whole numbers|sections)] [(numbered|from|labeled)] {low:whole} (to|through|and|-) {high:whole} [inclusive]")  # fmt: skip
def numbers(c: Captures) -> Fact | None:
    return Fact("numbers", (c["low"], c["high"])) if 0 <= c["low"] < c["high"] <= 10**5 else None


numbered.tells(
    "number",
    "(number|integer|ticket|slip|spinner|positive integer|whole number|card|ball)",
    "(chosen|selected) number",
)
lettered = Frame("letter|letters|word|vowel|consonant", "letter|letters|word|\"|'", beyond=drawn)
lettered.tells(
    "word",
    "[(the|a)] (letter|character) [is] [(chosen|picked|selected|drawn)] [at random] (from|in|of) [the letters (of|in)] [the] [word] {value:quoted}",
    "[the letters (of|in)] the word {value:quoted}",
)


@lettered.part(
    "[(a|an|the|it)] [(letter|is|letter is|letter being)] [(a|an|the|letter)] (vowel {vowel:yes}|consonant {consonant:yes}|[letter] {x:capital})"
)
def hoped_letter(c: Captures) -> Fact | None:
    return Fact("letter", "vowel" if "vowel" in c else "consonant" if "consonant" in c else c["x"].lower())


def _of_numbers(facts: Facts) -> t.Formula | None:
    if not facts.any("numbers") or not facts.any("face"):
        return None
    (low, high), face = facts.one("numbers"), facts.one("face")
    if any(count != 1 for count in facts.all("draws")):
        return None
    favourable = f"sum(1 for v in range({low}, {high + 1}) if {face.test.format(n='v')})"
    return equally_likely(favourable, str(high - low + 1), f"counting among the {high - low + 1} numbers")


def _capital(reader: Reader, position: int, limit: int) -> Caught:
    """A letter as a letter: ``B``, ``"b"``, and not the word "a"."""
    token = reader.tokens[position] if position < limit else None
    if token is not None and token.is_letter:
        quoted = reader.text(position - 1, limit) in ('"', "'")
        if quoted or token.raw.isupper() or token.text not in ("a", "i"):
            yield token.text, position + 1 + (quoted and reader.text(position + 1, limit) in ('"', "'"))


def _quoted(reader: Reader, position: int, limit: int) -> Caught:
    """A word, perhaps in quotes."""
    quoted = reader.text(position, limit) in ('"', "'")
    for word, end in KINDS["word"](reader, position + quoted, limit):
        yield word, end + (quoted and reader.text(end, limit) in ('"', "'"))


KINDS.update(capital=_capital, quoted=_quoted)


def _of_letters(facts: Facts) -> t.Formula | None:
    word, letter = facts.one("word", "").lower(), facts.one("letter")
    if letter is None or not word.isalpha() or not word.isascii():
        return None
    vowels = sum(each in "aeiou" for each in word)
    count = {"vowel": vowels, "consonant": len(word) - vowels}.get(letter, word.count(letter))
    return t.Formula(
        "Rational({0}, {1})",
        r"\frac{{{0}}}{{{1}}}",
        (number(count), number(len(word))),
        method=f"counting {count} of the {len(word)} letters",
    )


@numbered.part("{face:property}")
def hoped_numbers(c: Captures) -> Fact | None:
    return Fact("face", c["face"])


KINDS["numbered"] = numbered
KINDS["lettered"] = lettered


@topic.question("{facts:numbered}")
def of_numbers(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _of_numbers, s)


@topic.question("{facts:lettered}")
def of_letters(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _of_letters, s)


topic.words |= {word for each in (cards, bags, numbered, lettered) for word in each.words if word.isalpha()}
topic.words |= _COLOURS | _RANKS.keys() | _SUITS.keys() | {"boys", "girls", "picture"}
