"""What of an item's JSON is counted and searched."""

from __future__ import annotations

import json

from tutor_cli.domain import Item
from tutor_cli.items import is_message, text_of


def shown_text(item: Item) -> str:
    """The text of a message, for the search; empty for any other item."""
    return storable(text_of(item))


def is_question(item: Item) -> bool:
    """Whether a turn begins with this item."""
    return is_message(item, "user")


def storable(text: str) -> str:
    """``text`` with what SQLite cannot store, lone surrogates, replaced by ``?``."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def shown_text_of_json(data: str) -> str:
    return shown_text(json.loads(data))


def is_question_of_json(data: str) -> bool:
    return is_question(json.loads(data))
