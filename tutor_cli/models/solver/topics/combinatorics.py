"""Counting: arrangements, permutations, combinations, committees, codes."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

import re
from collections import Counter

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import POWER, Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("combinatorics")
topic.words |= {"ncr", "npr", "comb", "perm"}

_THINGS = "(people|persons|students|books|letters|cards|objects|items|things|friends|children|kids|players|runners|flags|toys|balls|pictures|paintings|songs|numbers|digits|candidates|members|men|women|boys|girls|toppings|colors|teams|coins|questions|horses|cars|chairs|employees|volunteers)"
_HOW_MANY = "(how many|<find> [the] number of|in how many)"
_DIFFERENT = "[(different|distinct|possible|unique)]"


def permutations(n: int, k: int) -> t.Formula:
    return t.Formula(
        "ff({0}, {1})",
        r"P({0}, {1})",
        (t.number(n), t.number(k)),
        method="counting ordered choices, \\(\\frac{n!}{(n-k)!}\\)",
    )


def combinations(n: int, k: int) -> t.Formula:
    return t.Formula(
        "binomial({0}, {1})",
        r"\binom{{{0}}}{{{1}}}",
        (t.number(n), t.number(k)),
        method="counting choices without order, \\(\\frac{n!}{k!\\,(n-k)!}\\)",
    )


@topic.noun(
    "(permutations|permutation) of {n:whole} [things|objects|items] taken {k:whole} at [a|the] (time|same time)",
    "(permutations|permutation) of {k:whole} [things|objects|items|letters] (from|out of|of) {n:whole} [things|objects|items|letters]",
)
def permutation(c: Captures) -> t.Node | None:
    return permutations(c["n"], c["k"]) if 0 <= c["k"] <= c["n"] else None


@topic.noun(
    "(combinations|combination) of {n:whole} [things|objects|items] taken {k:whole} at [a|the] (time|same time)",
    "(combinations|combination) of {n:whole} [things|objects|items] [taken] (in|by) {k:whole} [by {k:whole}]",
    "(combinations|combination) of {k:whole} [things|objects|items|letters] (from|out of|of) {n:whole} [things|objects|items|letters]",
)
def combination(c: Captures) -> t.Node | None:
    return combinations(c["n"], c["k"]) if 0 <= c["k"] <= c["n"] else None


_IN_A_ROW = (
    "[(in a (row|line|queue)|on a shelf|in order|in a (single|straight) (line|row)|for a (photo|picture))]"
)


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] (can|to|could|do|are there to) {{n:whole}} {_DIFFERENT} {_THINGS} (be arranged|be ordered|be lined up|line up|stand|sit|queue|finish|be placed|be seated|be put) {_IN_A_ROW}",
    f"{_HOW_MANY} {_DIFFERENT} ways [are there|is there|can (i|you|we|one)] [to] (arrange|order|line up|seat|place|put) {{n:whole}} {_DIFFERENT} {_THINGS} {_IN_A_ROW}",
    f"{_HOW_MANY} {_DIFFERENT} (permutations|arrangements|orderings) [are there|do] [of|for] {{n:whole}} {_DIFFERENT} {_THINGS} [have]",
    f"<ask> {{n:whole}} {_DIFFERENT} {_THINGS} (be arranged|be ordered|line up) {_IN_A_ROW}",
)
def arrangements(c: Captures, s: Situation) -> Problem | None:
    if c["n"] < 0:
        return None
    node = t.Formula(
        "factorial({0})", "{0}!", (t.number(c["n"]),), method="choosing who comes first, second, and so on"
    )
    return value_problem(node, s)


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] (can|to|could) [(arrange|arranging)] {{n:whole}} {_THINGS} (sit|be seated|be arranged|be placed) (around|at|in) [a] (circle|round table|circular table|table)",
    f"{_HOW_MANY} {_DIFFERENT} ways [are there|can (i|you|we|one)] [to] (seat|arrange) {{n:whole}} {_THINGS} (around|at|in) [a] (circle|round table|circular table)",
)
def around_a_table(c: Captures, s: Situation) -> Problem | None:
    if c["n"] < 1:
        return None
    node = t.Formula(
        "factorial({0} - 1)",
        "({0} - 1)!",
        (t.number(c["n"]),),
        method="fixing one seat, because turning the circle changes nothing",
    )
    return value_problem(node, s)


_GROUP = (
    "[a|the] (committee|team|group|subset|subsets|hand|hands|set|sample|committees|teams|groups|delegation)"
)
_CHOOSE = "(choose|pick|select|form|make|draw|be (chosen|picked|selected|formed|made|drawn))"


@topic.question(
    f"{_HOW_MANY} {_DIFFERENT} ways [(can|could|are there|is there)] [(you|i|we|one|someone)] [to] (choose|pick|select|draw) {{k:whole}} {_DIFFERENT} [{_THINGS}] (from|out of|from among|from a (group|set|class|deck|team) of|from a total of) {{n:whole}} [{_DIFFERENT} {_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} ways [(can|could|are there|is there)] [(you|i|we|one)] [to] (form|make|choose|pick|select) {_GROUP} of {{k:whole}} [{_THINGS}] [(be (chosen|formed|made|selected|picked))] (from|out of|from a (group|class|club|pool|team) of) {{n:whole}} [{_DIFFERENT} {_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} ways can {{k:whole}} [{_THINGS}] be (chosen|picked|selected|drawn) (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} ways can {_GROUP} of {{k:whole}} [{_THINGS}] be (chosen|formed|made|selected|picked) (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} {{k:whole}} [{_THINGS}|person|member|card|element|digit] {_GROUP} can be {_CHOOSE} (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} {_GROUP} of {{k:whole}} [{_THINGS}] (can|could) be (chosen|formed|made|selected|picked) (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} combinations of {{k:whole}} [{_THINGS}] (are there|can be (made|chosen|formed)) (from|out of|with) {{n:whole}} [{_THINGS}]",
    "(choose|pick|select) {k:whole} (from|out of) {n:whole}",
    f"(from|out of) {{n:whole}} [{_DIFFERENT} {_THINGS}] [','] (choose|pick|select) {{k:whole}}",
)
def choices(c: Captures, s: Situation) -> Problem | None:
    return value_problem(combinations(c["n"], c["k"]), s) if 0 <= c["k"] <= c["n"] else None


@topic.question(
    f"{_HOW_MANY} (handshakes|hand shakes) (are there|occur|happen|take place|are made|are exchanged) (if|when|among|between|with) {{n:whole}} {_THINGS} [(all|each)] [(shake hands [once] [with] [each other|one another|every other person|everyone else])]",
    f"{{n:whole}} {_THINGS} [(at a (party|meeting))] [(all|each)] (shake hands|shake hands [once] with (each other|everyone else|every other person|one another)) [once] [('.'|','|';')] how many handshakes [(are there|is that|take place|in total|happen|are made|occur)]",
    f"how many handshakes [(are there|happen|occur|take place)] (if|when|among|with|between) [a group of] {{n:whole}} {_THINGS} [(at a party)] [(all|each)] [(shake|shake hands)] [(each others|one anothers)] [hands] [once] [with] [(each other|everyone else|every other person|one another|everyone)] [(once|exactly once)]",
    f"(if|when) {{n:whole}} {_THINGS} [(at a (party|meeting))] [(all|each)] (shake hands|shake hands [once] with (each other|everyone else|every other person|one another)) [once] [('.'|','|';')] how many handshakes [(are there|is that|take place|in total|happen)]",
)
def handshakes(c: Captures, s: Situation) -> Problem | None:
    return value_problem(combinations(c["n"], 2), s) if 2 <= c["n"] <= 10**6 else None


_LETTERS = "[the [(different|distinct)]] (letters|characters) (in|of|from) [the] [word] {w:word}"


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] (can|could|to) (the|all [the]) [{{count:whole}}] letters (of|in) [the word] {{w:word}} be (arranged|rearranged|ordered|permuted)",
    f"{_HOW_MANY} {_DIFFERENT} ways [are there|can (you|i|we|one)] [to] (arrange|rearrange|order|permute) (the|all [the]) letters (of|in) [the word] {{w:word}}",
    f"{_HOW_MANY} {_DIFFERENT} (arrangements|permutations|words|anagrams|rearrangements) [(are there|can be (made|formed))] (of|from|in|for|with|using) [the letters (of|in)] [the word] {{w:word}}",
    "[<find>] [the] number of (arrangements|permutations|anagrams) of [the letters (of|in)] [the word] {w:word}",
    f"[<find>] [the] number of [(different|distinct|possible|unique)] (permutations|arrangements|anagrams|rearrangements|ways to arrange|ways of arranging) [of] {_LETTERS}",
    f"how many [(different|distinct|possible|unique)] (words|arrangements|permutations|anagrams|strings) can [you|we|i|be] (make|made|form|formed|create|created) (from|with|using|out of) [all] {_LETTERS}",
    "how many [(different|distinct|possible|unique)] (arrangements|permutations|anagrams) (of|does) [the] [(word|letters in|letters of)] [the word] {w:word} [(are there|exist|have)]",
    "(permutations|arrangements|anagrams) of [the] [(letters|word)] [(in|of)] [the] [word] {w:word}",
    "[in] how many [(different|distinct)] ways can [you|we|i] (arrange|rearrange|permute) the word {w:word}",
    f"[in] how many [(different|distinct)] ways can [you|we|i] [the] (arrange|rearrange|order) {_LETTERS}",
)
def letters(c: Captures, s: Situation) -> Problem | None:
    word = c["w"].lower()
    if not re.fullmatch("[a-z]{2,20}", word) or c.get("count", len(word)) != len(word):
        return None
    repeated = [count for count in Counter(word).values() if count > 1]
    python, shown = "factorial({0})", "{0}!"
    if repeated:
        below = [f"factorial({{{index}}})" for index in range(1, len(repeated) + 1)]
        python = f"(factorial({{0}})/({'*'.join(below)}))"
        shown = (
            r"\frac{{{0}!}}{{" + r" \, ".join(f"{{{index}}}!" for index in range(1, len(repeated) + 1)) + "}}"
        )
    method = "dividing by the arrangements of equal letters" if repeated else "because all letters differ"
    node = t.Formula(python, shown, tuple(t.number(each) for each in (len(word), *repeated)), method=method)
    return value_problem(node, s)


@topic.question(
    f"{_HOW_MANY} {_DIFFERENT} subsets (does|do|has|have|does have|are there (of|in)|of) [a|the] set (of|with) {{n:whole}} [(elements|members|items|objects|things)] [(have|has)]",
    f"{_HOW_MANY} {_DIFFERENT} subsets (does|can) [a|the] set (of|with) {{n:whole}} (elements|members|items|objects) have",
)
def subsets(c: Captures, s: Situation) -> Problem | None:
    return value_problem(t.Binary("^", t.Number("2"), t.number(c["n"])), s) if 0 <= c["n"] <= 2000 else None


# ── more ways to ask ──────────────────────────────────────────────────────────

_PLACES = "(first , second and third|first , second , and third|first second and third|gold , silver and bronze|gold , silver , and bronze|1 st , 2 nd and 3 rd|1 st , 2 nd , and 3 rd|top three|top 3) [(place|places|prize|prizes|medals|finishers)]"


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] can {_PLACES} [be] (awarded|given|given out|assigned|handed out|decided|chosen) (among|to|from|in a race (of|with)|in a race between|with|for) {{n:whole}} [{_THINGS}]",
    f"{{n:whole}} {_THINGS} [(in a|run a|are in a|compete in a|enter a)] [race] [(','|'.')] {_HOW_MANY} [{_DIFFERENT} ways] (can|could) {_PLACES} [(be (awarded|given|decided|assigned))]",
)
def podium(c: Captures, s: Situation) -> Problem | None:
    return value_problem(permutations(c["n"], 3), s) if c["n"] >= 3 else None


_OFFICES = "((a|the) (president|captain|chair|chairman|chairperson) [','] [(a|the) (vice president|secretary|treasurer|deputy) {three:yes} [',']] and (a|the) (vice president|secretary|treasurer|deputy|vice captain))"


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] (can|could) {_OFFICES} be (chosen|elected|selected|picked) (from|among|out of) [a (group|club|class|committee|team) of] {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} [{_DIFFERENT} ways] [(can|could|are there)] [(a club of|you|we)] [to] (choose|elect|select|pick) {_OFFICES} (from|among|out of) [a (group|club|class|committee|team) of] {{n:whole}} [{_THINGS}]",
)
def offices(c: Captures, s: Situation) -> Problem | None:
    places = 3 if "three" in c else 2
    return value_problem(permutations(c["n"], places), s) if c["n"] >= places else None


def _menu(reader: Reader, position: int, limit: int) -> Caught:
    """``3 starters, 4 mains and 2 desserts``: how many of each."""
    found: list[int] = []
    at = position
    while at + 1 < limit:
        count = reader.expression(at, limit, POWER)
        if count is None or not isinstance(count[0], t.Number) or not count[0].is_whole:
            return
        words = count[1]
        while (
            words < limit
            and words - count[1] < 3
            and reader.tokens[words].kind == "word"
            and reader.text(words, limit) not in ("and", "how", "what", "in", "if", "can", "are")
        ):
            words += 1
        if words == count[1]:
            return
        found.append(int(count[0].text))
        at = words
        if len(found) > 1:
            yield tuple(found), at
        while reader.text(at, limit) in (",", "and"):
            at += 1


KINDS["menu"] = _menu
_STOP = "[(','|'.'|';')]"
_COMBINED = "(meals|outfits|combinations|menus|dinners|choices|possibilities|ways|sandwiches|pizzas|lunches|sets|variations|cars|options|configurations|looks|three course meals|different outfits|different meals)"


@topic.question(
    f"(a|an|the|my) [{{w:word}}] (menu|restaurant|cafe|shop|store|closet|wardrobe|school|company|{{v:word}}) (has|offers|sells|contains|with|includes|serves) {{m:menu}} {_STOP} how many {_DIFFERENT} {_COMBINED} [(are possible|are there|can be (made|chosen|ordered|formed)|can (i|you|he|she|one|we) (make|choose|order|wear|create|have|form|pick)|is that|could you make)]",
    f"(i|you|he|she|we|{{w:word}}) (have|has|own|owns|own) {{m:menu}} {_STOP} how many {_DIFFERENT} {_COMBINED} [(are possible|are there|can be (made|chosen|worn)|can (i|you|he|she|one|we) (make|choose|wear|create|have|form|put together)|is that|could you make|does (he|she) have)]",
    f"how many {_DIFFERENT} {_COMBINED} (can|could) (i|you|he|she|we|one|be) (make|made|choose|create|form|have|formed|wear) (with|from|out of|using) {{m:menu}}",
    "how many [(different|possible)] (outfits|meals|menus|dinners|lunches|sandwiches) (with|from|out of|using) {m:menu}",
    f"with {{m:menu}} [','] how many {_DIFFERENT} {_COMBINED} (are possible|are there|can (i|you|we|one) (make|choose|wear|create|have|form))",
)
def one_of_each(c: Captures, s: Situation) -> Problem | None:
    counts = c["m"]
    node = t.Formula(
        "(" + "*".join(f"{{{i}}}" for i in range(len(counts))) + ")",
        r" \cdot ".join(f"{{{i}}}" for i in range(len(counts))),
        tuple(t.number(count) for count in counts),
        method="choosing one of each kind, which multiplies the counts",
    )
    return value_problem(node, s)


_FROM_DIGITS = "([the] [(digits|numbers|set)] {xs:data}|[the] [(digits|numbers)] [from] {low:whole} (to|through|-) {high:whole})"
_SYMBOLS = "(numbers|integers|codes {code:yes}|pins {code:yes}|passwords {code:yes})"
_NO_REPEAT = "(without (repetition|repeating|repeats|repeating digits|repetition of digits|repeating any digit|replacement) {distinct:yes}|with no repeated digits {distinct:yes}|if (no digit is repeated|no digit repeats|digits cannot repeat|digits cannot be repeated|no repetition is allowed|repetition is not allowed|each digit is used once) {distinct:yes}|with (repetition|repetition allowed|repeats)|if (repetition is allowed|digits can repeat|digits can be repeated|digits may repeat))"


@topic.question(
    f"how many [(different|distinct)] {{k:whole}} ['-'] digit {_SYMBOLS} can [(be|you|we|i)] (made|formed|make|form|created|create) (from|with|using|out of) {_FROM_DIGITS} [','] {_NO_REPEAT}",
    f"how many [(different|distinct)] {_SYMBOLS} of {{k:whole}} digits can [(be|you|we|i)] [be] (made|formed|make|form|created|create) (from|with|using|out of) {_FROM_DIGITS} [','] {_NO_REPEAT}",
    f"using {_FROM_DIGITS} [','] how many [(different|distinct)] {{k:whole}} ['-'] digit {_SYMBOLS} can [(be|you|we|i)] (made|formed|make|form|created|create) [','] {_NO_REPEAT}",
)
def numbers_from_digits(c: Captures, s: Situation) -> Problem | None:
    digits = (
        [t.bare(each) for each in c["xs"]]
        if "xs" in c
        else [t.number(each) for each in range(c["low"], c["high"] + 1)]
    )
    if len(set(digits)) != len(digits) or not all(
        isinstance(d, t.Number) and d.is_whole and len(d.text) == 1 for d in digits
    ):
        return None
    n, k = len(digits), c["k"]
    zero = "code" not in c and any(isinstance(d, t.Number) and d.text == "0" for d in digits)
    if not 1 <= k <= 50 or (zero and k == 1):
        return None
    if "distinct" in c:
        if k > n:
            return None
        python, shown = (
            ("({0}*ff({0}, {1} - 1))", r"{0} \cdot P({0}, {1} - 1)")
            if zero
            else ("ff({0}, {1})", "P({0}, {1})")
        )
    else:
        python, shown = (
            ("({0}*({0} + 1)**({1} - 1))", r"{0} \left({0} + 1\right)^{{{1} - 1}}")
            if zero
            else ("({0}**{1})", r"{0}^{{{1}}}")
        )
    args = (t.number(n - 1 if zero else n), t.number(k))
    method = "filling one place after the other" + (", the first one not with zero" if zero else "")
    return value_problem(t.Formula(python, shown, args, method=method), s)


@topic.question(
    f"{_HOW_MANY} {_DIFFERENT} (pin|pins|codes|passwords|combinations|pin codes|lock combinations) [(can be made|are there|are possible|exist)] (with|of|using|have) {{k:whole}} digits",
    f"how many {_DIFFERENT} {{k:whole}} ['-'] digit (pin|pins|codes|passwords|pin codes|lock combinations|combinations|pin numbers) (are there|are possible|can be made|exist)",
)
def codes(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["k"] <= 100:
        return None
    return value_problem(
        t.Formula("(10**{0})", "10^{{{0}}}", (t.number(c["k"]),), method="ten choices for each digit"), s
    )


@topic.question(
    f"how many [{_DIFFERENT}] (combinations|permutations {{ordered:yes}}|arrangements {{ordered:yes}}) [(are there|can be made|do you get)] of {{n:whole}} {_DIFFERENT} {_THINGS} taken {{k:whole}} at a time [are there]",
    f"how many [{_DIFFERENT}] (permutations|arrangements) {{ordered:yes}} of {{k:whole}} {_THINGS} (from|out of|chosen from) {{n:whole}} [{_THINGS}] [are there]",
)
def taken_at_a_time(c: Captures, s: Situation) -> Problem | None:
    if not 0 <= c["k"] <= c["n"]:
        return None
    return value_problem((permutations if "ordered" in c else combinations)(c["n"], c["k"]), s)
