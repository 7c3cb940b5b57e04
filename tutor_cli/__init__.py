"""tutor: a math tutor in the terminal that answers by writing and running code.

from tutor_cli import Tutor

with Tutor() as tutor:
    print(tutor.ask("What's 10 - 4 raised to the 2.7").output)

docs/api.md tells what else there is.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # as typing has it, whose import is the longest moment before Ctrl-C is heeded
if TYPE_CHECKING:  # each name “as” itself, which says to type checkers that it may be imported from here
    from tutor_cli.answer import Answer as Answer
    from tutor_cli.cancellation import Cancellation as Cancellation
    from tutor_cli.domain import Artifact as Artifact
    from tutor_cli.domain import Assistant as Assistant
    from tutor_cli.domain import Run as Run
    from tutor_cli.domain import RunError as RunError
    from tutor_cli.domain import RunStep as RunStep
    from tutor_cli.domain import Settings as Settings
    from tutor_cli.domain import Thread as Thread
    from tutor_cli.domain import ToolCall as ToolCall
    from tutor_cli.domain import ToolCallRecord as ToolCallRecord
    from tutor_cli.domain import ToolOutput as ToolOutput
    from tutor_cli.domain import ToolSpec as ToolSpec
    from tutor_cli.domain import Usage as Usage
    from tutor_cli.errors import Cancelled as Cancelled
    from tutor_cli.errors import Declined as Declined
    from tutor_cli.errors import ModelError as ModelError
    from tutor_cli.errors import NotConfigured as NotConfigured
    from tutor_cli.errors import NotFound as NotFound
    from tutor_cli.errors import NotReachable as NotReachable
    from tutor_cli.errors import SandboxError as SandboxError
    from tutor_cli.errors import SandboxUnavailable as SandboxUnavailable
    from tutor_cli.errors import StoreError as StoreError
    from tutor_cli.errors import TutorError as TutorError
    from tutor_cli.errors import UsageError as UsageError
    from tutor_cli.runs.events import CallEvent as CallEvent
    from tutor_cli.runs.events import CheckEvent as CheckEvent
    from tutor_cli.runs.events import Event as Event
    from tutor_cli.runs.events import MessageDelta as MessageDelta
    from tutor_cli.runs.events import MessageEvent as MessageEvent
    from tutor_cli.runs.events import NoticeEvent as NoticeEvent
    from tutor_cli.runs.events import ReasoningEvent as ReasoningEvent
    from tutor_cli.runs.events import RunEvent as RunEvent
    from tutor_cli.runs.events import SourcesEvent as SourcesEvent
    from tutor_cli.runs.events import StepDelta as StepDelta
    from tutor_cli.runs.events import StepEvent as StepEvent
    from tutor_cli.runs.events import ThreadEvent as ThreadEvent
    from tutor_cli.runs.turn import Response as Response
    from tutor_cli.runs.turn import Turn as Turn
    from tutor_cli.settings import Config as Config
    from tutor_cli.settings import load_config as load_config
    from tutor_cli.tools import Tool as Tool
    from tutor_cli.tools import ToolContext as ToolContext
    from tutor_cli.tools import tool as tool
    from tutor_cli.tools.approval import Approvals as Approvals
    from tutor_cli.tools.approval import Decision as Decision
    from tutor_cli.tutor import RunOptions as RunOptions
    from tutor_cli.tutor import Tutor as Tutor
else:
    # A name's module is imported when the name is first asked for: together they take longer than Python
    # and `tutor --help`.
    _NAMES_IN = {
        "answer": "Answer",
        "cancellation": "Cancellation",
        "domain": "Artifact Assistant Run RunError RunStep Settings Thread "
        "ToolCall ToolCallRecord ToolOutput ToolSpec Usage",
        "errors": "Cancelled Declined ModelError NotConfigured NotFound NotReachable "
        "SandboxError SandboxUnavailable StoreError TutorError UsageError",
        "runs.events": "CallEvent CheckEvent Event MessageDelta MessageEvent NoticeEvent "
        "ReasoningEvent RunEvent SourcesEvent StepDelta StepEvent ThreadEvent",
        "runs.turn": "Response Turn",
        "settings": "Config load_config",
        "tools": "Tool ToolContext tool",
        "tools.approval": "Approvals Decision",
        "tutor": "RunOptions Tutor",
    }
    _MODULE_OF = {name: module for module, names in _NAMES_IN.items() for name in names.split()}
    __all__ = sorted(["__version__", *_MODULE_OF])

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
