"""The public Python API: a tutor with its store, models, tools and sandboxes.

from tutor_cli import Tutor

with Tutor() as tutor:
    answer = tutor.ask("What's 10 - 4 raised to the 2.7")
    print(answer.output)
    print(tutor.ask("now add 17.241", thread=answer.thread_id).output)
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import (
    Assistant,
    Item,
    Run,
    RunError,
    Settings,
    Thread,
    ToolCallRecord,
    Usage,
    new_id,
)
from tutor_cli.errors import NotFound, TutorError, UsageError
from tutor_cli.items import is_message, text_of, user_message
from tutor_cli.runs import loop
from tutor_cli.runs.afterwards import afterwards
from tutor_cli.runs.events import Event, NoticeEvent, ThreadEvent
from tutor_cli.runs.turn import MAX_STEPS, Turn
from tutor_cli.settings import Config, load_config
from tutor_cli.store import Store
from tutor_cli.threads import hosted
from tutor_cli.threads.attachments import (
    Attachment,
    place_data,
    question_and_attachments,
    read_attachment,
)
from tutor_cli.threads.titles import retitle, title_of
from tutor_cli.threads.trash import empty_trash
from tutor_cli.tools.base import Tool
from tutor_cli.tracing import traced, watcher

if TYPE_CHECKING:
    from tutor_cli.models.base import Model
    from tutor_cli.models.conversations import Conversations
    from tutor_cli.sandbox.base import Sandbox
    from tutor_cli.sandbox.manager import Sandboxes
    from tutor_cli.tools.approval import Approvals
    from tutor_cli.tools.registry import Listed

DEFAULT_TOOLS = ("run_python", "web_search", "read_page", "tools/")

DEFAULT_ASSISTANT = Assistant("asst_default", "tutor", tools=DEFAULT_TOOLS, created_at=0.0)
"""Who answers when no assistant is named. It is built in: not in the store, never changed."""

MAX_QUESTION = 200_000
"""Characters of one question; longer ones are refused."""


@dataclass(frozen=True)
class Answer:
    """What came of one question."""

    content: str
    """The question."""
    output: str
    """The answer: the model's own Markdown; empty if there is none."""
    thread_id: str
    run_id: str
    assistant_id: str | None
    model: str
    status: str
    steps: tuple[dict[str, Any], ...] = ()
    """Each tool call: name, arguments, output, is_error, seconds, artifacts."""
    usage: Usage = Usage()
    check: dict[str, Any] | None = None
    """What was found out about the answer: ``verdict``, ``value``, ``detail``."""
    sources: tuple[dict[str, str], ...] = ()
    """The web pages it rests on: title, url, fetched (a date)."""
    error: RunError | None = None
    incomplete_reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As ``tutor ask --json`` prints it."""
        fields = asdict(self)
        fields["usage"]["total_tokens"] = self.usage.total_tokens
        return fields


@dataclass
class Tutor:
    """Everything a program needs to ask and be answered.

    Opens what it uses when it is first used; :meth:`close`, or leaving the ``with``,
    ends sandboxes and connections. Methods raise TutorError's kinds.
    """

    config: Config = field(default_factory=load_config)
    approvals: Approvals | None = None
    """Who says whether a tool may be called; by default every tool of the assistant may."""

    confirm: Callable[[Path, str], bool] | None = None
    """Asked whether a new file of the tools folder may be loaded; without it, none is."""

    def __post_init__(self) -> None:
        self._store: Store | None = None
        self._sandboxes: Sandboxes | None = None
        self._models: dict[tuple[str, str | None], Model] = {}
        self._tools: dict[tuple[str, ...], list[Tool]] = {}
        self._turns: list[Turn] = []
        self._checking: Sandboxes | None = None
        self._left_out: list[str] = []  # what was wrong with a tool, told when the run begins

    def __enter__(self) -> Tutor:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Idempotent."""
        for turn in self._turns:
            turn.release()
        for tools in self._tools.values():
            for tool in tools:
                tool.close()
        for model in self._models.values():
            model.close()
        for sandboxes in (self._sandboxes, self._checking):
            if sandboxes is not None:
                sandboxes.close()
        if self._store is not None:
            self._store.close()
        self._turns, self._tools, self._models = [], {}, {}
        self._sandboxes = self._checking = self._store = None

    # What is kept

    @property
    def store(self) -> Store:
        if self._store is None:
            self._store = Store(self.config.database)
            empty_trash(self._store, self.config)
        return self._store

    def create_assistant(
        self,
        name: str,
        *,
        instructions: str = "",
        model: str | None = None,
        tools: Sequence[str] = DEFAULT_TOOLS,
        settings: Settings = Settings(),
        description: str = "",
    ) -> Assistant:
        """Make and keep an assistant. Raises UsageError if the name is empty."""
        if not name.strip():
            raise UsageError("An assistant needs a name.", "Give --name.")
        assistant = Assistant(
            new_id("asst"), name.strip(), instructions, model, tuple(tools), settings, description
        )
        self.store.save_assistant(assistant)
        return assistant

    def create_thread(
        self,
        *,
        title: str = "",
        assistant: Assistant | str | None = None,
        on_server: bool = False,
        model: str | None = None,
        base_url: str | None = None,
    ) -> Thread:
        """Begin a conversation: here, or ``on_server`` where ``model`` is (OpenAI's Conversations)."""
        chosen = self.store.assistant(assistant) if isinstance(assistant, str) else assistant
        if on_server:
            model = model or (chosen.model if chosen else None)
            with self._conversations(model, base_url) as conversations:
                return hosted.create(self.store, conversations, title, chosen.id if chosen else None)
        thread = Thread(new_id("thread"), title, chosen.id if chosen else None)
        self.store.save_thread(thread)
        return thread

    def last_thread(self) -> Thread:
        """The thread used last. Raises NotFound if there is none."""
        threads = self.store.threads(limit=1)
        if not threads:
            raise NotFound("There is no thread to continue yet.", 'Begin one: tutor ask "…"')
        return threads[0]

    # Asking

    def ask(self, question: str, *, thread: Thread | str | None = None, **options: Any) -> Answer:
        """Ask and wait for the answer. ``options`` are those of :meth:`start`.

        What goes wrong in the run is told by the answer's ``status`` and ``error``.
        """
        turn = self.start(question, thread=thread, **options)
        for _ in self.events(turn):
            pass
        return self.answer(turn)

    def run(self, thread: Thread | str | None, question: str, **options: Any) -> Iterator[Event]:
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
        tools: Sequence[str] | None = None,
        settings: Settings = Settings(),
        attachments: Sequence[Attachment | str | Path] = (),
        cancellation: Cancellation | None = None,
        max_steps: int | None = None,
    ) -> Turn:
        """A turn, ready to run: by :meth:`events`, or by hand with its ``respond`` and ``call``.

        ``assistant`` answers from now on; without it the thread's own does, or the default
        one. ``model``, ``instructions``, ``tools`` and ``settings`` override the assistant's
        for this run. ``attachments`` are files, or what
        :func:`tutor_cli.threads.attachments.read_attachment` made of them.
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
        answering = self._model(model or who.model, base_url)
        opened = self._open_tools(who.tools if tools is None else tuple(tools))
        attached = _attached(attachments, answering.name)
        chosen = replace(
            chosen,
            assistant_id=None if who is DEFAULT_ASSISTANT else who.id,
            title=chosen.title or title_of(question),
            updated_at=time.time(),
        )
        self.store.save_thread(chosen)
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
            run=Run(new_id("run"), chosen.id, chosen.assistant_id, answering.name),
            question=[*owed, user_message(question, [each.part for each in attached])],
            conversation=chosen.id if hosted.is_hosted(chosen.id) else None,
            tools=opened,
            instructions=(instructions or who.instructions) or default_instructions(),
            settings=who.settings.merged(settings),
            folder=folder,
            approvals=self.approvals,
            cancellation=cancellation or Cancellation(),
            max_steps=max_steps or self.config.get("run.max_steps", MAX_STEPS),
            thread_is_new=new,
            model_was_named=bool(model or who.model),
            on_event=watcher(self.config, question),
        )
        self._turns.append(turn)
        getattr(answering, "warm", lambda: None)()
        return turn

    def events(self, turn: Turn) -> Iterator[Event]:
        """Run a turn that :meth:`start` made, telling everything as it happens.

        Raises NotConfigured if tracing is on and its settings cannot be.
        """
        return traced(self._events(turn), self.config, text_of(turn.question[-1]))

    def _events(self, turn: Turn) -> Iterator[Event]:
        if turn.thread_is_new:
            yield ThreadEvent("thread.created", turn.thread)
        yield from self._solver_notice(turn)
        while self._left_out:
            yield NoticeEvent(self._left_out.pop(0))
        yield from loop.run(turn)
        yield from afterwards(turn, self._checking_sandbox, check=self.config.get("check", True))
        self._retitle(turn)

    def answer(self, turn: Turn) -> Answer:
        """What came of a turn, read from the store."""
        run, thread_id = turn.run, turn.thread.id
        messages = [item for item in self.store.items(thread_id, run.id) if is_message(item, "assistant")]
        runs = [*turn.earlier_runs, run]
        steps = [step for each in runs for step in self.store.steps(run_id=each.id)]
        records = [record for step in steps for record in step.calls]
        return Answer(
            content=question_and_attachments(turn.question[-1])[0],
            output=text_of(messages[-1]) if messages else "",
            thread_id=thread_id,
            run_id=run.id,
            assistant_id=run.assistant_id,
            model=run.model,
            status=run.status,
            steps=tuple(_told(record) for record in records),
            usage=sum((each.usage for each in runs), Usage()),
            check=run.metadata.get("check"),
            sources=tuple(run.metadata.get("sources", ())),
            error=run.error,
            incomplete_reason=run.incomplete_reason,
        )

    def _retitle(self, turn: Turn) -> None:
        """Let the model that ``titles.model`` names call a new thread something better."""
        name = self.config.get("titles.model", "")
        if name and turn.thread_is_new and turn.run.status == "completed":
            with suppress(TutorError):
                question, _ = question_and_attachments(turn.question[-1])
                retitle(self.store, turn.thread, self._model(name, None), question)

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
        from tutor_cli.models.choose import open_model, resolve_model

        resolved = resolve_model(name, self.config)
        key = (resolved, base_url)
        if key not in self._models:
            self._models[key] = open_model(resolved, self.config, base_url)
        return self._models[key]

    def _open_tools(self, names: tuple[str, ...]) -> list[Tool]:
        from tutor_cli.tools.registry import open_tools

        if names not in self._tools:
            self._tools[names] = open_tools(
                names,
                self.config,
                run_python=self._run_python,
                confirm=self.confirm,
                notice=self._left_out.append,
            )
        return self._tools[names]

    def list_tools(self) -> Iterator[Listed]:
        """Every tool that could be named, where it comes from and whether it works."""
        from tutor_cli.tools.registry import list_tools

        return list_tools(self.config, run_python=self._run_python, confirm=self.confirm)

    def _run_python(self) -> Tool:
        from tutor_cli.tools.run_python import RunPython

        return RunPython(self.sandboxes, timeout=self.config.get("sandbox.timeout", 30.0))

    @property
    def sandboxes(self) -> Sandboxes:
        """Where code runs: a sandbox for each thread, started when first used."""
        if self._sandboxes is None:
            from tutor_cli.keys import find_key
            from tutor_cli.sandbox.manager import Sandboxes

            key = find_key("e2b", "E2B_API_KEY", self.config)
            self._sandboxes = Sandboxes(
                kind=self.config.get("sandbox.kind", "e2b" if key else "local"),
                unsafe_local=self.config.get("sandbox.unsafe_local", False),
                e2b_api_key=key.value if key else None,
                load_e2b_id=lambda id: self.store.thread(id).metadata.get("e2b_sandbox"),
                keep_e2b_id=lambda id, kept: self.store.set_metadata(id, "e2b_sandbox", kept),
            )
        return self._sandboxes

    def _checking_sandbox(self) -> Sandbox:
        """Where the solver's own programs run when an answer is checked: no model's code does."""
        if self._checking is None:
            from tutor_cli.sandbox.manager import Sandboxes

            self._checking = Sandboxes(max_living=1)
        return self._checking.for_thread("checking")

    def _solver_notice(self, turn: Turn) -> Iterator[Event]:
        """Says, once in a thread, that no language model is configured."""
        told = "told_of_solver"
        if turn.model.name != "solver" or turn.thread.metadata.get(told) or self._chose_solver(turn):
            return
        self.store.set_metadata(turn.thread.id, told, True)
        yield NoticeEvent("No language model is configured: the built-in solver answers. See `tutor doctor`.")

    def _chose_solver(self, turn: Turn) -> bool:
        return turn.model_was_named or bool(self.config.get("model"))


def _attached(files: Sequence[Attachment | str | Path], model: str) -> list[Attachment]:
    """The files, read. Raises UsageError if one cannot be used."""
    attached = [each if isinstance(each, Attachment) else read_attachment(Path(each)) for each in files]
    if model == "solver" and any(each.kind == "image" for each in attached):
        raise UsageError(
            "The built-in solver cannot see pictures.",
            "Choose a model that can with --model; `tutor doctor` tells how to configure one.",
        )
    return attached


def default_instructions() -> str:
    from tutor_cli.models.instructions import DEFAULT_INSTRUCTIONS

    return DEFAULT_INSTRUCTIONS


def _told(record: ToolCallRecord) -> dict[str, Any]:
    """A tool call as ``--json`` tells it; arguments that are not JSON stay text."""
    try:
        arguments = json.loads(record.call.arguments, strict=False)
    except ValueError:
        arguments = record.call.arguments
    output = record.output
    return {
        "name": record.call.name,
        "arguments": arguments,
        "output": output.text if output else None,
        "is_error": bool(output and output.is_error),
        "seconds": record.seconds,
        "artifacts": [asdict(artifact) for artifact in output.artifacts] if output else [],
    }
