"""Sandboxes shared between threads and our own programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tutor_cli.errors import SandboxUnavailable
from tutor_cli.sandbox.manager import Sandboxes

WHO = "import os; print(os.getpid(), globals().get('secret'))"


@pytest.fixture
def sandboxes() -> Iterator[Sandboxes]:
    made = Sandboxes()
    yield made
    made.close()


def test_a_lent_sandbox_forgets_and_serves_the_next_thread(sandboxes: Sandboxes) -> None:
    with sandboxes.lent() as lent:
        lent.run("secret = 'the expected answer'", timeout=20)
        process = "".join(lent.run(WHO, timeout=20).logs.stdout).split()[0]
    sandbox = sandboxes.for_thread("thread_1")
    assert sandbox is lent
    assert "".join(sandbox.run(WHO, timeout=20).logs.stdout).split() == [process, "None"]


def test_what_a_thread_used_is_never_lent(sandboxes: Sandboxes) -> None:
    used = sandboxes.for_thread("thread_1")
    used.run("import sympy; sympy.solve = lambda *_: 'anything'", timeout=20)
    with sandboxes.lent() as lent:
        assert lent is not used
        shown = lent.run("import sympy; print(sympy.solve(sympy.Symbol('x') - 2))", timeout=20)
    assert "".join(shown.logs.stdout) == "[2]\n"


def test_what_is_lent_ends_with_the_others() -> None:
    sandboxes = Sandboxes()
    with sandboxes.lent() as lent:
        lent.start()
        sandboxes.close()
        with pytest.raises(SandboxUnavailable):
            lent.run("1", timeout=20)
    with pytest.raises(SandboxUnavailable), sandboxes.lent():
        pass
