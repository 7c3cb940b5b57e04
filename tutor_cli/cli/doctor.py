"""``tutor doctor``: what is configured, what works, what to do about what does not."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Annotated

import typer

from tutor_cli import __version__
from tutor_cli.cli.process import one_line
from tutor_cli.errors import TutorError
from tutor_cli.settings import Config, load_config


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it works, what was found, what to do."""

    works: bool | None
    """``None``: not set up, and not needed."""
    what: str
    found: str
    advice: str = ""


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Say what is configured, what works, and what to do about what does not."""
    findings = list(examine())
    if as_json:
        import json

        typer.echo(json.dumps([vars(each) for each in findings], indent=2))
    else:
        for each in findings:
            mark = {True: "✓", False: "✗", None: "–"}[each.works]
            typer.echo(f"{mark} {each.what + ':':<12}{one_line(each.found)}")
            if each.advice:
                typer.echo(f"  {'':<12}→ {one_line(each.advice)}")
    raise typer.Exit(int(any(each.works is False for each in findings)))


def examine() -> Iterator[Finding]:
    """Look at everything, one after the other; what fails is a finding too."""
    yield Finding(True, "tutor", f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    try:
        config = load_config()
    except TutorError as error:
        yield _failed("config", error)
        return
    yield Finding(True, "config", f"{config.path}{'' if config.path.exists() else ' (none; defaults)'}")
    yield from _store(config)
    yield from _model(config)
    yield from _sandbox(config)
    yield _package("web search", "ddgs", "pip install ddgs")


def _store(config: Config) -> Iterator[Finding]:
    from tutor_cli.store import Store

    try:
        store = Store(config.database)
        try:
            store.check()
            found = f"{config.database}, {len(store.threads())} threads, {len(store.assistants())} assistants"
        finally:
            store.close()
        yield Finding(True, "store", found)
    except TutorError as error:
        yield _failed("store", error)


def _model(config: Config) -> Iterator[Finding]:
    from tutor_cli.models.choose import resolve_model

    try:
        name = resolve_model(None, config)
    except TutorError as error:
        yield _failed("model", error)
        return
    if name == "solver":
        yield Finding(
            True,
            "model",
            "solver (built in; school mathematics only)",
            "For a language model: set OPENAI_API_KEY, or TUTOR_MODEL=ollama/… for a local one.",
        )
    else:
        yield Finding(True, "model", name)


def _sandbox(config: Config) -> Iterator[Finding]:
    from tutor_cli.sandbox.manager import Sandboxes

    try:
        sandboxes = Sandboxes()
        try:
            result = sandboxes.for_thread("thread_doctor").run("6 * 7", timeout=20)
        finally:
            sandboxes.close()
        works = result.text == "42"
        found = "local, runs code" if works else f"local, 6 * 7 gave {result.text} {result.error}"
        yield Finding(works, "sandbox", found)
    except TutorError as error:
        yield _failed("sandbox", error)


def _package(what: str, name: str, advice: str) -> Finding:
    try:
        return Finding(True, what, f"{name} {metadata.version(name)}")
    except metadata.PackageNotFoundError:
        return Finding(False, what, f"{name} is not installed", advice)


def _failed(what: str, error: TutorError) -> Finding:
    return Finding(False, what, error.message, error.hint)
