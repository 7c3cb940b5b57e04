"""Commands about who answers, with what instructions and tools, and where code runs."""

from __future__ import annotations

import shutil
import textwrap
import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import TypeVar

from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.domain import Assistant
from tutor_cli.errors import TutorError, UsageError
from tutor_cli.repl.commands.base import Candidate, Command, paths, words
from tutor_cli.repl.conversation import Conversation
from tutor_cli.tutor import DEFAULT_ASSISTANT

T = TypeVar("T")

DEFAULT = "default"
"""Typed for: as it was before anything was chosen."""


def assistant(conversation: Conversation, argument: str) -> None:
    if not argument:
        _list_assistants(conversation)
        return
    from tutor_cli.threads.importing import find_assistant

    chosen, notes = _named(argument) or find_assistant(conversation.store, argument)
    for each in notes:
        conversation.say(each)
    conversation.choose(assistant=chosen, model=None, instructions=None, tools=None)
    about = f": {clean_line(chosen.description)}" if chosen.description else ""
    conversation.say(f"{clean_line(chosen.name)} answers from now on{about}.")


def model(conversation: Conversation, argument: str) -> None:
    from tutor_cli.models.choose import resolve_model

    choices = conversation.choices
    if argument:
        wanted = None if argument == DEFAULT else argument
        if wanted:
            resolve_model(wanted, conversation.config, choices.base_url)  # raises for one that is not there
        conversation.choose(model=wanted)
        conversation.say(f"{clean_line(conversation.answering()[1])} answers from now on.")
        return
    from tutor_cli.display.listings import show_models, show_unreachable
    from tutor_cli.models.catalog import listings

    current = conversation.answering()[1]
    conversation.say(f"{clean_line(current)} answers. Choose another with /model and its name.")
    found = _interruptible(lambda: listings(conversation.config))
    show_models(found, current)
    show_unreachable(found)


def system(conversation: Conversation, argument: str) -> None:
    from tutor_cli.tutor import default_instructions

    if not argument:
        told = conversation.choices.instructions or conversation.assistant.instructions
        columns = max(shutil.get_terminal_size((80, 24)).columns, 20) - 1
        for line in clean(told or default_instructions()).split("\n"):
            print(textwrap.fill(line, columns, break_on_hyphens=False))  # noqa: T201
    elif argument == DEFAULT:
        conversation.choose(instructions=None)
        conversation.say("The assistant's own instructions hold again.")
    else:
        conversation.choose(instructions=argument)
        conversation.say("These instructions hold from now on, in place of the assistant's.")


def tools(conversation: Conversation, argument: str) -> None:
    if not argument:
        from tutor_cli.display.listings import show_tools
        from tutor_cli.tools.approval import Approvals

        approvals = conversation.tutor.approvals or Approvals.configured(conversation.config)
        show_tools(list(conversation.tutor.list_tools()), approvals)
        _tell_tools(conversation)
        return
    given = words(argument)
    if given == [DEFAULT]:
        chosen = None
    elif given == ["none"]:
        chosen = []
    elif all(word[0] in "+-" for word in given if word):
        chosen = _changed(list(conversation.tools()), given)
    else:
        chosen = given
    before = conversation.choices.tools
    conversation.choose(tools=chosen)
    try:
        conversation.tutor.open_tools(conversation.tools())
    except TutorError:
        conversation.choose(tools=before)
        raise
    _tell_tools(conversation)


def sandbox(conversation: Conversation, argument: str) -> None:
    if argument not in ("", "reset"):
        raise UsageError(f"/sandbox does not know “{argument[:40]}”.", "Give nothing, or reset.")
    boxes = conversation.tutor.sandboxes
    if argument and conversation.thread:
        boxes.release(conversation.thread.id)
        boxes.warm()
        conversation.say("A fresh sandbox. What earlier code defined is run again when it is needed.")
        return
    conversation.say(boxes.describe(conversation.thread.id if conversation.thread else ""))


