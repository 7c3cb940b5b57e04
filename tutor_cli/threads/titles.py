"""What a thread is called: made from its first question, or by a model when one is set to."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import replace

from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import Thread
from tutor_cli.errors import Cancelled, TutorError
from tutor_cli.items import user_message
from tutor_cli.models.base import Model, ModelRequest, TextDelta
from tutor_cli.runs.waiting import pull
from tutor_cli.store import Store

LONGEST = 60
"""Characters of a title."""

PATIENCE = 10.0
"""Seconds that a model may take to find a title."""

# What people begin with that says nothing of the subject.
_OPENING = re.compile(
    r"""(?:
        (?:hi|hello|hey|good\ (?:morning|afternoon|evening)|tutor|ok|okay|so|well|um)(?:[\s,.!:–-]+|$)
      | (?:thanks|thank\ you)[\s,.!]+(?=\w)
      | please\b[\s,]*
      | (?:can|could|would|will)\ you\ (?:please\ |kindly\ )?(?:help\ me\ (?:to\ |with\ )?)?
            (?:tell\ me\ |show\ me\ |explain\ to\ me\ )?
      | (?:i\ (?:need|want|would\ like)|i'd\ like)\ (?:some\ |your\ )?
            (?:help\ (?:with|on)\ |you\ to\ |to\ know\ )
      | help\ me\ (?:to\ |with\ )?
      | i\ (?:have|got)\ (?:a|this)\ (?:question|problem)[\s,.:]*(?:about\ )?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DELIMITERS = re.compile(r"\\[()\[\]]|\$\$?")
_MARKUP = re.compile(r"^(?:[#>*+-]+|\d+[.)])\s+")

_PROMPT = (
    "Give the conversation that begins with the question below a title of at most six words, in the"
    " question's language. Answer with the title alone: no quotes, no full stop.\n\n"
)


def title_of(question: str) -> str:
    """A title of at most :data:`LONGEST` characters, from a thread's first question.

    Its first line that says something, without greeting, politeness and LaTeX delimiters,
    cut between words.
    """
    lines = [line for line in question[:5000].splitlines() if line.strip(" \t`~")]
    for line in lines:
        if title := _shortened(_subject(line)):
            return title
    return _shortened(" ".join(lines[0].split())) if lines else ""


def title_by_model(model: Model, question: str, cancellation: Cancellation) -> str:
    """A title that ``model`` gives; empty if it gives none. Raises ModelError, Cancelled."""
    request = ModelRequest("", [user_message(_PROMPT + question[:2000])], cancellation=cancellation)
    text = ""
    for event in pull(model.respond(request), cancellation):
        if isinstance(event, TextDelta):
            text += event.text
    line = next((line for line in text.splitlines() if line.strip()), "")
    return _shortened(line.strip(" \"'“”«»*#.").replace("**", ""))


def retitle(store: Store, thread: Thread, model: Model, question: str, stop: Cancellation) -> None:
    """Call a new thread what ``model`` calls it; whatever goes wrong, it keeps its title.

    Takes at most :data:`PATIENCE` seconds, and no longer when ``stop`` is cancelled.
    """
    cancellation = Cancellation()
    timer = threading.Timer(PATIENCE, cancellation.cancel)
    timer.daemon = True
    timer.start()
    try:
        with suppress(TutorError, Cancelled), stop.on_cancel(cancellation.cancel):
            title = title_by_model(model, question, cancellation)
            current = store.thread(thread.id)
            if title and current.title == thread.title:  # nobody has renamed it meanwhile
                store.save_thread(replace(current, title=title))
    finally:
        timer.cancel()


def _subject(line: str) -> str:
    whole = " ".join(_DELIMITERS.sub(" ", _MARKUP.sub("", line.strip())).split())
    whole = re.sub(r"\s+(?=[?.,;:!])", "", whole)
    line = whole
    while match := _OPENING.match(line):
        line = line[match.end() :]
    if not re.search(r"\w", line):
        return ""
    return line if line == whole else line[0].upper() + line[1:]


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > LONGEST // 2 else cut).rstrip(" ,;:–-") + "…"
