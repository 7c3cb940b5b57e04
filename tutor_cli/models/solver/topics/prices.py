"""What becomes of an amount: discounts, raises, taxes and tips, told in any order.

"A $60 jacket is 25% off", "my bill is 40 and I leave a 15% tip", "a town of 8000 grows by 5%".
"""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from functools import reduce

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import english, numerals
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Facts, Story
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.arithmetic import grouped
from tutor_cli.models.solver.topics.percentages import changed, is_percent
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("prices")

_SIGNS = frozenset(["$", "€", "£", "¥"])
_CURRENCY = frozenset(["dollars", "dollar", "euros", "euro", "pounds", "pound", "bucks", "usd", "eur", "gbp", "rupees", "pesos", "€", "$", "£", "yen"])  # fmt: skip


def _money(reader: Reader, position: int, limit: int) -> Caught:
    """``$4.50``, ``60 dollars``, ``two thousand``: an amount, with or without its currency."""
    position += reader.text(position, limit) in _SIGNS
    if position >= limit or reader.text(position, limit) == "dozen":
        return
    for node, end in reader.ends(lambda low, high: reader.expression(low, high, 19), position, limit):
        parts = (node.left, node.right) if isinstance(node, t.Binary) and node.op == "*" else (node,)
        if all(isinstance(part, t.Number) for part in parts):
            yield node, end + (reader.text(end, limit) in _CURRENCY)
            return


def _share(reader: Reader, position: int, limit: int) -> Caught:
    """``15%``, ``a third``, ``half``, ``1/4``: a part of something."""
    read = reader.expression(position, limit, 39)
    if read and is_percent(read[0]):
        yield read
    words = numerals.number_words(reader, position, limit)
    if words and isinstance(t.bare(words[0]), t.Binary):
        yield words


_NO_ITEM = frozenset(
    english.words(
        "a|an|the|my|his|her|its|your|our|this|that|is|was|are|were|has|have|had|costs|cost|costing|priced|"
        "sells|sold|for|at|of|off|on|in|to|by|from|with|after|before|and|or|but|if|when|then|now|what|how|"
        "much|many|which|find|it|i|you|he|she|we|they|there|price|discount|tax|tip|vat|gst|sale|percent|"
        "original|save|pay|increase|decrease|raise|rise|drop|interest|rate|per|each|every|year|month|"
        "compounded|compound|annually|$|,|.|;|?|than|more|less"
    )
)


def _item(reader: Reader, position: int, limit: int) -> Caught:
    """What it is that has the price: one to four words, "red winter coat"."""
    at = position
    if (
        reader.text(at, limit) in ("pair", "set", "box", "bag", "bottle")
        and reader.text(at + 1, limit) == "of"
    ):
        at += 2
    while at < limit and at < position + 5:
        if reader.tokens[at].kind != "word" or reader.tokens[at].text in _NO_ITEM:
            break
        at += 1
        yield True, at


KINDS.update(money=_money, share=_share, item=_item)

_THE = "[(a|an|the|my|his|her|its|our|your|this|that|some)]"
_OLD = "(original|regular|normal|usual|list|full|marked|initial|starting|old|retail|previous|first)"
_WORTH = "(price|cost|value|amount|salary|population|rent|bill|total|wage|pay|number|fee|fare|weight|meal|purchase)"
_COSTS = "(costs|cost|is priced at|is|are|was|were|sells for|sold for|is sold for|retails for|goes for|is worth|was worth|is listed at|is marked at|earns|earned|makes|weighs|weighed|has|had|comes to|came to|is selling for|used to cost|normally costs|usually costs|originally cost|originally costs|was originally|is originally|is normally|has a price of|has a price tag of|with a price of|that costs|which costs|that cost|costing|priced at|marked at|listed at|worth|valued at|normally|originally|usually|at|for|of|totals|that is)"
_BY = "[(by|of|at)]"
_TAX = "(sales tax|tax|vat|gst|tip|gratuity|service charge|commission|service fee|markup|mark up)"
_ADDING = "(earns|gets|receives|makes|charges|earned|a salesman earns|an agent earns|she earns|he earns|i earn|before {plus:yes}|with {plus:yes}|plus {plus:yes}|after {plus:yes}|add {plus:yes}|adding {plus:yes}|leave|i leave|we leave|you leave|if you leave|if i leave|i want to leave|we want to leave|has|there is|including {inside:yes}|includes {inside:yes}|which includes {inside:yes}|it includes {inside:yes}|inclusive of {inside:yes})"
_UNIT = "[(people|inhabitants|students|residents|members|employees|kg|per hour|an hour|a month|per month|a year|per year)]"
_SUBJECT = "[(it|its|he|she|they|there|i|you|we|the price|its price|price|this price|the value|its value|the cost|the amount|{j:item}|a {j:item}|the {j:item})]"
_IS = "[(is|was|are|were|gets|got|has been|will be|would be)]"
_AFTER_IT = "[(now|then|today|altogether|in total|in all|all together|at the end|afterwards|after that|after (the|this|that|a) (discount|increase|raise|sale|reduction|decrease|tax|tip|markup|change))]"
_FIND = "[(what is|what was|what will be|what would be|what are|find|find out|figure out|calculate|how much is|how much was|how much will be|determine|work out|compute|give|tell me|what should be)]"

