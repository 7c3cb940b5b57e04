"""Units: the same amount in another unit."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import numerals
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import asked_in_decimals, value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW_VALUE, is_whole, math, rounded, terminating

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
        tablespoon tablespoons tbsp|3785411784/(256*10**9)
        teaspoon teaspoons tsp|3785411784/(768*10**9)
    """,
    "speed": """
        mph|1609344/3600000
        kph kmh kmph|1000/3600
        knot knots|1852/3600
    """,
    "area": """
        hectare hectares ha|10000
        acre acres|40468564224/10**7
    """,
    "energy": """
        joule joules|1
        kilojoule kilojoules kj|1000
        calorie calories cal|4184/1000
        kilocalorie kilocalories kcal|4184
        kwh|3600000
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
        kib kibibyte kibibytes|1024
        mib mebibyte mebibytes|1024**2
        gib gibibyte gibibytes|1024**3
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


Unit: TypeAlias = tuple[str, str, str]
"""What it measures, how many of the first unit of its kind it is (SymPy source), and its name."""


def _simple(reader: Reader, position: int, limit: int) -> Iterator[tuple[Unit, int]]:
    """One unit, perhaps squared or cubed: ``cm``, ``square feet``, ``m^2``, ``cubic meters``."""
    word = reader.text(position, limit)
    position += reader.text(position, limit) == "us" and reader.text(position + 1, limit) in UNITS
    word = reader.text(position, limit)
    power = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}.get(word, 1)
    position += power > 1
    word = reader.text(position, limit)
    if word in ("m2", "m3", "m_2", "m_3"):
        word, power, end = "m", int(word[-1]), position + 1
    else:
        end = position + 1
    if word == "in" and _is_inch(reader, position, limit):
        word = "inch"
    if word not in UNITS:
        return
    kind, worth, name = UNITS[word]
    if power == 1 and kind == "length":
        after = reader.text(end, limit)
        if after in ("squared", "cubed"):
            power, end = (2 if after == "squared" else 3), end + 1
        elif after == "^" and reader.text(end + 1, limit) in ("2", "3"):
            power, end = int(reader.text(end + 1, limit)), end + 2
        elif after in ("2", "3") and not reader.tokens[end].spaced and word != "in":
            power, end = int(after), end + 1
    if power == 1:
        yield (kind, exact(worth), name), end
    elif kind == "length":
        liters = "1000*" if power == 3 else ""
        shown = f"{'square' if power == 2 else 'cubic'} {name}"
        yield ("area" if power == 2 else "volume", f"({liters}({exact(worth)})**{power})", shown), end


def _is_inch(reader: Reader, position: int, limit: int) -> bool:
    """Whether ``in`` is a unit here: ``10 in to cm``, ``5 cm to in``."""
    before, after = reader.text(position - 1, limit), reader.text(position + 1, limit)
    if position and reader.tokens[position - 1].kind == "number":
        return after in ("", "in", "to", "into", "as", "=", "->", "?")
    return before in ("to", "into") and not after


def _unit(reader: Reader, position: int, limit: int) -> Caught:
    """A unit, or one by another: ``km/h``, ``grams per liter``."""
    for (kind, worth, name), end in _simple(reader, position, limit):
        if reader.text(end, limit) in ("/", "per"):
            for (below, below_worth, below_name), last in _simple(reader, end + 1, limit):
                what = "speed" if (kind, below) == ("length", "time") else f"{kind}/{below}"
                yield (what, f"({worth})/({below_worth})", f"{name} per {below_name.removesuffix('s')}"), last
        yield (kind, worth, name), end


KINDS["unit"] = _unit

Quantity: TypeAlias = tuple[tuple[t.Node, Unit], ...]
_AMOUNT = "{a:quantity}"


def _quantity(reader: Reader, position: int, limit: int) -> Caught:
    """Amounts with their units that belong together: ``3 miles``, ``5 ft 10 in``, ``a day``."""
    yield from _quantities(reader, position, limit, "")


_AND_A_PART = {
    ("and", "a", "half"): numerals.part(1, 2),
    ("and", "a", "quarter"): numerals.part(1, 4),
    ("and", "three", "quarters"): numerals.part(3, 4),
}
"""After a unit: 3 hours *and a half*."""


def _quantities(reader: Reader, position: int, limit: int, kind: str) -> Iterator[tuple[Quantity, int]]:
    for amount, at in _amount(reader, position, limit):
        for unit, end in _unit(reader, at, limit):
            if (kind and unit[0] != kind) or (unit[0] == "length" and _is_wider(reader, position, at)):
                continue
            after = end
            while reader.text(after, limit) in (",", "and"):
                after += 1
            for words, part in _AND_A_PART.items():
                if reader.words_at(end, limit, words):
                    yield ((t.Group(t.Binary("+", amount, part)), unit),), end + len(words)
            for more, last in _quantities(reader, after, limit, unit[0]):
                yield ((amount, unit), *more), last
            if unit[2] == "feet" and reader.text(end, limit).isdigit():  # 5 foot 10
                inches = ("length", exact("254/10000"), "inches")
                yield ((amount, unit), (t.Number(reader.text(end, limit)), inches)), end + 1
            yield ((amount, unit),), end


def _is_wider(reader: Reader, position: int, limit: int) -> bool:
    """Whether it is an area or a volume, of which a length is no unit."""
    return any(reader.text(at, limit) in ("area", "volume") for at in range(position, limit))


def _amount(reader: Reader, position: int, limit: int) -> Iterator[tuple[t.Node, int]]:
    """A number before a unit: the unit's letter must not be taken for a variable."""
    if (
        reader.text(position, limit) in ("a", "an", "one", "each")
        and reader.text(position + 1, limit) in _UNIT_WORDS
    ):
        yield t.Number("1"), position + 1
    for end in range(min(limit, position + 40) - 1, position, -1):
        if reader.text(end, limit) in _UNIT_WORDS:
            at = end
            while at > position + 1 and reader.text(at - 1, limit) in ("of", "a", "an"):
                at -= 1
            node = reader.exact(position, at)
            if node is not None and not t.names_in(node):
                yield node, end


