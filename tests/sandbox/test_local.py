"""The local sandbox, by what it does: values, state, endings, refusals."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import SOON, wait_until
from tutor_cli.errors import SandboxUnavailable
from tutor_cli.sandbox import local
from tutor_cli.sandbox.local import LocalSandbox
from tutor_cli.sandbox.manager import Sandboxes
from tutor_cli.sandbox.process import Limits
from tutor_cli.sandbox.starting import probe

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing confines code on Windows")

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Linux's layers")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSandbox]:
    sandbox = LocalSandbox(scratch_parent=tmp_path_factory.mktemp("scratch"))
    yield sandbox
    sandbox.close()


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[LocalSandbox]:
    sandbox = LocalSandbox(scratch_parent=tmp_path, preload=(), limits=Limits(scratch=32 << 20))
    yield sandbox
    sandbox.close()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine with much else to do, code that heeds SIGINT may need longer to do so."""
    monkeypatch.setattr(local, "GRACE_SECONDS", SOON)


def test_values_text_and_latex(shared: LocalSandbox) -> None:
    execution = shared.run(
        "from sympy import *\nx = symbols('x')\nprint('working')\nintegrate(sin(x)**2, x)", timeout=30
    )
    assert execution.error is None
    assert execution.logs.stdout == ("working\n",)
    assert execution.text == "x/2 - sin(x)*cos(x)/2"
    (result,) = execution.results
    assert result.latex is not None and r"\frac{x}{2}" in result.latex
    assert shared.run("diff(_, x).simplify()", timeout=30).text == "sin(x)**2"


def test_figures_appear_without_show(shared: LocalSandbox) -> None:
    execution = shared.run("import matplotlib.pyplot as plt\nplt.plot([1, 4, 9]);", timeout=30)
    assert [result.png[:4] for result in execution.results if result.png] == [b"\x89PNG"]
    assert not [result for result in shared.run("1 + 1", timeout=30).results if result.png]


def test_tables_and_display(shared: LocalSandbox) -> None:
    class_with_html = "class T:\n    def _repr_html_(self): return '<b>1</b>'\ndisplay(T())\n7"
    execution = shared.run(class_with_html, timeout=30)
    assert execution.results[0].html == "<b>1</b>" and not execution.results[0].is_main_result
    assert execution.text == "7"


def test_output_streams_while_it_runs(shared: LocalSandbox) -> None:
    """What comes second is printed only when the first was seen."""
    seen: list[tuple[str, str]] = []

    def see(stream: str, text: str) -> None:
        seen.append((stream, text))
        assert shared.scratch is not None
        (shared.scratch / "seen").touch()

    code = (
        "import os, sys, time\n"
        "print('one')\n"
        "while not os.path.exists('seen'): time.sleep(0.02)\n"
        "print('two', file=sys.stderr)"
    )
    assert shared.run(code, timeout=30, on_output=see).error is None
    assert seen == [("stdout", "one\n"), ("stderr", "two\n")]


def test_errors_are_short_tracebacks_of_the_cell(shared: LocalSandbox) -> None:
    error = shared.run("def half(x):\n    return x / 0\n\nhalf(3)", timeout=30).error
    assert error is not None
    assert error.traceback.splitlines() == [
        "Traceback (most recent call last):",
        "  line 4: half(3)",
        "  line 2, in half: return x / 0",
        "ZeroDivisionError: division by zero",
    ]
    syntax = shared.run("1 +", timeout=30).error
    assert syntax is not None and syntax.name == "SyntaxError"
    assert shared.run("exit()", timeout=30).error is None


@pytest.mark.parametrize(
    "code",
    [
        "print('\ud800')",
        "\0",
        "(" * 5000,
        "x = " + "1 + " * 100_000 + "1",
        "import sys\nsys.stdout.close()\nsys.stderr = None",
        "class E(Exception):\n    def __str__(self): raise RuntimeError\nraise E",
        "raise SystemExit('bye')",
        "%no_such_magic",
        "!ls",
        "print('\\ud800')\nchr(0xd800)",
    ],
)
def test_odd_code_ends_as_an_output_that_can_be_kept(shared: LocalSandbox, code: str) -> None:
    execution = shared.run(code, timeout=30)
    assert not execution.state_lost
    str(execution).encode()
    after = shared.run("print('still')\n6 * 7", timeout=30)
    assert (after.logs.stdout, after.text) == (("still\n",), "42")


def test_a_timeout_keeps_the_state(sandbox: LocalSandbox, patient: None) -> None:
    sandbox.run("a = 41", timeout=30)
    execution = sandbox.run("while True: pass", timeout=0.3)
    assert execution.error is not None and execution.error.name == "Timeout"
    assert not execution.state_lost
    assert sandbox.run("a + 1", timeout=30).text == "42"


