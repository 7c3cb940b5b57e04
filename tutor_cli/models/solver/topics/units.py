"""Units: the same amount in another unit."""

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import asked_in_decimals
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import is_whole, math, rounded, terminating

topic = Topic("units")

# One line a unit: names | how many of the first unit of its kind it is. Exact by definition.
_TABLE = {
    "length": """
        m meter meters metre metres|1
        km kilometer kilometers kilometre kilometres kms|1000
        cm centimeter centimeters centimetre centimetres|1/100
        mm millimeter millimeters millimetre millimetres|1/1000
        um micrometer micrometers micrometre micrometres micron microns|1/10**6
        nm nanometer nanometers nanometre nanometres|1/10**9
        inch inches|254/10000
        ft foot feet|3048/10000
        yd yard yards|9144/10000
        mi mile miles|1609344/1000
    """,
    "time": """
        s second seconds sec secs|1
        ms millisecond milliseconds|1/1000
        us microsecond microseconds|1/10**6
        ns nanosecond nanoseconds|1/10**9
        min minute minutes mins|60
        h hour hours hr hrs|3600
        day days|86400
        week weeks|604800
        fortnight fortnights|1209600
    """,
    "years": """
        year years yr yrs|1
        month months|1/12
        decade decades|10
        century centuries|100
        millennium millennia millenniums|1000
    """,
    "mass": """
        kg kilogram kilograms kilo kilos kgs|1
        g gram grams gramme grammes|1/1000
        mg milligram milligrams|1/10**6
        ug microgram micrograms|1/10**9
        ng nanogram nanograms|1/10**12
        tonne tonnes t|1000
        lb lbs pound pounds|45359237/10**8
        oz ounce ounces|45359237/(16*10**8)
        stone stones|14*45359237/10**8
    """,
    "volume": """
        l liter liters litre litres|1
        ml milliliter milliliters millilitre millilitres|1/1000
        cl centiliter centiliters centilitre centilitres|1/100
        dl deciliter deciliters decilitre decilitres|1/10
        gallon gallons gal|3785411784/10**9
        quart quarts qt|3785411784/(4*10**9)
        pint pints pt|3785411784/(8*10**9)
        cup cups|3785411784/(16*10**9)
    """,
    "speed": """
        mph|1609344/3600000
        kph kmh kmph|1000/3600
    """,
    "angle": """
        degree degrees deg|1
        radian radians rad rads|180/pi
    """,
    "information": """
        byte bytes|1
        kb kilobyte kilobytes|1000
        mb megabyte megabytes|10**6
        gb gigabyte gigabytes|10**9
        tb terabyte terabytes|10**12
        bit bits|1/8
    """,
}


def _units() -> dict[str, tuple[str, str, str]]:
    """By every name of a unit: its kind, its worth, and the name to show."""
    found: dict[str, tuple[str, str, str]] = {}
    for kind, lines in _TABLE.items():
        for line in lines.split("\n"):
            names, _, worth = line.strip().partition("|")
            listed = names.split()
            for name in listed:
                found[name] = (
                    kind,
                    worth,
                    next((n for n in listed[1:] if n.endswith(("s", "a", "feet"))), listed[0]),
                )
    return found


UNITS = _units()
topic.words |= UNITS.keys()
"""Two-letter and one-letter names count only right after a number, where the pattern puts them."""


def _unit(reader: Reader, position: int, limit: int) -> Caught:
    """A unit's name; ``(kind, worth, shown)``."""
    if reader.text(position, limit) in UNITS:
        yield UNITS[reader.text(position, limit)], position + 1


KINDS["unit"] = _unit

_AMOUNT = "{a:amount} [of] [(a|an)] {from:unit}"


def _amount(reader: Reader, position: int, limit: int) -> Caught:
    """A number before a unit: the unit's letter must not be taken for a variable."""
    for end in range(limit - 1, position, -1):
        if reader.tokens[end].text in UNITS or reader.tokens[end].text in ("of", "a", "an"):
            node = reader.exact(position, end)
            if node is not None and not t.names_in(node):
                yield node, end


KINDS["amount"] = _amount


