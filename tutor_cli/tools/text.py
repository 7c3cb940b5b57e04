"""Text for the model, out of whatever a tool gave back: bounded, and always valid Unicode."""

from __future__ import annotations

import itertools
import json
from collections.abc import Generator, Iterator
from dataclasses import asdict, is_dataclass
from typing import Any

MAX_CHARACTERS = 32_000
"""Of one output, about 8,000 tokens. Of a longer one the beginning and the end are given."""

NOTE = 50
"""Characters for saying how many were left out."""

MOST_ITEMS = 10_000
"""What is taken of an iterator, which may have no end."""


def bounded(text: str, limit: int = MAX_CHARACTERS) -> str:
    """``text`` with its middle left out if it is longer than ``limit``; lone surrogates replaced.

    What is left fits the limit, with the words that tell of it: it is not shortened again.
    """
    if len(text) > limit:
        head, tail = limit * 3 // 4 - NOTE, limit // 4
        left_out = f"… [{len(text) - head - tail:,} characters left out] …"
        text = f"{text[:head]}\n{left_out}\n{text[-tail:]}"
    return text.encode("utf-8", "replace").decode("utf-8")


def text_of_value(value: Any, limit: int = MAX_CHARACTERS) -> str:
    """What a function returned, as bounded text: text as it is, other things as JSON.

    Raises only what the value itself raises while it is looked at (an iterator's next item,
    a ``__str__``).
    """
    if isinstance(value, str):
        return bounded(str(value), limit)
    if value is None:
        return "Done; it returned nothing."
    if isinstance(value, (bytes, bytearray, memoryview)):
        return _text_of_bytes(bytes(value[: 4 * limit]), len(value), limit)
    if isinstance(value, Iterator):
        value = list(_taken(value, limit))
        if value and all(isinstance(each, str) for each in value):
            return bounded("".join(value), limit)
    return bounded(_json(value, limit), limit)


def describe(error: BaseException, limit: int = 2_000) -> str:
    """``ZeroDivisionError: division by zero``, whatever the exception's own text does."""
    try:
        text = str(error)
    except Exception:
        text = ""
    name = type(error).__name__
    return bounded(f"{name}: {text}" if text else name, limit)


def _text_of_bytes(data: bytes, length: int, limit: int) -> str:
    try:
        return bounded(data.decode("utf-8"), limit)
    except UnicodeDecodeError:
        return f"{length:,} bytes that are not text, beginning {data[:32].hex(' ')}"


def _taken(values: Iterator[Any], limit: int) -> Generator[Any, None, None]:
    """The first of ``values``, until they are too many or too long."""
    length = 0
    for value in itertools.islice(values, MOST_ITEMS):
        yield value
        length += len(value) if isinstance(value, (str, bytes)) else 1
        if length > limit:
            return


def _json(value: Any, limit: int) -> str:
    """JSON, only as much of it as will be shown; anything JSON lacks as its ``str``."""
    pieces = []
    length = 0
    try:
        for piece in json.JSONEncoder(ensure_ascii=False, default=_plain).iterencode(value):
            pieces.append(piece)
            length += len(piece)
            if length > 2 * limit:
                break
        return "".join(pieces)
    except (TypeError, ValueError, RecursionError):  # odd keys, a circle, a number of 10,000 digits
        return f"A value of type {type(value).__name__} that cannot be written as text."


def _plain(value: Any) -> Any:
    """What JSON lacks, in terms of what it has."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    for method in ("model_dump", "tolist", "isoformat"):  # pydantic, NumPy, datetime
        if callable(getattr(value, method, None)):
            return getattr(value, method)()
    if isinstance(value, (set, frozenset, Iterator)):
        return list(itertools.islice(value, MOST_ITEMS))
    if isinstance(value, (bytes, bytearray)):
        return _text_of_bytes(bytes(value), len(value), MAX_CHARACTERS)
    return str(value)
