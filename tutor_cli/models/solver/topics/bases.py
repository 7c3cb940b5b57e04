"""Numbers in other bases: convert, add, subtract, multiply."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught, joined
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.program import Program

topic = Topic("bases")


def _digits(reader: Reader, position: int, limit: int) -> Caught:
    """A number in some base, as text: ``-1f0a``."""
    minus = reader.text(position, limit) == "-"
    text, end = joined(reader, position + minus, limit)
    if text.isalnum() and len(text) < 400:
        yield ("-" if minus else "") + text.lower(), end


KINDS["digits"] = _digits

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NAMES = {"binary": 2, "ternary": 3, "octal": 8, "decimal": 10, "denary": 10, "hexadecimal": 16, "hex": 16}


def in_base(value: str, base: int, printed: str, s: Situation) -> Problem | None:
    """The problem of writing ``value`` (Python) in ``base``; ``printed`` says what it is."""
    if not 2 <= base <= 36:
        return None
    program = Program(s)
    program.add(f"number = {value}", 'digits, rest = "", abs(number)', "while rest:")
    program.add(f"    rest, digit = divmod(rest, {base})", f'    digits = "{DIGITS[:base]}"[digit] + digits')
    program.add('print("exact:", ("-" if number < 0 else "") + (digits or "0"))', 'print("number:", number)')

    def explain(labels: Labels) -> str:
        number = "" if base == 10 else f", which is {labels.get('number')} in base 10"
        return f"{printed} is **{labels.get('exact')}** in base {base}{number}."

    return Problem(program.text(), explain, s)


def is_in_base(text: str, base: int) -> bool:
    return 2 <= base <= 36 and all(digit in DIGITS[:base] for digit in text.removeprefix("-"))


def _base(reader: Reader, position: int, limit: int) -> Caught:
    """A base by its name: binary, hexadecimal."""
    if reader.text(position, limit) in NAMES:
        yield NAMES[reader.text(position, limit)], position + 1


KINDS["base"] = _base

_FROM = "{n:digits} ( ['('] [(in|from)] base {b:whole} [')'] | ['('] [in] {bname:base} [')'] )"
_TO = "(base {to:whole}|{toname:base})"


@topic.question(
    f"[<ask>] [(convert|change|write|express)] {_FROM} (to|in|into|as) {_TO}",
    f"how (is|do you write) {_FROM} [written] in {_TO}",
    f"{_FROM} is what in {_TO}",
    f"<ask> [the] (base '-' {{to:whole}}|base {{to:whole}}|{{toname:base}}) (representation|form|expansion) of {_FROM}",
    f"(convert|change|write|express|<ask>) [the] base [-] {{b:whole}} number {{n:digits}} (to|in|into|as) {_TO}",
    f"(convert|change|write|express) {_FROM} [from base {{b:whole}}] (to|in|into|as) {_TO}",
    f"(convert|change|write|express) {{n:digits}} from (base {{b:whole}}|{{bname:base}}) (to|in|into) {_TO}",
    f"(convert|change|write|express|<ask>) {{n:digits}} (to|in|into|as) [a] {_TO} [number]",
    f"[(convert|change|write|express|<ask>)] [the] [number] {{bname:base}} [number] {{n:digits}} [(equal|equals|convert|translate|become|is)] (to|into|in|as) {_TO}",
    f"[<find>] [the] {_TO} [(value|equivalent|representation|form|version|notation|number)] (of|for) [the] [number] [{{bname:base}}] [number] {{n:digits}} [in base {{b:whole}}]",
)
def convert(c: Captures, s: Situation) -> Problem | None:
    base = c.get("b") or c.get("bname") or 10
    to = c.get("to") or c["toname"]
    if not is_in_base(c["n"], base) or (to == 10 and base == 10):
        return None
    return in_base(f'int("{c["n"]}", {base})', to, f"{c['n']} (base {base})", s)


@topic.question(
    "[working] in base {b:whole} [','] <ask> {n:digits} (('+'|plus) {plus:yes} | ('-'|minus) {minus:yes} | ('*'|times) {times:yes}) {m:digits}",
    "[in base {b:whole} [',']] subtract {m:digits} from {n:digits} [in base {b:whole}] {minus:yes}",
    "(add {plus:yes}|multiply {times:yes}) {n:digits} (and|to|by) {m:digits} in base {b:whole}",
    "in base {b:whole} [','] (add {plus:yes}|multiply {times:yes}) {n:digits} (and|to|by) {m:digits}",
    "<ask> {n:digits} (('+'|plus) {plus:yes} | ('-'|minus) {minus:yes} | ('*'|times) {times:yes}) {m:digits} in base {b:whole}",
)
def calculate(c: Captures, s: Situation) -> Problem | None:
    base = c.get("b", 0)
    if not is_in_base(c["n"], base) or not is_in_base(c["m"], base):
        return None
    op = "+" if "plus" in c else "-" if "minus" in c else "*"
    return in_base(
        f'int("{c["n"]}", {base}) {op} int("{c["m"]}", {base})', base, f"{c['n']} {op} {c['m']}", s
    )
