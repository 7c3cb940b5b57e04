"""The public Python API: a tutor with its store, models, tools and sandboxes.

from tutor_cli import Tutor

with Tutor() as tutor:
    answer = tutor.ask("What's 10 - 4 raised to the 2.7")
    print(answer.output)
    print(tutor.ask("now add 17.241", thread=answer.thread_id).output)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from tutor_cli.answer import Answer, answer_of
from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import FINAL_STATUSES, Assistant, Item, Run, Settings, Thread, new_id
from tutor_cli.errors import NotFound, TutorError, UsageError
from tutor_cli.items import text_of, user_message
from tutor_cli.resources import Resources
from tutor_cli.runs import loop
from tutor_cli.runs.afterwards import afterwards
from tutor_cli.runs.events import Event, NoticeEvent, RunEvent, ThreadEvent
from tutor_cli.runs.expecting import Expectation
from tutor_cli.runs.turn import MAX_STEPS, Turn
from tutor_cli.settings import Config, load_config
from tutor_cli.store import Store
from tutor_cli.threads import hosted
from tutor_cli.threads.attachments import (
    Attachment,
    place_data,
    question_and_attachments,
    read_attachments,
)
from tutor_cli.threads.titles import retitle, title_of
from tutor_cli.tools.base import Confirm, GivenTool, Tool
from tutor_cli.tracing import traced, watcher

if TYPE_CHECKING:
    from tutor_cli.models.base import Model
    from tutor_cli.models.conversations import Conversations
    from tutor_cli.sandbox.manager import Sandboxes
    from tutor_cli.tools.approval import Approvals
    from tutor_cli.tools.registry import Listed

DEFAULT_TOOLS = ("run_python", "web_search", "read_page", "tools/")

DEFAULT_ASSISTANT = Assistant("asst_default", "tutor", tools=DEFAULT_TOOLS, created_at=0.0)
"""Who answers when no assistant is named. It is built in: not in the store, never changed."""

SHOW_STEPS = "\nShow every step of the way to the answer, numbered, each with the rule that it uses.\n"
"""Added to the instructions where all steps are wanted; the solver shows its own."""

MAX_QUESTION = 200_000
"""Characters of one question; longer ones are refused."""


class RunOptions(TypedDict, total=False):
    """How a question is asked; each of them may be left out. See :meth:`Tutor.start`."""

    assistant: Assistant | str | None
    model: str | None
    base_url: str | None
    instructions: str | None
    tools: Sequence[GivenTool] | None
    settings: Settings
    attachments: Sequence[Attachment | str | Path]
    metadata: Mapping[str, Any]
    timeout: float | None
    cancellation: Cancellation | None
    max_steps: int | None


@dataclass
class Tutor:
    """Everything a program needs to ask and be answered.

    Opens what it uses when it is first used; :meth:`close`, or leaving the ``with``,
    ends sandboxes, tools and connections. Methods raise TutorError's kinds. It may be
    used from several threads at once; runs on one thread wait for each other.
    """

    config: Config = field(default_factory=load_config)
    approvals: Approvals | None = None
    """Who says whether a tool may be called; by default every tool of the assistant may."""

    confirm: Confirm | None = None
    """Asked whether a new file of the tools folder may be loaded; without it, none is."""

    def __post_init__(self) -> None:
        self._resources = Resources(self.config)
        self._turns: list[Turn] = []
        self._turns_lock = threading.Lock()
        self._told_of_solver = False
        self._left_out: list[str] = []  # what was wrong with a tool, told when the run begins

    def __enter__(self) -> Tutor:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Idempotent."""
        for turn in self._turns:
            turn.cancellation.settle()
            turn.release()
        self._turns = []
        self._resources.close()

    # What is kept

    @property
    def store(self) -> Store:
        """What is kept: assistants, threads, their items, runs and steps."""
        return self._resources.store

    def create_assistant(
        self,
        name: str,
        *,
        instructions: str = "",
        model: str | None = None,
        tools: Sequence[str] = DEFAULT_TOOLS,
        settings: Settings = Settings(),
        description: str = "",
        metadata: Mapping[str, str] | None = None,
    ) -> Assistant:
        """Make and keep an assistant. Raises UsageError if the name is empty, or a tool has none."""
        if not name.strip():
            raise UsageError("An assistant needs a name.", "Give --name.")
        if unnamed := [each for each in tools if not isinstance(each, str)]:
            raise UsageError(
                f"An assistant keeps its tools by name, and {unnamed[0]!r} is not one.",
                "Name it path/to/file.py:function, or give it to ask(tools=[…]).",
            )
        assistant = Assistant(
            new_id("asst"),
            name.strip(),
            instructions,
            model,
            tuple(tools),
            settings,
            description,
            dict(metadata or {}),
        )
        self.store.save_assistant(assistant)
        return assistant

    def create_thread(
        self,
        *,
        title: str = "",
        assistant: Assistant | str | None = None,
        metadata: Mapping[str, Any] | None = None,
        on_server: bool = False,
        model: str | None = None,
        base_url: str | None = None,
    ) -> Thread:
        """Begin a conversation: here, or ``on_server`` where ``model`` is (OpenAI's Conversations)."""
        chosen = self.store.assistant(assistant) if isinstance(assistant, str) else assistant
        answerer = chosen.id if chosen else None
        if on_server:
            model = model or (chosen.model if chosen else None)
            with self._conversations(model, base_url) as conversations:
                thread = hosted.create(self.store, conversations, title, answerer)
        else:
            thread = Thread(new_id("thread"), title, answerer)
        thread = replace(thread, metadata={**thread.metadata, **(metadata or {})})
        self.store.save_thread(thread)
        return thread

    def thread(self, id: str, *, model: str | None = None, base_url: str | None = None) -> Thread:
        """The thread that ``id`` names (an id, a title, the beginning of one, ``@last``); a hosted
        one that is not known here yet is looked for where ``model`` is.

        Raises NotFound, ModelError's kinds.
        """
        return self._thread(id, model, base_url)

    def last_thread(self) -> Thread:
        """The thread used last. Raises NotFound if there is none."""
        threads = self.store.threads(limit=1)
        if not threads:
            raise NotFound("There is no thread to continue yet.", 'Begin one: tutor ask "…"')
        return threads[0]

    # Asking

    def ask(
        self, question: str, *, thread: Thread | str | None = None, **options: Unpack[RunOptions]
    ) -> Answer:
        """Ask and wait for the answer. ``options`` are those of :meth:`start`.

        What goes wrong in the run is told by the answer's ``status`` and ``error``.
        """
        turn = self.start(question, thread=thread, **options)
        for _ in self.events(turn):
            pass
        return self.answer(turn)

    def run(
        self, thread: Thread | str | None, question: str, **options: Unpack[RunOptions]
    ) -> Iterator[Event]:
        """Ask, and be told everything as it happens. ``options`` are those of :meth:`start`."""
        return self.events(self.start(question, thread=thread, **options))

    def start(
        self,
        question: str,
        *,
        thread: Thread | str | None = None,
        assistant: Assistant | str | None = None,
        model: str | None = None,
        base_url: str | None = None,
        instructions: str | None = None,
        tools: Sequence[GivenTool] | None = None,
        settings: Settings = Settings(),
        attachments: Sequence[Attachment | str | Path] = (),
        metadata: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        cancellation: Cancellation | None = None,
        max_steps: int | None = None,
    ) -> Turn:
        """A turn, ready to run: by :meth:`events`, or by hand with its ``respond`` and ``call``.

        ``assistant`` answers from now on; without it the thread's own does, or the default
        one. ``model``, ``instructions``, ``tools`` and ``settings`` override the assistant's
        for this run. ``tools`` are names (as with ``--tool``), tools and typed functions;
        they are closed with the tutor. ``attachments`` are files, or what
        :func:`tutor_cli.threads.attachments.read_attachment` made of them. ``metadata`` is
        kept with the run. After ``timeout`` seconds the run expires; ``cancellation`` ends
        it whenever it is told to, from any thread.
        Raises UsageError, NotFound, NotConfigured.
        """
        question = question.strip()
        if not question:
            raise UsageError("The question is empty.", 'Ask one: tutor ask "What is 2+2?"')
        if len(question) > MAX_QUESTION:
            raise UsageError(
                f"The question has {len(question):,} characters; at most {MAX_QUESTION:,} can be sent.",
                "Shorten it, or ask about a part.",
            )
        new = thread is None
        chosen = self._thread(thread, model, base_url)
        who = self._assistant(assistant, chosen)
        given = who.tools if tools is None else tools
        if "run_python" in given:  # it gets ready while the model is being asked
            self.sandboxes.warm(chosen.id)
        answering = self._model(model or who.model, base_url)
        opened = self.open_tools(given)
        attached = _attached(attachments, answering.name)
        chosen = replace(
            chosen,
            assistant_id=None if who is DEFAULT_ASSISTANT else who.id,
            title=chosen.title or title_of(question),
            updated_at=time.time(),
        )
        self.store.save_thread(chosen)
        merged = who.settings.merged(settings)
        owed: list[Item] = []
        if hosted.is_hosted(chosen.id):
            with self._conversations(model or who.model, base_url) as conversations:
                owed = hosted.catch_up(self.store, conversations, chosen.id)
        folder = self.config.thread_folder(chosen.id)
        place_data(attached, folder)
        turn = Turn(
            store=self.store,
            model=answering,
            thread=chosen,
            agent=who.name,
            run=Run(
                new_id("run"), chosen.id, chosen.assistant_id, answering.name, metadata=dict(metadata or {})
            ),
            question=[*owed, user_message(question, [each.part for each in attached])],
            conversation=chosen.id if hosted.is_hosted(chosen.id) else None,
            tools=opened,
            instructions=((instructions or who.instructions) or default_instructions())
            + (SHOW_STEPS if merged.steps else ""),
            settings=merged,
            folder=folder,
            approvals=self.approvals,
            cancellation=cancellation or Cancellation(),
            max_steps=max_steps or max(self.config.get("run.max_steps", MAX_STEPS), 1),
            thread_is_new=new,
            model_was_named=bool(model or who.model),
            on_event=watcher(self.config, question, who.name),
        )
        if timeout is not None:
            turn.cancellation.expire_after(timeout)
        self._let_go_of_finished_turns()
        with self._turns_lock:
            self._turns.append(turn)
        getattr(answering, "warm", lambda: None)()
        return turn

    def who_answers(
        self,
        *,
        thread: Thread | str | None = None,
        assistant: Assistant | str | None = None,
        model: str | None = None,
        base_url: str | None = None,
    ) -> tuple[Assistant, str]:
        """The assistant, and the model by its full name, that :meth:`start` would ask.

        Raises NotFound, NotConfigured.
        """
        from tutor_cli.models.choose import resolve_model

        known = self.store.thread(thread) if isinstance(thread, str) else thread
        who = self._assistant(assistant, known or Thread(""))
        return who, resolve_model(model or who.model, self.config, base_url)

    def warm(
        self,
        *,
        thread: Thread | str | None = None,
        assistant: Assistant | str | None = None,
        model: str | None = None,
        base_url: str | None = None,
        tools: Sequence[GivenTool] | None = None,
    ) -> None:
        """Make ready, in the background, what :meth:`start` with these options will need.

        Raises NotFound, NotConfigured.
        """
        who, name = self.who_answers(thread=thread, assistant=assistant, model=model, base_url=base_url)
        getattr(self._model(name, base_url), "warm", lambda: None)()
        if "run_python" in (who.tools if tools is None else tools):
            self.sandboxes.warm()

    def events(self, turn: Turn) -> Iterator[Event]:
        """Run a turn that :meth:`start` made, telling everything as it happens.

        Raises NotConfigured if tracing is on and its settings cannot be.
        """
        return traced(self._events(turn), self.config, text_of(turn.question[-1]), turn.agent)

    def _events(self, turn: Turn) -> Iterator[Event]:
        if turn.thread_is_new:
            yield ThreadEvent("thread.created", turn.thread)
        yield from self._solver_notice(turn)
        while self._left_out:
            yield NoticeEvent(self._left_out.pop(0))
        expectation = self._expectation(turn)
        for event in loop.run(turn):
            if expectation is not None and not isinstance(event, RunEvent | NoticeEvent):
                expectation.begin()  # the model is at work now; before, it would have been held up
            yield event
        yield from afterwards(turn, expectation)
        turn.cancellation.settle()
        self._retitle(turn)

    def _expectation(self, turn: Turn) -> Expectation | None:
        if turn.model.name == "solver" or not self.config.get("check", True):
            return None
        return Expectation(turn, self._resources.lend_sandbox)

    def answer(self, turn: Turn) -> Answer:
        """What came of a turn, read from the store."""
        return answer_of(turn, self.config)

    def _retitle(self, turn: Turn) -> None:
        """Let the model that ``titles.model`` names call a new thread something better."""
        name = self.config.get("titles.model", "")
        if name and turn.thread_is_new and turn.run.status == "completed":
            with suppress(TutorError):
                question, _ = question_and_attachments(turn.question[-1])
                retitle(self.store, turn.thread, self._model(name, None), question, turn.cancellation)

    def _let_go_of_finished_turns(self) -> None:
        with self._turns_lock:
            for turn in [each for each in self._turns if each.run.status in FINAL_STATUSES]:
                turn.cancellation.settle()
                self._turns.remove(turn)

    # What asking needs

    def _thread(self, thread: Thread | str | None, model: str | None, base_url: str | None) -> Thread:
        if thread is None:
            return Thread(new_id("thread"))
        if not isinstance(thread, str):
            return thread
        try:
            return self.store.thread(thread)
        except NotFound:
            if not hosted.is_hosted(thread):
                raise
        with self._conversations(model, base_url) as conversations:
            return hosted.adopt(self.store, conversations, thread)

    @contextmanager
    def _conversations(self, model: str | None, base_url: str | None) -> Iterator[Conversations]:
        from tutor_cli.models.choose import resolve_model
        from tutor_cli.models.conversations import open_conversations

        conversations = open_conversations(resolve_model(model, self.config, base_url), self.config, base_url)
        try:
            yield conversations
        finally:
            conversations.close()

    def _assistant(self, assistant: Assistant | str | None, thread: Thread) -> Assistant:
        if isinstance(assistant, str):
            return self.store.assistant(assistant)
        if assistant is not None:
            return assistant
        if thread.assistant_id is None:
            return DEFAULT_ASSISTANT
        try:
            return self.store.assistant(thread.assistant_id)
        except NotFound:  # deleted since
            return DEFAULT_ASSISTANT

    def _model(self, name: str | None, base_url: str | None) -> Model:
        return self._resources.model(name, base_url)

    def open_tools(self, given: Sequence[GivenTool]) -> list[Tool]:
        """The tools of these names. Raises UsageError for one that is not there, NotConfigured."""
        return self._resources.tools(given, self.confirm, self._left_out.append)

    def list_tools(self) -> Iterator[Listed]:
        """Every tool that could be named, where it comes from and whether it works."""
        return self._resources.list_tools(self.confirm)

    @property
    def sandboxes(self) -> Sandboxes:
        """Where code runs: a sandbox for each thread, started when first used."""
        return self._resources.sandboxes

    def _solver_notice(self, turn: Turn) -> Iterator[Event]:
        """Says, once in a thread and once in a program's life, that no language model is configured."""
        told = "told_of_solver"
        if turn.model.name != "solver" or turn.thread.metadata.get(told) or self._chose_solver(turn):
            return
        self.store.set_metadata(turn.thread.id, told, True)
        if self._told_of_solver:  # in another thread, a moment ago
            return
        self._told_of_solver = True
        yield NoticeEvent("No language model is configured: the solver answers (see `tutor doctor`).")

    def _chose_solver(self, turn: Turn) -> bool:
        return turn.model_was_named or bool(self.config.get("model"))


def _attached(files: Sequence[Attachment | str | Path], model: str) -> list[Attachment]:
    """The files, read. Raises UsageError if one cannot be used."""
    attached = read_attachments(files)
    if model == "solver" and attached:
        raise UsageError(
            "The built-in solver reads no attached files.",
            "Choose a model that can with --model; `tutor doctor` tells how to configure one.",
        )
    return attached


def default_instructions() -> str:
    from tutor_cli.models.instructions import DEFAULT_INSTRUCTIONS

    return DEFAULT_INSTRUCTIONS
