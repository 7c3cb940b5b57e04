"""Times of day: so many minutes before or after, and how long between."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("clock")


def _clock(reader: Reader, position: int, limit: int) -> Caught:
    """A time of day, as minutes since midnight: ``9:08 PM``, ``21:08``, ``9 am``, ``noon``."""
    text = reader.text(position, limit)
    if text in ("noon", "midday", "midnight"):
        yield (0 if text == "midnight" else 720), position + 1
        return
    if not text.isdigit():
        return
    hour, minute, end, exact = int(text), 0, position + 1, False
    if (
        reader.text(end, limit) == ":"
        and reader.text(end + 1, limit).isdigit()
        and len(reader.text(end + 1, limit)) == 2
    ):
        minute, end, exact = int(reader.text(end + 1, limit)), end + 2, True
    half = reader.text(end, limit)
    if half in ("a", "p") and reader.text(end + 1, limit) in (".", "m"):
        half += "m"
        end += 1 + (reader.text(end + 1, limit) == ".")
    if half in ("am", "pm") and 1 <= hour <= 12:
        yield hour % 12 * 60 + minute + (720 if half == "pm" else 0), end + 1
    elif exact and hour < 24 and minute < 60:
        yield hour * 60 + minute, end


KINDS["clock"] = _clock

_DURATION = "( {h:count} (hours|hour|hrs|hr|h) [and] {a:count} (minutes|minute|mins|min|m) | {a:count} (minutes|minute|mins|min) | half [an] hour {half:yes} | {h:count} (hours|hour|hrs|hr|h) [and [a] half {half:yes}] )"


@topic.question(
    f"(add {{plus:yes}} {_DURATION} to|(subtract|take) {{minus:yes}} {_DURATION} [away] from) {{clock:clock}}",
    f"<ask> [the time] {_DURATION} (after {{plus:yes}}|past {{plus:yes}}|before {{minus:yes}}|from {{plus:yes}}) {{clock:clock}}",
    f"(if|when|at|now|suppose) [(it is|the time is|it was|now it is)] {{clock:clock}} [now] [('.'|','|';')] what (time|will the time) (will it be|is it|will it be then|be) [(in {{plus:yes}}|after {{plus:yes}})] {_DURATION} [(later {{plus:yes}}|from now {{plus:yes}}|ago {{minus:yes}}|earlier {{minus:yes}})]",
    f"it is {{clock:clock}} [now] [('.'|','|';')] what time (will it be|is it|was it) [(in {{plus:yes}}|after {{plus:yes}})] {_DURATION} [(later {{plus:yes}}|from now {{plus:yes}}|ago {{minus:yes}}|earlier {{minus:yes}})]",
    f"[(if|when)] (a|the|my) [{{w:word}}] {{v:word}} (starts|begins|leaves|departs|started|began|left) at {{clock:clock}} and (lasts|takes|lasted|took|runs|goes on for|lasts for|is) {_DURATION} [long] [('.'|','|';')] [then] (when|what time|at what time) (does|will|did) (it|the {{v:word}}) (end|finish|arrive|be over) {{plus:yes}}",
    f"{{clock:clock}} (plus {{plus:yes}}|'+' {{plus:yes}}|minus {{minus:yes}}) {_DURATION}",
    f"{_DURATION} (after {{plus:yes}}|past {{plus:yes}}|before {{minus:yes}}|from {{plus:yes}}) {{clock:clock}}",
    f"what time (is it|will it be|was it|is) [(in|at)] {_DURATION} (after {{plus:yes}}|past {{plus:yes}}|from {{plus:yes}}|before {{minus:yes}}) {{clock:clock}}",
)
def before_or_after(c: Captures, s: Situation) -> Problem | None:
    if "plus" not in c and "minus" not in c:
        return None
    program = Program(s)
    hours = f"60*({program.source(c['h'])}) + " if "h" in c else ""
    minutes = program.source(c.get("a", t.Number("30" if "half" in c else "0")))
    sign = "+" if "plus" in c else "-"
    program.add(f"start = {c['clock']}  # minutes since midnight", f"minutes = {hours}{minutes}")
    program.add(f"hour, minute = divmod(int(start {sign} minutes) % 1440, 60)")
    program.add('print("exact:", f"{(hour - 1) % 12 + 1}:{minute:02d}", "AM" if hour < 12 else "PM")')

    def explain(labels: Labels) -> str:
        return f"It is **{labels.get('exact')}**."

    return Problem(program.text(), explain, s)


@topic.question(
    "how many ((minutes|mins) {m:yes}|hours {h:yes}) [(are|are there|is it|pass|elapse)] (between|from) {start:clock} (and|to|until) {end:clock}",
    "(between|from) {start:clock} (and|to|until|till) {end:clock} [','] how (long|much time|many hours {h:yes}|many minutes {m:yes}) [(is it|is that|are there|pass|is there)]",
    "how (long|much time) [(is there|is|passes|is it|was it)] (between|from) {start:clock} (and|to|until|till) {end:clock} [','] [in (minutes {m:yes}|hours {h:yes})]",
    "(a|the|my) [{w:word}] {v:word} (starts|begins|leaves|departs|started|began|left) at {start:clock} and (ends|finishes|arrives|ended|finished|arrived|is over) at {end:clock} [('.'|','|';')] how (long (is|was|does|did) (it|the {v:word}) [(last|take)]|many (minutes {m:yes}|hours {h:yes}) (is|was|does|did) (it|the {v:word}) [(last|take)])",
    "<ask> [the] [number of] (time|minutes {m:yes}|hours {h:yes}) (between|from) {start:clock} (and|to|until) {end:clock}",
)
def between(c: Captures, s: Situation) -> Problem | None:
    program = Program(s)
    program.add(
        f"start, end = {c['start']}, {c['end']}  # minutes since midnight",
        "minutes = Integer((end - start) % 1440)",
    )
    unit = "minutes" if "h" not in c else "hours"
    program.add(
        f"answer = {'minutes' if unit == 'minutes' else 'minutes/60'}",
        *SHOW,
    )
    program.add('print("hours:", minutes // 60, "h", minutes % 60, "min")')

    def explain(labels: Labels) -> str:
        return f"Between them lie **{math(labels.get('latex', ''))}** {unit}, that is {labels.get('hours')}."

    return Problem(program.text(), explain, s)
