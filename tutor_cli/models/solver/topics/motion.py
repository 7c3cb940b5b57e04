"""Distance, speed and time: any one from the other two, at a steady speed."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("motion")

_STOP = "[(','|'.'|';'|'?'|and|then)] [(then|so|and)]"

_FAR = "(miles|mile|mi|km|kilometers|kilometres|meters|metres|m|feet|ft)"
_LONG = "(hours|hour|h|hrs|hr|minutes|minute|min|mins|seconds|second|s|sec)"
_SPEED = "(mph|kmh|kph|km '/' h|km per hour|m '/' s|miles per hour|kilometers per hour|kilometres per hour|meters per second|metres per second|mi '/' h|miles an hour|km '/' hr)"
_PACE = {"mph": ("mi", "h"), "kmh": ("km", "h"), "kph": ("km", "h"), "mi": ("mi", "h"), "miles": ("mi", "h"), "km": ("km", "h"), "kilometers": ("km", "h"), "kilometres": ("km", "h"), "m": ("m", "s"), "meters": ("m", "s"), "metres": ("m", "s")}  # fmt: skip
_MOVER = "[(a|an|the|my|if|if a|if the|if you|you|i|he|she|it|we)] [(car|train|bus|cyclist|runner|plane|bike|truck|person|boat|man|woman|driver|bicycle|athlete|airplane|boy|girl|ship|motorcycle|dog|jogger)]"
_GOES = "(travels|goes|drives|runs|covers|moves|travel|go|drive|run|cover|traveled|travelled|went|drove|ran|covered|cycles|flies|walks|walk|flew|walked|cycled|is traveling|is travelling|is moving)"


def _distance_unit(reader: Reader, position: int, limit: int) -> Caught:
    word = reader.text(position, limit)
    names = {"mi": "mi", "mile": "mi", "miles": "mi", "km": "km", "kms": "km", "kilometers": "km", "kilometres": "km", "kilometer": "km", "kilometre": "km", "m": "m", "meters": "m", "metres": "m", "meter": "m"}  # fmt: skip
    if word in names:
        yield names[word], position + 1


def _time_unit(reader: Reader, position: int, limit: int) -> Caught:
    word = reader.text(position, limit)
    names = {"h": "h", "hour": "h", "hours": "h", "hr": "h", "hrs": "h", "min": "min", "mins": "min", "minute": "min", "minutes": "min", "s": "s", "sec": "s", "second": "s", "seconds": "s"}  # fmt: skip
    if word in names:
        yield names[word], position + 1


def _speed_unit(reader: Reader, position: int, limit: int) -> Caught:
    """``km/h``, ``miles per hour``, ``mph``: the units of distance and of time."""
    word = reader.text(position, limit)
    if word in ("mph", "kmh", "kph"):
        yield _PACE[word], position + 1
        return
    for distance, end in _distance_unit(reader, position, limit):
        if reader.text(end, limit) in ("/", "per", "an", "a"):
            for time, last in _time_unit(reader, end + 1, limit):
                yield (distance, time), last


KINDS.update(far=_distance_unit, span=_time_unit, pace=_speed_unit)
_HOURS = {"h": 3600, "min": 60, "s": 1}


def _in_time_unit(amount: t.Node, unit: str, wanted: str) -> t.Node:
    """An amount of time in another unit of time."""
    if unit == wanted:
        return t.bare(amount)
    return t.Formula(f"(S({{0}})*{_HOURS[unit]}/{_HOURS[wanted]})", rf"{{0}} \cdot \frac{{{{{_HOURS[unit]}}}}}{{{{{_HOURS[wanted]}}}}}", (t.bare(amount),))  # fmt: skip


@topic.question(
    f"{_MOVER} {_GOES} {{d:count}} {{f:far}} in {{n:count}} {{h:span}} {_STOP} [(what is|find|calculate|what was|determine)] [(its|the|his|her|my|your)] [average] (speed|velocity) [of the (car|train|bus|plane|runner)] [in {{p:pace}}]",
    f"(what is|find|calculate) (the|my|its) [average] (speed|velocity) [of (a|an|the) [{{w:word}}]] [(that|if|when|for|which)] [(i|it|you|someone|a|he|she)] [{{x:word}}] [{_GOES}] {{d:count}} {{f:far}} in {{n:count}} {{h:span}}",
    f"how fast (is|am|was|are) {_MOVER} [(going|moving|driving|traveling|travelling|i going|it going)] (if|when) (it|i|he|she|you|the {{w:word}}) {_GOES} {{d:count}} {{f:far}} in {{n:count}} {{h:span}}",
    f"(speed|average speed) (if|when|of|for) [(you|i|it|a|he)] [{{x:word}}] [{_GOES}] {{d:count}} {{f:far}} in {{n:count}} {{h:span}}",
)
def speed(c: Captures, s: Situation) -> Problem | None:
    unit = "h" if c["f"] in ("km", "mi") else "s"
    if c["h"] == "min" and c["f"] == "m":
        unit = "min"
    time = _in_time_unit(c["n"], c["h"], unit)
    node = t.Formula(
        "(S({0})/S({1}))",
        r"\frac{{{0}}}{{{1}}}",
        (t.bare(c["d"]), time),
        method="dividing the distance by the time",
    )
    return value_problem(node, s, after=f"{c['f']}/{unit}")


@topic.question(
    f"how far (do|does|will|can|would|did) {_MOVER} [{_GOES}] [(you|i|it|go|get|travel)] (in|for|during|after) {{n:count}} {{h:span}} [(at|going|traveling at|travelling at|driving at|moving at|if it (goes|travels) at)] [(a (speed|constant speed) of|an average [speed] of|a steady|an average speed of)] {{v:count}} {{p:pace}}",
    f"how far (do|does|will|can|would) {_MOVER} [{_GOES}] [(going|moving|traveling|travelling|driving)] at [(a (speed|constant speed) of|an average [speed] of)] {{v:count}} {{p:pace}} [(go|travel|get|cover)] (in|for|during|after) {{n:count}} {{h:span}}",
    f"{_MOVER} {_GOES} [(for)] [{{n:count}} {{h:span}}] at [(a (speed|constant speed|steady speed) of|an average [speed] of)] {{v:count}} {{p:pace}} [(for {{n:count}} {{h:span}})] {_STOP} how far (does|did|do|will|has|would) (it|he|she|you|i|the {{w:word}}) [(go|travel|get|drive|run|traveled|gone)] [(in {{n:count}} {{h:span}})]",
    f"(what|how much) distance (does|do|will|is covered by|did) {_MOVER} [(travel|cover|go)] (in|for) {{n:count}} {{h:span}} at {{v:count}} {{p:pace}}",
    "distance (traveled|travelled|covered) (at|in {n:count} {h:span} at) {v:count} {p:pace} [(for|in) {n:count} {h:span}]",
)
def distance(c: Captures, s: Situation) -> Problem | None:
    if "n" not in c:
        return None
    time = _in_time_unit(c["n"], c["h"], c["p"][1])
    node = t.Formula(
        "(S({0})*S({1}))",
        r"{0} \cdot {1}",
        (t.bare(c["v"]), time),
        method="multiplying the speed by the time",
    )
    return value_problem(node, s, after=c["p"][0])


@topic.question(
    "at [(a speed of|an average [speed] of)] {v:count} {p:pace} [','] how (long|many {h:span}) (does|do|will|would|did) it take [(to (travel|go|drive|run|cover|walk|cycle|fly))] {d:count} {f:far}",
    "how (long|many {h:span}) (does|do|will|would|did) it take [(to (travel|go|drive|run|cover|walk|cycle|fly)|(you|me|a {w:word}|the {w:word}) to (travel|go|drive|run|cover|walk|cycle|fly))] {d:count} {f:far} (at|going at|driving at|traveling at|travelling at|going|if you (drive|go|travel) at) [(a speed of|an average [speed] of)] {v:count} {p:pace}",
    f"{_MOVER} {_GOES} at [(a speed of|an average [speed] of)] {{v:count}} {{p:pace}} {_STOP} how long (does|will|would) it take [(it|him|her|me|you)] [to (travel|go|cover|drive|run)] {{d:count}} {{f:far}}",
)
def time_taken(c: Captures, s: Situation) -> Problem | None:
    if c["f"] != c["p"][0]:
        return None
    unit = c.get("h", c["p"][1])
    node = t.Formula(
        "(S({0})/S({1}))",
        r"\frac{{{0}}}{{{1}}}",
        (t.bare(c["d"]), t.bare(c["v"])),
        method="dividing the distance by the speed",
    )
    if unit != c["p"][1]:
        node = t.Formula(f"({{0}}*{_HOURS[c['p'][1]]}/{_HOURS[unit]})", rf"{{0}} \cdot \frac{{{{{_HOURS[c['p'][1]]}}}}}{{{{{_HOURS[unit]}}}}}", (node,))  # fmt: skip
    return value_problem(node, s, after=unit)
