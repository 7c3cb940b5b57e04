"""E2B's cloud sandbox: one for each thread, paused at its end and resumed by its id.

The SDK's asynchronous client is used because it can be cancelled at once. It runs on one
event loop, on a thread of its own, for all sandboxes of the process.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tutor_cli.errors import SandboxError, SandboxUnavailable
from tutor_cli.sandbox.base import Execution, ExecutionError, Logs, OnOutput
from tutor_cli.sandbox.reply import result_from

if TYPE_CHECKING:
    import e2b_code_interpreter as sdk  # type: ignore[import-untyped]

T = TypeVar("T")

LIVES_SECONDS = 900
"""How long E2B lets a sandbox run after it was last used; it is then paused, not lost."""

START_SECONDS = 60.0
PAUSE_SECONDS = 10.0

SETTLE_SECONDS = 1.0
"""A run sent sooner than this after a cancelled one may hang at E2B."""

MAX_OUTPUT = 4 << 20
"""Characters printed by one cell; beyond them it is stopped."""

MAX_RESULTS = 50

HOME = "/home/user"
"""The working directory of code at E2B."""

LABEL = {"app": "tutor"}
"""By this metadata our sandboxes are known from others of the same account."""

USE_LOCAL = "Try again later, or run code here: --sandbox local."


class E2BSandbox:
    """A thread's sandbox at E2B.

    ``sandbox_id`` resumes one; ``keep_id`` is told the id of a new one, and ``None`` when it
    is gone. ``options`` go to the SDK as they are (``debug``, ``domain``, …).
    """

    def __init__(
        self,
        api_key: str | None,
        *,
        sandbox_id: str | None = None,
        keep_id: Callable[[str | None], None] = lambda sandbox_id: None,
        **options: Any,
    ) -> None:
        self._options = {"api_key": api_key, **options}
        self._id = sandbox_id
        self._keep_id = keep_id
        self._sandbox: sdk.AsyncSandbox | None = None
        self._task: asyncio.Task[Any] | None = None
        self._interrupts = 0
        self._cancelled_at = 0.0
        self._lock = threading.Lock()
        self._used = sandbox_id is not None
        self._lost = False
        self._placed: dict[str, tuple[str, int, int]] = {}
        """What :meth:`put` placed: by name, which file of which time and size."""

    @property
    def fresh(self) -> bool:
        return not self._used

    @property
    def busy(self) -> bool:
        """Whether something is running or starting."""
        return self._lock.locked()

    def run(self, code: str, *, timeout: float, on_output: OnOutput | None = None) -> Execution:
        """As the protocol says. Raises SandboxError's kinds when E2B cannot be used."""
        seen = self._interrupts
        with self._lock:
            if self._interrupts != seen:
                return Execution(error=ExecutionError("Interrupted", "before it began"))
            sandbox = self._ready()
            lost, self._lost = self._lost, False
            self._used = True
            time.sleep(max(0.0, self._cancelled_at + SETTLE_SECONDS - time.monotonic()))
            execution = self._execute(_Run(sandbox, on_output), code, timeout, seen)
            if execution.state_lost:
                self._forget()
            return replace(execution, state_lost=execution.state_lost or lost)

    def put(self, source: Path) -> None:
        """As the protocol says."""
        about = source.stat()
        version = (str(source), about.st_mtime_ns, about.st_size)
        with self._lock:
            sandbox = self._ready()
            if self._placed.get(source.name) != version:
                _ask(sandbox.files.write(f"{HOME}/{source.name}", source.read_bytes()))
                self._placed[source.name] = version

    def interrupt(self) -> None:
        """Safe in a signal handler: takes no lock."""
        self._interrupts += 1
        task = self._task
        if task is not None:
            task.get_loop().call_soon_threadsafe(task.cancel)

    def reset(self) -> None:
        """End the sandbox at E2B for good; the next run makes a new one."""
        with self._lock:
            if self._id is not None:
                kill_sandbox(self._id, **self._options)
            self._forget()
            self._used = False

    def close(self) -> None:
        """Pause the sandbox: its state is there when the thread is resumed. Never raises."""
        self.interrupt()
        with self._lock:
            sandbox, self._sandbox = self._sandbox, None
            if sandbox is not None and not sandbox.connection_config.debug:
                # What does not succeed here, E2B does by itself after LIVES_SECONDS.
                with contextlib.suppress(Exception):
                    _wait(sandbox.pause(), PAUSE_SECONDS)

    def _ready(self) -> sdk.AsyncSandbox:
        """The running sandbox: this session's, else the thread's resumed, else a new one."""
        client = _sdk().AsyncSandbox
        try:
            if self._sandbox is not None:
                _ask(self._sandbox.set_timeout(LIVES_SECONDS))
            elif self._id is not None:
                self._sandbox = _ask(client.connect(self._id, timeout=LIVES_SECONDS, **self._options))
        except _Gone:
            self._forget()
            self._lost = True
        if self._sandbox is None:
            self._sandbox = _ask(
                client.create(
                    timeout=LIVES_SECONDS,
                    metadata=dict(LABEL),
                    allow_internet_access=False,
                    lifecycle={"on_timeout": "pause"},
                    **self._options,
                )
            )
            self._id = self._sandbox.sandbox_id
            self._keep_id(self._id)
        return self._sandbox

    def _forget(self) -> None:
        self._sandbox = self._id = None
        self._placed.clear()
        self._keep_id(None)

    def _execute(self, run: _Run, code: str, timeout: float, seen: int) -> Execution:
        """Until it ends, is interrupted or is late by our own clock: the SDK's fires at twice the time."""

        async def execute() -> None:
            self._task = asyncio.current_task()
            if self._interrupts != seen:
                raise asyncio.CancelledError
            async with asyncio.timeout(timeout):
                await run.execute(code)

        reason = None
        try:
            with _clear_errors():
                _wait(execute(), timeout + START_SECONDS)
        except TimeoutError:
            reason = ExecutionError("Timeout", f"it ran longer than {timeout:g} s")
        except CancelledError:
            reason = ExecutionError("Interrupted", "it was interrupted")
            if run.room <= 0:
                reason = ExecutionError("OutputLimit", f"it printed more than {MAX_OUTPUT >> 20} MiB")
        except _Gone:
            error = ExecutionError("WorkerDied", "the sandbox at E2B has ended")
            return replace(run.execution(), error=error, state_lost=True)
        finally:
            self._task = None
        if reason is None:
            return run.execution()
        self._cancelled_at = time.monotonic()
        return replace(run.execution(), error=reason)


