"""Whole numbers by their properties: digit sums, primes near a number, counts of divisors, kinds of numbers."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.number_theory import listed, yes_or_no
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, show_each

topic = Topic("integers")

MAX_LISTED = 500
"""Numbers in one list; a longer one is not asked for in earnest."""


# ── digits ────────────────────────────────────────────────────────────────────


@topic.noun("(sum of [the] digits|digit sum|digital sum) (of|in) {a:number}")
def digit_sum(c: Captures) -> t.Node:
    return t.Formula(
        "Integer(sum(int(d) for d in str(abs({0}))))", r"\text{{sum of the digits of }} {0}", (c["a"],)
    )


@topic.noun("product of [the] digits (of|in) {a:number}")
def digit_product(c: Captures) -> t.Node:
    return t.Formula(
        "Integer(prod(int(d) for d in str(abs({0}))))", r"\text{{product of the digits of }} {0}", (c["a"],)
    )


# ── primes ────────────────────────────────────────────────────────────────────


@topic.noun(
    "(next|first|smallest) prime [number] (after|above|greater than|larger than|bigger than|following) {a:number}",
    "next prime {a:number}",
)
def next_prime(c: Captures) -> t.Node:
    return t.Formula("Integer(nextprime({0}))", r"\text{{next prime after }} {0}", (c["a"],))


@topic.noun(
    "(previous|last|largest|biggest|greatest) prime [number] (before|below|less than|smaller than|under) {a:number}"
)
def previous_prime(c: Captures) -> t.Node:
    return t.Formula("Integer(prevprime({0}))", r"\text{{largest prime below }} {0}", (c["a"],))


_ALL = "[<find>] [(all|all of|all the)] [the]"
_PRIMES = "(primes|prime numbers)"


@topic.question(
    f"{_ALL} {_PRIMES} (between|from) {{a:whole}} (and|to) {{b:whole}}",
    "(which|what) numbers (between|from) {a:whole} (and|to) {b:whole} are (prime|prime numbers|primes)",
)
def primes_between(c: Captures, s: Situation) -> Problem | None:
    low, high = c["a"], c["b"]
    if not 0 <= low < high <= low + 10 * MAX_LISTED or high > 10**12:
        return None
    question = rf"The primes from \({low}\) to \({high}\) are"
    return numbers(f"list(primerange({low}, {high + 1}))", question, s)


@topic.question(
    f"{_ALL} {_PRIMES} (below|under|less than|smaller than|up to {{up:yes}}|through {{up:yes}}) {{a:whole}}"
)
def primes_below(c: Captures, s: Situation) -> Problem | None:
    bound = c["a"] + ("up" in c)
    if not 2 <= bound <= 10 * MAX_LISTED:
        return None
    return numbers(
        f"list(primerange(2, {bound}))",
        rf"The primes {'up to' if 'up' in c else 'below'} \({c['a']}\) are",
        s,
    )


@topic.question(f"[<find>] [the] first {{n:whole}} {_PRIMES}")
def first_primes(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["n"] <= MAX_LISTED:
        return None
    return numbers(f"[prime(k) for k in range(1, {c['n'] + 1})]", f"The first {c['n']} primes are", s)


@topic.noun(
    f"(number|count) of {_PRIMES} (below|less than|under) {{a:number}}",
)
def primes_counted_below(c: Captures) -> t.Node:
    return t.Formula("Integer(primepi({0} - 1))", r"\text{{number of primes below }} {0}", (c["a"],))


@topic.noun(
    f"(number|count) of {_PRIMES} (up to|not exceeding) {{a:number}}",
)
def primes_counted_to(c: Captures) -> t.Node:
    return t.Formula("Integer(primepi({0}))", r"\text{{number of primes up to }} {0}", (c["a"],))


@topic.question(
    f"{_ALL} (perfect squares|square numbers) (between|from) {{a:whole}} (and|to) {{b:whole}}",
)
def squares_between(c: Captures, s: Situation) -> Problem | None:
    low, high = c["a"], c["b"]
    if not 0 <= low < high <= MAX_LISTED**2:
        return None
    python = f"[n**2 for n in range({MAX_LISTED + 1}) if {low} <= n**2 <= {high}]"
    return numbers(python, rf"The perfect squares from \({low}\) to \({high}\) are", s)


@topic.question(
    f"how many {_PRIMES} [(are|are there)] [there] (between|from) {{a:whole}} (and|to) {{b:whole}}",
)
def primes_counted_between(c: Captures, s: Situation) -> Problem | None:
    low, high = c["a"], c["b"]
    if not 0 <= low < high <= 10**7:
        return None
    program = Program(s)
    program.add(f"answer = primepi({high}) - primepi({max(low - 1, 0)})", 'print("exact:", answer)')
    return Problem(
        program.text(),
        lambda labels: f"There are **{math(labels['exact'])}** primes from \\({low}\\) to \\({high}\\).",
        s,
    )


@topic.question(
    f"how many {_PRIMES} (are|are there) [there] (below|less than|under|smaller than|up to {{up:yes}}) {{a:whole}}"
)
def how_many_primes(c: Captures, s: Situation) -> Problem | None:
    from tutor_cli.models.solver.topics.values import value_problem

    bound = {"a": t.number(c["a"])}
    return value_problem(primes_counted_to(bound) if "up" in c else primes_counted_below(bound), s)


def numbers(python: str, question: str, s: Situation) -> Problem:
    """A question whose answer is a list that ``python`` makes from numbers only."""
    program = Program(s)
    program.add(f"answers = {python}")
    program.add(*show_each("answers"))

    def explain(labels: Labels) -> str:
        found = ", ".join(labels.get("latex", "").split(SEPARATOR))
        return f"{question} **{math(found) if found else 'none'}**."

    return Problem(program.text(), explain, s)


# ── divisors ──────────────────────────────────────────────────────────────────

_DIVISORS = "(divisors|factors|positive divisors|positive factors)"


@topic.noun(f"(number|count) of {_DIVISORS} (of|that divide) {{a:number}}")
def divisors_counted(c: Captures) -> t.Node:
    return t.Formula(
        "Integer(divisor_count({0}))",
        r"\text{{number of divisors of }} {0}",
        (c["a"],),
        method="multiplying the exponents of its prime factors, each one larger",
    )


@topic.question(
    f"how many {_DIVISORS} (does|has|are there of|do) {{a:number}} [(have|has|got)]",
    f"how many {_DIVISORS} of {{a:number}} are there",
    "how many [positive] (integers|whole numbers|numbers) divide {a:number} [evenly]",
)
def how_many_divisors(c: Captures, s: Situation) -> Problem | None:
    from tutor_cli.models.solver.topics.values import value_problem

    return value_problem(divisors_counted(c), s)


@topic.noun(f"sum of [(all|all the|the)] {_DIVISORS} of {{a:number}}")
def divisors_added(c: Captures) -> t.Node:
    return t.Formula("Integer(divisor_sigma({0}))", r"\text{{sum of the divisors of }} {0}", (c["a"],))


@topic.question(
    f"(add|sum|total|add up|sum up) [up] [(all|all of)] [the] {_DIVISORS} of {{a:number}}",
    f"what do [(all|all of)] [the] {_DIVISORS} of {{a:number}} (add up to|sum to|add to)",
)
def add_divisors(c: Captures, s: Situation) -> Problem | None:
    from tutor_cli.models.solver.topics.values import value_problem

    return value_problem(divisors_added(c), s)


@topic.noun(
    "[euler] (phi|totient) of {a:number}",
    "euler (totient|phi function) of {a:number}",
    'euler "\'" s (totient|phi) [function] of {a:number}',
)
def totient(c: Captures) -> t.Node:
    return t.Formula(
        "Integer(totient({0}))", r"\varphi\left({0}\right)", (c["a"],), method="Euler's totient function"
    )


@topic.question(
    "[<find>] [(all|all the)] [the] common (factors|divisors) of {a:number} and {b:number}",
)
def common_divisors(c: Captures, s: Situation) -> Problem | None:
    node = t.Function("gcd", (c["a"], c["b"]))
    return listed("divisors({})", node, "The common divisors are those of {0}:", s)


@topic.question(
    "[<find>] [the] [(modular|multiplicative|modular multiplicative)] inverse of {a:number} (mod|modulo) {m:number}",
    "[<find>] {a:number} inverse (mod|modulo) {m:number}",
)
def modular_inverse(c: Captures, s: Situation) -> Problem | None:
    program = Program(s)
    a, m = program.source(c["a"]), program.source(c["m"])
    program.add(f"a, m = {a}, {m}", 'print("exact:", mod_inverse(a, m) % m if gcd(a, m) == 1 else None)')
    shown = rf"{latex(c['a'])}^{{-1}} \bmod {latex(c['m'])}"

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "None":
            return f"{math(shown)} **does not exist**: the two have a common factor."
        return f"{math(shown)} is **{math(labels['exact'])}**, found by Euclid's algorithm."

    return Problem(program.text(), explain, s)


# ── kinds of numbers ──────────────────────────────────────────────────────────

_KINDS = {
    "perfect square|square number|square": ("{0} >= 0 and sqrt({0}).is_integer", "a perfect square"),
    "perfect cube|cube number|cube": ("real_root(abs({0}), 3).is_integer", "a perfect cube"),
    "perfect number": ("{0} > 1 and divisor_sigma({0}) == 2*{0}", "a perfect number"),
    "power of 2|power of two": ("{0} > 0 and log({0}, 2).is_integer", "a power of 2"),
    "triangular number": ("{0} >= 0 and sqrt(8*{0} + 1).is_integer", "a triangular number"),
    "rational number|rational": ("({0}).is_rational", "rational"),
    "irrational number|irrational": ("({0}).is_irrational", "irrational"),
    "integer|whole number": ("({0}).is_integer", "an integer"),
}


def _kind(words: str, test: str, claim: str) -> None:
    @topic.question(
        f"is {{a}} [a|an] ({words})", f"(check|test|determine) (if|whether) {{a}} is [a|an] ({words})"
    )
    def ask(c: Captures, s: Situation) -> Problem | None:
        node = c["a"]
        if any(not s.knows(name) for name in t.names_in(node)):
            return None
        sure = t.Formula("S({0})", "{0}", (node,))
        return yes_or_no(test, (sure,), f"Is {{0}} {claim}?", s)


for _words, (_test, _claim) in _KINDS.items():
    _kind(_words, _test, _claim)


_NTH = {
    "(even|positive even|even natural) (number|integer)": ("2*({0})", "2 \\cdot {0}"),
    "(odd|positive odd|odd natural) (number|integer)": ("2*({0}) - 1", "2 \\cdot {0} - 1"),
    "(perfect square|square number)": ("({0})**2", "{0}^2"),
    "(perfect cube|cube number)": ("({0})**3", "{0}^3"),
    "triangular number": ("({0})*(({0}) + 1)/2", r"\frac{{{0} \left({0} + 1\right)}}{{2}}"),
}


def _nth(words: str, python: str, shown: str) -> None:
    @topic.noun(f"{{n:ordinal}} {words}")
    def nth(c: Captures) -> t.Node:
        return t.Formula(f"Integer({python})", shown, (t.number(c["n"]),))


for _words, (_python, _shown) in _NTH.items():
    _nth(_words, _python, _shown)


@topic.question(
    "[<find>] [the] first {n:whole} [positive] multiples of {a:whole}",
)
def first_multiples(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["n"] <= MAX_LISTED:
        return None
    return numbers(
        f"[k*{c['a']} for k in range(1, {c['n'] + 1})]",
        rf"The first {c['n']} multiples of \({c['a']}\) are",
        s,
    )


@topic.question(
    "[<find>] [the] first {n:whole} (square numbers {p:yes}|perfect squares {p:yes}|squares {p:yes}|cube numbers|perfect cubes|cubes)",
)
def first_powers(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["n"] <= MAX_LISTED:
        return None
    power, what = (2, "square numbers") if "p" in c else (3, "cube numbers")
    return numbers(f"[k**{power} for k in range(1, {c['n'] + 1})]", f"The first {c['n']} {what} are", s)


# ── Roman numerals ────────────────────────────────────────────────────────────

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@topic.question(
    "[(convert|write|express|what is)] {a:whole} (in|as|to|into) roman [(numerals|numeral|numbers)]",
    "[<find>] [the] roman (numeral|numerals) (for|of) {a:whole}",
)
def to_roman(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["a"] <= 3999:
        return None
    program = Program(s)
    program.add(
        f"rest, numeral = {c['a']}, ''",
        f"for value, letters in {list(_ROMAN)}:",
        "    numeral, rest = numeral + letters*(rest//value), rest % value",
        'print("exact:", numeral)',
    )
    return Problem(
        program.text(),
        lambda labels: f"\\({c['a']}\\) in Roman numerals is **{labels['exact']}**.",
        s,
    )