STORY = Story(
    ("%", "percent", "half", "third", "quarter", "cent"),
    {
        "before": (
            f"{_THE} {_OLD} {_WORTH} [of {_THE} {{i:item}}] [(is|was|of|'=')] {{a:money}}",
            f"{_THE} {{i:item}} (was originally|originally cost|originally costs|originally|normally costs|usually costs|used to cost|is normally|normally|with an original price of|with a regular price of) {{a:money}}",
        ),
        "price": (
            f"{_THE} {{i:item}} {_COSTS} {{a:money}} {_UNIT}",
            f"(it|he|she|i) {_COSTS} {{a:money}} {_UNIT}",
            f"(i|he|she|we|you|they|{{j:item}}) (bought|buy|buys|purchased|paid {{paid:yes}}|pays {{paid:yes}}|pay {{paid:yes}}|got|ordered) [{_THE} {{i:item}} [for]] {{a:money}} [for {_THE} {{k:item}}]",
            f"{_THE} {_WORTH} [of {_THE} {{i:item}}] [(is|was|of|'=')] {{a:money}} {_UNIT}",
            f"[(on|for|of|to)] {_THE} {{a:money}} {{i:item}}",
            f"(on|for|of|to|in|from) {_THE} [(sales|sale|purchase|total sales|purchases|house|total) (of|worth)] {{a:money}} [(in sales|in total|of sales)]",
            "{a:money} is the [(sale|final|discounted|reduced|new|current)] (price|cost|amount)",
            "{a:money}",
        ),
        "down": (
            f"{_SUBJECT} [(is|was|has|have|had|with {{off:yes}}|gets|comes with|after {{off:yes}}|for|at|given|receives|offers|are|minus|less|i have|you have|there is)] [(now|currently)] [(on sale for|on sale at|on sale with|sold at|sold with|offered at|being sold at|goes on sale for|goes on sale at|on sale)] [(a|an|the)] {{p:share}} (off|discount|reduction|markdown|price cut|rebate|decrease|drop|coupon|off coupon|discount coupon|off sale|cut) [(on it|off|applied|is applied|is given)]",
            f"{_SUBJECT} {_IS} (discounted|reduced|marked down|decreased|lowered|cut|on sale) {_BY} {{p:share}}",
            f"{_SUBJECT} [(has|with|after|gets|at|is given|there is|is sold at|is sold with)] [(a|an|the)] (discount|reduction|markdown|decrease) [(rate)] (of|is|':'|at|'=') [the] {{p:share}}",
            "(a|the|my) {i:item} (depreciates|depreciated|loses|lost|drops|falls|decreases) [by] {p:share}",
            f"{_SUBJECT} [(then|later)] (falls|drops|decreases|fell|dropped|decreased|goes down|went down|depreciates|depreciated|loses|lost|drop|fall|decrease|declines|declined|shrinks|shrank) [by] {{p:share}} [of its value]",
            "discount [of] {p:share}",
        ),
        "up": (
            f"{_SUBJECT} [(is|was|has|had|with|gets|got|receives|after|given|are|plus)] [(a|an|the)] {{p:share}} (increase|raise|rise|pay rise|pay raise|hike|growth|bonus) [in (price|salary|value|population|pay)]",
            f"{_SUBJECT} {_IS} (increased|raised|marked up) {_BY} {{p:share}}",
            f"{_SUBJECT} [then] (rises|increases|grows|goes up|went up|rose|increased|grew|appreciates|appreciated|gains|gained|rise|increase|grow|gained) [by] {{p:share}} [in value]",
        ),
        "tax": (
            f"[{_ADDING}] [(a|an|the)] {{p:share}} [(for|as)] [(a|an|the)] {_TAX} [(is added|added|applied|on it|rate|on top)]",
            f"[{_ADDING}] [(a|an|the|and|there is)] {_TAX} [rate] (is|of|at|':'|'='|rate is|rate of|rate) [the] {{p:share}}",
            f"{_TAX} {{p:share}}",
        ),
        "rate": (
            "(to tip|i want to tip|we want to tip|want to tip|i would like to tip|at|i leave|you leave|if you leave|leaving|i tip|you tip|we leave|i add|we tip|want to leave|i want to leave|we want to leave|you want to leave) [(a|an|the)] {p:share}",
        ),
        "raised": (
            f"[(a|the|an) {{j:item}}] (marks up|raises|increases|marked up|raised|increased) [the (price|cost) of] {_THE} {{a:money}} [{{i:item}}] by {{p:share}}",
        ),
        "lowered": (
            f"[(a|the|an) {{j:item}}] (discounts|reduces|lowers|cuts|marks down|discounted|reduced|lowered|marked down) [the (price|cost) of] {_THE} {{a:money}} [{{i:item}}] by {{p:share}}",
        ),
        "raised to": (
            f"{_SUBJECT} {_IS} (increased|rose|grew|went up|raised|rises|increases) [by] {{p:share}} to {{a:money}}",
            f"{_THE} {_WORTH} of {_THE} {{i:item}} {_IS} (increased|rose|grew|went up|raised|rises|increases) [by] {{p:share}} to {{a:money}}",
        ),
        "lowered to": (
            f"(i|he|she|we|you|they) (paid|pay|pays) {{a:money}} [for {_THE} {{i:item}}] (after|with) [(a|an|the)] {{p:share}} (off|discount|reduction|markdown|coupon)",
            f"{_SUBJECT} {_IS} (decreased|fell|dropped|went down|reduced|lowered|falls|drops|decreases|discounted|marked down) [by] {{p:share}} to {{a:money}}",
            f"{_THE} {_WORTH} of {_THE} {{i:item}} {_IS} (decreased|fell|dropped|went down|reduced|lowered|falls|drops) [by] {{p:share}} to {{a:money}}",
        ),
        "with tax": (
            f"{_THE} {_WORTH} [of {_THE} {{i:item}}] (including|with|after|inclusive of) {{p:share}} {_TAX} (is|was) {{a:money}}",
        ),
        "ask final": (
            f"{_FIND} {_THE} (sale|final|new|discounted|reduced|selling|current|total|after discount|resulting|full|overall) ({_WORTH}|bill|cost|amount) [of {_THE} {{i:item}}] [(to pay|paid)] {_AFTER_IT}",
            f"{_FIND} {_THE} (price|cost|total|total price|bill|amount to pay|value|amount due) [of] {_AFTER_IT}",
            f"(what|how much) (do|will|would|should|must|does|did|can|is) (i|you|he|she|we|one|someone|it|they|a customer|customers|{{i:item}}|the {{i:item}}) (pay|cost|have to pay|need to pay|spend|end up paying|be|owe|earn|make|be worth|weigh|sell for|get) [(for it|for the {{i:item}}|for them)] {_AFTER_IT}",
            f"(what|how much) (will|would|should|does|do) (the|its|his|her|my) (new|final|total|sale)? {_WORTH} be {_AFTER_IT}".replace("(new|final|total|sale)?", "[(new|final|total|sale)]"),
            "how much (total|altogether|in total|in all)",
            f"(what|how much) (is|are|will|would|does) (it|they) [(cost|be|worth|be worth)] {_AFTER_IT}",
        ),
        "ask": (
            "how much (is|does|will|would|are) [(the|a|an)] [{i:item}] [(cost|be)]",
            "(what is|find|calculate) [the]",
            "(cost|be) [in total]",
        ),
        "ask saved": (
            f"how much [money] (do|will|would|did|can|could|does) (i|you|we|he|she|one|a customer|they) save {_AFTER_IT}",
            f"{_FIND} {_THE} (discount|saving|savings|amount saved|amount of the discount|amount of discount|discount amount|amount of savings|reduction) [(in dollars|in money|in euros)]",
            "how much (is|are) (saved|taken off|you saving|i saving)",
            "how much (cheaper|less) is it",
        ),
        "ask tax": (
            f"{_FIND} {_THE} [amount of] {_TAX} [amount]",
            f"how much {_TAX} (do|should|will|would|must|is|did|does) [(i|you|we|he|she|they|one|the {{i:item}})] [(pay|leave|give|owe|be|charged|paid|added|earn|get|make|receive)] {_AFTER_IT}",
            "how much (should|do|will|would|must) (i|you|we|he|she|they) (tip|leave|leave as a tip|pay in (tax|vat)|give as a tip|pay in sales tax)",
        ),
        "ask old": (
            f"{_FIND} {_THE} {_OLD} {_WORTH} [of {_THE} {{i:item}}] [before (the|it) [{{k:item}}] [(discount|sale|increase|tax)]]",
            "(what|how much) (was|did|is|were|does) (it|the {i:item}|they|the price|its price|the cost) [cost] (originally|before|at first|initially|before (the|that|this) (discount|sale|increase|reduction|raise|tax|rise)|without (the|that) discount|before tax|without tax)",
            "what was [the] (price|cost)",
            f"{_FIND} {_THE} (price|cost) (before|without|excluding) [(the|this)] (discount|sale|reduction|{_TAX})",
            f"{_FIND} {_THE} (net|pre - tax|pretax|tax free) (price|cost|amount)",
        ),
    },
)  # fmt: skip
KINDS["prices"] = STORY
topic.words |= STORY.words