class _Run:
    """What one cell shows, as the SDK tells it."""

    def __init__(self, sandbox: sdk.AsyncSandbox, on_output: OnOutput | None) -> None:
        self._sandbox = sandbox
        self._on_output = on_output or (lambda stream, text: None)
        self._logs: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self._outcome: sdk.Execution | None = None
        self._results: list[Any] = []
        self.room = MAX_OUTPUT

    async def execute(self, code: str) -> None:
        self._outcome = await self._sandbox.run_code(
            code,
            on_stdout=lambda message: self._take("stdout", message.line),
            on_stderr=lambda message: self._take("stderr", message.line),
            on_result=self._results.append,
            timeout=0,
        )

    def _take(self, stream: str, text: str) -> None:
        if self.room <= 0:
            return
        text = text[: self.room]
        self.room -= len(text)
        self._logs[stream].append(text)
        self._on_output(stream, text)
        if self.room <= 0 and (task := asyncio.current_task()):
            task.cancel()

    def execution(self) -> Execution:
        """What there is by now."""
        error = self._outcome.error if self._outcome else None
        return Execution(
            results=tuple(_result(each) for each in self._results[:MAX_RESULTS]),
            logs=Logs(tuple(self._logs["stdout"]), tuple(self._logs["stderr"])),
            error=ExecutionError(error.name, error.value, _short(error.traceback)) if error else None,
            execution_count=self._outcome.execution_count if self._outcome else None,
        )


def _result(each: Any) -> Any:
    data = {"text/plain": each.text, "text/latex": each.latex, "image/png": each.png}
    data |= {"image/svg+xml": each.svg, "text/html": each.html, "application/json": each.json}
    return result_from(data, bool(each.is_main_result))


