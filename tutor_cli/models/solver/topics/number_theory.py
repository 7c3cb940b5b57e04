"""Whole numbers: divisors, multiples, remainders, primes, digits."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, show_each

topic = Topic("number_theory")


# ── divisors and multiples ────────────────────────────────────────────────────


@topic.noun(
    "(greatest|highest|largest|biggest) common (factor|divisor|denominator) (of|between|for|shared by|common to) [the] [numbers] {xs:values}",
    "(gcd|gcf|hcf) (of|between|for) {xs:values}",
    "(greatest|highest|largest|biggest) [whole] (number|integer|factor) (that|which) (divides|goes into|is a factor of|will divide|will go into|divides into|can divide) [(both|all|each of)] {xs:values} [(evenly|exactly|without a remainder)]",
)
def greatest_common_divisor(c: Captures) -> t.Node | None:
    return named("gcd", r"\gcd", c["xs"], method="Euclid's algorithm")


@topic.noun(
    "(least|lowest|smallest) common multiple (of|between|for|shared by) [the] [numbers] {xs:values}",
    "lcm (of|between|for) {xs:values}",
)
def least_common_multiple(c: Captures) -> t.Node | None:
    return named(
        "lcm",
        r"\operatorname{{lcm}}",
        c["xs"],
        method="dividing their product by their greatest common divisor",
    )


@topic.noun(
    "[(least|lowest|smallest)] common denominator (of|between|for|shared by) [the] [(fractions|numbers)] {xs:values}",
    "lcd (of|between|for) {xs:values}",
)
def common_denominator(c: Captures) -> t.Node | None:
    values = c["xs"]
    if len(values) < 2:
        return None
    python = "lcm([" + ", ".join(f"denom({{{i}}})" for i in range(len(values))) + "])"
    shown = r"\text{{common denominator of }}" + ", ".join(f"{{{i}}}" for i in range(len(values)))
    return t.Formula(python, shown, values, method="taking the least common multiple of the denominators")


def named(python: str, shown: str, values: tuple[t.Node, ...], *, method: str = "") -> t.Formula | None:
    """``gcd(a, b, …)`` of at least two values."""
    if len(values) < 2:
        return None
    slots = ", ".join(f"{{{i}}}" for i in range(len(values)))
    return t.Formula(f"{python}([{slots}])", rf"{shown}\left({slots}\right)", values, method=method)


@topic.question("[<ask>] {a} '(' (mod|modulo) {b} ')'")
def in_parentheses(c: Captures, s: Situation) -> Problem | None:
    """``2^100 (mod 7)``: of all that stands before it."""
    return value_problem(remainder({**c, "a": t.Group(c["a"])}), s)


@topic.noun(
    "remainder (when|if|of|after) [dividing] {a} [is] divided by {b}",
    "remainder (when|on|after|from) (dividing|division of) {a} by {b}",
    "remainder of {a} (over|'/') {b}",
)
def remainder(c: Captures) -> t.Node:
    return t.Formula(
        "(rem({0}, {1}) if S({1}).free_symbols else Mod({0}, {1}))",
        r"{0} \bmod {1}",
        (c["a"], c["b"]),
        method="division with remainder",
    )


@topic.question(
    "(what|which) remainder (do you get|is there|is left|remains|results) (when|if) [you] (divide|dividing) {a} by {b}",
    "(what|which) remainder (do you get|is there|is left|remains|results) (when|if) {a} is divided by {b}",
    "(if|when) [(you|we|i)] (divide|dividing) {a} by {b} [','] what is [the] remainder",
    "(if|when) {a} is divided by {b} [','] what is [the] remainder",
    "(what|which) remainder does {a} (leave|give|have) [(when|if|after|on)] [it is] (divided|division) by {b}",
    "(what|how much) is (left|left over|the rest|remaining) (when|if|after) [you] (divide|dividing) {a} by {b}",
    "(what|how much) is (left|left over|the rest|remaining) (when|if|after) {a} is divided by {b}",
)
def remainder_left(c: Captures, s: Situation) -> Problem | None:
    return value_problem(remainder(c), s)


@topic.question(
    "(divide|<ask>) {a} (by|divided by|'/') {b} [and] [(give|find|state)] (with|as|giving|including|the|in) [(a|the|quotient and)] remainder [form]",
    "{a} (divided by|'/') {b} [(with|as)] [(a|the)] (remainder|remainder form|whole number and remainder)",
)
def with_remainder(c: Captures, s: Situation) -> Problem | None:
    if t.names_in(c["a"]) or t.names_in(c["b"]):
        return None
    program = Program(s)
    program.add(f"quotient, rest = divmod({program.source(c['a'])}, {program.source(c['b'])})")
    program.add('print("exact:", quotient, "remainder", rest)')
    shown = math(latex(t.Binary("/", c["a"], c["b"])))
    return Problem(program.text(), lambda labels: f"{shown} is **{labels['exact']}**.", s)


@topic.noun(
    "(smallest|least|lowest) [(positive|whole)] (number|integer) [that] [(both|all of)] {xs:values} [(both|all)] (go into|divide|divide into|will go into|divide evenly into|are factors of) [evenly]",
    "(smallest|least|lowest) [(positive|whole)] (number|integer) (divisible by|that is divisible by|which is divisible by|that (is a multiple of|divides evenly by)) [(both|all of|each of)] {xs:values}",
)
def smallest_multiple(c: Captures) -> t.Node | None:
    return least_common_multiple(c)


# ── yes or no ─────────────────────────────────────────────────────────────────


def yes_or_no(test: str, args: tuple[t.Node, ...], claim: str, s: Situation, *, why: str = "") -> Problem:
    """``test`` is Python with ``{0}`` for the values; ``claim`` is LaTeX of what is asked with ``{0}``."""
    program = Program(s)
    sources = [program.source(arg) for arg in args]
    names = ["n", "m", "k", "l", "j"][: len(args)]
    program.add(f"{', '.join(names)} = {', '.join(sources)}")
    program.add(f'print("exact:", bool({test.format(*names)}))')
    if why:
        program.add(f'print("because:", {why.format(*names)})')
    program.add('print("values:", ' + ", ".join(names) + ")")
    shown = claim.format(*(math(latex(arg)) for arg in args))

    def explain(labels: Labels) -> str:
        verdict = "yes" if labels.get("exact") == "True" else "no"
        because = f" ({math(labels['because'])})" if labels.get("because") else ""
        return f"{shown} **{verdict}**{because}."

    return Problem(program.text(), explain, s, value=args[0] if not t.names_in(args[0]) else None)


@topic.question(
    "{a} is [a|an] prime [number]",
    "[<ask>] is {a} [a|an] (prime number|prime)",
    "(check|test|determine) (if|whether) {a} is [a] prime [number]",
    "(does|would|can|should) {a} [be] (count|qualify|counted|considered) [(as|to be)] [a] (prime|prime number)",
    "is {a} (considered|counted|counted as|classed as|considered as|considered to be) [a] (prime|prime number)",
)
def is_prime(c: Captures, s: Situation) -> Problem | None:
    return yes_or_no("isprime({0})", (c["a"],), "Is {0} prime?", s)


@topic.question("is {a} [a|an] composite [number]", "(check|test|determine) (if|whether) {a} is composite")
def is_composite(c: Captures, s: Situation) -> Problem | None:
    return yes_or_no("{0} > 1 and not isprime({0})", (c["a"],), "Is {0} composite?", s)


@topic.question(
    "is {a} [a|an] (prime|prime number) or [a] (composite|composite number|not|not prime|no prime)",
    "is {a} composite or prime",
    "(check|test|determine|tell me|say) (if|whether) {a} is prime or (composite|not)",
)
def prime_or_composite(c: Captures, s: Situation) -> Problem | None:
    program = Program(s)
    program.add(f"n = {program.source(c['a'])}")
    program.add('print("exact:", "prime" if isprime(n) else "composite" if n > 1 else "neither")')
    shown = math(latex(c["a"]))
    return Problem(program.text(), lambda labels: f"{shown} is **{labels['exact']}**.", s)


@topic.question("is {a} [an] (even|even number) or [an] (odd|odd number)", "is {a} odd or even")
def even_or_odd(c: Captures, s: Situation) -> Problem | None:
    if _unknown(c["a"], s):
        return None
    program = Program(s)
    program.add(f"n = {program.source(c['a'])}")
    program.add('print("exact:", "even" if n % 2 == 0 else "odd" if n % 2 == 1 else "neither")')
    shown = math(latex(c["a"]))
    return Problem(program.text(), lambda labels: f"{shown} is **{labels['exact']}**.", s)


@topic.question("is {a} [an] (even|even number)")
def is_even(c: Captures, s: Situation) -> Problem | None:
    return None if _unknown(c["a"], s) else yes_or_no("{0} % 2 == 0", (c["a"],), "Is {0} even?", s)


@topic.question("is {a} [an] (odd|odd number)")
def is_odd(c: Captures, s: Situation) -> Problem | None:
    return None if _unknown(c["a"], s) else yes_or_no("{0} % 2 == 1", (c["a"],), "Is {0} odd?", s)


def _unknown(node: t.Node, s: Situation) -> bool:
    """Whether a letter of it stands for no number: whether ``x^2`` is even is asked of a function."""
    return any(not s.knows(name) for name in t.names_in(node))


@topic.question(
    "is {a} [a] multiple of {b}",
    "is {a} [(evenly|exactly)] divisible by {b} [(evenly|exactly)]",
    "(is|can|does) {a} [be] (divided|divide) [(evenly|exactly)] by {b} [(evenly|exactly|without [a] remainder)]",
    "does {a} leave no remainder (when|if) divided by {b}",
)
def is_multiple(c: Captures, s: Situation) -> Problem | None:
    return _divides(c, "Is {0} a multiple of {1}?", s)


@topic.question(
    "is {b} [(a|one of the)] (factor|divisor|factors|divisors) of {a}",
    "does {b} [(evenly|exactly)] (divide|go) [into] {a} [(evenly|exactly|without [a] remainder)]",
    "does {b} (divide|go) (evenly|exactly) into {a}",
)
def is_factor(c: Captures, s: Situation) -> Problem | None:
    return _divides(c, "Does {1} divide {0}?", s)


def _divides(c: Captures, claim: str, s: Situation) -> Problem | None:
    """Of two numbers, or of two polynomials."""
    polynomials = _unknown(c["b"], s)
    if _unknown(c["a"], s) and not polynomials:
        return None  # 2k by 2: it depends on what k may be
    test = "rem({0}, {1}) == 0" if polynomials else "{0} % {1} == 0"
    return yes_or_no(test, (c["a"], c["b"]), claim, s)


# ── lists ─────────────────────────────────────────────────────────────────────


def listed(expression: str, node: t.Node, question: str, s: Situation) -> Problem:
    """A question whose answer is a list of numbers: ``expression`` is Python with ``{}`` for the value."""
    program = Program(s)
    source = program.source(node)
    program.add(f"answers = {expression.format(source)}")
    program.add(*show_each("answers"))
    shown = question.format(math(latex(node)))

    def explain(labels: Labels) -> str:
        found = ", ".join(labels.get("latex", "").split(SEPARATOR))
        return f"{shown} **{math(found) if found else 'none'}**."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [all] [the] [(distinct|unique|different)] prime (factors|divisors) (of|in) {a}",
    "[<find>] [(all|every)] [the] [(distinct|different)] (primes|prime numbers|prime) [(that|which)] (divide|divides|are (factors|divisors) of) {a}",
    "[<find>] [all] [the] (primes|prime numbers) (that|which) (divide|go into|are factors of|are divisors of|divide into) {a} [evenly]",
    "(what|which) (primes|prime numbers) (divide|go into|are factors of|are divisors of|divide into) {a} [evenly]",
)
def prime_factors(c: Captures, s: Situation) -> Problem | None:
    return listed("primefactors({})", c["a"], "The prime factors of {0} are", s)


@topic.question(
    "[<find>] [all] [the] [(whole number|positive|of the)] (factors|divisors) of {a}",
    "[<find>] [all] [the] [(whole|positive)] (numbers|integers) (that|which) (divide|go into|are factors of|are divisors of|divide into) {a} [(evenly|exactly)]",
    "(what|which) [(whole|positive)] (numbers|integers) (divide|go into|are factors of|are divisors of|divide into) {a} [(evenly|exactly)]",
)
def divisors(c: Captures, s: Situation) -> Problem | None:
    if t.names_in(c["a"]) and not all(s.knows(name) for name in t.names_in(c["a"])):
        return None
    return listed("divisors({})", c["a"], "The divisors of {0} are", s)


@topic.question(
    "[<find>] [the] prime (factorization|factorisation|decomposition) (of|for) {a}",
    "[(do|find|give)] [the] prime (factor|factors|factorize|factorise|factorization for) {a}",
    "(factor|factorize|factorise|decompose) {a} [into [(its|a product of)] (primes|prime factors)]",
    "(write|express|give|show) {a} as [a|the] product of [(its|powers of)] (primes|prime factors|prime numbers|powers of primes)",
    "(write|express|give|show) as [a|the] product of [(its|powers of)] (primes|prime factors|prime numbers|powers of primes) {a}",
    letters=True,
)
def prime_factorization(c: Captures, s: Situation) -> Problem | None:
    if t.names_in(c["a"]) and not all(s.knows(name) for name in t.names_in(c["a"])):
        return None
    program = Program(s)
    program.add(f"n = {program.source(c['a'])}", "factors = factorint(n)")
    program.add(
        'print("exact:", "*".join(f"{p}**{k}" if k > 1 else f"{p}" for p, k in factors.items()))',
        'print("latex:", r" \\cdot ".join(f"{p}^{{{k}}}" if k > 1 else f"{p}" for p, k in factors.items()))',
    )
    shown = math(latex(c["a"]))
    return Problem(
        program.text(),
        lambda labels: f"{shown} is the product of primes **{math(labels.get('latex', ''))}**.",
        s,
    )


@topic.question(
    "(break|split|decompose|write|factor|factorize|express) {a} [down] (into|as|in) [(its|a product of|the product of|product of)] [its] (primes|prime factors|prime numbers)",
    "(what are|find|give) the primes that multiply to [(make|give)] {a}",
)
def broken_down(c: Captures, s: Situation) -> Problem | None:
    return prime_factorization(c, s)


@topic.question(
    "[<find>] [(all|all the|all of the)] [the] [positive] multiples of {a:whole} (up to|until|to) {b:whole} [inclusive]",
    "[<find>] [(all|all the|all of the)] [the] [positive] multiples of {a:whole} (less than|below|under) {below:whole}",
    "[<find>] [(all|all the|all of the)] [the] multiples of {a:whole} (between|from) {low:whole} (and|to) {b:whole}",
)
def multiples(c: Captures, s: Situation) -> Problem | None:
    step = c["a"]
    low = c.get("low", 1)
    high = c.get("b", c.get("below", 0) - 1)
    if step < 1 or not 0 <= low <= high or high > 1000 * step:
        return None
    return listed(
        f"[n for n in range({low}, {high} + 1) if n % {{}} == 0]",
        t.number(step),
        "The multiples of {0} are",
        s,
    )


@topic.question(
    "how many multiples of {a:whole} [(are there|are|lie)] (between|from) {low:whole} (and|to) {b:whole} [inclusive]",
    "how many (numbers|integers|whole numbers) [(are there)] (between|from) {low:whole} (and|to) {b:whole} [that] are (divisible by|multiples of) {a:whole}",
)
def multiples_counted(c: Captures, s: Situation) -> Problem | None:
    if c["a"] < 1 or not 0 < c["low"] <= c["b"]:
        return None
    node = t.Formula(
        "Integer({2}//{0} - ({1} - 1)//{0})",
        r"\left\lfloor \frac{{{2}}}{{{0}}} \right\rfloor - \left\lfloor \frac{{{1} - 1}}{{{0}}} \right\rfloor",
        tuple(t.number(c[name]) for name in ("a", "low", "b")),
    )
    return value_problem(node, s)


@topic.question(
    "do {a} and {b} (share|have) [(any|a|some)] common (factors|factor|divisors|divisor) [(other than|besides|except) 1]"
)
def share_a_factor(c: Captures, s: Situation) -> Problem | None:
    return yes_or_no("gcd({0}, {1}) > 1", (c["a"], c["b"]), "Do {0} and {1} share a factor above 1?", s)


@topic.question(
    "are {a} and {b} (coprime|relatively prime|co prime|co - prime|mutually prime)",
    "(is {a} (coprime|relatively prime) (to|with) {b}|do {a} and {b} have no common (factors|factor))",
)
def are_coprime(c: Captures, s: Situation) -> Problem | None:
    return yes_or_no("gcd({0}, {1}) == 1", (c["a"], c["b"]), "Are {0} and {1} coprime?", s)


# ── digits ────────────────────────────────────────────────────────────────────

_PLACES = {
    "units": 0, "ones": 0, "tens": 1, "hundreds": 2, "thousands": 3, "ten thousands": 4, "hundred thousands": 5,
    "millions": 6, "ten millions": 7, "hundred millions": 8, "billions": 9, "ten billions": 10, "hundred billions": 11,
    "trillions": 12, "tenths": -1, "hundredths": -2, "thousandths": -3,
}  # fmt: skip


def _place(words: str, power: int) -> None:
    """The noun of one place: "the tens digit of …"."""
    singular = words.removesuffix("s")

    place = f"[the] ({words}|{singular}) (place|position|column)"

    @topic.question(
        f"(what|which) digit is in {place} (of|in) {{a}}",
        f"(what|which) digit (of|in) {{a}} is in {place}",
        f"what is in {place} (of|in) {{a}}",
    )
    def ask_digit(c: Captures, s: Situation) -> Problem | None:
        return value_problem(digit(c), s)

    @topic.noun(f"({words}|{singular}) digit (of|in) {{a}}", f"digit in {place} (of|in) {{a}}")
    def digit(c: Captures) -> t.Node:
        scaled = f"abs({{0}})*10**{-power}" if power < 0 else f"abs({{0}})/10**{power}"
        return t.Formula(f"(floor({scaled}) % 10)", rf"\text{{{{{words} digit of }}}} {{0}}", (c["a"],))


for _words, _power in _PLACES.items():
    _place(_words, _power)


@topic.noun("(last|final|ending) digit (of|in) {a}")
def last_digit(c: Captures) -> t.Node:
    return t.Formula("(abs({0}) % 10)", r"\text{{last digit of }} {0}", (c["a"],))


@topic.noun("last (two {two:yes}|2 {two:yes}|three|3) digits (of|in) {a}")
def last_digits(c: Captures) -> t.Node:
    return t.Formula(
        f"(abs({{0}}) % {100 if 'two' in c else 1000})", r"\text{{last digits of }} {0}", (c["a"],)
    )


@topic.question(
    "how many digits (does|do|are in|are there in|in|has) {a} [have]",
    "[<find>] [the] number of digits (in|of) {a}",
)
def how_many_digits(c: Captures, s: Situation) -> Problem | None:
    node = t.Formula("Integer(len(str(abs({0}))))", r"\text{{number of digits of }} {0}", (c["a"],))
    return value_problem(node, s)


@topic.noun(
    "(largest|biggest|greatest|smallest {small:yes}|least {small:yes}|lowest {small:yes}) prime (factor|divisor) of {a}"
)
def extreme_prime_factor(c: Captures) -> t.Node:
    which = "smallest" if "small" in c else "largest"
    return t.Formula(
        f"Integer(primefactors({{0}})[{0 if 'small' in c else -1}])",
        rf"\text{{{{{which} prime factor of }}}} {{0}}",
        (c["a"],),
    )


@topic.noun("{n:ordinal} prime [number]")
def nth_prime(c: Captures) -> t.Node:
    return t.Formula("prime({0})", r"p_{{{0}}}", (t.number(c["n"]),))
