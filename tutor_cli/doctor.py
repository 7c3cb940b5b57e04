"""Looking at everything that tutor needs: what is configured, what works, what to do about the rest."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from tutor_cli import __version__
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
            kept = {"thread": len(store.threads()), "assistant": len(store.assistants())}
            counted = (f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in kept.items())
            found = ", ".join([str(config.database), *counted])
        finally:
            store.close()
        yield Finding(True, "store", found)
    except TutorError as error:
        yield _failed("store", error)


def _model(config: Config) -> Iterator[Finding]:
    from tutor_cli.models.choose import open_model, resolve_model

    try:
        name = resolve_model(None, config)
    except TutorError as error:
        yield _failed("model", error)
        return
    if name == "solver":
        yield Finding(
            True,
            "model",
            "solver (built in; school mathematics)",
            "For a language model: set OPENAI_API_KEY, or TUTOR_MODEL=ollama/… for a local one.",
        )
        return
    try:
        model = open_model(name, config)
        model.close()
        yield Finding(True, "model", f"{name}; `tutor models` asks its server")
    except TutorError as error:
        yield _failed("model", error)


def _sandbox(config: Config) -> Iterator[Finding]:
    from tutor_cli.sandbox.starting import probe

    for trial in probe():
        denied = f"; denies {', '.join(trial.denies)}" if trial.denies else ""
        if trial.layer == "together":
            yield Finding(trial.works, "sandbox", f"{trial.about}{denied}")  # what to do about it: see `code`
        else:
            yield Finding(True if trial.works else None, f"  {trial.layer}", f"{trial.about}{denied}")
    yield from _runs_code()
    yield from _e2b(config)


def _runs_code() -> Iterator[Finding]:
    from tutor_cli.sandbox.manager import Sandboxes

    sandboxes = Sandboxes()
    try:
        execution = sandboxes.for_thread("doctor").run("import sympy; sympy.sqrt(1764)", timeout=30)
        works = execution.text == "42"
        what = "runs SymPy" if works else f"sqrt(1764) gave {execution.text} {execution.error}"
        yield Finding(works, "  code", what)
    except TutorError as error:
        yield _failed("  code", error)
    finally:
        sandboxes.close()


def _e2b(config: Config) -> Iterator[Finding]:
    from tutor_cli.keys import find_key

    try:
        key = find_key("e2b", "E2B_API_KEY", config)
    except TutorError as error:
        yield _failed("e2b", error)
        return
    if key is None and config.get("sandbox.kind", "") == "e2b":
        yield Finding(False, "e2b", "no key, though sandbox.kind is e2b", "Set E2B_API_KEY, or kind = local.")
    elif key is None:
        yield Finding(None, "e2b", "no key (optional: code then runs here)")
    else:
        yield Finding(True, "e2b", f"a key, from {key.source}; not tried")


def _package(what: str, name: str, advice: str) -> Finding:
    try:
        return Finding(True, what, f"{name} {metadata.version(name)}")
    except metadata.PackageNotFoundError:
        return Finding(False, what, f"{name} is not installed", advice)


def _failed(what: str, error: TutorError) -> Finding:
    return Finding(False, what, error.message, error.hint)
