"""Why a question is declined."""

from __future__ import annotations


class Unreadable(Exception):
    """The question cannot be read, and why, as the end of the sentence "I cannot read …"."""


class TooLarge(Unreadable):
    """It was read, but the numbers in it are too large to calculate."""