_UNIT_WORDS = UNITS.keys() | {"us", "square", "sq", "cubic", "cu", "m2", "m3", "m_2", "m_3", "in"}
KINDS["quantity"] = _quantity


@topic.question(
    f"[(convert|change|express|write|turn|<ask>)] [from] {_AMOUNT} (to|in|into|as|'->'|'=') [(how many|what is it in|what in|'?')] {{to:unit}}",
    f"how many {{to:unit}} [(are|is|are there|is there|there are|there is|make|make up|equal|go into|fit in|fit into|does it take to make)] [in] {_AMOUNT}",
    f"how many {{to:unit}} (does|do) {_AMOUNT} (have|make|equal|contain)",
    f"{_AMOUNT} (is|equals|are|equal|'=') (how many|what in|equal to how many) {{to:unit}}",
    f"how (long|far|heavy|much|tall|big|fast|high) is {_AMOUNT} in {{to:unit}}",
    f"<ask> {_AMOUNT} (expressed|measured|converted|written) (in|to|into|as) {{to:unit}}",
    f"<find> [the] number of {{to:unit}} in {_AMOUNT}",
    f"in {{to:unit}} [','] (how much|how long|what) is {_AMOUNT}",
    "(convert|change|express|write) [a|an] {from:unit} (to|in|into) {to:unit}",
    "[(convert|change|turn)] [from] {from:unit} (to|in|into|'->') {to:unit} [(':'|','|for|of)] {n:number}",
    "[(convert|change|turn)] [from] {from:unit} (to|in|into|'->') {to:unit} [(':'|','|for|of)] {n:number} {from:unit}",
)
def convert(c: Captures, s: Situation) -> Problem | None:
    amounts: Quantity = c["a"] if "a" in c else ((c.get("n", t.Number("1")), c["from"]),)
    to_kind, to_worth, to_name = c["to"]
    if any(unit[0] != to_kind for _, unit in amounts):
        return None  # other kinds cannot be compared; and a year is no fixed number of days
    program = Program(s)
    terms = []
    for amount, (_, worth, name) in amounts:
        known = name.replace(" ", "_")
        program.add(f"{known} = {worth}")
        terms.append(f"({program.source(amount)})*{known}")
    target = to_name.replace(" ", "_")
    program.add(f"{target} = {to_worth}", f"answer = ({' + '.join(terms)})/{target}", *SHOW_VALUE)
    question = shown_quantity(amounts)
    decimals = any(asked_in_decimals(amount) for amount, _ in amounts)

    def explain(labels: Labels) -> str:
        text = labels.get("exact", "")
        ended = terminating(text)
        if is_whole(text):
            shown, about = math(text), ""
        elif ended is not None and (decimals or len(ended) < 10):
            shown, about = math(ended), ""
        elif to_kind in ("angle", "time", "years"):  # 5/3 hours, π/4 radians
            shown = math(labels.get("latex", ""))
            about = f", approximately {math(rounded(labels.get('decimal', '')))}"
        else:
            exactly = labels.get("latex", "") if len(text) < 40 else ""
            shown = math(rounded(labels.get("decimal", "")))
            about = f" (exactly {math(exactly)})" if exactly else ""
        return f"{question} is **{shown}** {to_name}{about}."

    return Problem(program.text(), explain, s)