def checks(conversation: Conversation, argument: str) -> None:
    if argument not in ("", "on", "off"):
        raise UsageError(f"/checks does not know “{argument[:40]}”.", "Give on or off.")
    tutor = conversation.tutor
    if argument:
        tutor.config = tutor.config.with_flags(check=argument == "on")
    on = tutor.config.get("check", True)
    conversation.say(f"A model's answers are {'' if on else 'not '}compared with the built-in solver's.")


def _list_assistants(conversation: Conversation) -> None:
    from tutor_cli.display.tables import show_table

    here = conversation.assistant.id
    rows = [
        ("*" if each.id == here else "", each.name, each.model or "(default)", each.description)
        for each in (DEFAULT_ASSISTANT, *conversation.store.assistants())
    ]
    show_table(("", "name", "model", "description"), rows, give=3)
    conversation.say("Choose one with /assistant and its name, its id or a file such as coach.toml.")


def _named(argument: str) -> tuple[Assistant, list[str]] | None:
    return (DEFAULT_ASSISTANT, []) if argument in (DEFAULT, DEFAULT_ASSISTANT.name) else None


def _changed(names: list[str], changes: Iterable[str]) -> list[str]:
    for change in changes:
        sign, name = change[0], change[1:]
        if sign == "+" and name not in names:
            names.append(name)
        elif sign == "-":
            if name not in names:
                raise UsageError(f"{name!r} is not among the tools in use.", "/tools lists them.")
            names.remove(name)
    return names


def _tell_tools(conversation: Conversation) -> None:
    names = " ".join(map(clean_line, conversation.tools())) or "none"
    conversation.say(f"In use: {names}. Change it with /tools NAME…, +NAME, -NAME, none or default.")


def _interruptible(work: Callable[[], T]) -> T:
    """What ``work`` gives, on a thread of its own: Ctrl-C need not wait for it."""
    queue: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            queue.put((work(), None))
        except BaseException as error:
            queue.put((None, error))

    threading.Thread(target=run, name="tutor-command", daemon=True).start()
    value, error = queue.get()
    if error is not None:
        raise error
    return value  # type: ignore[return-value]


def _complete_assistant(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    for each in (DEFAULT_ASSISTANT, *conversation.store.assistants()):
        if each.name.casefold().startswith(typed.casefold()):
            yield clean_line(each.name), clean_line(each.description)
    if "/" in typed or typed.startswith(".") or typed.endswith(".toml"):
        yield from paths(conversation, typed)


def _complete_model(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    from tutor_cli.models.catalog import KNOWN
    from tutor_cli.models.providers import providers

    yield "default", "whatever is configured"
    yield "solver", "built in"
    for name in providers(conversation.config):
        yield f"{name}/", "a provider"
        if name == "openai":
            yield from ((f"openai/{known}", "") for known in KNOWN)


def _complete_tools(conversation: Conversation, typed: str) -> Iterable[Candidate]:
    from tutor_cli.tools.registry import FOLDER, HOSTED, MCP, mcp_names

    before, _, last = typed.rpartition(" ")
    sign = last[:1] if last[:1] in ("+", "-") else ""
    start = f"{before} " if before else ""
    known = ["run_python", "web_search", "read_page", *HOSTED, FOLDER]
    known += [MCP + name for name in mcp_names(conversation.config)]
    for name in known if sign else [*known, "none", DEFAULT]:
        yield f"{start}{sign}{name}", ""


def _one_of(*names: str) -> Callable[[Conversation, str], Iterable[Candidate]]:
    return lambda conversation, typed: ((name, "") for name in names)


COMMANDS = (
    Command("assistant", "[NAME]", "List the assistants, or let one answer.", assistant, _complete_assistant),
    Command("model", "[NAME]", "List the models, or let one answer.", model, _complete_model),
    Command(
        "system",
        "[TEXT]",
        "Show what the model is told, or tell it something else.",
        system,
        _one_of(DEFAULT),
    ),
    Command("tools", "[NAME…]", "List the tools, or choose what may be used.", tools, _complete_tools),
    Command("sandbox", "[reset]", "Say where code runs, or start it afresh.", sandbox, _one_of("reset")),
    Command(
        "checks", "[on | off]", "Compare answers with the solver's, or not.", checks, _one_of("on", "off")
    ),
)
