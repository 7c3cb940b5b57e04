"""Commands about what was used and what works, and the way out."""

from __future__ import annotations

import sys

from tutor_cli.display.tally import Tally, money
from tutor_cli.errors import UsageError
from tutor_cli.repl.commands.base import Command
from tutor_cli.repl.conversation import Conversation


def usage(conversation: Conversation, argument: str) -> None:
    """One row for each model that answered here, and the sums."""
    from tutor_cli.display.tables import show_table

    thread = conversation.thread
    rows = []
    for name, (runs, used) in conversation.store.usage(thread.id).items() if thread else ():
        rows.append(_row(name, runs, Tally().with_usage(name, used, conversation.config)))
    if len(rows) > 1:
        rows.append(_row("this conversation", None, conversation.tally))
    rows.append(_row("since the start", None, conversation.since_begun))
    show_table(("", "answers", "tokens in", "from cache", "out", "reasoning", "cost"), rows)


def steps(conversation: Conversation, argument: str) -> None:
    from tutor_cli.display.steps import show_run

    if argument not in ("", "all"):
        raise UsageError(f"/steps does not know “{argument[:40]}”.", "Give nothing, or all.")
    store, thread = conversation.store, conversation.existing()
    runs = store.runs(thread.id)
    if not runs:
        raise UsageError("Nothing was run in this conversation.", "Ask something first.")
    run = runs[-1]
    items = {str(item.get("id")): item for item in store.items(thread.id, run.id)}
    show_run(run, store.steps(run_id=run.id), items, sys.stdout, whole=argument == "all")


def doctor(conversation: Conversation, argument: str) -> None:
    from tutor_cli.display.listings import show_findings
    from tutor_cli.doctor import examine

    show_findings(examine(), sys.stdout)


def leave(conversation: Conversation, argument: str) -> None:
    conversation.leaving = True


def _row(name: str, answers: int | None, tally: Tally) -> tuple[str, ...]:
    used = tally.usage
    cost = "" if tally.dollars is None else money(tally.dollars)
    counts = (used.input_tokens, used.cached_tokens, used.output_tokens, used.reasoning_tokens)
    return (name, "" if answers is None else str(answers), *(f"{count:,}" for count in counts), cost)


COMMANDS = (
    Command("usage", "", "Tokens and cost of this conversation.", usage),
    Command("steps", "[all]", "What was done for the last answer: tools, tokens, seconds.", steps),
    Command("doctor", "", "What is configured and what works.", doctor),
    Command("quit", "", "Leave; so does Ctrl-D.", leave, aliases=("exit",)),
)