def test_what_ignores_the_interrupt_is_replaced_and_says_so(sandbox: LocalSandbox) -> None:
    sandbox.run("a = 41", timeout=30)
    stubborn = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    execution = sandbox.run(stubborn, timeout=0.3)
    assert execution.error is not None and execution.error.name == "Timeout"
    assert execution.state_lost
    after = sandbox.run("'a' in globals()", timeout=30)
    assert (after.text, after.state_lost) == ("False", False)


def test_a_worker_without_memory_left_is_replaced_and_says_so(sandbox: LocalSandbox) -> None:
    execution = sandbox.run("x = []\nwhile True: x.append(bytearray(1 << 22))", timeout=30)
    assert execution.error is not None and execution.error.name == "MemoryError"
    assert execution.state_lost
    after = sandbox.run("import numpy; int(numpy.ones(1000).sum())", timeout=30)
    assert (after.text, after.state_lost) == ("1000", False)


def test_a_worker_that_dies_between_runs_is_told_of(sandbox: LocalSandbox) -> None:
    code = (
        "import os, threading, time\nthreading.Thread(target=lambda: (time.sleep(0.2), os._exit(3))).start()"
    )
    assert sandbox.run(code, timeout=30).error is None
    wait_until(lambda: sandbox._worker is None or not sandbox._worker.alive)
    after = sandbox.run("6 * 7", timeout=30)
    assert (after.text, after.state_lost) == ("42", True)


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(90)"])
def test_interrupt_ends_a_run(sandbox: LocalSandbox, patient: None, code: str) -> None:
    sandbox.run("a = 41", timeout=30)
    threading.Timer(0.3, sandbox.interrupt).start()
    execution = sandbox.run(code, timeout=30)
    assert execution.error is not None and execution.error.name == "Interrupted"
    assert sandbox.run("a + 1", timeout=30).text == "42"


class _Turns:
    """A lock that tells how many have asked for it."""

    def __init__(self) -> None:
        self.asked = 0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self.asked += 1
        self._lock.acquire()

    def __exit__(self, *exception: object) -> None:
        self._lock.release()


