"""Distance, speed and time: any one from the other two, at a steady speed, told in any order."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Facts, Story
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("motion")

_FAR = {
    "mi": "mi", "mile": "mi", "miles": "mi", "km": "km", "kms": "km", "kilometers": "km", "kilometres": "km", "kilometer": "km",
    "kilometre": "km", "m": "m", "meters": "m", "metres": "m", "meter": "m", "metre": "m", "feet": "ft", "ft": "ft", "foot": "ft",
}  # fmt: skip
_SPAN = {
    "h": "h", "hour": "h", "hours": "h", "hr": "h", "hrs": "h", "min": "min", "mins": "min", "minute": "min", "minutes": "min",
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
}  # fmt: skip
_PACE = {"mph": ("mi", "h"), "kmh": ("km", "h"), "kph": ("km", "h"), "kmph": ("km", "h")}
_SECONDS = {"h": 3600, "min": 60, "s": 1}
_METERS = {"km": "S(1000)", "m": "S(1)", "mi": "(S(1609344)/1000)", "ft": "(S(3048)/10000)"}


def _distance_unit(reader: Reader, position: int, limit: int) -> Caught:
    word = reader.text(position, limit)
    if word in _FAR:
        yield _FAR[word], position + 1


def _time_unit(reader: Reader, position: int, limit: int) -> Caught:
    word = reader.text(position, limit)
    if word in _SPAN:
        yield _SPAN[word], position + 1


def _speed_unit(reader: Reader, position: int, limit: int) -> Caught:
    """``km/h``, ``miles per hour``, ``mph``: the units of distance and of time."""
    word = reader.text(position, limit)
    if word in _PACE:
        yield _PACE[word], position + 1
        return
    for distance, end in _distance_unit(reader, position, limit):
        if reader.text(end, limit) in ("/", "per", "an", "a", "every", "each"):
            for time, last in _time_unit(reader, end + 1, limit):
                yield (distance, time), last


_HALF_HOURS = {("half", "an", "hour"): "1/2", ("a", "quarter", "of", "an", "hour"): "1/4", ("an", "hour"): "1", ("an", "hour", "and", "a", "half"): "3/2"}  # fmt: skip


def _duration(reader: Reader, position: int, limit: int) -> Caught:
    """``2 hours``, ``1 h 30 min``, ``half an hour``: the amount and its unit."""
    for words, amount in sorted(_HALF_HOURS.items(), key=lambda entry: -len(entry[0])):
        if reader.words_at(position, limit, words):
            top, _, bottom = amount.partition("/")
            value = t.Binary("/", t.Number(top), t.Number(bottom)) if bottom else t.Number(top)
            yield (value, "h"), position + len(words)
            return
    for amount, at in KINDS["count"](reader, position, limit):
        for unit, end in _time_unit(reader, at, limit):
            after = end + (reader.text(end, limit) == "and")
            if unit == "h" and reader.words_at(after, limit, ("a", "half")):
                yield (t.Binary("+", amount, t.Binary("/", t.Number("1"), t.Number("2"))), "h"), after + 2
            for more, last in KINDS["count"](reader, after, limit):
                for smaller, final in _time_unit(reader, last, limit):
                    if _SECONDS[smaller] < _SECONDS[unit]:
                        total = t.Formula(f"({{0}} + S({{1}})*{_SECONDS[smaller]}/{_SECONDS[unit]})", rf"\left({{0}} + {{1}} \cdot \frac{{{{{_SECONDS[smaller]}}}}}{{{{{_SECONDS[unit]}}}}}\right)", (amount, more))  # fmt: skip
                        yield (total, unit), final
            yield (amount, unit), end


KINDS.update(far=_distance_unit, span=_time_unit, pace=_speed_unit, duration=_duration)

_WHO = "(a|an|the|my|his|her|your) {j:item} | i | you | he | she | it | we | they | someone | {j:item}"
_GO = (
    "(travels|goes|drives|runs|covers|moves|travel|go|drive|run|cover|traveled|travelled|went|drove|ran|covered|cycles|cycled|cycle|flies|fly|flew|walks|walk|walked|"
    "rides|ride|rode|swims|swam|swim|sails|sailed|sail|jogs|jogged|jog|biked|bikes|bike|moving|traveling|travelling|driving|going|running|walking|cycling|flying|riding|moves|"
    "(is|was|are|were|am|i am) (traveling|travelling|moving|driving|going|running|walking|cycling|flying|riding)|does|did|completes|completed|finishes|finished|keeps going|hikes|hiked|skates|averages|averaged|get|gets|got)"
)
_ASK = "(what is|what was|find|calculate|determine|work out|what would be|what will be|compute|give)"
_ITS = "[(its|the|his|her|my|your|their|a)]"
_OF = f"[(of|for) ({_WHO})]"

STORY = Story(
    (*_FAR, *_PACE),
    {
        "told": (
            f"[({_WHO})] {_GO} [a distance of] {{d:count}} {{f:far}}",
            "[(for|of|a distance of|the distance is|distance '='|distance ':')] {d:count} {f:far} [away]",
            f"[({_WHO})] [{_GO}] (in|for|during|after|takes|took|take|within|it takes|it took) [(a time of|exactly|about|him|her|me|them|it)] {{t:duration}}",
            "(time|the time|the time taken) ('='|':'|is|was) {t:duration}",
            "{t:duration}",
            f"[({_WHO})] [{_GO}] (at|with|of|has|is) [(a|an|the)] [(constant|steady|average|uniform)] [(speed|velocity|rate|pace)] [(of|is)] {{v:count}} {{p:pace}}",
            f"[({_WHO})] {_GO} {{v:count}} {{p:pace}}",
            "[(speed|the speed|its speed|average speed) ('='|':'|is|of)] {v:count} {p:pace}",
        ),
        "filler": (
            f"({_WHO}) {_GO}",
            f"[for] [({_WHO})] (to (travel|go|drive|run|cover|walk|cycle|fly|complete|ride|reach|get|swim|finish|make a trip of|make a journey of)|going|driving|traveling|travelling|walking)",
            "(a|the) (distance|journey|trip|race) [of]",
            "[(traveling|travelling|moving|driving|going)] at",
        ),
        "ask speed": (
            f"{_ASK} {_ITS} [(average|constant|mean)] (speed|velocity|pace) {_OF} [(in|to) {{w:pace}}]",
            f"how fast [(is|was|am|are|were|does|did|do|must|should|would|will)] [({_WHO})] [{_GO}] [(in|to) {{w:pace}}]",
            f"(at what|what) [average] speed (is|was|am|are|did|does|do|must|should) ({_WHO}) [{_GO}] [(at)] [in {{w:pace}}]",
            f"at what [average] speed {_GO} [({_WHO})]",
            "[the] [average] speed [(of|for|if|when)]",
            "[in] {w:pace}",
        ),
        "ask distance": (
            f"how far [(is|was|does|did|do|will|would|can|could|has|have)] [({_WHO})] [{_GO}] [(gone|traveled|travelled|go|have traveled)] [(in {{y:far}})]",
            f"how many {{y:far}} [(is|was|does|did|do|will|would|can|could|has|have)] [({_WHO})] [{_GO}] [(gone|traveled|travelled|go)]",
            f"(what|how much|{_ASK} {_ITS}) [(is|was)] [the] [total] distance [(is|was|does|did|do|will|would|can|{_GO})] [({_WHO})] [{_GO}] [(traveled|travelled|covered|gone|by ({_WHO}))]",
            "[the] distance (traveled|travelled|covered)",
        ),
        "ask time": (
            f"how long [(is|was|does|did|do|will|would|can|does it take)] [(it|({_WHO})) [(take|need|takes)]] [(him|her|it|me|you|them)]",
            f"how (many {{u:span}}|much time) [(is|was|does|did|do|will|would)] [(it|({_WHO})) [(take|need|takes)]] [(him|her|it|me|you|them)]",
            f"{_ASK} {_ITS} (time|time taken|travel time) [(it takes|needed|taken)]",
        ),
    },
)  # fmt: skip
KINDS["motion"] = STORY
topic.words |= STORY.words


@topic.question("{facts:motion}")
def motion(c: Captures, s: Situation) -> Problem | None:
    """Two of distance, speed and time are told; the third is asked."""
    facts: Facts = c["facts"]
    asks = {kind for kind, _ in facts if kind.startswith("ask")}
    given = sorted(name for _, fact in facts for name in ("d", "t", "v") if name in fact)
    told = {name: value for _, fact in facts for name, value in fact.items()}
    wanted = {"dt": "ask speed", "tv": "ask distance", "dv": "ask time"}.get("".join(given))
    if wanted is None or (asks != {wanted} and (asks or wanted != "ask distance")):
        return None
    return {"ask speed": _speed, "ask distance": _distance, "ask time": _time}[wanted](told, s)


def _speed(told: Captures, s: Situation) -> Problem | None:
    distance, (time, unit) = told["f"], told["t"]
    usual = "h" if distance in ("km", "mi") else "min" if (distance, unit) == ("m", "min") else "s"
    pace = told.get("w", (distance, usual))
    node = t.Formula(
        "(S({0})/S({1}))",
        r"\frac{{{0}}}{{{1}}}",
        (_far(told["d"], distance, pace[0]), _lasting(time, unit, pace[1])),
        method="dividing the distance by the time",
    )
    return value_problem(node, s, after=f"{pace[0]}/{pace[1]}")


def _distance(told: Captures, s: Situation) -> Problem | None:
    pace, (time, unit) = told["p"], told["t"]
    node: t.Node = t.Formula(
        "(S({0})*S({1}))",
        r"{0} \cdot {1}",
        (t.bare(told["v"]), _lasting(time, unit, pace[1])),
        method="multiplying the speed by the time",
    )
    wanted = told.get("y", pace[0])
    return value_problem(_far(node, pace[0], wanted), s, after=wanted)


def _time(told: Captures, s: Situation) -> Problem | None:
    pace = told["p"]
    node: t.Node = t.Formula(
        "(S({0})/S({1}))",
        r"\frac{{{0}}}{{{1}}}",
        (_far(told["d"], told["f"], pace[0]), t.bare(told["v"])),
        method="dividing the distance by the speed",
    )
    wanted = told.get("u", pace[1])
    return value_problem(_lasting(node, pace[1], wanted), s, after=wanted)


def _lasting(amount: t.Node, unit: str, wanted: str) -> t.Node:
    """An amount of time in another unit of time."""
    if unit == wanted:
        return t.bare(amount)
    return t.Formula(f"(S({{0}})*{_SECONDS[unit]}/{_SECONDS[wanted]})", rf"{{0}} \cdot \frac{{{{{_SECONDS[unit]}}}}}{{{{{_SECONDS[wanted]}}}}}", (t.bare(amount),))  # fmt: skip


def _far(amount: t.Node, unit: str, wanted: str) -> t.Node:
    """A distance in another unit of distance."""
    if unit == wanted:
        return t.bare(amount)
    return t.Formula(f"(S({{0}})*{_METERS[unit]}/{_METERS[wanted]})", rf"{{0}} \,\text{{{{{unit}}}}}", (t.bare(amount),))  # fmt: skip
