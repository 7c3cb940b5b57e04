"""Opening the tools an assistant names, and listing all there are.

A name is one of

    run_python, web_search, read_page       our own
    code_interpreter, web_search_hosted     run by the model's own server
    path/to/file.py:function                a function of a file; without :function, its @tools
    package.module:function                 a function of a module
    mcp:NAME                                every tool of an MCP server in the config file
    tools/                                  every tool of the tools folder
    anything else                           a tool of the folder, or an entry point ``tutor.tools``
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tutor_cli.domain import ToolOutput, ToolSpec
from tutor_cli.errors import TutorError, UsageError
from tutor_cli.settings import Config
from tutor_cli.tools.base import Approval, Confirm, GivenTool, Notice, Tool, ToolContext
from tutor_cli.tools.loading import ToolFolder, as_tool, entry_point_tools, is_reference, load

if TYPE_CHECKING:
    from tutor_cli.tools.mcp import McpServer

FOLDER = "tools/"
MCP = "mcp:"

HOSTED: Mapping[str, Mapping[str, Any]] = {
    "code_interpreter": {"type": "code_interpreter", "container": {"type": "auto"}},
    "web_search_hosted": {"type": "web_search"},
}
"""The tools that a model's own server runs, as it is told of them."""


class HostedTool:
    """A tool that the model's own server runs: described here, never called here."""

    approval: Approval = "auto"

    def __init__(self, name: str) -> None:
        self.spec = ToolSpec(name, "Run by the model's own server.", hosted=HOSTED[name])

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        return ToolOutput(f"{self.spec.name} is run by the model's own server.", is_error=True)

    def close(self) -> None:
        """Nothing to let go of."""


def open_tools(
    given: Sequence[GivenTool],
    config: Config,
    *,
    run_python: Callable[[], Tool],
    confirm: Confirm | None = None,
    notice: Notice = lambda text: None,
) -> list[Tool]:
    """The tools of these names, functions and tools; what is given twice counts once.

    ``confirm`` asks about new files of the tools folder; without it they are not loaded.
    ``notice`` is told what of the folder, or which MCP server, had to be left out.
    Raises UsageError for a name that names nothing, a tool that cannot be loaded, and
    two tools of one name; NotConfigured for an MCP server that is not configured.
    """
    opened: dict[str, tuple[Tool, str]] = {}
    servers = _begun(given, config)
    try:
        for each in dict.fromkeys(given):
            tools: Sequence[Tool]
            if isinstance(each, str) and each in servers:
                tools, whence = _mcp_tools(servers[each], notice), each
            elif isinstance(each, str):
                tools, whence = _open(each, config, run_python, confirm, notice), each
            else:
                tools, whence = [as_tool(each, repr(each))], "one given by the program"
            for tool in tools:
                spec = tool.spec
                if spec.name in opened and whence == FOLDER:
                    notice(
                        f"A tool of the tools folder was left out: {opened[spec.name][1]} is named so too."
                    )
                    continue
                if spec.name in opened:
                    tool.close()
                    raise UsageError(
                        f"Two tools are named {spec.name!r}: {opened[spec.name][1]} and {whence}.",
                        'Leave one out, or rename yours: @tool(name="…").',
                    )
                opened[spec.name] = (tool, whence)
    except BaseException:
        for tool, _ in opened.values():
            tool.close()
        for server in servers.values():
            server.close()
        raise
    return [tool for tool, _ in opened.values()]


def _open(
    name: str, config: Config, run_python: Callable[[], Tool], confirm: Confirm | None, notice: Notice
) -> Sequence[Tool]:
    if name == "run_python":
        return [run_python()]
    if name == "web_search":
        from tutor_cli.tools.web_search import SearchOptions, WebSearch

        SearchOptions.configured(config)
        return [WebSearch(config)]
    if name == "read_page":
        from tutor_cli.tools.read_page import ReadPage

        return [ReadPage(config)]
    if name in HOSTED:
        return [HostedTool(name)]
    if name == FOLDER:
        return list(_folder_tools(config, confirm, notice))
    if is_reference(name):
        return load(name)
    named = _named(name, config, confirm, notice)
    if named is None:
        raise UsageError(
            f"There is no tool named {name!r}.",
            "`tutor tools` lists them; one of your own is given as path/to/file.py:function.",
        )
    return named


