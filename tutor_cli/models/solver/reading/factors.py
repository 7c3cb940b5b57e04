"""What a factor of a product may begin with, and when a letter is a name and no little word."""

from __future__ import annotations

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import FUNCTION_WORDS
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.symbols import CONSTANTS, GREEK

_AFTER_A_LETTER = frozenset(english.words("is|equals|and|in|when|if|from|for|to|by|or|with|wrt|as|squared"))
"""Words that do not make a little word of the letter before them: "a is 3", "solve for a in …"."""


def starts_factor(reader: Reader, position: int, limit: int, after: t.Node) -> bool:
    """Whether a factor begins here, with no sign between it and ``after``."""
    token = reader.tokens[position]
    if token.text == "x" and reader.x_is_times:
        return False
    if token.kind == "number":
        return not token.spaced and not isinstance(after, t.Number | t.Mixed | t.Postfix | t.Name)
    if token.kind == "command":
        return token.text in ("frac", "sqrt", "binom", "begin")
    if token.kind == "sign":
        if token.text == "|":
            return isinstance(after, t.Number | t.Group)
        return token.text == "(" and not isinstance(after, t.Sequence)
    if names_function(reader, position, limit):
        return True
    return is_name(reader, position, limit, first=False) or token.text in CONSTANTS


def is_name(reader: Reader, position: int, limit: int, *, first: bool = True) -> bool:
    """Whether the word here is a name: a letter that is no little word, or a Greek one.

    ``first``: it would begin a value, where a letter that the person has told is always meant."""
    token = reader.tokens[position]
    if token.kind != "word":
        return False
    if token.raw in GREEK or token.raw == "Delta":
        return True
    if not token.is_letter:
        return False
    following = reader.tokens[position + 1] if position + 1 < limit else None
    if first and reader.knows(token.raw):
        return True
    if token.text in ("a", "i", "s") and following is not None and following.spaced and token.spaced:
        # "a number", "I need": a little word, unless an operator follows
        plain = following.kind == "word" and not following.is_letter
        words = plain and not reader.phrase_at(position + 1, limit, english.INFIX)
        words = words and not names_function(reader, position + 1, limit)
        return not (words and following.text not in _AFTER_A_LETTER and following.text not in english.POSTFIX)
    return True


def names_function(reader: Reader, position: int, limit: int) -> bool:
    """Whether a function is named here; ``max`` and the like may be ordinary words ("the max of a list")."""
    word = reader.tokens[position].text
    if word in ("max", "min", "re", "im"):
        return reader.text(position + 1, limit) == "("
    return word in FUNCTION_WORDS