@topic.question(
    f"(convert|change|express|write|turn|<ask>) {_AMOUNT} (to|in|into|as) {{to:unit}}",
    f"{_AMOUNT} (to|in|into|as) {{to:unit}}",
    f"how many {{to:unit}} (are|is|are there|make|make up|in|equal) [in] {_AMOUNT}",
    f"how many {{to:unit}} (is|are) {_AMOUNT}",
    f"how many {{to:unit}} does {_AMOUNT} (have|make|equal)",
    f"{_AMOUNT} (is|equals|'=') (how many|what in) {{to:unit}}",
    f"how (long|far|heavy|much) is {_AMOUNT} in {{to:unit}}",
    f"<ask> {_AMOUNT} (expressed|measured|converted|written) (in|to|into|as) {{to:unit}}",
    "how many {to:unit} (are|are there) in (a|an|one) {from:unit}",
    "(convert|change|express|write) [a|an] {from:unit} (to|in|into) {to:unit}",
)
def convert(c: Captures, s: Situation) -> Problem | None:
    (kind, worth, name), (to_kind, to_worth, to_name) = c["from"], c["to"]
    if {kind, to_kind} == {"time", "years"}:
        return None  # a year is no fixed number of days
    if kind != to_kind:
        return None
    amount = c.get("a", t.Number("1"))
    program = Program(s)
    source = program.source(amount)
    one, other = name, to_name
    program.add(f"{one} = {exact(worth)}", f"{other} = {exact(to_worth)}")
    program.add(
        f"answer = ({source})*{one}/{other}",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
        'print("decimal:", N(answer, 15))',
    )
    question, decimals = f"{math(latex(amount))} {one}", asked_in_decimals(amount)

    def explain(labels: Labels) -> str:
        text = labels.get("exact", "")
        ended = terminating(text)
        if is_whole(text):
            shown, about = math(text), ""
        elif ended is not None and (decimals or len(ended) < 16):
            shown, about = math(ended), ""
        else:
            shown, about = (
                math(labels.get("latex", "")),
                f", approximately {math(rounded(labels.get('decimal', '')))}",
            )
        return f"{question} is **{shown}** {other}{about}."

    return Problem(program.text(), explain, s)


def exact(worth: str) -> str:
    """The worth as SymPy source with no Python division in it."""
    top, stroke, bottom = worth.partition("/")
    if top == "180" and bottom == "pi":
        return "180/pi"
    return f"Rational({top}, {bottom})" if stroke else f"Integer({top})"


# ── temperatures ──────────────────────────────────────────────────────────────

_TO_KELVIN = {"c": "{} + Rational('273.15')", "f": "({} - 32)*Rational(5, 9) + Rational('273.15')", "k": "{}"}
_FROM_KELVIN = {
    "c": "kelvin - Rational('273.15')",
    "f": "(kelvin - Rational('273.15'))*Rational(9, 5) + 32",
    "k": "kelvin",
}
_SCALES = {"c": "°C", "f": "°F", "k": "K"}


def _scale(reader: Reader, position: int, limit: int) -> Caught:
    """Celsius, °F, degrees Fahrenheit, K: the letter of a temperature scale."""
    while reader.text(position, limit) in ("°", "degrees", "degree", "deg"):
        position += 1
    word = reader.text(position, limit)
    if word in ("celsius", "centigrade", "fahrenheit", "kelvin", "c", "f", "k"):
        yield word[0], position + 1


KINDS["scale"] = _scale


@topic.question(
    "[(convert|change|express|<ask>)] {a:number} {from:scale} (to|in|into|as) {to:scale}",
    "how (hot|cold|warm|much) is {a:number} {from:scale} in {to:scale}",
)
def temperature(c: Captures, s: Situation) -> Problem | None:
    if c["from"] == c["to"]:
        return None
    program = Program(s)
    program.add(
        f"kelvin = {_TO_KELVIN[c['from']].format(program.source(c['a']))}",
        f"answer = {_FROM_KELVIN[c['to']]}",
    )
    program.add(
        'print("exact:", answer)', 'print("latex:", latex(answer))', 'print("decimal:", N(answer, 15))'
    )
    question = f"{math(latex(c['a']))} {_SCALES[c['from']]}"

    def explain(labels: Labels) -> str:
        text = labels.get("exact", "")
        ended = terminating(text)
        about = "" if ended else f", approximately {math(rounded(labels.get('decimal', '')))}"
        return f"{question} is **{math(ended or labels.get('latex', ''))}** {_SCALES[c['to']]}{about}."

    return Problem(program.text(), explain, s)
