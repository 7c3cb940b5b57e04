"""What there is, listed for people: threads, models, tools, and what was found to work."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from tutor_cli.display.messages import note, one_line, show_error
from tutor_cli.display.options import is_terminal
from tutor_cli.display.tables import short_id, show_table, size, when
from tutor_cli.errors import TutorError

if TYPE_CHECKING:
    from tutor_cli.doctor import Finding
    from tutor_cli.domain import ThreadSummary
    from tutor_cli.models.catalog import Listing, Offered
    from tutor_cli.tools.approval import Approvals
    from tutor_cli.tools.registry import Listed


def show_threads(found: Iterable[ThreadSummary], names: Mapping[str, str]) -> None:
    """A table of threads; ``names`` are the assistants' by id."""
    rows = [
        (
            short_id(each.thread.id),
            each.thread.title,
            when(each.thread.updated_at),
            str(each.turns),
            names.get(each.thread.assistant_id or "", "tutor"),
            size(each.size),
        )
        for each in found
    ]
    show_table(("id", "title", "last used", "turns", "assistant", "size"), rows, give=1)


def show_tools(listed: Iterable[Listed], approvals: Approvals) -> None:
    """A table of tools: where each comes from, whether it is asked about, whether it works."""
    rows = [
        (
            each.name,
            each.origin,
            approvals.policy(each.name, each.approval) if each.approval else "",
            each.note if each.works else f"does not work: {each.note}",
        )
        for each in listed
    ]
    show_table(("name", "from", "approval", "what it does"), rows, give=3, wrap=True)


def show_models(found: Iterable[Listing], current: str, *, solver: bool = True) -> None:
    """One line for each model that can answer, ``current`` marked; the ``solver`` among them."""
    if solver:
        _line(f"{'*' if current == 'solver' else ' '} solver  (built in)")
    for each in found:
        for offered in each.models:
            _line(f"{'*' if offered.name == current else ' '} {_model(offered)}")


def show_unreachable(found: Iterable[Listing], *, asked_for: bool = False) -> None:
    """Which servers could not be asked. A local one that does not run is no error, unless it
    was ``asked_for`` by name."""
    silent = []
    for each in found:
        if each.error is None:
            continue
        if each.error.code == "not_reachable" and each.provider.is_local and not asked_for:
            silent.append(each.provider.label)
        else:
            show_error(TutorError(each.error.message, each.error.hint))
    if silent:
        note(f"Not running here: {', '.join(silent)}.")


def show_findings(findings: Iterable[Finding], out: TextIO) -> None:
    """What was looked at: whether it works, what was found, what to do."""
    for each in findings:
        mark = {True: "✓", False: "✗", None: "–"}[each.works]
        _aligned(f"{mark} {each.what + ':':<15}", each.found, out)
        if each.advice:
            _aligned(f"{'':<17}→ ", each.advice, out)
        out.flush()


def _aligned(head: str, text: str, out: TextIO) -> None:
    """``text`` after ``head``; on a terminal, what is too long goes on below its beginning."""
    width = shutil.get_terminal_size().columns if is_terminal(out) else sys.maxsize
    line = textwrap.fill(
        one_line(text),
        width,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
        break_long_words=False,
    )
    out.write(line + "\n")


def _model(offered: Offered) -> str:
    facts = []
    if offered.window:
        facts.append(f"{offered.window:,} tokens")
    if offered.price:
        facts.append(f"${offered.price.input:g} in, ${offered.price.output:g} out per million")
    if offered.shutdown:
        facts.append(f"ends {one_line(offered.shutdown)}")
    return one_line(offered.name) + (f"  ({'; '.join(facts)})" if facts else "")


def _line(text: str) -> None:
    sys.stdout.write(text + "\n")
