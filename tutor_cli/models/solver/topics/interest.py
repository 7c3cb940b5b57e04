"""Simple and compound interest: the sum, the rate, the time and what is asked, told in any order."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Facts, Story
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.slots import KINDS
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.percentages import is_percent
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import is_whole, math

topic = Topic("interest")

_WHO = (
    "(i|you|he|she|we|they|someone|it|{j:item}|a {j:item}|the {j:item}|that|this|my {j:item}|your {j:item})"
)
_INVEST = "(invest|invests|deposit|deposits|put|puts|save|saves|borrow|borrows|invested|deposited|borrowed|lend|lends|lent|saved|place|placed|take out|took out|have|has)"
_IN_A_BANK = "[(in|into) [(a|an|the|my|his|her)] [(savings|bank|deposit|term|fixed|checking|investment|interest bearing)] (bank|account|fund|bond|cd|deposit|savings|accounts)|in|away|aside]"
_LOAN = "(loan|deposit|investment|principal|sum|amount|capital|credit|savings|balance|bond|principal amount)"
_PER = "[(per year|a year|per annum|annual|annually|yearly|pa|p a|each year|every year|per month {monthly_rate:yes}|a month {monthly_rate:yes}|monthly {monthly_rate:yes}|each month {monthly_rate:yes}|every month {monthly_rate:yes})]"
_PER_YEAR = "[(per year|a year|per annum|annually|yearly|pa|each year|every year)]"
_EVERY = (
    "(annually|yearly|once a year|every year|each year|per year|monthly {monthly:yes}|every month {monthly:yes}|each month {monthly:yes}|quarterly {quarterly:yes}|every quarter {quarterly:yes}|daily {daily:yes}|"
    "every day {daily:yes}|semiannually {half:yes}|semi - annually {half:yes}|semi annually {half:yes}|half yearly {half:yes}|twice a year {half:yes}|every six months {half:yes}|every 6 months {half:yes}|biannually {half:yes}|weekly {weekly:yes}|every week {weekly:yes}|continuously {continuous:yes})"
)
_TYPE = "(simple {simple:yes}|compound {compound:yes}|compounded {compound:yes}|compounding {compound:yes})"
_FIND = "(what is|what are|what will be|what would be|find|calculate|compute|determine|work out|how much is|tell me|give|give me|get)"
_AT_END = "[(then|at the end|in total|altogether|after that|now|in the account|in the bank|at the end of (it|that time|this time|the period|the term)|back|in the end|there)]"

STORY = Story(
    ("interest", "compounded", "compound", "compounding", "invest", "invested", "deposit", "deposited"),
    {
        "sum": (
            f"[{_WHO}] {_INVEST} {{a:money}} {_IN_A_BANK}",
            f"[(on|for|of|from|with|is earned by|earned by|by)] [(a|an|the|my|your)] [{_LOAN} [(of|is|'=')]] {{a:money}} [(is|are|was|were)] [(invested|deposited|borrowed|put|placed|lent|saved)] {_IN_A_BANK}",
            f"[(on|for|of)] [(a|an|the)] {{a:money}} {_LOAN}",
            "[(the|a)] p '=' {a:money}",
        ),
        "rate": (
            f"[(a|the|an|my|your) [(bank|savings|new|investment)] (account|bank|loan|fund|bond|investment|cd|deposit)] [(at|with|earning|earns|earn|which earns|that earns|paying|pays|that pays|which pays|bearing|gets|makes|and earns|by|of|invested at|paying interest at|earning interest at|earns interest at|pays interest at|paid at|has|have|charges|charging|charged)] [(a|an|the)] [(annual|yearly|simple {{simple:yes}}|compound {{compound:yes}})] [(interest|rate|interest rate|rate of interest)] [(of|is|':')] {{p:share}} {_PER} [(simple {{simple:yes}}|compound {{compound:yes}})] [(interest|rate|interest rate|rate of interest)] {_PER_YEAR}",
            f"(the|an) [(annual|yearly)] (interest rate|rate of interest|rate) is {{p:share}} {_PER}",
            f"(r|rate|interest rate) '=' {{p:share}} {_PER}",
        ),
        "time": (
            "[(for|in|after|over|during|within|at the end of|through)] [(a|the)] [(period|term|time) of] {n:count} (years|year|yrs|yr)",
            "[(for|in|after|over|during|within|at the end of|through)] [(a|the)] [(period|term|time) of] {m:count} (months|month)",
            "(t|time|n) '=' {n:count} [(years|year)]",
            "(t|time|n) '=' {m:count} (months|month)",
        ),
        "type": (
            f"[(with|using|at|in|as|which is|it is|is|interest is|the interest is|interest|that is)] [(annually|yearly|monthly {{monthly:yes}}|quarterly {{quarterly:yes}}|daily {{daily:yes}})] {_TYPE} [interest {{interest:yes}}] [{_EVERY}]",
            f"[(with|using)] [interest] (compounded|compounding|credited|added) {{compound:yes}} {_EVERY}",
            f"[(at|is|with)] {_EVERY} (compounded|compounding) {{compound:yes}} [interest]",
            "(with|using|at|as) interest {interest:yes}",
        ),
        "ask interest": (
            f"{_FIND} [the] [total] [(simple {{simple:yes}}|compound {{compound:yes}})] interest [(earned|paid|due|owed|payable|is earned|gained|charged|received|it earns|amount)] {_AT_END}",
            f"how much [total] [(simple {{simple:yes}}|compound {{compound:yes}})] interest (do|does|will|would|did|is|are|must|should) [{_WHO}] [(earn|get|pay|make|receive|owe|earned|paid|due|owed|charged|gained|be earned|be paid|yield|accumulate)] {_AT_END}",
            f"how much (do|does|will|would|did) {_WHO} (earn|make|pay|gain|receive) in [(simple {{simple:yes}}|compound {{compound:yes}})] interest",
            "interest [(earned|paid|due)]",
            "(earn|earns|yield|accumulate|gain|make)",
            "how much interest [(earned|paid)]",
        ),
        "ask amount": (
            f"how much [money] (do|does|will|would|did|must|should|is|are) {_WHO} [(have|owe|repay|pay back|get|get back|receive|be worth|grow to|become|amount to|pay|be|worth|contain|have to pay back|have to repay)] [(be|in all)] {_AT_END}",
            f"how much [money] (will|would|is|does) (be in|be|there be in|in|be there in) (the account|my account|the bank|the fund) {_AT_END}",
            f"how much [money] (will|would) there be {_AT_END}",
            f"what (is|will|would) [(be)] (it|the balance|the amount|the final amount|the investment|the total|the value|the final value|the account|my investment|the deposit) [(be|grow to|be worth|amount to|become)] [worth] {_AT_END}",
            f"{_FIND} (the|its|my) [(final|total|future|maturity|compound|ending|new|accumulated)] (amount|balance|value|sum|total|repayment) [(of|on|for|if|in|due)] [(it|the account|the investment|the loan|the deposit|owed|to be repaid|to repay)] {_AT_END}",
            "[the] (final amount|final balance|final value|future value|total amount|total|amount|balance|maturity value|compound amount) [(of|on|for|if)] [':'] ",
            "(how much|what) (will|would|does|do|can|is)",
            "(be worth|grow to|become|amount to|accumulate to|turn into|grow into|be|grow) [(if it is invested|if invested|when invested|invested)]",
        ),
    },
)  # fmt: skip
KINDS["interest"] = STORY
topic.words |= STORY.words

_TIMES = {"monthly": 12, "quarterly": 4, "daily": 365, "half": 2, "weekly": 52}


@topic.question("{facts:interest}")
def interest(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    kinds = [kind for kind, _ in facts]
    told = {name: value for _, fact in facts for name, value in fact.items()}
    if any(kinds.count(kind) != 1 for kind in ("sum", "rate", "time")) or not is_percent(told["p"]):
        return None
    asked = {kind for kind in kinds if kind.startswith("ask")}
    often = {name for name in (*_TIMES, "continuous") if name in told}
    compound = "compound" in told or bool(often)
    if len(asked) > 1 or len(often) > 1 or (compound and "simple" in told):
        return None
    wants_interest = "ask interest" in asked or (not asked and "interest" in told)
    if not asked and not wants_interest and "simple" not in told and not compound:
        return None
    if wants_interest and not compound and "simple" not in told and _years(told) != t.Number("1"):
        return None  # simple or compound?
    total = "ask amount" in asked or (not wants_interest and not (not asked and "simple" in told))
    if "simple" in told:
        return _simple(told, s, total=total)
    return _compound(told, next(iter(often), ""), s, total=total)


def _simple(told: Captures, s: Situation, *, total: bool) -> Problem | None:
    years = _periods(told)
    if years is None:
        return None
    python, shown = ("({0}*(1 + {1}*{2}))", r"{0} \left(1 + {1} \cdot {2}\right)") if total else (
        "({0}*{1}*{2})", r"{0} \cdot {1} \cdot {2}"
    )  # fmt: skip
    method = r"the formula \(P (1 + r t)\)" if total else r"the formula \(I = P r t\)"
    node = t.Formula(python, shown, (_exact(told["a"]), t.Group(told["p"]), years), method=method)
    return value_problem(node, s)


def _compound(told: Captures, often: str, s: Situation, *, total: bool) -> Problem | None:
    periods = _periods(told)
    if periods is None or (often and "monthly_rate" in told and often != "monthly"):
        return None
    amount, rate = _exact(told["a"]), told["p"]
    less = "" if total else " - {0}"
    if often == "continuous":
        node = t.Formula(f"({{0}}*exp({{1}}*{{2}}){less})", rf"{{0}} \cdot e^{{{{{{1}} \cdot {{2}}}}}}{less}", (amount, rate, periods), method=r"the formula \(P e^{r t}\)")  # fmt: skip
        return _to_the_cent(value_problem(node, s, decimals=True), amount, total=total)
    times = 1 if "monthly_rate" in told else _TIMES.get(often, 1)
    shown = (
        rf"{{0}} \left(1 + \frac{{{{{{1}}}}}}{{{{{times}}}}}\right)^{{{{{times} \cdot {{2}}}}}}"
        if times > 1
        else r"{0} \left(1 + {1}\right)^{{{2}}}"
    )
    node = t.Formula(
        ("N({}, 30)" if times > 4 else "({})").format(f"{{0}}*(1 + {{1}}/{times})**({times}*{{2}}){less}"),
        shown + less,
        (amount, rate, periods),
        method=r"the formula \(P (1 + r/n)^{n t}\)",
    )
    return _to_the_cent(value_problem(node, s, decimals=times > 1), amount, total=total)


def _to_the_cent(problem: Problem | None, principal: t.Node, *, total: bool) -> Problem | None:
    """The problem with its answer told in whole cents, an amount with the interest in it beside it."""
    if problem is None or problem.value is None:
        return problem
    formula, method = latex(problem.value), getattr(problem.value, "method", "")
    beside = Program(problem.situation).source(principal)
    program = problem.program + f'print("cents:", "{{:.2f}} {{:.2f}}".format(answer, answer - {beside}))\n'

    def explain(labels: Labels) -> str:
        amount, interest = labels.get("cents", " ").split(" ")
        if is_whole(labels.get("exact", "")) or not amount:
            told = problem.explain(labels)
        else:
            told = f"{math(formula)} equals **{math(amount)}**, to the cent. Found by {method}."
        return told + (
            f" Of it, {math(interest.removesuffix('.00'))} is interest." if total and amount else ""
        )

    return replace(problem, program=program, explain=explain)


def _years(told: Captures) -> t.Node | None:
    """The time in years."""
    if "n" in told:
        return t.bare(told["n"])
    months = t.bare(told["m"])
    return t.Formula("Rational({0}, 12)", r"\frac{{{0}}}{{12}}", (months,)) if isinstance(months, t.Number) and months.is_whole else None  # fmt: skip


def _periods(told: Captures) -> t.Node | None:
    """The time in the unit of the rate: years, or months."""
    if "monthly_rate" not in told:
        return _years(told)
    if "m" in told:
        return t.bare(told["m"])
    return t.Formula("(12*S({0}))", r"12 \cdot {0}", (t.bare(told["n"]),))


def _exact(node: t.Node) -> t.Node:
    """As a SymPy number, so that a power of plain integers stays exact."""
    return t.Formula("S({0})", "{0}", (t.bare(node),))
