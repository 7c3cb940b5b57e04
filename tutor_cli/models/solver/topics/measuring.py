"""Shapes in sentences: what is told and what is asked in any order, fences and ladders among it."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.shape_measures import JOINING, Measures, named_measure, plain_measure
from tutor_cli.models.solver.topics.shapes import QUANTITY, existing, found, quantity_asked
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("measuring")

frame = Frame(
    "area|areas|volume|vol|capacity|perimeter|perim|circumference|hypotenuse|radius|diameter|side|sides|surface|slant|diagonal|angle|leg|length|width|height|base|edge|long|far|high|tall|wide|big|large|much|c|b|a|fencing|fence|deep",
    "|".join(sorted(JOINING))
    + "|find|what|calculate|compute|determine|work|out|be|its|it|their|in|to|from|whole|figure|shape|then|how|we|you|i|need|needed|required|will|would|does|do|can|for|on|around|enclose|surround|cover|fill|"
    "hold|holds|completely|fit|inside|edge|entire|total|give|get|there|by|long|big|large|much|know|known|this|these|suppose|consider|let|two|three|four|all|equal|known|me|tell|answer|exact|,|.|;|:|?|(|)|-|right|your|my|planted|built|put|make|units|unit|wants|want|she|he|they|her|his|she|must|should|has|run|runs|go|goes|plot|new|farmer|someone|buy|order|use|used",
)


def _told(reader: Reader, position: int, limit: int) -> Caught:
    """One measure that is told, with its unit: ``radius 3 cm``, ``4 by 7``, ``12 m long``."""
    for read in (named_measure, plain_measure):
        units: set[str] = set()
        measure = read(reader, position, limit, units)
        if measure is not None:
            name, values, end = measure
            if reader.text(end - 1, limit) in english.PARTS and reader.text(end, limit) == "of":
                continue  # half of something else
            yield (name, values, frozenset(units)), end


KINDS["told_measure"] = _told
frame.tells("told", "{value:told_measure}", "(one|other|second|another|both|each|equal) {value:told_measure}")
frame.tells("shape", "{value:shape}")


@frame.part(
    QUANTITY,
    f"how (long|big|large|wide|high|tall|deep|much) (is|are) [(each|one|its|the|the length of [the])] {QUANTITY}",
)
def asked(c: Captures) -> Fact | None:
    return Fact("asked", quantity_asked(c))


frame.tells(
    "asked",
    "how (long|big|large) (is|are) [(each|the|a|one|its|every)] (side|edge|sides|edges)",
    "(each|every) (side|edge)",
    value="side",
)
frame.tells(
    "asked",
    "(what|how long) is [the length of] [the] (other|missing|third|remaining|second|unknown) (one|leg|side)",
    "(other|remaining) one",
    "[(find|calculate)] [the] (length of [the])  other",
    value="leg",
)
frame.tells("asked", "surface", value="surface")
frame.tells(
    "asked",
    "how many square (feet|meters|metres|inches|yards|centimeters|cm|m|ft|units) (is|are|does|of)",
    value="area",
)
frame.tells(
    "asked",
    "how many cubic (feet|meters|metres|inches|yards|centimeters|cm|m|ft|units) (is|are|does|of)",
    value="volume",
)
frame.tells("who", "{value:who}")
frame.tells("named", "{value:point_names}", "triangle {value:point_names}")
frame.tells(
    "asked",
    "[how (many|much)] [(meters|metres|feet|yards|m)] [of] (fence|fencing|wire|edging|ribbon|trim|border|rope|framing|baseboard|lace|molding)",
    "distance around",
    "length around",
    "walk around",
    value="perimeter",
)
frame.tells(
    "asked",
    "(carpet|carpeting|turf|grass|sod|flooring|paint|space|land|lawn|fabric|material|surface) (is|does|do|will|would|needed|required|are)",
    value="area",
)
frame.tells(
    "asked",
    "how much (water|sand|liquid|soil|air|juice|space|ice cream|concrete|milk|oil|gas)",
    value="volume",
)


@frame.part(
    "{k:measure} (of|for) [(a|an|the|this|one|each)] {s:shape} (is|are|measures|measure|'='|equals|being) {m:lengths}"
)
def told_of_a_shape(c: Captures) -> Fact | None:
    return Fact("told of", (c["s"], c["k"], dict(c["m"].values)["any"], c["m"].units))


@frame.part("[the] (other|others) [two] [(ones|angles)] (measure|measures|are|is) {a:number} and {b:number}")
def other_angles(c: Captures) -> Fact | None:
    return Fact("told", ("angle", (c["a"], c["b"]), frozenset()))


@frame.part(
    "(angle|'∠'|\\angle) {x:capital} ['='|is|measures|of|equals] {v:number}",
    "(angle|m) {x:capital} (is|measures|'=') {v:number} [degrees]",
    "{x:capital} '=' {v:degrees}",
)
def lettered_angle(c: Captures) -> Fact | None:
    return Fact("told", ("angle", (c["v"],), frozenset()))


frame.tells(
    "asked",
    "(angle|'∠') {x:capital}",
    "the measure of [angle] {x:capital}",
    "(find|what is) {x:capital}",
    value="angle",
)
frame.tells("letter", "{x:name} '=' {v:tight}", "{x:name} is {v:tight}")
frame.tells("asked", "(what is|find|calculate|solve for|value of) c", "c '='", value="hypotenuse")
frame.tells("asked", "(what is|find|calculate|solve for|value of) [side] (a|b)", value="leg")


@frame.part("(leg|legs|side|sides) (a|b) ['='|is|of] {v:number}", "[(leg|side)] (a|b) ('='|is) {v:number}")
def lettered_leg(c: Captures) -> Fact | None:
    return Fact("told", ("leg", (c["v"],), frozenset()))


@frame.part("[hypotenuse] c ['='|is|of] {v:number}")
def lettered_hypotenuse(c: Captures) -> Fact | None:
    return Fact("told", ("hypotenuse", (c["v"],), frozenset()))


frame.tells("pi", "(use|using|take|taking|with|let|assume|assuming) pi [(=|as|is|to be)] {value:number}")
frame.tells("exact", "in terms of pi", "leave [your] answer in terms of pi")


@topic.question("{facts:told_shapes}")
def told_shapes(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    shapes, wanted = facts.all("shape"), facts.all("asked")
    for shape, *told in facts.all("told of"):
        facts = Facts([*facts, Fact("told", tuple(told))])
        shapes = [shape] if shapes in ([], [shape]) else [*shapes, shape]
    if len(wanted) != 1 or not facts.any("told") or facts.any("letter"):
        return None
    values: dict[str, tuple[t.Node, ...]] = {}
    units: frozenset[str] = frozenset()
    for name, told, unit in (fact.value for fact in facts if fact.kind == "told"):
        if name in values and name not in ("side", "leg", "angle", "base", "diagonal"):
            return None
        values[name] = (*values.get(name, ()), *told)
        units |= unit
    shape = shapes[0] if len(shapes) == 1 else _implied(values.keys() | {wanted[0]}) if not shapes else None
    if shape is None and set(shapes) == {"triangle", "right triangle"}:
        shape = "right triangle"
    node = found(shape, wanted[0], Measures(tuple(values.items()), units)) if shape else None
    if node is None:
        return None
    if facts.any("pi"):
        node = replace(node, python=node.python.replace("pi", f"S({_source(facts.one('pi'))})"))
    if wanted[0] == "angle" and shape in ("triangle", "right triangle"):
        node = t.Formula(f"deg({node.python})", node.latex, node.args, node.method, then="simplify")
        return value_problem(node, s, after="°")
    problem = value_problem(node, s, decimals=facts.any("pi"))
    return problem and replace(problem, explain=lambda labels: problem.explain(existing(labels)))


def _source(value: t.Node) -> str:
    value = t.bare(value)
    if isinstance(value, t.Number):
        return f"'{value.text}'"
    if isinstance(value, t.Binary) and isinstance(value.left, t.Number) and isinstance(value.right, t.Number):
        return f"'{value.left.text}/{value.right.text}'"
    return "pi"


def _implied(names: set[str]) -> str | None:
    """The shape that has such measures, where none is named."""
    if "hypotenuse" in names:
        return "right triangle"
    round_ones = names & {"radius", "diameter", "circumference"}
    return "circle" if round_ones and names <= {"radius", "diameter", "circumference", "area"} else None


def _degrees(reader: Reader, position: int, limit: int) -> Caught:
    """An angle that says it is one: ``40°``, ``75 degrees``."""
    for value, end in KINDS["number"](reader, position, limit):
        if isinstance(value, t.Postfix) and value.op == "°":
            yield value, end


KINDS.update(told_shapes=frame, degrees=_degrees)
topic.words |= frame.words


# ── ladders ───────────────────────────────────────────────────────────────────

ladders = Frame(
    "ladder",
    "a|an|the|of|is|are|if|when|what|find|calculate|how|does|do|will|can|it|its|and|with|that|on|up|to|at|in|against|leaning|leans|lean|placed|rests|resting|propped|leaned|standing|stands|wall|building|house|vertical|ground|side|tree|above|top|reach|reaches|touches|touch|"
    "far|high|,|.|;|:|?|(|)|so|then|ladder|level|horizontal|window|be|your|you",
)
ladders.tells(
    "ladder",
    "{value:length} ['-'] ladder",
    "{value:length} ['-'] long ladder",
    "ladder [(is|of|that is|measuring|measures|with|has)] [(a|length)] [(length of|length)] {value:length} [long]",
    "{value:length} ['-'] [long] ladder",
)
_FOOT = "[(the|its|whose|with its|with the|and its|where the)] (foot|base|bottom|lower end) [of (the|a) ladder] [(is|lies|stands|rests|being|placed|located|,)]"
ladders.tells(
    "foot",
    f"{_FOOT} {{value:length}} [(away|out)] [from (the|a) [base of (the|a)] [bottom of (the|a)] (wall|building|house|tree)]",
    "{value:length} [away] from (the|a) [(base|bottom|foot) of (the|a)] (wall|building|house|tree)",
)
ladders.tells("height", "(reaches|reach|touches|touch|reaching|touching) [(a|the)] [(height of|wall at|wall at a height of|building at|window)] {value:length} [(high|up|above)] [(the|on the|up the)] [(wall|ground)]", "[the] top [of the ladder] (is|reaches|touches the wall|rests) [at] {value:length} [(high|up|above)] [(the|on the|up the)] [(wall|ground)]", "{value:length} (high|up|above) [the|on the] (wall|ground|building)")  # fmt: skip
ladders.tells(
    "ask height",
    "how (high|far) [up] [(on|up)] [the] [(wall|building)] (does|will|can|is) [(the|it)]",
    "(height|how high)",
    "how tall is the wall",
    "how far up",
)
ladders.tells(
    "ask foot",
    "how far [(away)] [from (the|a) (wall|building|house)] is [(the|its)] (foot|base|bottom|lower end)",
    "(distance|how far) [(of|from|between|away)] [is] [the] [(foot|base|bottom)] [of the ladder] [(and|from|to)] [the] (wall|building)",
)
ladders.tells(
    "ask ladder",
    "how long (is|must|should|does) [the] ladder [(be|need to be)]",
    "length of (the|a) ladder",
    "how long a ladder",
)


@topic.question("{facts:ladders}")
def ladder(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    asked = [fact.kind for fact in facts if fact.kind.startswith("ask")]
    told = {fact.kind: fact.value for fact in facts if not fact.kind.startswith("ask")}
    if len(set(asked)) != 1 or len(told) != 2 or len(facts) != len(asked) + 2:
        return None
    if len({unit for _, unit in told.values() if unit}) > 1:
        return None
    names = {"ladder": "hypotenuse", "foot": "leg", "height": "leg"}
    wanted = names[asked[0].removeprefix("ask ")]
    if asked[0].removeprefix("ask ") in told:
        return None
    values: dict[str, tuple[t.Node, ...]] = {}
    for kind, (value, _) in told.items():
        values[names[kind]] = (*values.get(names[kind], ()), value)
    node = found("right triangle", wanted, Measures(tuple(values.items())))
    if node is None:
        return None
    problem = value_problem(node, s)
    return problem and replace(problem, explain=lambda labels: problem.explain(existing(labels)))


def _one_length(reader: Reader, position: int, limit: int) -> Caught:
    """``13 feet``, ``10-foot``, ``6.5 m``: the value, and its unit."""
    for value, end in KINDS["number"](reader, position, limit):
        yield (value, ""), end
        unit = end + (reader.text(end, limit) == "-")
        word = reader.text(unit, limit)
        if word in (
            "m",
            "ft",
            "foot",
            "feet",
            "meter",
            "meters",
            "metre",
            "metres",
            "cm",
            "inches",
            "inch",
            "yards",
            "units",
        ):
            yield (
                (
                    value,
                    {
                        "foot": "ft",
                        "feet": "ft",
                        "meter": "m",
                        "meters": "m",
                        "metre": "m",
                        "metres": "m",
                    }.get(word, word),
                ),
                unit + 1,
            )


KINDS.update(length=_one_length, ladders=ladders)
topic.words |= ladders.words
