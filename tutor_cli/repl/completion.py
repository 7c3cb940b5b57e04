r"""What Tab offers: slash commands with their arguments, and ``\alpha`` → α."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from tutor_cli.display.sanitize import clean_line
from tutor_cli.repl.commands import registry
from tutor_cli.repl.conversation import Conversation

_SYMBOL = re.compile(r"\\([A-Za-z]+)\Z")
_MOST = 40


def offers(document: Document) -> bool:
    """Whether something may be offered here while a person types."""
    before = document.text_before_cursor
    return _is_command(before) or bool(_SYMBOL.search(before))


class PromptCompleter(Completer):
    """Called on a thread of its own; whatever goes wrong, nothing is offered."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        before = document.text_before_cursor
        try:
            if _is_command(before):
                yield from self._of_command(before)
            elif match := _SYMBOL.search(before):
                yield from _symbols(match[1])
        except Exception:
            return

    def _of_command(self, before: str) -> Iterable[Completion]:
        for number, (text, length, about) in enumerate(registry.complete(self._conversation, before)):
            if number == _MOST:
                return
            shown = clean_line(text.rpartition(" ")[2] or text)
            yield Completion(text, -length, display=shown, display_meta=clean_line(about)[:60])


def _is_command(before: str) -> bool:
    return before.startswith("/") and "\n" not in before


def _symbols(typed: str) -> Iterable[Completion]:
    """The symbols whose name begins so, the whole name first; and templates as source."""
    from tutor_cli.repl.symbols import SYMBOLS, TEMPLATES

    names = sorted((name for name in SYMBOLS if name.startswith(typed)), key=lambda name: name != typed)
    for name in names[:_MOST]:
        yield Completion(SYMBOLS[name], -len(typed) - 1, display=f"{SYMBOLS[name]} \\{name}")
    for source in TEMPLATES:
        if source.startswith(typed):
            yield Completion("\\" + source, -len(typed) - 1)
