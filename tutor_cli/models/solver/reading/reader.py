"""Expressions out of tokens: a Pratt parser that reads signs, words and LaTeX alike.

``expression(position, limit)`` gives the longest expression that starts there, with
where it ends. Nouns of the topics ("the derivative of …") are values like any other,
so they nest. Everything is bounded: nesting by ``MAX_DEPTH``, all work by ``MAX_STEPS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor_cli.models.solver.reading import english, numerals
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import FUNCTION_WORDS, TRIGONOMETRIC
from tutor_cli.models.solver.reading.tokens import Token

if TYPE_CHECKING:
    from tutor_cli.models.solver.reading.patterns import Captures, Pattern

ORDINAL_NUMBER = "#"
"""What an ordinal in digits (``4th``) is looked up as."""
MAX_DEPTH = 60
MAX_STEPS = 20_000

Read = tuple[t.Node, int]

ADD, MULTIPLY, NEGATE, POWER, POST = 10, 20, 25, 30, 40
CONSTANTS = {"pi": "pi", "infinity": "oo", "infty": "oo", "inf": "oo"}
GREEK = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "theta",
        "lambda",
        "mu",
        "rho",
        "sigma",
        "tau",
        "phi",
        "omega",
        "xi",
        "eta",
        "kappa",
        "nu",
        "psi",
        "zeta",
    ]
)
RELATION_SIGNS = frozenset({"=", "<", "<=", ">", ">=", "!="})
_CLOSING = {"(": ")]", "[": "])", "{": "}"}


class Unreadable(Exception):
    """The question cannot be read, and why, as the end of the sentence "I cannot read …"."""


class TooLarge(Unreadable):
    """It was read, but the numbers in it are too large to calculate."""


@dataclass(frozen=True)
class Noun:
    """A phrase that names a value: a pattern and what it makes of what it caught."""

    pattern: Pattern
    make: Callable[[Captures], t.Node | None]


class Reader:
    """Reads one list of tokens. ``loose`` gives the other reading of ambiguous phrases:
    word operators take in all that stands before or after them."""

    def __init__(
        self,
        tokens: Sequence[Token],
        nouns: dict[str, list[Noun]],
        *,
        functions: frozenset[str] = frozenset(),
        previous: t.Node | None = None,
        answers: Sequence[t.Node] = (),
        loose: bool = False,
        knows: Callable[[str], bool] = lambda name: False,
    ) -> None:
        self.tokens = tokens
        self.nouns = nouns
        self.functions = set(functions)
        self.previous = previous
        self.answers = answers
        self.loose = loose
        self.knows = knows
        self.words = frozenset(token.text for token in tokens)
        self.steps = 0
        self.depth = 0
        self._memo: dict[tuple[int, int, int], Read | None] = {}
        self._x_is_times = self._x_stands_for_times()

    def know_function(self, name: str) -> None:
        """From now on ``name(`` is a call."""
        if name not in self.functions:
            self.functions.add(name)
            self._memo.clear()

    # ── looking at tokens ─────────────────────────────────────────────────────

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise Unreadable("it is too long or too tangled")

    def text(self, position: int, limit: int) -> str:
        return self.tokens[position].text if position < limit else ""

    def key(self, position: int, limit: int) -> str:
        """What patterns that begin here are looked up by."""
        if position + 1 < limit and self.tokens[position].kind == "number":
            ending = self.tokens[position + 1]
            if ending.text in english.ORDINAL_ENDINGS and not ending.spaced:
                return ORDINAL_NUMBER
        return self.text(position, limit)

    def words_at(self, position: int, limit: int, words: Sequence[str]) -> bool:
        end = position + len(words)
        return end <= limit and all(self.tokens[position + i].text == word for i, word in enumerate(words))

    def phrase_at(
        self, position: int, limit: int, table: dict[tuple[str, ...], str]
    ) -> tuple[str, int] | None:
        """The longest phrase of ``table`` that stands here: its meaning, and where it ends."""
        best: tuple[str, int] | None = None
        for words, meaning in table.items():
            if self.words_at(position, limit, words) and (best is None or position + len(words) > best[1]):
                best = meaning, position + len(words)
        return best

    def _x_stands_for_times(self) -> bool:
        """True when every ``x`` stands between two numbers, as in ``12 x 7``."""
        found = False
        for i, token in enumerate(self.tokens):
            if token.text != "x":
                continue
            before = self.tokens[i - 1] if i else None
            after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            between = (
                before is not None
                and after is not None
                and (before.kind == "number" or before.text in (")", "%"))
                and (after.kind == "number" or (after.text == "(" and token.spaced and after.spaced))
                and (token.spaced == after.spaced)
            )
            if not between:
                return False
            found = True
        return found

    # ── expressions ───────────────────────────────────────────────────────────

    def expression(self, position: int, limit: int, binding: int = 0) -> Read | None:
        key = (position, limit, binding)
        if key not in self._memo:
            self._memo[key] = None  # a phrase that begins with itself reads as nothing
            self._memo[key] = self._expression(position, limit, binding)
        return self._memo[key]

    def _expression(self, position: int, limit: int, binding: int) -> Read | None:
        self.step()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("it is nested too deeply")
        try:
            read = self._prefix(position, limit)
            while read is not None:
                more = self._infix(read, limit, binding)
                if more is None:
                    break
                read = more
            return read
        finally:
            self.depth -= 1

    def exact(self, position: int, limit: int) -> t.Node | None:
        """The expression that fills ``position`` to ``limit``, if one does."""
        read = self.expression(position, limit)
        return read[0] if read and read[1] == limit else None

    def _infix(self, read: Read, limit: int, binding: int) -> Read | None:
        left, position = read
        if position >= limit:
            return None
        token = self.tokens[position]
        postfix = self._postfix(left, position, limit)
        if postfix is not None:
            return postfix
        op, after, by_word = token.text, position + 1, False
        if token.kind == "word":
            phrase = self.phrase_at(position, limit, english.INFIX)
            if phrase:
                (op, after), by_word = phrase, True
            elif (token.text == "x" and self._x_is_times) or (token.text == "of" and _is_share(left)):
                op = "*"
            elif token.text in ("p", "c") and _is_whole(left) and self._follows(position, "number"):
                return self._permutations(left, position, limit)
            else:
                return self._juxtaposed(read, limit, binding)
        elif token.kind == "command" or token.text not in ("+", "-", "*", "/", "^"):
            return self._juxtaposed(read, limit, binding)
        if op == "^":
            power = 1 if by_word and self.loose else POWER
            return self._power(left, after, limit, by_word) if binding < power else None
        if op == "choose":
            right = self.expression(after, limit, POWER) if binding < POWER else None
            return right and (
                t.Formula("binomial({0}, {1})", r"\binom{{{0}}}{{{1}}}", (left, right[0])),
                right[1],
            )
        power = ADD if op in "+-" else MULTIPLY
        if binding >= power:
            return None
        apart = by_word or (
            op == "/" and token.spaced and self.tokens[after].spaced if after < limit else False
        )
        right = (apart and self._fraction(after, limit)) or self.expression(after, limit, power)
        return right and (t.Binary(op, left, right[0]), right[1])

    def _fraction(self, position: int, limit: int) -> Read | None:
        """``9/10`` written with no spaces: after a word ("divided by", "of") it is one number."""
        if position >= limit or self.tokens[position].kind != "number" or self._is_mixed(position, limit):
            return None
        if not self._is_tight_fraction(position + 1, limit):
            return None
        top, bottom = t.Number(self.tokens[position].text), t.Number(self.tokens[position + 2].text)
        end = position + 3
        if self.text(end, limit) == "/" or (end < limit and self._starts_factor(end, limit, after=bottom)):
            return None
        return t.Group(t.Binary("/", top, bottom)), end

    def _permutations(self, left: t.Node, position: int, limit: int) -> Read | None:
        number = self.tokens[position + 1]
        args = (left, t.Number(number.text))
        if self.tokens[position].text == "c":
            return t.Formula("binomial({0}, {1})", r"\binom{{{0}}}{{{1}}}", args), position + 2
        return t.Formula("ff({0}, {1})", "{{}}_{{{0}}}P_{{{1}}}", args), position + 2

    def _power(self, base: t.Node, position: int, limit: int, by_word: bool) -> Read | None:
        if by_word:
            ordinal = numerals.ordinal(self, position, limit)
            if ordinal:
                value, end = ordinal
                end += self.text(end, limit) == "power"
                return t.Binary("^", base, t.Number(str(value))), end
        if self.text(position, limit) == "{":
            group = self._bracketed(position, limit)
            return group and (t.Binary("^", base, t.bare(group[0])), group[1])
        right = self.expression(position, limit, POWER - 1)
        if right is None:
            return None
        if by_word and isinstance(right[0], t.Number) and self._is_tight_fraction(right[1], limit):
            bottom = t.Number(self.tokens[right[1] + 1].text)  # "to the power of 1/5"
            right = t.Group(t.Binary("/", right[0], bottom)), right[1] + 2
        end = right[1] + (by_word and self.text(right[1], limit) == "power")
        return t.Binary("^", base, right[0]), end

    def _is_tight_fraction(self, stroke: int, limit: int) -> bool:
        """Whether a fraction's stroke and denominator follow with no space between."""
        if stroke + 1 >= limit or self.tokens[stroke].text != "/":
            return False
        bottom = self.tokens[stroke + 1]
        return bottom.kind == "number" and not self.tokens[stroke].spaced and not bottom.spaced

    def _postfix(self, left: t.Node, position: int, limit: int) -> Read | None:
        token = self.tokens[position]
        if token.text == "!" and self.text(position + 1, limit) == "!":
            return None  # a double factorial, or the factorial of a factorial
        if token.text in ("!", "°"):
            # "2!" at the end of "what is 2!" is a factorial; "solve it!" is not read here.
            return t.Postfix(token.text, left), position + 1
        if token.text == "%":
            after = self.tokens[position + 1] if position + 1 < limit else None
            remainder = (
                after is not None and (after.kind == "number" or after.text == "(") and _is_whole(left)
            )
            if remainder:
                right = self.expression(position + 1, limit, MULTIPLY)
                return right and (t.Binary("mod", left, right[0]), right[1])
            return t.Postfix("%", left), position + 1
        if token.text == "^" and self.text(position + 1, limit) in ("°", "\\circ"):
            return t.Postfix("°", left), position + 2
        if self.words_at(position, limit, ("^", "{", "°", "}")):
            return t.Postfix("°", left), position + 4
        meaning = english.POSTFIX.get(token.text) if token.kind == "word" else None
        if meaning is None and self.words_at(position, limit, ("per", "cent")):
            return t.Postfix("%", left), position + 2
        if meaning is None:
            return None
        if meaning.startswith("^"):
            return t.Binary("^", left, t.Number(meaning[1:])), position + 1
        return t.Postfix(meaning, left), position + 1

    def _juxtaposed(self, read: Read, limit: int, binding: int) -> Read | None:
        """``2x``, ``(a)(b)``, ``3 sin x``: a product with no sign."""
        left, position = read
        power = MULTIPLY + 2 if self.loose else MULTIPLY
        if binding >= power or not self._starts_factor(position, limit, after=left):
            return None
        right = self.expression(position, limit, MULTIPLY + 2)
        if right and isinstance(left, t.Name) and isinstance(right[0], t.Sequence):
            return None  # P(6, 2): of a function that was not told, no product
        return right and (t.Binary("*", left, right[0], implied=True), right[1])

    def _starts_factor(self, position: int, limit: int, after: t.Node) -> bool:
        token = self.tokens[position]
        if token.text == "x" and self._x_is_times:
            return False
        if token.kind == "number":
            return not token.spaced and not isinstance(after, t.Number | t.Mixed | t.Postfix | t.Name)
        if token.kind == "command":
            return token.text in ("frac", "sqrt", "binom")
        if token.kind == "sign":
            if token.text == "|":
                return isinstance(after, t.Number | t.Group)
            return token.text == "(" and not isinstance(after, t.Sequence)
        if token.text in FUNCTION_WORDS and not self.is_function_as_word(position, limit):
            return True
        return self._is_name(position, limit, first=False) or token.text in CONSTANTS

    def _is_name(self, position: int, limit: int, *, first: bool = True) -> bool:
        token = self.tokens[position]
        if token.kind != "word":
            return False
        if token.raw in GREEK or token.raw == "Delta":
            return True
        if not token.is_letter:
            return False
        following = self.tokens[position + 1] if position + 1 < limit else None
        if first and self.knows(token.raw):
            return True
        if token.text in ("a", "i", "s") and following is not None and following.spaced and token.spaced:
            # "a number", "I need": a little word, unless an operator follows
            plain = following.kind == "word" and not following.is_letter
            words = plain and not self.phrase_at(position + 1, limit, english.INFIX)
            verb = {
                "is",
                "equals",
                "and",
                "in",
                "when",
                "if",
                "from",
                "for",
                "to",
                "by",
                "or",
                "with",
                "wrt",
                "as",
                "squared",
            }
            return not (words and following.text not in verb and following.text not in english.POSTFIX)
        return True

    def is_function_as_word(self, position: int, limit: int) -> bool:
        """``max`` or ``min`` or ``log`` used as an ordinary word ("the max of a list")."""
        return (
            self.tokens[position].text in ("max", "min", "re", "im") and self.text(position + 1, limit) != "("
        )

    def _follows(self, position: int, kind: str) -> bool:
        return position + 1 < len(self.tokens) and self.tokens[position + 1].kind == kind

    # ── the beginning of a value ──────────────────────────────────────────────

    def _prefix(self, position: int, limit: int) -> Read | None:
        if position >= limit:
            return None
        token = self.tokens[position]
        if token.kind == "number":
            return (
                self._noun(position, limit)
                or self._to_a_power(position, limit)
                or self._number(position, limit)
            )
        if token.kind == "command":
            return self._noun(position, limit) or self._command(position, limit)
        if token.kind == "sign":
            return self._sign(position, limit)
        noun = self._noun(position, limit) or self._choice(position, limit)
        if noun:
            return noun
        if token.text == "the":
            return self._previous(position, limit) or self._prefix(position + 1, limit)
        if token.text in ("negative", "minus"):
            value = self.expression(position + 1, limit, NEGATE)
            return value and (t.Negative(value[0]), value[1])
        if token.text in FUNCTION_WORDS and not self.is_function_as_word(position, limit):
            return self._function(position, limit)
        if token.text in CONSTANTS:
            return t.Constant(CONSTANTS[token.text]), position + 1
        words = numerals.number_words(self, position, limit)
        if words:
            return words
        chosen = self._chosen_answer(position, limit)
        if chosen:
            return chosen
        previous = self._previous(position, limit)
        if previous:
            return previous
        if self._is_name(position, limit):
            return self._name(position, limit)
        return None

    def _previous(self, position: int, limit: int) -> Read | None:
        """The last answer: "that", "the result"."""
        if self.previous is not None:
            for phrase in PREVIOUS:
                if self.words_at(position, limit, phrase):
                    return self.previous, position + len(phrase)
        return None

    def _chosen_answer(self, position: int, limit: int) -> Read | None:
        """One of several last answers: "the second one", "the larger solution"."""
        if len(self.answers) < 2:
            return None
        word = self.text(position, limit)
        ordinal = numerals.ordinal(self, position, limit)
        end = ordinal[1] if ordinal else position + 1
        if self.text(end, limit) not in ANSWERS and self.text(end, limit) != "one":
            return None
        if ordinal and ordinal[0] <= len(self.answers):
            return _numbered(self.answers[ordinal[0] - 1], ordinal[0]), end + 1
        if word == "last":
            return _numbered(self.answers[-1], len(self.answers)), end + 1
        picked = "Max" if word in english.LARGER else "Min" if word in english.SMALLER else ""
        if not picked:
            return None
        slots = ", ".join(f"{{{index}}}" for index in range(len(self.answers)))
        return t.Formula(
            f"{picked}({slots})", rf"\{picked.lower()}\left({slots}\right)", tuple(self.answers)
        ), end + 1

    def _noun(self, position: int, limit: int) -> Read | None:
        best: Read | None = None
        for noun in self.nouns.get(self.key(position, limit), ()):
            for captures, end in noun.pattern.matches(self, position, limit):
                if best is None or end > best[1]:
                    node = noun.make(captures)
                    if node is not None:
                        best = node, end
                break
        return best

    def _to_a_power(self, position: int, limit: int) -> Read | None:
        """``2/3`` in "2/3 squared": a proper fraction before a power in words is one number."""
        fraction = (
            None if self.loose or self.text(position - 1, limit) == "/" else self._fraction(position, limit)
        )
        if fraction is None or fraction[1] >= limit or self.tokens[fraction[1]].kind != "word":
            return None
        phrase = self.phrase_at(fraction[1], limit, english.INFIX)
        power = phrase[0] if phrase else english.POSTFIX.get(self.tokens[fraction[1]].text, "")
        top, bottom = self.tokens[position].text, self.tokens[position + 2].text
        return fraction if power.startswith("^") and float(top) < float(bottom) else None

    def _number(self, position: int, limit: int) -> Read:
        token = self.tokens[position]
        end = position + 1
        number = t.Number(token.text)
        if number.is_whole and self._is_mixed(position, limit):
            top, bottom = self.tokens[end].text, self.tokens[end + 2].text
            return t.Mixed(int(token.text), int(top), int(bottom)), end + 3
        if (
            number.is_whole
            and self.words_at(end, limit, ("and", "a"))
            and self.text(end + 2, limit) in ("half", "quarter")
        ):
            return t.Mixed(int(token.text), 1, english.PARTS[self.text(end + 2, limit)]), end + 3
        scale = english.SCALES.get(self.text(end, limit))
        if scale:
            return t.Binary("*", number, t.Number(str(scale)), implied=False), end + 1
        return number, end

    def _is_mixed(self, position: int, limit: int) -> bool:
        """``2 1/2``: a whole number, a space, and a proper fraction written tightly."""
        if position + 4 > limit:
            return False
        top, stroke, bottom = self.tokens[position + 1 : position + 4]
        return (
            top.kind == bottom.kind == "number"
            and stroke.text == "/"
            and top.spaced
            and not stroke.spaced
            and not bottom.spaced
            and top.text.isdigit()
            and bottom.text.isdigit()
            and len(bottom.text) < 5
            and int(top.text) < int(bottom.text)
        )

    def _sign(self, position: int, limit: int) -> Read | None:
        sign = self.tokens[position].text
        if sign in ("-", "+"):
            if sign == "-" and self.loose and self._is_number_to_a_power(position + 1, limit):
                return t.Negative(t.Number(self.tokens[position + 1].text)), position + 2  # (-3)^2
            value = self.expression(position + 1, limit, NEGATE)
            if value is None or sign == "+":
                return value
            return t.Negative(value[0]), value[1]
        if sign in _CLOSING:
            return self._bracketed(position, limit)
        if sign == "<":
            return self._angled(position, limit)
        if sign == "|":
            for end in range(position + 2, limit):
                if self.tokens[end].text == "|":
                    inner = self.exact(position + 1, end)
                    if inner is not None:
                        if isinstance(t.bare(inner), t.Sequence):
                            return t.Formula(
                                "Matrix({0}).norm()", r"\left\|{0}\right\|", (t.bare(inner),)
                            ), end + 1
                        return t.Function("abs", (inner,)), end + 1
        return None

    def _angled(self, position: int, limit: int) -> Read | None:
        """``<1, 2, 3>``, a vector."""
        items: list[t.Node] = []
        while True:
            read = self.expression(position + 1, limit)
            if read is None:
                return None
            items.append(read[0])
            position = read[1]
            if self.text(position, limit) == ">" and len(items) > 1:
                return t.Sequence("()", tuple(items)), position + 1
            if self.text(position, limit) != ",":
                return None

    def _is_number_to_a_power(self, position: int, limit: int) -> bool:
        return (
            position + 2 < limit
            and all(
                self.tokens[position + offset].kind == kind for offset, kind in ((0, "number"), (2, "number"))
            )
            and self.tokens[position + 1].text == "^"
        )

    def _bracketed(self, position: int, limit: int) -> Read | None:
        opening = self.tokens[position].text
        items: list[t.Node] = []
        position += 1
        while True:
            read = self.expression(position, limit)
            if read is None:
                return None
            items.append(read[0])
            position = read[1]
            sign = self.text(position, limit)
            if sign and sign in _CLOSING[opening]:
                break
            if sign not in (",", ";"):
                return None
            position += 1
        if len(items) > 1 or (opening == "[" and isinstance(items[0], t.Sequence)):
            return t.Sequence(opening + sign, tuple(items)), position + 1
        if sign != {"(": ")", "[": "]", "{": "}"}[opening]:
            return None
        return (items[0] if opening == "{" else t.Group(items[0])), position + 1

    def _choice(self, position: int, limit: int) -> Read | None:
        """``C(8, 2)``, ``P(6, 2)``, ``nCr(10, 4)``: combinations and permutations of whole numbers."""
        name = self.tokens[position].text
        if (
            name not in ("c", "p", "ncr", "npr", "binomial", "comb", "perm")
            or self.text(position + 1, limit) != "("
        ):
            return None
        if self.tokens[position].raw in self.functions or self.knows(self.tokens[position].raw):
            return None
        args = self._bracketed(position + 1, limit)
        if args is None or not isinstance(args[0], t.Sequence) or len(args[0].items) != 2:
            return None
        if not all(map(_is_whole, args[0].items)):
            return None
        if name in ("p", "npr", "perm"):
            return t.Formula("ff({0}, {1})", "P({0}, {1})", args[0].items), args[1]
        return t.Formula("binomial({0}, {1})", r"\binom{{{0}}}{{{1}}}", args[0].items), args[1]

    def _name(self, position: int, limit: int) -> Read:
        name = self.tokens[position].raw
        end = position + 1
        primes = 0
        while self.text(end, limit) in ("'", "''"):
            primes += len(self.text(end, limit))
            end += 1
        if self.text(end, limit) == "(" and (
            name in self.functions or primes or (name in "fgh" and not self.tokens[end].spaced)
        ):
            args = self._bracketed(end, limit)
            if args:
                inside = t.bare(args[0])
                values = inside.items if isinstance(inside, t.Sequence) else (inside,)
                return t.Call(name, values, primes), args[1]
        if primes:
            return t.Call(name, (), primes), end
        return t.Name(name), position + 1

    # ── functions ─────────────────────────────────────────────────────────────

    def _function(self, position: int, limit: int) -> Read | None:
        name = FUNCTION_WORDS[self.tokens[position].text]
        end = position + 1
        base: t.Node | None = None
        exponent: t.Node | None = None
        if self.text(end, limit) == "_":
            base, end = self._subscript(end + 1, limit) or (None, limit)
        elif name == "log" and self._is_base(end, limit):
            base, end = t.Number(self.tokens[end].text), end + 1
        if self.text(end, limit) == "^":
            power = self._power(t.Name("x"), end + 1, limit, by_word=False)
            if power is None or not isinstance(power[0], t.Binary):
                return None
            exponent, end = power[0].right, power[1]
        of = self.text(end, limit) == "of"
        read = self._argument(end + of, limit, of, name)
        if read is None:
            return None
        args, end = read
        inverse = isinstance(exponent, t.Negative) and exponent.value == t.Number("1")
        if isinstance(exponent, t.Group) and isinstance(exponent.value, t.Negative):
            inverse = exponent.value.value == t.Number("1")
        if inverse and "a" + name in FUNCTION_WORDS.values():
            name, exponent = "a" + name, None
        if name == "log" and base is not None:
            args = (args[0], base)
        elif self.loose:
            name, args = _otherwise_meant(name, args)
        node: t.Node = t.Function(name, args)
        if exponent is not None:
            node = t.Binary("^", node, exponent)
        return node, end

    def _is_base(self, position: int, limit: int) -> bool:
        """Whether the number here is the base of ``log2(8)``, ``log10 of 1000``, ``log2 x``."""
        if position + 1 >= limit or self.tokens[position].spaced or not self.tokens[position].text.isdigit():
            return False
        after = self.tokens[position + 1]
        return after.text in ("(", "of") or (after.spaced and (after.kind == "number" or after.is_letter))

    def _subscript(self, position: int, limit: int) -> Read | None:
        if self.text(position, limit) == "{":
            return self._bracketed(position, limit)
        return self._prefix(position, limit)

    def _argument(
        self, position: int, limit: int, of: bool, name: str
    ) -> tuple[tuple[t.Node, ...], int] | None:
        """What a function without parentheses takes: ``sin 2x``, ``sqrt 16``, ``cos of pi over 6``."""
        if self.text(position, limit) == "(":
            group = self._bracketed(position, limit)
            if group is None:
                return None
            inside = t.bare(group[0])
            if isinstance(inside, t.Sequence):
                return inside.items, group[1]
            return (inside,), group[1]
        if of and name in ("conjugate", "re", "im", "abs"):
            whole = self.expression(position, limit)
            return whole and ((whole[0],), whole[1])
        read = self.tight(position, limit, loose=self.loose and of, fractions=of)
        angle = name in TRIGONOMETRIC and read and any(part == t.Constant("pi") for part in t.walk(read[0]))
        if read and (of or angle) and self.text(read[1], limit) in ("over", "/"):
            bottom = self.tight(read[1] + 1, limit)
            if bottom:
                read = t.Binary("/", read[0], bottom[0]), bottom[1]
        return read and ((read[0],), read[1])

    def tight(
        self, position: int, limit: int, *, loose: bool | None = None, fractions: bool = True
    ) -> Read | None:
        """A value that ends at the first sign or operator word: ``2x``, ``16``, ``x^2 y``; and
        with ``fractions``, ``1/3`` written with no spaces."""
        if self.loose if loose is None else loose:
            return self.expression(position, limit, 0)
        fraction = self._fraction(position, limit) if fractions else None
        if fraction and self.text(fraction[1], limit) not in ("^", "!", "%"):
            return fraction
        read = self.expression(position, limit, NEGATE)
        while read and read[1] < limit:
            token = self.tokens[read[1]]
            if token.text in FUNCTION_WORDS and FUNCTION_WORDS[token.text] in TRIGONOMETRIC:
                break
            if token.text == "(" or not self._starts_factor(read[1], limit, after=read[0]):
                break
            more = self.expression(read[1], limit, MULTIPLY + 2)
            if more is None:
                break
            read = t.Binary("*", read[0], more[0], implied=True), more[1]
        return read

    def _command(self, position: int, limit: int) -> Read | None:
        name = self.tokens[position].text
        if name in ("frac", "binom"):
            top = self._subscript(position + 1, limit)
            bottom = top and self._subscript(top[1], limit)
            if not top or not bottom:
                return None
            if name == "binom":
                return t.Formula("binomial({0}, {1})", r"\binom{{{0}}}{{{1}}}", (top[0], bottom[0])), bottom[
                    1
                ]
            return t.Group(t.Binary("/", _grouped(top[0]), _grouped(bottom[0]))), bottom[1]
        if name == "begin":
            return self._matrix(position, limit)
        if name == "sqrt":
            degree: Read | None = None
            after = position + 1
            if self.text(after, limit) == "[":
                degree = self._bracketed(after, limit)
                after = degree[1] if degree else limit
            value = self._subscript(after, limit)
            if not value:
                return None
            if degree:
                return t.Function("root", (t.bare(value[0]), t.bare(degree[0]))), value[1]
            return t.Function("sqrt", (t.bare(value[0]),)), value[1]
        return None

    def _matrix(self, position: int, limit: int) -> Read | None:
        r"""``\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}``; with ``vmatrix`` its determinant."""
        kind = self.text(position + 2, limit)
        if kind not in ("matrix", "pmatrix", "bmatrix", "vmatrix") or self.text(position + 1, limit) != "{":
            return None
        rows: list[list[t.Node]] = [[]]
        at = position + 4
        while True:
            read = self.expression(at, limit)
            if read is None:
                return None
            rows[-1].append(read[0])
            at = read[1]
            if self.text(at, limit) == "cr":
                at += 1
                if self.text(at, limit) != "end":
                    rows.append([])
            elif self.text(at, limit) == "&":
                at += 1
            if self.text(at, limit) == "end":
                break
        if len({len(row) for row in rows}) != 1 or not self.words_at(at + 1, limit, ("{", kind, "}")):
            return None
        columns = len(rows[0])
        if columns == 1 and kind != "vmatrix":
            return t.Sequence("()", tuple(row[0] for row in rows)), at + 4
        matrix = t.Sequence("[]", tuple(t.Sequence("[]", tuple(row)) for row in rows))
        if kind == "vmatrix":
            return t.Formula("{0}.det()", r"\det {0}", (matrix,), then="simplify"), at + 4
        return matrix, at + 4

    # ── relations ─────────────────────────────────────────────────────────────

    def relation(self, position: int, limit: int) -> Read | None:
        """``2x + 3 = 11``, ``0 <= x < 2 pi``, ``x is at least 5``."""
        left = self.expression(position, limit)
        if left is None:
            return None
        node, end = left
        count = 0
        while end < limit:
            sign = self.tokens[end].text
            after = end + 1
            if sign not in RELATION_SIGNS:
                phrase = (
                    self.phrase_at(end, limit, english.RELATIONS) if self.tokens[end].kind == "word" else None
                )
                if phrase is None:
                    break
                sign, after = phrase
            right = self.expression(after, limit)
            if right is None:
                break
            node = t.Relation(sign, node, right[0])
            end = right[1]
            count += 1
        return (node, end) if count else None

    def ends(self, read: Callable[[int, int], Read | None], position: int, limit: int) -> Iterator[Read]:
        """What ``read`` gives here: the longest first, then what ends before a word or comma inside."""
        longest = read(position, limit)
        if longest is None:
            return
        yield longest
        for end in range(longest[1] - 1, position, -1):
            token = self.tokens[end]
            if (token.kind == "word" and not token.is_letter) or token.text in (",", ";", "=", ":", "x"):
                self.step()
                shorter = read(position, end)
                if shorter and shorter[1] == end:
                    yield shorter


def _numbered(answer: t.Node, number: int) -> t.Node:
    """One of several answers, shown as ``x_2``."""
    return t.Formula("({0})", f"x_{{{{{number}}}}}", (answer,))


ANSWERS = frozenset(
    {word + ending for word in ("solution", "root", "answer", "value", "number") for ending in ("", "s")}
)
"""What the answers of an equation are called."""

PREVIOUS = tuple(
    tuple(words.split())
    for words in sorted(
        [
            "that",
            "it",
            "this",
            "them",
            "the answer",
            "the result",
            "the last answer",
            "the previous answer",
            "the last result",
            "your answer",
            "that answer",
            "that result",
            "this answer",
            "this result",
            "that number",
            "the previous result",
            "ans",
            "the last one",
        ],
        key=len,
        reverse=True,
    )
)


def _otherwise_meant(name: str, args: tuple[t.Node, ...]) -> tuple[str, tuple[t.Node, ...]]:
    """``sin 30`` may mean degrees, and ``log 5`` the natural logarithm."""
    if name == "log" and len(args) == 1:
        return "ln", args
    if name in TRIGONOMETRIC and isinstance(args[0], t.Number) and args[0].is_whole and len(args[0].text) > 1:
        return name, (t.Postfix("°", args[0]),)
    return name, args


def _grouped(node: t.Node) -> t.Node:
    """The node in parentheses if it is more than one piece: ``\\frac{x + 1}{2}`` is ``(x + 1)/2``."""
    return t.Group(node) if isinstance(node, t.Binary | t.Negative) else node


def _is_share(node: t.Node) -> bool:
    """Whether "of" after it means a part of something: 15%, 3/4, a half."""
    node = t.bare(node)
    if isinstance(node, t.Postfix):
        return node.op == "%"
    if isinstance(node, t.Binary) and node.op == "*":
        return _is_share(node.left) and _is_share(node.right)
    if isinstance(node, t.Binary):
        return (
            node.op == "/"
            and isinstance(t.bare(node.left), t.Number)
            and isinstance(t.bare(node.right), t.Number)
        )
    return isinstance(node, t.Mixed)


def _is_whole(node: t.Node) -> bool:
    return isinstance(node, t.Number) and node.is_whole
