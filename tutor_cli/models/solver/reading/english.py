"""English for numbers, operations and small talk. Another language is another module like this one."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations


def words(text: str) -> list[str]:
    """The words or phrases of a line, which stand between bars."""
    return text.split("|")


UNITS = {
    word: value
    for value, word in enumerate(
        words(
            "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
            "sixteen|seventeen|eighteen|nineteen"
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(words("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"), start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        words(
            "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
            "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
        ),
        start=1,
    )
}
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    word + ending: value for word, value in ORDINALS.items() if value > 2 for ending in ("", "s")
}
"""Words that name a part: two *thirds*, three *quarters*."""

INFIX: dict[tuple[str, ...], str] = {
    ("plus",): "+", ("added", "to"): "+", ("minus",): "-", ("take", "away"): "-", ("takeaway",): "-", ("subtract",): "-",
    ("times",): "*", ("multiplied", "by"): "*", ("multiplied", "with"): "*", ("multiply", "by"): "*", ("divided", "by"): "/", ("divide", "by"): "/", ("over",): "/", ("mod",): "mod", ("modulo",): "mod",
    ("raised", "to", "the", "power", "of"): "^", ("raised", "to", "the", "power"): "^", ("raised", "to", "the"): "^",
    ("raised", "to", "a", "power", "of"): "^", ("raised", "to"): "^", ("raised", "by"): "^", ("to", "the", "power", "of"): "^",
    ("to", "the", "power"): "^", ("to", "power"): "^", ("to", "the"): "^", ("to", "the", "exponent"): "^",
    ("choose",): "choose",
}  # fmt: skip
"""What may stand between two values, and what it means."""

POSTFIX = {
    "squared": "^2", "cubed": "^3", "factorial": "!", "percent": "%", "pct": "%", "degrees": "°", "degree": "°", "deg": "°",
}  # fmt: skip

RELATIONS: dict[tuple[str, ...], str] = {
    ("equals",): "=", ("equal",): "=", ("is", "equal", "to"): "=", ("equal", "to"): "=", ("is",): "=", ("gives",): "=",
    ("is", "less", "than"): "<", ("less", "than"): "<", ("is", "greater", "than"): ">", ("greater", "than"): ">",
    ("is", "more", "than"): ">", ("is", "at", "least"): ">=", ("is", "at", "most"): "<=", ("at", "least"): ">=",
    ("is", "less", "than", "or", "equal", "to"): "<=", ("less", "than", "or", "equal", "to"): "<=",
    ("is", "greater", "than", "or", "equal", "to"): ">=", ("greater", "than", "or", "equal", "to"): ">=",
    ("is", "not", "equal", "to"): "!=", ("not", "equal", "to"): "!=",
}  # fmt: skip

LARGER = frozenset({"larger", "bigger", "greater", "largest", "biggest", "greatest", "higher"})
SMALLER = frozenset({"smaller", "lesser", "smallest", "lower", "least"})

CLASSES: dict[str, str] = {
    "ask": "which is|which one is|just|what is the exact value of|find the exact value of|the exact value of|exact value of|what number is|which number is|what would|what does|how much would|what is|what are|what does|what do|what will|find|find out|calculate|compute|evaluate|work out|figure out|determine|"
    "write out|give|give me|tell me|show|show me|get|do|how much is|what would be|i want|i need|answer|obtain|solve for|solve|"
    "what is the value of|find the value of|the value of|value of|evaluate|what is the result of|what is the answer to|state|write|write down|list|take|form|make",
    "find": "find|calculate|compute|determine|work out|figure out|give|give me|get|what is|what are|tell me|evaluate|"
    "show|show me|obtain|list|name|state|write|write down|i want|i need",
    "what": "what|which|which one|who",
    "is": "is|are|equals|be",
    "the": "the|a|an|its|their|all the|all of the|all",
    "that": "that|it|this|the answer|the result|the last answer|the previous answer|the last result|the previous result|ans|"
    "your answer|that answer|that result|this answer|the answer above|that number|the value|them",
    "now": "now|and|then|next|and now|and then|ok|okay|ok now|so|also|after that|finally|now also|great|great now|then also|but",
    "wrt": "with respect to|wrt|in terms of|for|relative to|w r t|regarding|in the variable|in variable",
    "with": "with|having|of|given|where|if|whose|which has|that has|when",
    "if": "if|given|given that|when|where|whenever|for which|such that|so that|with|assuming|suppose|knowing that|and|knowing",
}
"""Word classes patterns refer to as ``<find>``."""

FILLER_BEFORE = words(
    "what is the total if i|what is the total when i|what is the result if i|what do i get when you|what would i get if i|"
    "what do you get if you|what do you get when you|what do i get if i|what do you get by|what happens when you|"
    "what happens if you|what do we get when we|what do you get|what do i get when i|what is the result when you|"
    "what is the result if you|what is the result of|"
    "hi|hello|hey|hi there|hello there|good morning|good evening|please|kindly|pls|plz|dear tutor|tutor|"
    "hence|therefore|thus|hence or otherwise|"
    "great|perfect|cool|nice|awesome|super|good|got it|i see|alright|right|excellent|lovely|thank you|thx|ty|many thanks|"
    "thanks|can you|could you|would you|will you|can u|could u|can you please|could you please|help me|"
    "help me to|help with|help me with|help me out with|i need help with|i need help|"
    "i need some help with|i need to|i want to|i would like to|i am trying to|im trying to|id like to|"
    "i have to|how do i|how do you|how can i|how would you|how do we|how to|let us|lets|quick question|"
    "question|my question is|my homework says|homework|for homework|for my homework|do you know|tell me|"
    "i wonder|i was wondering|can anyone|can someone|could someone|can somebody|can someone do|can you do|could you do|please do|can someone please|just|ok|okay|so|um|uh|well|yo|sup|um so|ok so|this one|"
    "with this one|with|i need help with this one|i need help with this|stuck on|i am stuck on|"
    "im stuck on|not sure how to|help|and|i do not understand|i dont get|also|now|then|"
    "quickly|exercise|here is one|another one|one more|try|i need you to|i want you to|"
    "no|i meant|i mean|sorry|actually|wait|no wait|oops|correction|want to know|i want to know|i need to know|would like to know|wondering|say|hmm|the question is|"
    "math question"
) + [
    f"{find} {thing} for"
    for find in words("find|determine|give|give me|write|write down|obtain|work out|state|what is")
    for thing in words(
        "an expression|the expression|a simplified expression|an equation|a simplified formula"
    )
]
FILLER_AFTER = words(
    "please|pls|plz|thanks|thank you|thx|ty|for me|thanks a lot|thank you very much|thanks in advance|"
    "now|exactly|step by step|show your work|show steps|show the steps|show me the steps|with steps|"
    "quickly|asap|again|equal to|equal|give the answer|i am lost|im lost|help|dude|bro|mate|today|lol|"
    "is what|tia|explain please|please explain|explain|with explanation|explain how|and explain|and explain it|thanks so much|step-by-step|if you dont mind|and show me how|is equal to|equals|if you can|if possible|find it|and show the steps|and show your work|"
    "showing the steps|with all the steps|for x please|and explain your steps|and check|and check your answer|and check your solution|"
    "in the form a + bi|in form a + bi|in a + bi form|in standard form a + bi|in the form x + iy|in rectangular form|in cartesian form|in algebraic form|in the form a + b i|as a + bi|as a complex number"
)

TYPOS = {
    "dom": "domain of", "expresion": "expression", "inecuation": "inequality",
    "forth": "fourth", "limt": "limit", "lmit": "limit", "limti": "limit", "till": "to", "fourty": "forty",
    "plzz": "please", "plzzz": "please", "plss": "please", "rnd": "round", "nearst": "nearest",
    "wat": "what", "whats": "what is", "wats": "what is", "wots": "what is", "wot": "what", "waht": "what", "hwat": "what",
    "teh": "the", "hte": "the", "plz": "please", "pls": "please", "plese": "please", "pleese": "please", "plaese": "please",
    "squareroot": "square root", "sqare": "square", "sqaure": "square", "im": "im",
    "deriv": "derivative", "derivate": "derivative", "devided": "divided", "minux": "minus",
    "divded": "divided", "mutliply": "multiply", "multiplyed": "multiplied", "caculate": "calculate", "calc": "calculate",
    "calcualte": "calculate", "simplfy": "simplify", "simplifiy": "simplify", "factorise": "factor", "factorize": "factor",
    "avg": "average", "thru": "through", "eqn": "equation", "eq": "equation", "eqns": "equations", "rad": "radians", "thats": "that is", "wich": "which",
    "hows": "how is", "lets": "let us", "cuberoot": "cube root", "pct": "percent", "differentate": "differentiate",
    "intergrate": "integrate", "intergral": "integral", "inegral": "integral", "intregral": "integral", "tel": "tell",
    "vlaue": "value", "equasion": "equation", "equashun": "equation", "sovle": "solve", "slove": "solve",
}  # fmt: skip
"""Common slips; longer unknown words are also compared with the words the patterns know."""
