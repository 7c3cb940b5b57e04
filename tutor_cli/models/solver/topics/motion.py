"""Distance, speed and time: any one from the other two, at a steady speed."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("motion")

_WHO = (
    "[(a|an|the|if a|if you|you|i|if an|if i|he|she|if the)] "
    "[(car|train|bus|cyclist|runner|person|plane|truck|bike|boat|man|woman|driver|walker|bicycle|ship|airplane|student|biker|jogger)]"
)
_GOES = "(travels|goes|drives|covers|runs|walks|flies|rides|moves|drive|travel|walk|run|ride|cycle|cycles|went|drove|traveled|travelled|ran|walked|traveling|travelling|moving|going|driving|is traveling|is travelling)"
_LONG = "(miles {mile:yes}|mi {mile:yes}|km {km:yes}|kilometers {km:yes}|kilometres {km:yes}|m {m:yes}|meters {m:yes}|metres {m:yes}|feet {ft:yes})"
_TIME = "(hours {hour:yes}|hour {hour:yes}|h {hour:yes}|hrs {hour:yes}|minutes {minute:yes}|min {minute:yes}|seconds {second:yes}|s {second:yes})"
_SPEED = (
    "(mph {mph:yes}|(miles|mi) (per|an) hour {mph:yes}|kmh {kmh:yes}|kph {kmh:yes}|km '/' h {kmh:yes}|(km|kilometers|kilometres) (per|an) hour {kmh:yes}|"
    "m '/' s {mps:yes}|(meters|metres) per second {mps:yes})"
)
_STOP = "[(','|'.'|';'|'?')] [and]"

_LENGTHS = ("mile", "km", "m", "ft")
_HOURS = {"hour": "1", "minute": "60", "second": "3600"}
_SPEEDS = {"mph": ("mile", "mi"), "kmh": ("km", "km"), "mps": ("m", "m")}


def _which(c: Captures, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in c), "")


@topic.question(
    f"{_WHO} {_GOES} {{d:tight}} {_LONG} in {{v:tight}} {_TIME} {_STOP} (what is|find|what was|calculate|determine) [(its|the|his|her|your)] [average] speed [(in (mph|km '/' h|miles per hour|km per hour|m '/' s|kmh|kph))]",
    f"{_WHO} {_GOES} {{d:tight}} {_LONG} in {{v:tight}} {_TIME} {_STOP} [average] speed",
    f"[<find>] [the] [average] speed (if|when|of) {_WHO} [(that|who)] {_GOES} {{d:tight}} {_LONG} in {{v:tight}} {_TIME}",
    f"how fast (is|was|did) {_WHO} [(going|traveling|moving)] (if|when|that) [it] {_GOES} {{d:tight}} {_LONG} in {{v:tight}} {_TIME}",
)
def speed(c: Captures, s: Situation) -> Problem | None:
    length, time = _which(c, _LENGTHS), _which(c, tuple(_HOURS))
    shown = {"mile": "mi", "km": "km", "m": "m", "ft": "ft"}[length]
    if time == "minute" and length in ("mile", "km"):
        python, question, unit = "(({0})*60/S({1}))", r"\frac{{{0}}}{{{1} / 60}}", "h"
    else:
        python, question = "(({0})/S({1}))", r"\frac{{{0}}}{{{1}}}"
        unit = {"hour": "h", "minute": "min", "second": "s"}[time]
    node = t.Formula(python, question, (c["d"], c["v"]), method="distance over time")
    return value_problem(node, s, after=f"{shown}/{unit}")


@topic.question(
    f"how far (does|will|do|can|would) {_WHO} {_GOES[:-1]}|go|get) [(if (it|he|she) (travels|goes|drives))] (at|with|going|in) [(a|an)] [(speed|average speed|constant speed)] [of] {{v:tight}} {_SPEED} (for|in) {{h:tight}} {_TIME}",
    f"how far (does|will|do|can|would) {_WHO} {_GOES[:-1]}|go|get) in {{h:tight}} {_TIME} at {{v:tight}} {_SPEED}",
    f"{_WHO} {_GOES} at {{v:tight}} {_SPEED} for {{h:tight}} {_TIME} {_STOP} how far (does|did|will|has) [(it|he|she|i|you)] [(go|goes|travel|traveled|gone|travels|went)]",
    f"<find> [the] distance [(traveled|travelled|covered)] (at|if|by|when) {_WHO} [(traveling|moving)] [at] {{v:tight}} {_SPEED} for {{h:tight}} {_TIME}",
)
def distance(c: Captures, s: Situation) -> Problem | None:
    speeds, time = _which(c, tuple(_SPEEDS)), _which(c, tuple(_HOURS))
    factor = {"hour": "3600", "minute": "60", "second": "1"}[time] if speeds == "mps" else None
    hours = (
        t.Binary("*", c["h"], t.Number(factor))
        if factor
        else t.Binary("/", c["h"], t.Number(_HOURS[time]))
        if time != "hour"
        else c["h"]
    )
    node = t.Binary("*", c["v"], t.Group(hours) if isinstance(hours, t.Binary) else hours)
    return value_problem(node, s, after=_SPEEDS[speeds][1])


@topic.question(
    f"how long (does|will|would) it take [(a|an|the)] [(car|train|bus|cyclist|person|plane|me|you)] to (go|travel|drive|cover|walk|run|ride|fly) {{d:tight}} {_LONG} (at|going|driving at|traveling at) [(a|an)] [(speed|average speed)] [of] {{v:tight}} {_SPEED}",
)
def time(c: Captures, s: Situation) -> Problem | None:
    speeds, length = _which(c, tuple(_SPEEDS)), _which(c, _LENGTHS)
    if _SPEEDS[speeds][0] != length:
        return None
    node = t.Formula("(({0})/S({1}))", r"\frac{{{0}}}{{{1}}}", (c["d"], c["v"]), method="distance over speed")
    return value_problem(node, s, after="seconds" if speeds == "mps" else "hours")
