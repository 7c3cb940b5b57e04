"""Prices and interest: discounts, tips, tax, simple and compound interest."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.percentages import changed, is_percent
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("money")

_M = "['$'|'€'|'£']"
_UNIT = "[(dollars|dollar|euros|euro|pounds|bucks|usd|eur|rupees|'€')]"


def amount(name: str) -> str:
    """``$60``, ``60 dollars``."""
    return f"{_M} {{{name}:tight}} {_UNIT}"


_A = amount("a")
_OFF = "([a|the] {p:tight} (off|discount|reduction|markdown)|[a|the] (discount|reduction) of {p:tight})"
_ITEM = "(a|an|the|my) [(pair|set|box|bag) of] {w:word} [{w2:word}]"
_COSTS = "(costs|cost|is priced at|is|was|that costs|costing|priced at|sells for|has a price of|originally costs|originally cost|originally)"
_FINAL = "(sale price|final price|new price|discounted price|price now|price after [the] discount|price|cost|final cost|total|total price)"
_WHAT = (
    f"([(what is|find|calculate|how much is|what will be|what would be|determine|give|tell me)] [the] {_FINAL}|"
    "(what|how much) (do|will|would|should|must|does) (i|you|he|she|we|one|someone|it) (pay|cost|have to pay|need to pay|spend|end up paying) [(for it|now|in total|after the discount)]|how much (is|does|will|are) (it|they) [(now|cost now|cost|then|be)])"
)
_STOP = "[('.'|','|';')] [(and|so|then)]"


@topic.question(
    f"{_ITEM} {_COSTS} {_A} [(and|but|,|;)] [(it|now)] (is|has|with|gets|comes with|is on sale for|is on sale at|is discounted|is discounted by|is reduced by|is now) {_OFF} [(,|;|.)] {_WHAT}",
    f"{_ITEM} {_COSTS} {_A} [(and|but|,)] (is|gets|are) (discounted|reduced|marked down) [by] {{p:tight}} [(,|;|.)] {_WHAT}",
    f"{_ITEM} {_COSTS} {_A} {_STOP} [(it|there)] (is|has|with|gets|comes with|is on sale for|is on sale at|is discounted|is discounted by|is reduced by|is now|goes on sale for|goes on sale at|is marked down|is marked down by|is sold at|is sold with) {_OFF} {_STOP} {_WHAT}",
    f"(a|an|the|my) {{w:word}} [{{w2:word}}] (priced at|costing|worth|that costs|for) {_A} (is|gets|has) [(discounted by|reduced by|marked down [by]|on sale for|on sale at)] {_OFF} {_STOP} {_WHAT}",
    f"[(if|suppose|when)] (a|an|the) {_A} {{w:word}} [{{w2:word}}] (is|has|gets|comes with|is on sale for) [(on sale for|on sale at|discounted by|discounted|reduced by|marked down by|marked down)] {_OFF} {_STOP} {_WHAT}",
    f"[if] (a|an|the) {_A} [(pair|set|box|bag) of] {{w:word}} [{{w2:word}}] (is|are) (discounted|reduced|marked down) [by] {{p:tight}} {_STOP} {_WHAT}",
    f"how much (is|does|will|would) (a|an|the) {_A} {{w:word}} [{{w2:word}}] [(cost|be)] (at|with|after|when it is|if it is) {_OFF}",
    f"{_WHAT} of {_ITEM} {_COSTS} {_A} (with|after|at|and is|when it is|if it is|that is|which is) {_OFF}",
    f"{_WHAT} [of {_ITEM}] (if|when) [it] [{_COSTS}] {_A} [item] (is|with|and is|with a|has|after|and it is) {_OFF}",
    f"[<ask>] {_A} (with|after|at|minus|less) {_OFF}",
    f"[<ask>] {{p:tight}} (off|discount on|off of) [a] {_A} [{{w:word}}]",
)
def discounted(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "-"), s, decimals=True) if is_percent(c["p"]) else None


@topic.question(
    f"[<ask>] [the] (tip|gratuity|tax|sales tax|commission|vat|service charge) of {{p:tight}} (on|for) [(a|an)] {_A} [(bill|meal|purchase|item|check|order|sale|dinner|lunch)]",
    f"[<ask>] [a|the] {{p:tight}} (tip|gratuity|tax|sales tax|commission|vat|service charge) (on|of|for) [a] {_A} [(bill|meal|purchase|item|check|order|sale|dinner|lunch)]",
    f"[<find>] [the] (tip|tax|sales tax|gratuity|commission|vat) (on|for|of) {_A} (at|if [the] (rate|tip|tax) is|of) {{p:tight}}",
    f"how much (is|should be|do i pay as|should i leave as) [a|the] {{p:tight}} (tip|tax) (on|for) [a] {_A} [(bill|meal|check)]",
)
def share_of_bill(c: Captures, s: Situation) -> Problem | None:
    return (
        value_problem(t.Binary("*", c["p"], t.Group(c["a"])), s, decimals=True)
        if is_percent(c["p"])
        else None
    )


@topic.question(
    f"[<find>] [the] total [(bill|cost|price|amount)] [(of|for)] [a] {_A} [(bill|meal|purchase|item)] (with|plus|including|after adding|after|and) [a|an|the] {{p:tight}} (tip|tax|sales tax|vat|service charge)",
    f"[<ask>] {_A} (plus|with|including) {{p:tight}} (tip|tax|sales tax|vat)",
    f"[<find>] [the] [(total|final|full)] (price|cost|bill|amount) of (a|an|the) {_A} [{{w:word}}] (after|with|including|plus) [a|the] {{p:tight}} (sales tax|tax|vat|tip|gst|markup)",
    f"{_ITEM} {_COSTS} {_A} {_STOP} [(and|plus|with)] [the] (sales tax|tax|vat|tip|gst) [(rate)] is {{p:tight}} {_STOP} ([(what is|find|calculate|how much is)] [the] total [(price|cost|bill)]|{_WHAT})",
    f"{_ITEM} {_COSTS} {_A} (plus|and|with|before) {{p:tight}} (sales tax|tax|vat|gst) {_STOP} ([(what is|find|calculate|how much is)] [the] total [(price|cost|bill)]|{_WHAT})",
)
def total_with(c: Captures, s: Situation) -> Problem | None:
    return value_problem(changed(c["a"], c["p"], "+"), s, decimals=True) if is_percent(c["p"]) else None


# ── interest ──────────────────────────────────────────────────────────────────

_P = amount("a")
_YEARS = "{n:tight} (years|year|yrs|yr)"
_MONTHS = "{m:tight} (months|month)"
_TIME = f"[(for|in|after|over|at the end of)] ({_YEARS}|{_MONTHS})"
_PER_YEAR = "[(per year|a year|per annum|annual|annually|yearly|pa|p a|each year|every year)]"
_HOW_OFTEN = (
    "[compounded (annually|yearly {yearly:yes}|monthly {monthly:yes}|quarterly {quarterly:yes}|daily {daily:yes}|"
    "semiannually {half:yes}|weekly {weekly:yes}|once a year|every year|continuously {continuous:yes}|every month {monthly:yes}|every quarter {quarterly:yes})]"
)
_RATE = f"{{p:tight}} {_PER_YEAR} [(annual|yearly)]"
_AT = "(at|with|earning|at a rate of|at an annual rate of|at an annual interest rate of|with an interest rate of|at an interest rate of|invested at)"


@topic.question(
    f"[<find>] [the] simple interest (on|for|earned on|of) [a] [(loan|deposit|investment|principal) [of]] {_P} {_AT} {_RATE} [(simple interest|interest)] {_TIME}",
    f"how much [simple] interest (does|do|will|is earned by|would) {_P} (earn|get|make|yield|give) {_AT} {_RATE} simple interest {_TIME}",
    f"how much [simple] interest (do|does|will|would|did) (i|you|he|she|we|one|someone) (earn|get|pay|make|receive|owe) (on|from|for) [a|an] [(loan|deposit|investment|principal) [of]] {_P} {_AT} {_RATE} simple interest {_TIME}",
    f"how much simple interest (do|does|will|would|did) (i|you|he|she|we|one|someone) (earn|get|pay|make|receive|owe) (on|from|for) [a|an] [(loan|deposit|investment|principal) [of]] {_P} {_AT} {_RATE} {_TIME}",
    f"{_P} (is|are) (invested|deposited|borrowed|lent) {_AT} {_RATE} simple interest {_TIME} {_STOP} (find|what is|how much is|calculate) [the] [simple] interest [(earned|paid)]",
    f"how much interest (on|from|for) {_P} {_AT} {_RATE} simple interest {_TIME}",
    f"[(a|an|the)] (investment|loan|deposit|principal|sum|amount) of {_P} (earns|earning|pays|gets|at|has|makes) {_RATE} simple interest {_TIME} {_STOP} (how much interest [(is (earned|paid)|does it (earn|make|pay))]|(find|what is|calculate) [the] [simple] interest [(earned|paid)])",
    f"[<find>] [the] simple interest (on|for|of) {_P} {_TIME} {_AT} {_RATE} [(simple interest|interest)]",
    f"how much simple interest (does|do|will|is earned by|would) {_P} (earn|get|make|yield|give) {_AT} {_RATE} {_TIME}",
)
def simple_interest(c: Captures, s: Situation) -> Problem | None:
    years = _years(c)
    if not is_percent(c["p"]) or years is None:
        return None
    node = t.Formula(
        "({0}*{1}*{2})",
        r"{0} \cdot {1} \cdot {2}",
        (_exact(c["a"]), t.Group(c["p"]), years),
        method=r"the formula \(I = P r t\)",
    )
    return value_problem(node, s)


_BALANCE = (
    "(how much (do|will|would|does) (i|you|he|she|we|it|there|the account) [(have|be|grow to|be worth|be in the account)] [(at the end|then|after that|in the account|in total|now)] [{_after}]|"
    "what (is|will|would) [(be)] (it|the balance|the amount|the final amount|the investment|the total|the value) [(be)] [worth] [(then|at the end)]|[<find>] [the] (final amount|final balance|amount|balance|total|future value))"
).replace(" [{_after}]", "")
_GROWS = "(grow to|be worth|become|amount to|accumulate to|be|turn into|grow)"


@topic.question(
    f"(how much|what) (will|would|does|do) {_P} {_GROWS} {_AT} {_RATE} [compound] [interest] {_PER_YEAR} {_HOW_OFTEN} {_TIME} {_HOW_OFTEN}",
    f"(how much|what) (will|would|does|do) {_P} (be worth|grow to|become|amount to) {_TIME} {_AT} {_RATE} [compound] [interest] {_PER_YEAR} {_HOW_OFTEN}",
    f"(how much|what) (will|would) {_P} (invested|deposited) {_AT} {_RATE} [compound] [interest] {_PER_YEAR} {_HOW_OFTEN} {_GROWS} {_TIME}",
    f"[<find>] [the] (compound amount|future value|final amount|amount|value|final value|balance) [(of|on|for|if)] {_P} [(invested|deposited|is invested)] {_AT} {_RATE} [compound] [interest] {_PER_YEAR} {_HOW_OFTEN} {_TIME} {_HOW_OFTEN}",
    f"(if|when|suppose) [(i|you|he|she|we)] [(invest|deposit|put|save|borrow)] {_P} [(is|are)] [(invested|deposited|borrowed|put)] [(in a bank|in an account|into an account|in a savings account)] {_AT} {_RATE} [compound] [interest] {_PER_YEAR} {_HOW_OFTEN} {_TIME} {_HOW_OFTEN} {_STOP} {_BALANCE}",
    f"(i|you|he|she|we) (invest|deposit|put|save|borrow|invested|deposited) {_P} [(in a bank|in an account|into an account|in a savings account)] {_AT} {_RATE} [compound] [interest] {_PER_YEAR} {_HOW_OFTEN} {_TIME} {_HOW_OFTEN} {_STOP} {_BALANCE}",
    f"{_P} [(is|are)] (invested|deposited|borrowed|put in a bank) {_AT} {_RATE} [compound] [interest] {_PER_YEAR} {_HOW_OFTEN} {_TIME} {_HOW_OFTEN} {_STOP} {_BALANCE}",
    f"compound interest (on|of|for) {_P} {_AT} {_RATE} {_HOW_OFTEN} {_TIME} {_HOW_OFTEN} {{interest:yes}}",
    f"[<find>] [the] compound interest (on|of|for|earned on) {_P} {_AT} {_RATE} {_HOW_OFTEN} {_TIME} {_HOW_OFTEN} {{interest:yes}}",
    f"compound interest ':' [p '='] {_P} [','] (r|rate) '=' {_RATE} [','] (t|time) '=' {{n:tight}} [(years|year)] [','] {_HOW_OFTEN}",
    f"{_P} {_AT} {_RATE} compound interest {_PER_YEAR} {_HOW_OFTEN} {_TIME}",
    f"{_P} {_AT} {_RATE} [interest] compounded (annually|yearly|monthly {{monthly:yes}}|quarterly {{quarterly:yes}}|daily {{daily:yes}}) {_TIME}",
)
def compound_amount(c: Captures, s: Situation) -> Problem | None:
    years = _years(c)
    if not is_percent(c["p"]) or years is None:
        return None
    if "interest" in c and "continuous" in c:
        return None
    if "continuous" in c:
        node = t.Formula(
            "({0}*exp({1}*{2}))",
            r"{0} \cdot e^{{{1} \cdot {2}}}",
            (_exact(c["a"]), c["p"], years),
            method=r"the formula \(P e^{r t}\)",
        )
        return value_problem(node, s, decimals=True)
    times = next((count for name, count in _TIMES.items() if name in c), 1)
    node = t.Formula(
        f"({{0}}*(1 + {{1}}/{times})**({times}*{{2}}){' - {0}' if 'interest' in c else ''})",
        (rf"{{0}} \left(1 + \frac{{{{{{1}}}}}}{{{{{times}}}}}\right)^{{{{{times} \cdot {{2}}}}}}" if times > 1 else r"{0} \left(1 + {1}\right)^{{{2}}}") + (" - {0}" if "interest" in c else ""),
        (_exact(c["a"]), c["p"], years),
        method=r"the formula \(P (1 + r/n)^{n t}\)",
    )  # fmt: skip
    return value_problem(node, s, decimals=times > 1)


_TIMES = {"monthly": 12, "quarterly": 4, "daily": 365, "half": 2, "weekly": 52}


def _years(c: Captures) -> t.Node | None:
    if "n" in c:
        return t.bare(c["n"])
    return (
        t.Formula("Rational({0}, 12)", r"\frac{{{0}}}{{12}}", (c["m"],))
        if isinstance(c.get("m"), t.Number)
        else None
    )


def _exact(node: t.Node) -> t.Node:
    """As a SymPy number, so that a power of plain integers stays exact."""
    return t.Formula("S({0})", "{0}", (t.bare(node),))


@topic.question(
    f"[(if|the|when)] [the] (sales tax|tax|vat|tip|commission|sales tax rate|tax rate|commission rate) [(rate)] is {{p:tight}} [('.'|','|';')] (what is|how much is|find|calculate) [the] (tax|tip|vat|sales tax|commission) (on|for|of) [(a|an)] {_A} [(purchase|item|bill|sale|meal|order)]",
)
def tax_at_rate(c: Captures, s: Situation) -> Problem | None:
    return (
        value_problem(t.Binary("*", c["p"], t.Group(c["a"])), s, decimals=True)
        if is_percent(c["p"])
        else None
    )


@topic.question(
    f"[(if|when)] (my|the|a|our) (bill|meal|check|dinner|lunch|total) (is|was|costs|comes to) {_A} [(and|','|'.'|';')] [(i|you|we)] (want to leave|leave|would like to leave|give|add|want to give|tip) [a|an] {{p:tight}} [tip] [('.'|','|';')] how much (is the tip|should (i|you|we) (leave|tip|give)|tip (do|should) (i|we|you) (leave|give)|do (i|we) (leave|tip))"
)
def tip_on_bill(c: Captures, s: Situation) -> Problem | None:
    return (
        value_problem(t.Binary("*", c["p"], t.Group(c["a"])), s, decimals=True)
        if is_percent(c["p"])
        else None
    )