def _short(traceback: str) -> str:
    """The end of IPython's long traceback, which is where the error is."""
    lines = traceback.rstrip().splitlines()
    return "\n".join(lines if len(lines) <= 12 else ["…", *lines[-12:]])


# The account's sandboxes


@dataclass(frozen=True)
class RemoteSandbox:
    """A sandbox of ours that E2B keeps. Times are Unix seconds."""

    id: str
    state: str
    """``running`` or ``paused``."""
    started_at: float
    ends_at: float


def list_sandboxes(api_key: str | None, **options: Any) -> list[RemoteSandbox]:
    """Every sandbox that tutor made with this key, newest first. Raises SandboxError's kinds."""
    client = _sdk()

    async def collect() -> list[RemoteSandbox]:
        query = client.SandboxQuery(metadata=dict(LABEL))
        pages = client.AsyncSandbox.list(query=query, api_key=api_key, **options)
        found = []
        while pages.has_next:
            found += await pages.next_items()
        return [
            RemoteSandbox(
                each.sandbox_id,
                getattr(each.state, "value", str(each.state)),
                each.started_at.timestamp(),
                each.end_at.timestamp(),
            )
            for each in found
        ]

    found = _ask(collect())
    return sorted(found, key=lambda each: each.started_at, reverse=True)


def kill_sandbox(sandbox_id: str, api_key: str | None, **options: Any) -> bool:
    """End a sandbox and all it holds; whether there was one. Raises SandboxError's kinds."""
    return bool(_ask(_sdk().AsyncSandbox.kill(sandbox_id, api_key=api_key, **options)))


# Errors, and the event loop


class _Gone(Exception):
    """The sandbox is no longer there."""


@contextlib.contextmanager
def _clear_errors() -> Iterator[None]:
    """Turn what the SDK raises into one clear line, or into _Gone. What is ours passes."""
    import e2b
    import httpx
    from e2b.exceptions import SandboxNotRunningException

    try:
        yield
    except (TimeoutError, CancelledError, SandboxError):
        raise
    except (e2b.NotFoundException, SandboxNotRunningException) as error:
        raise _Gone from error
    except e2b.AuthenticationException as error:
        hint = "Check E2B_API_KEY (https://e2b.dev), or use --sandbox local."
        raise SandboxUnavailable("E2B refused the key.", hint) from error
    except e2b.RateLimitException as error:
        raise SandboxUnavailable(f"E2B's limit is reached: {_line(error)}", USE_LOCAL) from error
    except e2b.TimeoutException as error:
        if "was killed" in str(error):
            raise _Gone from error
        raise SandboxUnavailable("E2B does not answer in time.", USE_LOCAL) from error
    except (httpx.TransportError, ConnectionError) as error:
        raise SandboxUnavailable("E2B cannot be reached over the network.", USE_LOCAL) from error
    except Exception as error:  # its REST errors are of several families
        raise SandboxError(f"E2B failed: {_line(error)}", USE_LOCAL) from error


def _ask(work: Coroutine[Any, Any, T]) -> T:
    """Wait for an answer of E2B's. Raises SandboxError's kinds and _Gone."""
    with _clear_errors():
        try:
            return _wait(work, START_SECONDS)
        except (TimeoutError, CancelledError) as error:
            raise SandboxUnavailable("E2B does not answer in time.", USE_LOCAL) from error


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _sdk() -> Any:
    try:
        import e2b_code_interpreter
    except ImportError as error:
        raise SandboxUnavailable(
            "E2B's client is not installed.", "Run: pip install 'tutor-cli[e2b]', or use --sandbox local."
        ) from error
    return e2b_code_interpreter


_loop: asyncio.AbstractEventLoop | None = None
_loop_lock = threading.Lock()


def _wait(work: Coroutine[Any, Any, T], timeout: float) -> T:
    """Run a coroutine on the loop. Raises what it raises, or TimeoutError after ``timeout`` seconds."""
    global _loop
    with _loop_lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="tutor-e2b", daemon=True).start()
    future = asyncio.run_coroutine_threadsafe(work, _loop)
    try:
        return future.result(timeout)
    except TimeoutError:
        future.cancel()
        raise