def test_calls_wait_their_turn_and_interrupt_ends_those_that_wait(sandbox: LocalSandbox) -> None:
    sandbox.start()
    sandbox._lock = turns = _Turns()  # type: ignore[assignment]
    executions = []
    threads = [
        threading.Thread(target=lambda: executions.append(sandbox.run("while True: pass", timeout=60)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    wait_until(lambda: turns.asked == 3)
    sandbox.interrupt()
    for thread in threads:
        thread.join()
    assert [execution.error and execution.error.name for execution in executions] == ["Interrupted"] * 3


def test_the_scratch_directory_has_a_limit_and_goes(sandbox: LocalSandbox) -> None:
    fill = "import time\nfor i in range(40): open(f'f{i}', 'wb').write(b'x' * (1 << 20))\ntime.sleep(90)"
    execution = sandbox.run(fill, timeout=60)
    assert execution.error is not None and execution.error.name == "OutputLimit"
    # What was left does not stop a later run, however long that takes; adding to it does.
    assert sandbox.run("time.sleep(1.2)\n6 * 7", timeout=60).text == "42"
    more = sandbox.run("open('g', 'wb').write(b'x' * (1 << 22))\ntime.sleep(90)", timeout=60)
    assert more.error is not None and more.error.name == "OutputLimit"
    folder = sandbox.scratch
    assert folder is not None and folder.exists()
    sandbox.close()
    assert not folder.parent.exists()


def test_a_deep_or_closed_directory_goes_too(sandbox: LocalSandbox) -> None:
    dig = (
        "import os\nopen('beside', 'w').close()\nos.mkdir('closed', 0)\nos.symlink('/etc', 'link')\n"
        "for i in range(1100):\n    os.mkdir('d'); os.chdir('d'); open('f', 'w').close()"
    )
    assert sandbox.run(dig, timeout=30).error is None
    folder = sandbox.scratch
    sandbox.close()
    assert folder is not None and not folder.parent.exists()
    assert Path("/etc/passwd").exists()


def test_a_value_too_large_to_show_is_left_out(sandbox: LocalSandbox) -> None:
    code = "class Big:\n    def _repr_html_(self): return 'x' * (20 << 20)\nBig()"
    execution = sandbox.run(code, timeout=30)
    assert (execution.text, execution.error) == ("[too large to be shown]", None)
    assert sandbox.run("6 * 7", timeout=30).text == "42"


def test_reset_starts_afresh(sandbox: LocalSandbox) -> None:
    sandbox.run("a = 1; open('kept', 'w').close()", timeout=30)
    sandbox.reset()
    assert sandbox.fresh
    assert sandbox.run("import os; ('a' in globals(), os.path.exists('kept'))", timeout=30).text == (
        "(False, False)"
    )


@linux_only
@pytest.mark.parametrize(
    ("without", "reason"),
    [
        (("bubblewrap", "landlock"), "not denied: files"),
        (("bubblewrap", "seccomp"), "not denied: network, processes"),
        (("seccomp",), "not denied: "),
    ],
)
def test_what_does_not_confine_does_not_run(tmp_path: Path, without: tuple[str, ...], reason: str) -> None:
    sandbox = LocalSandbox(scratch_parent=tmp_path, without=without)
    with pytest.raises(SandboxUnavailable) as refusal:
        sandbox.run("6 * 7", timeout=30)
    sandbox.close()
    assert reason in refusal.value.message
    assert "--unsafe-local" in refusal.value.hint
    assert not list(tmp_path.iterdir())


@linux_only
def test_a_bubblewrap_that_does_not_work_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bin" / "bwrap"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho 'setting up uid map: Permission denied' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(broken.parent), prepend=os.pathsep)
    sandbox = LocalSandbox(scratch_parent=tmp_path / "scratch", preload=())
    try:
        assert sandbox.run("6 * 7", timeout=30).text == "42"
        assert sandbox.layers is not None
        assert (sandbox.layers.outer, all(sandbox.layers.denied.values())) == ("", True)
    finally:
        sandbox.close()


@linux_only
def test_the_doctor_is_told_what_each_layer_denies() -> None:
    trials = {trial.layer: trial for trial in probe()}
    assert list(trials) == ["bubblewrap", "landlock", "seccomp", "together"]
    assert trials["landlock"].denies == ("files",)
    assert trials["seccomp"].denies == ("network", "processes")
    if trials["bubblewrap"].works:
        assert trials["bubblewrap"].denies == ("files", "network")
    assert trials["together"].works
    assert trials["together"].denies == ("files", "network", "processes")


def test_unsafe_runs_what_was_asked(tmp_path: Path) -> None:
    sandbox = LocalSandbox(unsafe=True, scratch_parent=tmp_path, preload=())
    try:
        assert sandbox.run("import subprocess; subprocess.check_output(['echo', 'hi'])", timeout=30).text == (
            "b'hi\\n'"
        )
    finally:
        sandbox.close()


PARENT = """
import sys
from pathlib import Path
from tutor_cli.sandbox.local import LocalSandbox
sandbox = LocalSandbox(scratch_parent=Path(sys.argv[1]), preload=(), without=tuple(sys.argv[2:]))
sandbox.start()
pid = sandbox._worker._process.pid
sandbox.run("print('begun')\\nwhile True: pass", timeout=60, on_output=lambda *_: print(pid, flush=True))
"""


@linux_only
@pytest.mark.parametrize("without", [(), ("bubblewrap",)])
def test_the_worker_dies_with_the_tutor_process(tmp_path: Path, without: tuple[str, ...]) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), *without], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())  # told once its code runs
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not _lives(worker))


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_sandbox_is_made_ready_only_for_a_thread_that_has_none(tmp_path: Path) -> None:
    sandboxes = Sandboxes(scratch_parent=tmp_path)
    try:
        sandboxes.warm("mine")
        mine = sandboxes.for_thread("mine")
        sandboxes.warm("mine")
        assert not sandboxes._spares
        sandboxes.warm("yours")
        (spare,) = sandboxes._spares
        assert sandboxes.for_thread("yours") is spare is not mine
    finally:
        sandboxes.close()
    assert not list(tmp_path.iterdir())


def test_the_tutor_process_stays_light_and_closed(tmp_path: Path) -> None:
    code = f"""
        import ctypes, sys
        from pathlib import Path
        from tutor_cli.sandbox.manager import Sandboxes
        sandboxes = Sandboxes(scratch_parent=Path({str(tmp_path)!r}))
        sandboxes.warm()
        assert sandboxes.for_thread("t").run("from sympy import *; sqrt(8)", timeout=30).text == "2*sqrt(2)"
        heavy = {{"IPython", "numpy", "sympy", "matplotlib", "e2b", "pydantic"}} & set(sys.modules)
        assert not heavy, heavy
        if sys.platform == "linux":
            assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0  # PR_GET_DUMPABLE
        sandboxes.close()
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, timeout=60)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
def test_bubblewrap_hides_what_is_elsewhere(sandbox: LocalSandbox) -> None:
    hidden = sandbox.run("import os\nos.path.exists('/etc/passwd'), os.path.exists('/proc/1')", timeout=30)
    if sandbox.layers and not sandbox.layers.outer:
        pytest.skip("bubblewrap does not work here")
    assert hidden.text == "(False, False)"
