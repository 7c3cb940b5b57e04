"""The prompt: prompt-toolkit, put together for us."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit import Application, PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input.typeahead import store_typeahead
from prompt_toolkit.styles import Style

from tutor_cli.errors import NotConfigured
from tutor_cli.repl.bottomline import BottomLine
from tutor_cli.repl.completion import PromptCompleter, offers
from tutor_cli.repl.conversation import Conversation
from tutor_cli.repl.history import PromptHistory
from tutor_cli.repl.keys import LeavingKey, key_bindings, without_block

# Only colours that a terminal's owner has chosen; the bottom line is dim rather than reversed.
STYLE = Style.from_dict(
    {
        "prompt": "bold",
        "bottom-toolbar": "noreverse dim",
        "completion-menu": "noinherit bg:default",
        "completion-menu.completion": "noinherit",
        "completion-menu.completion.current": "noinherit reverse",
        "completion-menu.meta.completion": "noinherit dim",
        "completion-menu.meta.completion.current": "noinherit reverse",
        "scrollbar.background": "noinherit",
        "scrollbar.button": "noinherit reverse",
        "auto-suggestion": "noinherit dim",
    }
)
REFRESH_SECONDS = 2.0
MENU_ROWS = 8


class Prompt:
    """Reads what a person at a terminal types; history, completion and keys included."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._leaving = LeavingKey()
        self._bottom = BottomLine(conversation)
        mark = "> " if conversation.shown.ascii else "› "
        self._session: PromptSession[str] = PromptSession(
            [("class:prompt", mark)],
            prompt_continuation=[("class:prompt", "  ")],
            multiline=True,
            editing_mode=_editing_mode(conversation),
            history=PromptHistory(conversation.config.data_dir / "history"),
            auto_suggest=AutoSuggestFromHistory(),
            completer=PromptCompleter(conversation),
            complete_in_thread=True,
            # The menu's room is reserved only where there is something to offer.
            complete_while_typing=Condition(lambda: offers(self._session.default_buffer.document)),
            key_bindings=key_bindings(self._leaving, self._forget_draft),
            bottom_toolbar=self._bottom_line,
            style=STYLE,
            enable_suspend=True,
            enable_open_in_editor=True,
            tempfile_suffix=".md",
            search_ignore_case=True,
            refresh_interval=REFRESH_SECONDS,
        )
        self._session.default_buffer.on_text_changed += lambda _: self._disarm()
        if self._session.editing_mode == EditingMode.VI:
            self._session.app.timeoutlen = 0.1  # Escape need not wait long for Alt-Enter's second half
        conversation.keyboard.set_aside = self._set_aside

    def read(self, on_shown: Callable[[], None] = lambda: None) -> str:
        """What is sent next. Raises EOFError when the person leaves.

        ``on_shown`` is called when the prompt stands on the screen.
        """
        app = self._session.app
        self._leaving.pressed = False
        rows = app.output.get_size().rows
        self._session.reserve_space_for_menu = max(0, min(MENU_ROWS, rows - 4))

        def shown(_: object) -> None:
            app.after_render -= shown
            on_shown()

        app.after_render += shown
        draft, self._conversation.draft = self._conversation.draft, ""
        with self._conversation.signals.stopping(self._press_ctrl_c, self._leave):
            # Their own handling of SIGINT would leave moments in which it raises.
            typed = self._session.prompt(default=draft, pre_run=self._leave_if_asked, handle_sigint=False)
        return without_block(typed)

    def redraw(self) -> None:
        """Something the bottom line tells has changed; may be called on any thread."""
        self._session.app.invalidate()

    def show_above(self, write: Callable[[], None]) -> None:
        """Let ``write`` print above the prompt, if it is still there; may be called on any thread."""
        app = self._session.app

        def show() -> None:
            if app.is_running and not app.is_done:
                run_in_terminal(write)

        if app.loop is not None and app.context is not None:
            app.loop.call_soon_threadsafe(show, context=app.context.copy())

    def _press_ctrl_c(self) -> None:
        """In a signal handler: as if the key had been pressed, once the prompt is there."""
        app = self._session.app
        if app.loop is not None:
            app.loop.call_soon_threadsafe(app.key_processor.send_sigint)

    def _leave(self) -> None:
        """In a signal handler: end the prompt as soon as its event loop comes round."""
        app = self._session.app
        if app.loop is not None:
            app.loop.call_soon_threadsafe(_exit, app)

    def _leave_if_asked(self) -> None:
        if self._conversation.signals.leaving:
            _exit(self._session.app)

    def _bottom_line(self) -> StyleAndTextTuples:
        columns = self._session.app.output.get_size().columns
        return [("", self._bottom.text(columns, self._leaving.pressed))]

    def _disarm(self) -> None:
        self._leaving.pressed = False

    def _forget_draft(self) -> None:
        self._conversation.replaces_last = False

    def _set_aside(self) -> None:
        """Read what was typed until now, for the next prompt."""
        app = self._session.app
        while keys := app.input.read_keys():
            store_typeahead(app.input, keys)


def _exit(app: Application[str]) -> None:
    if app.is_running and not app.is_done:
        app.exit(exception=EOFError())


def _editing_mode(conversation: Conversation) -> EditingMode:
    """Raises NotConfigured for a mode that is none."""
    mode = conversation.config.get("prompt.keys", "emacs")
    if mode not in ("emacs", "vi"):
        raise NotConfigured(f"“prompt.keys” is {mode!r}.", "It can be emacs or vi.")
    return EditingMode.VI if mode == "vi" else EditingMode.EMACS
