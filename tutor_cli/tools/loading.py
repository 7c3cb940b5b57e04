"""Loading a person's own tools: from a file, a module, an entry point or the ``tools/`` folder.

They run in tutor's own process. What a command line or an assistant names is loaded;
what merely lies in the folder is loaded once the person has said so, file by file.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import linecache
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from tutor_cli.errors import UsageError
from tutor_cli.settings import Config
from tutor_cli.store.files import write_private_file
from tutor_cli.tools.base import Confirm, Tool
from tutor_cli.tools.functions import FunctionTool
from tutor_cli.tools.printing import printed_to
from tutor_cli.tools.text import describe

ENTRY_POINTS = "tutor.tools"


def load(reference: str) -> list[Tool]:
    """The tools that ``path/to/file.py:name`` or ``package.module:name`` names.

    Without ``:name``, every tool that a file makes. Raises UsageError, in one line, for
    whatever is wrong with them.
    """
    where, _, name = reference.rpartition(":") if ":" in reference else (reference, "", "")
    if where.endswith(".py"):
        path = _path(where)
        return _tools_of(_run_file(path, _read(path)), path.name, name)
    return _tools_of(_import_module(where), where, name)


def is_reference(name: str) -> bool:
    """Whether ``name`` is a file or a module rather than a tool's name."""
    return ":" in name or name.endswith(".py")


def absolute(name: str) -> str:
    """``name``, with a file's path made absolute: to keep it with an assistant."""
    path, colon, function = name.rpartition(":") if ":" in name else (name, "", "")
    return f"{_path(path)}{colon}{function}" if path.endswith(".py") else name


def entry_point_tools() -> dict[str, Callable[[], list[Tool]]]:
    """What installed packages offer, by name; each is loaded when called."""
    from importlib.metadata import entry_points

    return {each.name: partial(load, each.value) for each in entry_points(group=ENTRY_POINTS)}


class ToolFolder:
    """``tools/`` in the configuration directory, and what the person said about its files."""

    def __init__(self, config: Config) -> None:
        self.path = config.config_dir / "tools"
        self._answers_path = config.config_dir / "allowed-tools.json"

    def files(self) -> list[Path]:
        """Its Python files, by name; those that begin with ``_`` or ``.`` are not tools."""
        try:
            return sorted(path for path in self.path.glob("*.py") if path.name[0] not in "_.")
        except OSError:
            return []

    def load(self, path: Path, confirm: Confirm | None) -> list[Tool]:
        """The tools of one of the files, asking about it unless the person has answered for
        just this content. Raises UsageError if it is not allowed or cannot be loaded."""
        source = _read(path)
        digest = hashlib.sha256(source).hexdigest()
        answers = self._answers()
        answer = answers.get(path.name)
        if answer is None or answer.get("sha256") != digest:
            if confirm is None:
                raise UsageError(
                    f"{path} {'is new' if answer is None else 'has changed'} and was not loaded.",
                    "Run `tutor tools` at a terminal to be asked about it.",
                )
            allowed = confirm(path, "is new" if answer is None else "has changed")
            answer = {"sha256": digest, "allowed": allowed}
            self._remember({**answers, path.name: answer})
        if not answer.get("allowed"):
            raise UsageError(f"{path} is not allowed.", "`tutor tools --ask-again` asks about it again.")
        return _tools_of(_run_file(path, source), path.name, "")

    def forget_refusals(self) -> None:
        """Ask again about what was refused."""
        self._remember({name: each for name, each in self._answers().items() if each.get("allowed")})

    def _answers(self) -> dict[str, Any]:
        try:
            answers = json.loads(self._answers_path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(answers, dict):
            return {}
        return {name: each for name, each in answers.items() if isinstance(each, dict)}

    def _remember(self, answers: Mapping[str, Any]) -> None:
        with suppress(OSError):  # else it is asked again
            write_private_file(self._answers_path, json.dumps(answers, indent=1))


def _path(where: str) -> Path:
    try:
        return Path(where).expanduser().absolute()
    except (OSError, RuntimeError) as error:  # no such user, no current directory
        raise UsageError(f"There is no {where}: {error}", "Give the path of a Python file.") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UsageError(
            f"The tool file {path} cannot be read: {why}.", "Give the path of a Python file."
        ) from error


def _run_file(path: Path, source: bytes) -> types.ModuleType:
    """Run exactly ``source``, which was read (and approved) before."""
    name = f"tutor_tool_{path.stem}_{hashlib.sha256(source).hexdigest()[:12]}"
    if name in sys.modules:
        return sys.modules[name]
    module = types.ModuleType(name)
    module.__file__ = str(path)
    with _told_in_one_line(str(path)):
        code = compile(source, str(path), "exec")
        sys.modules[name] = module  # dataclasses and pydantic look their module up there
        try:
            exec(code, module.__dict__)  # noqa: S102
        except BaseException:
            del sys.modules[name]
            raise
    linecache.checkcache(str(path))
    return module


def _import_module(name: str) -> types.ModuleType:
    here = str(_path("."))
    added = here not in sys.path
    if added:
        sys.path.append(here)  # last, so that nothing here stands in for a library
    try:
        with _told_in_one_line(name):
            return importlib.import_module(name)
    finally:
        if added:
            sys.path.remove(here)


@contextmanager
def _told_in_one_line(what: str) -> Iterator[None]:
    """Whatever loading raises, as a UsageError; what it prints is dropped."""
    try:
        with printed_to(lambda stream, text: None):
            yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        line = ""
        if not isinstance(error, SyntaxError):  # whose text says its line
            frames = [frame for frame in _frames(error) if frame[0] == what]
            line = f", line {frames[-1][1]}" if frames else ""
        told = " ".join(describe(error, 300).split())
        raise UsageError(
            f"The tools of {what} could not be loaded: {told}{line}.",
            "Mend the file, or leave it out.",
        ) from error


def _frames(error: BaseException) -> Iterator[tuple[str, int]]:
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next


def _tools_of(module: types.ModuleType, where: str, name: str) -> list[Tool]:
    """The tool named ``name``, or all that the module itself makes."""
    if not name:
        found = [value for value in vars(module).values() if isinstance(value, FunctionTool)]
        tools: list[Tool] = [each for each in dict.fromkeys(found) if each.__module__ == module.__name__]
        if not tools:
            raise UsageError(f"{where} makes no tool.", "Put @tool before a function of it.")
    else:
        value = getattr(module, name, None)
        if value is None:
            raise UsageError(
                f"{where} has no {name!r}.", f"It has: {', '.join(_offered(module)) or 'no function'}."
            )
        tools = [as_tool(value, f"{where}:{name}")]
    for each in tools:
        each.spec.name  # noqa: B018  raises what is wrong with it, here and now
    return tools


def as_tool(value: Any, where: str) -> Tool:
    """A tool as it is, a function made one. Raises UsageError for anything else."""
    if isinstance(value, types.FunctionType):
        return FunctionTool(value)
    if isinstance(value, type):
        raise UsageError(f"{where} is a class.", "Name a function, or an instance of it.")
    if all(hasattr(value, each) for each in ("spec", "approval", "call", "close")):
        made: Tool = value
        return made
    raise UsageError(f"{where} is no function.", "Name a function with types.")


def _offered(module: types.ModuleType) -> list[str]:
    return [
        name
        for name, value in vars(module).items()
        if isinstance(value, (FunctionTool, types.FunctionType)) and value.__module__ == module.__name__
    ]