@topic.question("{facts:prices}")
def become(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    kinds = [kind for kind, _ in facts]
    asked = {kind for kind in kinds if kind.startswith("ask ")}
    amounts = [fact["a"] for kind, fact in facts if "a" in fact]
    changes = [(kind, fact) for kind, fact in facts if "p" in fact]
    shares = [fact["p"] for _, fact in changes]
    if len(amounts) != 1 or not changes or len(asked) > 1 or not all(map(_is_part, shares)):
        return None
    if (
        any("paid" in fact for _, fact in facts if fact)
        and any({"off", "inside"} & fact.keys() for _, fact in changes)
        and asked != {"ask old"}
    ):
        return None  # what was paid is what it came to
    wanted = next(iter(asked), "") or _meant(kinds, changes)
    node = _answer(wanted, kinds, amounts[0], changes)
    return value_problem(node, s, decimals=True) if node is not None else None


_ALREADY = frozenset({"with tax", "raised to", "lowered to"})
"""Kinds whose amount is the one after the change."""


def _is_part(share: t.Node) -> bool:
    return is_percent(share) or isinstance(t.bare(share), t.Binary)


def _meant(kinds: list[str], changes: list[tuple[str, Captures]]) -> str:
    """What is asked where nothing says so: of "18% tip on $45.50" the tip, of "$60 and 20% off" what is left."""
    short = "ask" in kinds
    first, fact = changes[0]
    if first in ("tax", "rate") and not {"plus", "inside"} & fact.keys():
        return "ask tax" if short or kinds[-1] == "price" else ""
    return "ask final" if short or len(changes) == 1 else ""


def _answer(
    wanted: str, kinds: list[str], amount: t.Node, changes: list[tuple[str, Captures]]
) -> t.Node | None:
    """The value that is asked for, from the amount and what happens to it, in the order it happens."""
    signs = ["-" if kind in ("down", "lowered", "lowered to") else "+" for kind, _ in changes]
    shares = [fact["p"] for _, fact in changes]
    if wanted == "ask old" and not {"before", "raised", "lowered"} & set(kinds):
        parts = [changed(t.Number("1"), share, sign) for share, sign in zip(shares, signs, strict=True)]
        return t.Binary("/", amount, t.Group(reduce(lambda left, right: t.Binary("*", left, right), parts)))
    if wanted in ("ask saved", "ask tax") and not _ALREADY & set(kinds):
        fitting = ("down",) if wanted == "ask saved" else ("tax", "rate")
        if len(changes) != 1 or changes[0][0] not in fitting or "inside" in changes[0][1]:
            return None
        return t.Binary("*", shares[0], t.Group(amount))
    if wanted != "ask final" or "rate" in kinds or _ALREADY & set(kinds):
        return None
    for share, sign in zip(shares, signs, strict=True):
        amount = changed(amount, share, sign)
    return amount


_BUYS = "(buy|buys|bought|get|got|order|orders|ordered|purchase|purchased|pay|paid|spend|spent|had)"
_ALSO = "[(plus|'+'|and|also|with|for|on|of|buying)]"
_EACH = "(each|apiece|each one|a piece|per {w:item})"
_ALL = "[(in total|altogether|in all|all together|total|for everything|for all [of] (it|them)|all up)]"

BILL = Story(
    ("total", "altogether", "all", "much", "cost", "spend", "sum", "bill", "+", "plus"),
    {
        "who": (f"(i|he|she|we|you|they|{{w:who}}) [also] {_BUYS}",),
        "each": (
            f"{_ALSO} {{n:count}} {{i:item}} (at|for|costing|@|that cost|which cost|priced at|worth) {{a:money}} {_EACH}",
            f"{_ALSO} {{n:count}} {{i:item}} (at|@) {{a:money}}",
        ),
        "one": (
            f"{_ALSO} {{n:count}} {{i:item}} (for|that costs|which costs|costing|priced at|worth) {{a:money}}",
            f"{_ALSO} (a|an) {{a:money}} {{i:item}}",
        ),
        "named": (f"{_ALSO} {{a:money}} [(for|on)] [(a|an|the|my)] {{t:last}}",
            f"{_ALSO} [(a|an|the|my)] {{t:last}} [(is|was|costs|cost|for|at|':')] {{a:money}}",
        ),
        "ask": (
            f"{_FIND} [(the|my|our|his|her|their)] (total|sum|bill|total cost|total price|total bill|total amount|cost|amount spent|total spent) {_ALL}",
            f"[(what|how much)] (do|did|will|does|would|is|are|should|must) (i|he|she|we|you|they|it|that|this|everything|all of it|it all|they all) [(spend|pay|cost|owe|have to pay|need to pay|be|come to)] {_ALL}",
            f"how much {_ALL}",
            "how much (do|does|would|will|is|are)",
            f"(cost|in total|altogether|in all) {_ALL}",
        ),
    },
)  # fmt: skip
KINDS["bill"] = BILL
topic.words |= BILL.words


@topic.question("{facts:bill}")
def bill(c: Captures, s: Situation) -> Problem | None:
    """``3 coffees at 4.75 each plus a muffin for 3.20, total?``; and amounts with their names, "1350 rent + 89.99 internet"."""
    facts: Facts = c["facts"]
    kinds = {kind for kind, _ in facts}
    named = [fact for kind, fact in facts if kind == "named"]
    if named and (kinds - {"named", "one", "ask"} or not any(map(_in_cents, named))):
        return None  # "3 coffees" alone is no price
    prices = [
        t.Binary("*", grouped(fact["n"]), fact["a"]) if kind == "each" else fact["a"]
        for kind, fact in facts
        if "a" in fact
    ]
    if not prices or (len(prices) == 1 and "each" not in kinds) or (len(prices) == 1 and "ask" not in kinds):
        return None
    return value_problem(reduce(lambda left, right: t.Binary("+", left, right), prices), s, decimals=True)


def _in_cents(fact: Captures) -> bool:
    return isinstance(fact["a"], t.Number) and "." in fact["a"].text
