"""``tutor eval``: a set of questions through an assistant, and how many it answers rightly."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import tutor_cli
from tutor_cli.cancellation import Cancellation
from tutor_cli.cli import options
from tutor_cli.cli.ask import cancelled_by_signals
from tutor_cli.errors import Cancelled, UsageError

if TYPE_CHECKING:
    from tutor_cli.evaluation.results import Count, Result, Summary


def evaluate(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help="Questions with their answers, one a line.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="OUT.jsonl", help="Where results go; what it holds is not asked again."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, max=64, help="Questions at a time.")
    ] = None,
    assistant_id: options.AssistantId = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    instructions: options.Instructions = None,
    tools: options.Tools = None,
    effort: options.Effort = None,
    temperature: options.Temperature = None,
    max_tokens: options.MaxTokens = None,
    max_steps: options.MaxSteps = None,
    sandbox: options.Sandbox = None,
    unsafe_local: options.UnsafeLocal = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    debug: options.Debug = False,
) -> None:
    """Ask every question of a file, and count the right answers.

    A line is {"question": "…", "answer": "…"}; the answer is null where the question should be
    declined. Results are added to the output as they come: Ctrl-C keeps what is done, and a
    second start goes on from there.
    """
    from tutor_cli.evaluation.questions import read_questions
    from tutor_cli.evaluation.runner import evaluate as run_all

    entries = read_questions(file)
    results = output or Path(f"{file.stem}.results.jsonl")
    if results.exists() and results.samefile(file):
        raise UsageError("The output is the file of questions itself.", "Give another --output.")
    if not results.parent.is_dir():
        raise UsageError(f"There is no directory {results.parent}.", "Make it, or give another --output.")
    # Nobody is there to be asked for each call of a thousand questions.
    config = options.configured(
        sandbox__kind=sandbox, sandbox__unsafe_local=unsafe_local or None, tools__yes=True
    )
    cancellation = Cancellation()
    with tutor_cli.Tutor(config) as tutor, cancelled_by_signals(cancellation), _progress(quiet) as progress:
        summary = run_all(
            tutor,
            entries,
            results,
            workers=workers or min(8, os.cpu_count() or 1),
            on_progress=progress,
            cancellation=cancellation,
            assistant=assistant_id,
            model=model,
            base_url=base_url,
            instructions=instructions,
            tools=options.tool_names(tools),
            settings=options.model_settings(effort, temperature, max_tokens),
            max_steps=max_steps,
        )
    if as_json:
        typer.echo(json.dumps(summary.to_dict(), ensure_ascii=False))
    else:
        _show(summary)
    if cancellation.cancelled:
        typer.echo(f"Stopped; {summary.waiting} questions wait. The same command goes on.", err=True)
        raise typer.Exit(Cancelled.exit_status)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int, Result | None], None]]:
    """A bar with rate and time left on a terminal; nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, result: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[correct]} correct · {task.fields[rate]:.1f}/s"),
        TimeRemainingColumn(),
    )
    correct, first, began = 0, 0, time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, correct=0, rate=0.0)

        def update(done: int, total: int, result: Result | None) -> None:
            nonlocal correct, first
            if result is None:
                first = done
            else:
                correct += result.correct
            rate = (done - first) / max(time.monotonic() - began, 1e-6)
            bar.update(task, completed=done, total=total, correct=correct, rate=rate)

        yield update


def _show(summary: Summary) -> None:
    from tutor_cli.display.tables import show_table

    def row(name: str, count: Count) -> tuple[str, ...]:
        numbers = (count.questions, count.right, count.wrong, count.declined)
        return (name, *map(str, numbers), f"{count.accuracy:.1%}")

    rows = [row(name or "(no topic)", count) for name, count in sorted(summary.topics.items())]
    show_table(
        ("topic", "questions", "right", "wrong", "declined", "correct"), [*rows, row("total", summary.total)]
    )
    where = f"{summary.asked} asked in {summary.seconds:.1f} s ({summary.rate:.1f} a second)"
    typer.echo(f"{where}; results in {summary.output}", err=True)
    if summary.total.errors:
        typer.echo(f"{summary.total.errors} ended in an error; the lines say which.", err=True)
