"""Counting problems told in any order: how many are chosen from how many, arranged, seated, given places."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.combinatorics import combinations, permutations
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("counting")

frame = Frame(
    "many|number|ways",
    "a|an|the|in|of|are|is|be|can|could|if|when|there|to|they|you|we|i|one|she|he|them|their|from|for|with|by|on|and|it|do|does|has|have|find|what|calculate|compute|determine|different|distinct|possible|unique|total|all|up|each|"
    "wants|want|needs|need|must|will|at|,|.|;|:|?|so|that|these|this|who|which|such|your|my|her|his|place|places|store|shop|restaurant|club|class|company|school|school's|teacher|coach|department|library|race|contest|competition|menu|available|offers|possibly|how|possibilities|possibility|options|outcomes|persons|this|done|happen|awarded|given|presented|assigned|handed|taken|used|using|only|once|exactly|then|there|run|runs|compete|prizes|medals",
)
frame.tells("who", "{value:who}")
frame.tells(
    "asked",
    "[in] how many [different|distinct|possible] ways",
    "[the] number of [different|distinct|possible] ways",
    "how many",
    "[the] number of",
)

_THING = (
    "(people|persons|person|students|student|books|book|letters|cards|card|objects|items|item|things|friends|children|kids|players|player|runners|flags|toys|balls|pictures|paintings|songs|candidates|members|member|"
    "men|women|boys|girls|toppings|topping|flavors|flavours|colors|colours|teams|coins|questions|question|horses|cars|chairs|employees|volunteers|athletes|swimmers|contestants|competitors|finalists|elements|element|points|dishes|courses|plants|marbles|dogs|cats|guests|workers|applicants|dancers|singers|"
    "ingredients|scoops|singles|photos|trophies|medals|plates|keys|beads|tiles|numbers|digits|soldiers|passengers|drivers|actors|movies|films|shirts|choices|sweets|fruits|fruit|desserts|teachers|scientists|engineers)"
)
_GROUP = "(committee|committees|team|teams|group|groups|subset|subsets|hand|hands|set|sets|sample|samples|delegation|delegations|pair|pairs|jury|panel|crew|squad|combination|combinations|selection|selections|pizza|pizzas|subcommittee|lineup|trio|bouquet|salad|salads|sundae|sundaes)"

frame.tells(
    "size",
    f"{_GROUP} (of|with|consisting of) {{value:whole}} [(different|distinct)] [{_THING}]",
    f"{_GROUP} containing {{value:whole}} [(different|distinct)] {_THING}",
    f"{{value:whole}} ['-'] (person|member|card|topping|element|student|player|man|letter|book|scoop|flavor|people|item) {_GROUP}",
    "{value:whole} ['-'] (topping|scoop|flavor|person|member|card|element)",
    "{value:whole} at a time",
    "groups of {value:whole}",
)
frame.tells("size", "(pairs|pair|duos|couples)", value=2)  # fmt: skip
frame.tells(
    "from",
    f"(from|out of|among|from among|of) [(a|the|an)] [(total of|group of|class of|list of|set of|pool of|club of|club with|class with|collection of|choice of|deck of|menu of|shelf of|team of|club that has|committee of|department of|bag of)] {{value:whole}} [(different|distinct|available|possible|qualified|eligible)] [{_THING}]",
)
frame.tells(
    "things",
    f"{{value:whole}} [(different|distinct|available|new)] {_THING} [of (ice cream|pizza|people|cake)]",
    "{value:whole} [of them]",
)
frame.tells(
    "choose",
    "(choose|chosen|chooses|pick|picked|picks|select|selected|selects|form|formed|make|made|draw|drawn|choosing|selecting|picking|forming|create|created|order|ordered|elect|elected|buy|dealt|take)",
    "combinations",
    f"{_GROUP}",
)
frame.tells(
    "arrange",
    "(arrange|arranged|arranging|sort|order|ordered|line up|lined up|lining up|stand|stood|sit|seated|seat|queue|placed|place|put|ranked|rank|permuted|displayed|display|finish|scheduled|sit down|hung|parked|line)",
    "(permutations|arrangements|orders|orderings|rankings|orderings)",
    "(permutation|arrangement)",
)
frame.tells(
    "row",
    "in a (row|line|queue|single file line|straight line)",
    "(on|onto) a (shelf|bookshelf|wall)",
    "in (order|line|a certain order)",
    "for a (photo|picture|photograph)",
    "side by side",
    "next to each other in a row",
    "in a single (row|line)",
    "one after another",
    "in different orders",
    "next to each other",
)
frame.tells(
    "round",
    "(around|round|at|in) [a] (circle|round table|circular table|table)",
    "(around|round) [(a|the)] (table|campfire)",
    "circular (arrangements|permutations)",
)
frame.tells(
    "ordered",
    "(order matters|if [the] order matters|where [the] order matters|when [the] order matters|order is important|if order is important)",
)
frame.tells(
    "unordered",
    "(order does not matter|if [the] order does not matter|regardless of order|where order does not matter|when order does not matter|order is not important)",
)
frame.tells("places", "{value:places}")
_OFFICE = [
    "president",
    "captain",
    "chair",
    "chairman",
    "chairperson",
    "secretary",
    "treasurer",
    "deputy",
    "leader",
    "vice-president",
    "co-captain",
    "manager",
    "assistant",
    "vice",
]


def _places(reader: Reader, position: int, limit: int) -> Caught:
    """``a president, a vice president and a treasurer``, ``first, second and third place``: how many places."""
    at, count = position, 0
    while at < limit:
        while reader.text(at, limit) in ("a", "an", "the", "one"):
            at += 1
        word = reader.text(at, limit)
        if word == "vice" and (reader.text(at + 1, limit) in ("president", "captain", "chair")):
            at += 2
        elif word in ("vice", "co") and reader.text(at + 1, limit) == "-":
            at += 3
        elif word in _OFFICE:
            at += 1
        elif reader.text(at, limit) in ("gold", "silver", "bronze"):
            at += 1 + (reader.text(at + 1, limit) in ("medal", "medals"))
        else:
            for place, end in KINDS["ordinal"](reader, at, limit):
                if place == count + 1:
                    at = end + (reader.text(end, limit) in ("place", "prize", "places", "prizes"))
                    break
            else:
                return
        count += 1
        if count > 1:
            end = at + (reader.text(at, limit) in ("place", "places", "prize", "prizes", "medal", "medals"))
            yield count, end
        while reader.text(at, limit) in (",", "and"):
            at += 1


KINDS["places"] = _places


@frame.part(
    "{m:menu_of} (from|out of|chosen from|be chosen from|is chosen from|from a group of|from among) [(a|the)] [group of] {n:menu_of}",
    "{m:menu_of_each}",
)
def two_groups(c: Captures) -> Fact | None:
    if "n" not in c:
        return Fact("groups", c["m"])
    chosen, there = dict(c["m"]), dict(c["n"])
    if chosen.keys() != there.keys():
        return None
    return Fact("groups", tuple((there[kind], chosen[kind]) for kind in chosen))


frame.tells("menu", "{value:menu_of}")


def _menu_of(reader: Reader, position: int, limit: int) -> Caught:
    """``2 men and 3 women``: how many of each kind."""
    found: list[tuple[str, int]] = []
    at = position
    while at < limit:
        read = next(KINDS["whole"](reader, at, limit), None)
        if read is None:
            return
        count, end = read
        kind = reader.text(end, limit)
        if (
            not kind.isalpha()
            or len(kind) < 3
            or kind in ("from", "and", "are", "times", "letters", "digits")
        ):
            return
        found.append((kind, count))
        at = end + 1
        if len(found) > 1:
            yield tuple(found), at
        while reader.text(at, limit) in (",", "and"):
            at += 1


def _menu_of_each(reader: Reader, position: int, limit: int) -> Caught:
    """``2 boys from 5 boys and 3 girls from 6``: of how many, and how many."""
    found: list[tuple[int, int]] = []
    at = position
    while at < limit:
        read = next(KINDS["whole"](reader, at, limit), None)
        if read is None:
            return
        count, end = read
        kind = reader.text(end, limit)
        if not kind.isalpha() or reader.text(end + 1, limit) not in ("from", "of"):
            return
        at = end + 2 + (reader.text(end + 1, limit) == "out")
        read = next(KINDS["whole"](reader, at, limit), None)
        if read is None:
            return
        there, end = read
        found.append((there, count))
        at = end + (reader.text(end, limit) == kind)
        if len(found) > 1:
            yield tuple(found), at
        while reader.text(at, limit) in (",", "and"):
            at += 1


KINDS.update(menu_of=_menu_of, menu_of_each=_menu_of_each)

_ALWAYS = {"asked", "row", "who"}


def _ways(facts: Facts) -> t.Node | None:
    """The number these facts ask for. Raises ValueError when they say too much."""
    kinds = {fact.kind for fact in facts} - _ALWAYS
    if facts.any("groups") and kinds <= {"groups", "choose", "menu"}:
        if any(chosen > there for there, chosen in facts.one("groups")):
            return None
        args = tuple(t.number(each) for pair in facts.one("groups") for each in pair)
        python = "*".join(f"binomial({{{2 * i}}}, {{{2 * i + 1}}})" for i in range(len(args) // 2))
        shown = r" \cdot ".join(
            rf"\binom{{{{{{{2 * i}}}}}}}{{{{{{{2 * i + 1}}}}}}}" for i in range(len(args) // 2)
        )
        return t.Formula(
            f"({python})", shown, args, method="choosing from each group, which multiplies the counts"
        )
    if "menu" in kinds and not facts.any("groups"):
        return _two_menus(facts, kinds)
    there = facts.one("from")
    size, things, places = facts.one("size"), facts.all("things"), facts.one("places")
    if places is not None and kinds <= {"places", "from", "things", "choose", "arrange"}:
        total = there if there is not None else things[0] if len(things) == 1 else None
        return (
            permutations(total, places)
            if total and places <= total and len(things) <= (there is None)
            else None
        )
    if (
        "arrange" in kinds
        and not kinds - {"arrange", "things", "round", "size", "from", "choose"}
        and len(things) == 1
        and (size is None and there is None)
    ):
        (count,) = things
        if facts.any("round"):
            return (
                t.Formula(
                    "factorial({0} - 1)",
                    "({0} - 1)!",
                    (t.number(count),),
                    method="fixing one seat, because turning the circle changes nothing",
                )
                if count
                else None
            )
        return t.Formula(
            "factorial({0})", "{0}!", (t.number(count),), method="choosing who comes first, second, and so on"
        )
    if not kinds & {"choose", "arrange", "size"} or kinds - {
        "choose",
        "arrange",
        "size",
        "from",
        "things",
        "ordered",
        "unordered",
    }:
        return None
    if there is not None and len(things) <= 1 and (size is None) == bool(things):
        total, chosen = there, size if size is not None else things[0]
    elif there is None and size is not None and len(things) == 1:
        total, chosen = things[0], size
    else:
        return None
    if not 0 <= chosen <= total:
        return None
    ordered = "ordered" in kinds or ("arrange" in kinds and "unordered" not in kinds)
    if (
        ordered
        and "choose" in kinds
        and "ordered" not in kinds
        and "arrange" in kinds
        and not facts.any("row")
    ):
        return None  # chosen, and arranged?
    return permutations(total, chosen) if ordered else combinations(total, chosen)


def _two_menus(facts: Facts, kinds: set[str]) -> t.Node | None:
    """``There are 5 men and 6 women. … a committee of 2 men and 3 women``: the larger numbers are those there are."""
    menus = facts.all("menu")
    if len(menus) != 2 or not kinds <= {"menu", "choose"}:
        return None
    one, other = dict(menus[0]), dict(menus[1])
    if one.keys() != other.keys():
        return None
    there, chosen = (one, other) if all(one[kind] >= other[kind] for kind in one) else (other, one)
    if any(chosen[kind] > there[kind] for kind in there):
        return None
    return _ways(Facts([Fact("groups", tuple((there[kind], chosen[kind]) for kind in chosen))]))


KINDS["counting"] = frame
topic.words |= frame.words | {*_OFFICE, "co", "gold", "silver", "bronze"}


@topic.question("{facts:counting}")
def ways(c: Captures, s: Situation) -> Problem | None:
    if not c["facts"].any("asked"):
        return None
    try:
        node = _ways(c["facts"])
    except ValueError:
        return None
    return value_problem(node, s) if node is not None else None


@topic.question(
    "(how many|<find> [the] number of) [(different|distinct|possible|unique)] {k:whole} ['-'] letter (words|codes|arrangements|strings|permutations|passwords) can [(be|you|we|i)] (formed|made|form|make|created) (from|with|using|out of) [all] [the] [letters (of|in)] [the] [word] {w:word} [without (repetition|repeating letters|repeating)]",
)
def words_of_letters(c: Captures, s: Situation) -> Problem | None:
    word = c["w"].lower()
    if not word.isalpha() or len(set(word)) != len(word) or not 1 <= c["k"] <= len(word):
        return None
    return value_problem(permutations(len(word), c["k"]), s)


# ── one symbol after another ──────────────────────────────────────────────────

_EACH = "[(different|distinct|possible)]"


@topic.question(
    f"(how many|<find> [the] number of) {_EACH} (binary|bit) {{binary:yes}} (strings|numbers|words|sequences|codes) [(are there|are possible|exist|can be formed|can be made)] (of|with|have|having) [length] {{n:whole}} [(bits|digits)] [(are there|are possible|exist)]",
    f"how many {_EACH} (license plates|plates|passwords|codes|licence plates|serial numbers|ids|registration numbers) (are possible|are there|can be (made|formed|created)|exist) [(with|if|that have|of|consisting of|using|having)] [(each has|each plate has|they have)] {{a:whole}} letters [(followed by|and|and then|then)] {{b:whole}} digits [{{r:repeats}}]",
    f"how many {_EACH} (license plates|plates|passwords|codes|licence plates|serial numbers|ids|registration numbers) (with|have|of|that have|consist of|consisting of) {{a:whole}} letters (followed by|and|and then|then) {{b:whole}} digits [(are there|are possible|can be (made|formed))] [{{r:repeats}}]",
)
def symbols(c: Captures, s: Situation) -> Problem | None:
    if "binary" in c:
        return value_problem(t.Binary("^", t.number(2), t.number(c["n"])), s) if 1 <= c["n"] <= 2000 else None
    args = (t.number(c["a"]), t.number(c["b"]))
    if not (0 < c["a"] <= 26 and 0 < c["b"] <= 10):
        return None
    if c.get("r") is False:
        node = t.Formula(
            "(ff(26, {0})*ff(10, {1}))",
            r"P(26, {0}) \cdot P(10, {1})",
            args,
            method="filling one place after the other, nothing being used twice",
        )
    else:
        node = t.Formula(
            "(26**{0}*10**{1})",
            r"26^{{{0}}} \cdot 10^{{{1}}}",
            args,
            method="26 choices for each letter and 10 for each digit",
        )
    return value_problem(node, s)


def _repeats(reader: Reader, position: int, limit: int) -> Caught:
    """Whether a symbol may come again: ``if repetition is allowed``, ``with no repeats``."""
    words = " ".join(reader.text(at, limit) for at in range(position, limit))
    if words in (
        "if repetition is allowed",
        "with repetition",
        "if repetition is permitted",
        "with repetition allowed",
        "if letters and digits can be repeated",
        "repetition allowed",
        "if repeats are allowed",
        "when repetition is allowed",
    ):
        yield True, limit
    if words in (
        "if repetition is not allowed",
        "without repetition",
        "with no repetition",
        "with no repeats",
        "if no repetition is allowed",
        "without repeats",
        "if repetition is not permitted",
        "if letters and digits cannot be repeated",
        "no repetition",
        "if repeats are not allowed",
    ):
        yield False, limit


KINDS["repeats"] = _repeats
