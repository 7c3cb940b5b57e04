"""Keeping a long thread within a model's window, without ever rewriting the thread.

OpenAI compacts by itself when asked to: its ``compaction`` item comes with the answer, goes
into the thread, and whatever is before it need not be sent again. For other servers the
model is asked for a summary of the older part; that goes into the thread as an item of our
own, ``{"type": "tutor_summary", "text": …, "covers": id of the last item it stands for}``,
and requests from then on carry the summary instead. A server that cannot read another's
compaction is simply sent the older items again: they are all still there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tutor_cli.domain import Item, new_id
from tutor_cli.items import is_message, text_of

SUMMARY = "tutor_summary"

BYTES_PER_TOKEN = 3
"""Of UTF-8 JSON. English has about four, so this errs on the safe side; Chinese about three."""

SUMMARY_TOKENS = 800

ASK_FOR_SUMMARY = """\
You are given a conversation between a student and a math tutor. Summarise it for the tutor, who \
will go on with it and will not see it again. Keep every definition, every variable with its value, \
every result with its exact number or formula, what the student got wrong, and what is still open. \
Write at most 300 words, without an introduction.\
"""

_OUTPUT_KEPT = 2000
"""Characters of each end of a tool's output that are kept when an output must be shortened."""


def tokens(value: Any) -> int:
    """About how many tokens a JSON value takes, rather too many than too few."""
    return len(json.dumps(value, ensure_ascii=False, default=str).encode()) // BYTES_PER_TOKEN


def effective(items: Sequence[Item], *, own: bool) -> tuple[str, list[Item]]:
    """The summary that holds for this request (or ""), and the items to send after it.

    ``own``: the server reads OpenAI's compaction items.
    """
    start, summary = 0, ""
    places = {item["id"]: place for place, item in enumerate(items) if item.get("id")}
    for place, item in enumerate(items):
        if own and item.get("type") == "compaction" and place >= start:
            start, summary = place, ""
        elif item.get("type") == SUMMARY:
            covered = places.get(item.get("covers"), -1) + 1
            if covered > start:
                start, summary = covered, str(item.get("text", ""))
    return summary, [item for item in items[start:] if item.get("type") != SUMMARY]


def cut_for(items: Sequence[Item], budget: int) -> int:
    """Where the older part ends: before the user message from which on ``budget`` tokens suffice.

    The last question and what came after it always stay.
    """
    questions = [place for place, item in enumerate(items) if is_message(item, "user")]
    for place in questions:
        if tokens(items[place:]) <= budget:
            return place
    return questions[-1] if questions else 0


def summary_item(summary: str, covered: Sequence[Item], budget: int) -> Item:
    """The item that stands for everything up to the last of ``covered``, the thread's older part.

    What the student said is kept in their own words, shortened as far as need be and, where
    even that is too much, without the oldest: what was asked and given a summary must not lose.
    """
    texts = [text_of(item) for item in covered if is_message(item, "user")]
    said: list[str] = []
    for length in (300, 120, 60):
        said = [f"- {_clipped(text, length)}" for text in texts]
        if tokens(said) <= budget // 4:
            break
    while said and tokens(said) > budget // 4:
        said.pop(0)
    last = next((item["id"] for item in reversed(covered) if item.get("id")), None)
    text = "The student said, in order:\n" + "\n".join(said) + f"\n\nSummary:\n{summary}"
    return {"type": SUMMARY, "id": new_id("sum"), "text": text, "covers": last}


def _clipped(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def transcripts(items: Sequence[Item], budget: int) -> Iterator[str]:
    """Items as text, in pieces of at most ``budget`` tokens each."""
    limit = max(budget, 200) * BYTES_PER_TOKEN
    piece = ""
    for item in items:
        said = _told(item)
        while said:
            room = limit - len(piece.encode())
            taken = said.encode()[: max(room, 0)].decode("utf-8", "ignore")
            piece, said = piece + taken, said[len(taken) :]
            if said:
                yield piece
                piece = ""
    if piece:
        yield piece


def _told(item: Item) -> str:
    match item.get("type", "message"):
        case "message":
            who = "Student" if item.get("role") == "user" else "Tutor"
            return f"{who}: {text_of(item)}\n\n"
        case "function_call":
            return f"Tool call: {item.get('name')} {item.get('arguments')}\n\n"
        case "function_call_output":
            return f"Tool output: {shortened(str(item.get('output', '')))}\n\n"
        case "code_interpreter_call":
            return f"Code run: {item.get('code')}\n\n"
    return ""


def shortened(text: str) -> str:
    """A long text with its middle left out, which it says."""
    left_out = len(text) - 2 * _OUTPUT_KEPT
    if left_out <= 200:
        return text
    return f"{text[:_OUTPUT_KEPT]}\n[… {left_out} characters left out …]\n{text[-_OUTPUT_KEPT:]}"


def with_short_outputs(items: Sequence[Item]) -> list[Item]:
    """The items with long tool outputs shortened, for a request that would not fit otherwise."""
    return [
        {**item, "output": shortened(item["output"])}
        if item.get("type") == "function_call_output" and isinstance(item.get("output"), str)
        else item
        for item in items
    ]