def shown_quantity(amounts: Quantity) -> str:
    """``1 mile``, ``5 feet 10 inches``."""
    one = {"feet": "foot", "inches": "inch", "centuries": "century"}
    return " ".join(
        f"{math(latex(amount))} {one.get(name, name.removesuffix('s')) if amount == t.Number('1') else name}"
        for amount, (_, _, name) in amounts
    )


@topic.question(
    f"[(convert|change|express|write|turn|<ask>)] {_AMOUNT} (to|in|into|as) {{u:unit}} and {{v:unit}}",
    f"how many {{u:unit}} and {{v:unit}} (are|is) [(there)] [in] {_AMOUNT}",
)
def convert_to_both(c: Captures, s: Situation) -> Problem | None:
    """``2500 seconds in minutes and seconds``: whole ones of the first, the rest in the second."""
    amounts: Quantity = c["a"]
    (kind, large, large_name), (other, small, small_name) = c["u"], c["v"]
    if kind != other or any(unit[0] != kind for _, unit in amounts):
        return None
    program = Program(s)
    total = " + ".join(f"({program.source(amount)})*{worth}" for amount, (_, worth, _) in amounts)
    program.add(
        f"total = {total}",
        f"first = floor(total/({large}))",
        f"rest = (total - first*({large}))/({small})",
        'print("exact:", [first, rest])',
        'print("first:", first)',
        'print("rest:", rest)',
    )
    question = shown_quantity(amounts)

    def explain(labels: Labels) -> str:
        rest = terminating(labels.get("rest", "")) or labels.get("rest", "")
        return (
            f"{question} is **{math(labels.get('first', ''))} {large_name} and {math(rest)} {small_name}**."
        )

    return Problem(program.text(), explain, s)


def exact(worth: str) -> str:
    """The worth as SymPy source with no Python division in it."""
    top, stroke, bottom = worth.partition("/")
    if top == "180" and bottom == "pi":
        return "180/pi"
    return f"Rational({top}, {bottom})" if stroke else f"Integer({top})"


@topic.question(
    "(convert|change|express|write|turn) {a} (to|in|into|as) (degrees|degree|deg)",
    "[<ask>] {a} (in|to|into) degrees",
)
def radians_to_degrees(c: Captures, s: Situation) -> Problem | None:
    """``2pi/3 in degrees``: a multiple of π that says no unit is in radians."""
    if t.names_in(c["a"]) or not any(
        part == t.Name("pi") or part == t.Constant("pi") for part in t.walk(c["a"])
    ):
        return None
    node = t.Formula("({0})*180/pi", r"{0} \cdot \frac{{180}}{{\pi}}", (t.Group(c["a"]),), then="simplify")
    return value_problem(node, s, unit=r"^\circ")