def _named(name: str, config: Config, confirm: Confirm | None, notice: Notice) -> list[Tool] | None:
    for tool in _folder_tools(config, confirm, notice):
        if tool.spec.name == name:
            return [tool]
    loader = entry_point_tools().get(name)
    return loader() if loader else None


def _folder_tools(config: Config, confirm: Confirm | None, notice: Notice) -> Iterator[Tool]:
    folder = ToolFolder(config)
    for path in folder.files():
        try:
            yield from folder.load(path, confirm)
        except UsageError as error:
            notice(f"{error.message} {error.hint}")


def mcp_names(config: Config) -> list[str]:
    """The MCP servers of the config file."""
    servers = config.get("mcp", None)
    return list(servers) if isinstance(servers, Mapping) else []


def _begun(names: Sequence[GivenTool], config: Config) -> dict[str, McpServer]:
    """The MCP servers among ``names``, all starting at the same time. Raises NotConfigured."""
    wanted = [name for name in dict.fromkeys(names) if isinstance(name, str) and name.startswith(MCP)]
    if not wanted:
        return {}
    from tutor_cli.tools.mcp import McpServer

    servers = {name: McpServer.configured(name.removeprefix(MCP), config) for name in wanted}
    for server in servers.values():
        server.begin()
    return servers


def _mcp_tools(server: McpServer, notice: Notice) -> list[Tool]:
    """The server's tools; one that does not work is left out with a notice."""
    from tutor_cli.tools.mcp_connection import McpError

    try:
        return list(server.tools(notice))
    except McpError as error:
        notice(f"{error.message} Its tools are left out.")
        return []


@dataclass(frozen=True)
class Listed:
    """A tool there is, for ``tutor tools``."""

    name: str
    origin: str
    works: bool
    note: str
    """What it does, or what is wrong with it; one line."""
    approval: Approval | None = None


def list_tools(
    config: Config, *, run_python: Callable[[], Tool], confirm: Confirm | None = None
) -> Iterator[Listed]:
    """Every tool that could be named, tried out as far as that costs nothing but a start."""
    servers = {name: _server_opener(name, config) for name in mcp_names(config)}
    for name in ("run_python", "web_search", "read_page", *HOSTED):
        origin = "the model's server" if name in HOSTED else "tutor"
        yield from _tried(name, origin, partial(_open, name, config, _tried_out(run_python), None, _ignore))
    folder = ToolFolder(config)
    for path in folder.files():
        yield from _tried(path.name, f"{FOLDER}{path.name}", partial(folder.load, path, confirm))
    for name, loader in entry_point_tools().items():
        yield from _tried(name, "an installed package", loader)
    for name, opener in servers.items():
        yield from _tried(f"{MCP}{name}", f"MCP server {name}", opener)


def _server_opener(name: str, config: Config) -> Callable[[], Sequence[Tool]]:
    """Begins the start of a server; what is returned waits for it. Whatever is wrong is raised then."""
    from tutor_cli.tools.mcp import McpServer

    try:
        server = McpServer.configured(name, config)
    except TutorError:
        return lambda: McpServer.configured(name, config).tools(_ignore)
    server.begin()
    return lambda: server.tools(_ignore)


def _tried_out(run_python: Callable[[], Tool]) -> Callable[[], Tool]:
    """``run_python``, known to run code. Raises UsageError with what it says otherwise."""

    def opener() -> Tool:
        tool = run_python()
        output = tool.call({"code": "6 * 7"}, ToolContext(thread_id="thread_of_no_conversation"))
        if output.is_error:
            raise UsageError(" ".join(output.text.split())[:300])
        return tool

    return opener


def _tried(name: str, origin: str, opener: Callable[[], Sequence[Tool]]) -> Iterator[Listed]:
    try:
        tools = opener()
    except TutorError as error:
        yield Listed(name, origin, False, " ".join(f"{error.message} {error.hint}".split()))
        return
    except Exception as error:
        yield Listed(name, origin, False, f"{type(error).__name__}: {error}".splitlines()[0])
        return
    try:
        for tool in tools:
            sentence = (tool.spec.description.splitlines() or [""])[0].partition(". ")[0].removesuffix(".")
            yield Listed(tool.spec.name, origin, True, sentence[:120], tool.approval)
    finally:
        for tool in tools:
            tool.close()


def _ignore(text: str) -> None:
    """What is left out is listed as not working."""
