"""Days of the calendar: how long from one to another, which comes so many days later, which day of the week."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("dates")

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
topic.words |= {name for name in MONTHS if len(name) > 2}
_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Day:
    """A day; without a year it is one of any year."""

    year: int | None
    month: int
    day: int

    def __str__(self) -> str:
        return f"{_NAMES[self.month - 1]} {self.day}" + (f", {self.year}" if self.year else "")


def _day(reader: Reader, position: int, limit: int) -> Caught:
    """``March 3``, ``3 March 2024``, ``the 3rd of March``, ``2024-03-05``."""
    at = position + (reader.text(position, limit) == "the")
    first, month, day = reader.text(at, limit), None, ""
    if first in MONTHS:
        month, day, end = MONTHS[first], reader.text(at + 1, limit), at + 2
        end += reader.text(end, limit) in ("st", "nd", "rd", "th")
    elif first.isdigit() and len(first) <= 2:
        end = at + 1
        end += reader.text(end, limit) in ("st", "nd", "rd", "th")
        end += reader.text(end, limit) == "of"
        month, day, end = MONTHS.get(reader.text(end, limit)), first, end + 1
    elif (
        first.isdigit()
        and len(first) == 4
        and reader.text(at + 1, limit) == reader.text(at + 3, limit) == "-"
    ):
        numbers = reader.text(at + 2, limit), reader.text(at + 4, limit)
        if all(number.isdigit() for number in numbers) and (
            found := _real(int(first), int(numbers[0]), int(numbers[1]))
        ):
            yield found, at + 5
        return
    if month is None or not day.isdigit() or len(day) > 2:
        return
    after = end + (reader.text(end, limit) == ",")
    year = reader.text(after, limit)
    if year.isdigit() and len(year) == 4 and (found := _real(int(year), month, int(day))):
        yield found, after + 1
    if found := _real(None, month, int(day)):
        yield found, end


def _real(year: int | None, month: int, day: int) -> Day | None:
    try:
        date(year or 2023, month, day)
    except ValueError:
        return None
    return Day(year, month, day)


KINDS["day"] = _day


_IN_A_YEAR = "[','] [(in|during|of|for|if it is|assuming) [(a|an)] (leap year {leap:yes}|(non - leap|non leap|nonleap|normal|common|ordinary|regular) year {common:yes}|{y:whole})]"


@topic.question(
    f"how many (days|weeks {{weeks:yes}}) (from|between|are there from|are there between|is it from|are between) {{a:day}} (to|and|until|till) {{b:day}} {_IN_A_YEAR}",
    f"(<find>|how long is it|how long) [the] [number of] [(days|weeks {{weeks:yes}})] (from|between) {{a:day}} (to|and|until|till) {{b:day}} {_IN_A_YEAR}",
    f"[number of] (days|weeks {{weeks:yes}}) (from|between) {{a:day}} (to|and|until|till) {{b:day}} {_IN_A_YEAR}",
    f"how many (days|weeks {{weeks:yes}}) (until|till|to) {{b:day}} from {{a:day}} {_IN_A_YEAR}",
)
def days_between(c: Captures, s: Situation) -> Problem | None:
    """Counting the last day and not the first. Without a year, one that is no leap year."""
    first, last = c["a"], c["b"]
    year = first.year or last.year or (2024 if "leap" in c else 2023 if "common" in c else c.get("y"))
    if c.keys() & {"leap", "common", "y"} and (
        first.year
        or last.year
        or not 1 <= (year or 0) <= 9999
        or (last.month, last.day) < (first.month, first.day)
    ):
        return None
    start = Day(first.year or year or 2023, first.month, first.day)
    end = Day(last.year or year or 2023, last.month, last.day)
    if any(_real(each.year, each.month, each.day) is None for each in (start, end)):
        return None
    if year is None and (end.month, end.day) < (start.month, start.day):
        end = replace(end, year=2024)
    program = Program(s)
    program.need("from datetime import date")
    program.add(
        f"days = Integer((date({end.year}, {end.month}, {end.day}) - date({start.year}, {start.month}, {start.day})).days)"
    )
    program.add(
        f"answer = days{'/7' if 'weeks' in c else ''}",
        *SHOW,
    )
    leap = (
        year is None
        and (start.month, start.day) <= (2, 29)
        and (end.year != start.year or (end.month, end.day) > (2, 28))
    )
    note = " In a leap year it is one day more." if leap else ""
    unit = "weeks" if "weeks" in c else "days"

    def explain(labels: Labels) -> str:
        return f"From {first} to {last} it is **{math(labels.get('latex', ''))}** {unit}.{note}"

    return Problem(program.text(), explain, s)


@topic.question(
    "(what|which) (date|day) (is it|is|will it be|comes|was it) {n:whole} (days|weeks {weeks:yes}) (after|from|before {before:yes}) {a:day}",
    "[<ask>] [[the] date] {n:whole} (days|weeks {weeks:yes}) (after|from|before {before:yes}) {a:day}",
)
def days_after(c: Captures, s: Situation) -> Problem | None:
    day: Day = c["a"]
    if not 0 <= c["n"] <= 100_000:
        return None
    days = c["n"] * (7 if "weeks" in c else 1) * (-1 if "before" in c else 1)
    program = Program(s)
    program.need("from datetime import date, timedelta")
    program.add(f"answer = date({day.year or 2023}, {day.month}, {day.day}) + timedelta(days={days})")
    program.add(f'print("exact:", f"{{answer:%B}} {{answer.day}}{", {answer.year}" if day.year else ""}")')
    note = "" if day.year else " That is for a year that is no leap year."
    return Problem(program.text(), lambda labels: f"It is **{labels.get('exact')}**.{note}", s)


@topic.question(
    "(what|which) day of the week (is|was|will be|does) {a:day} [(fall on|be|on)]",
    "(what|which) (weekday|day) (is|was|will be) {a:day}",
)
def weekday(c: Captures, s: Situation) -> Problem | None:
    day: Day = c["a"]
    if day.year is None:
        return None
    program = Program(s)
    program.need("from datetime import date")
    program.add(f'print("exact:", f"{{date({day.year}, {day.month}, {day.day}):%A}}")')
    return Problem(program.text(), lambda labels: f"{day} is a **{labels.get('exact')}**.", s)


@topic.question(
    "is [the year] {y:whole} [(a|going to be a)] leap year",
    "(was|will) [the year] {y:whole} [be] a leap year",
)
def leap_year(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["y"] <= 9999:
        return None
    program = Program(s)
    program.need("from calendar import isleap")
    program.add(f'print("exact:", isleap({c["y"]}))')
    return Problem(
        program.text(),
        lambda labels: f"Is {c['y']} a leap year? **{'yes' if labels['exact'] == 'True' else 'no'}**.",
        s,
    )


@topic.question(
    "how many days [(are|are there|were|were there|will there be|does|do|has)] [(in|there in)] [(the month of|the month)] {m:month} [of|','] [{y:whole}] [(have|has|is there)]",
    "how many days [(are|are there|were|were there|will there be)] [(in|there in)] [the] year {y:whole} [have]",
)
def days_in(c: Captures, s: Situation) -> Problem | None:
    month, year = c.get("m"), c.get("y")
    if (month == 2 and year is None) or not 1 <= (year or 2023) <= 9999:
        return None  # February: in which year?
    program = Program(s)
    program.need("from calendar import isleap, monthrange")
    days = f"monthrange({year or 2023}, {month})[1]" if month else f"366 if isleap({year}) else 365"
    program.add(f'print("exact:", {days})')
    when = " ".join(str(part) for part in (_NAMES[month - 1] if month else "", year or "") if part)
    return Problem(program.text(), lambda labels: f"{when} has **{math(labels['exact'])}** days.", s)


def _month(reader: Reader, position: int, limit: int) -> Caught:
    """The name of a month, as its number."""
    if reader.text(position, limit) in MONTHS:
        yield MONTHS[reader.text(position, limit)], position + 1


KINDS["month"] = _month
