"""tutor: a math tutor in the terminal that answers by writing and running code.

from tutor_cli import Tutor

with Tutor() as tutor:
    print(tutor.ask("What's 10 - 4 raised to the 2.7").output)

docs/api.md tells what else there is.
"""

TYPE_CHECKING = False  # as typing has it, whose import is the longest moment before Ctrl-C is heeded
if TYPE_CHECKING:
    from tutor_cli.answer import Answer
    from tutor_cli.cancellation import Cancellation
    from tutor_cli.domain import (
        Artifact,
        Assistant,
        Run,
        RunError,
        RunStep,
        Settings,
        Thread,
        ToolCall,
        ToolCallRecord,
        ToolOutput,
        ToolSpec,
        Usage,
    )
    from tutor_cli.errors import (
        Cancelled,
        Declined,
        ModelError,
        NotConfigured,
        NotFound,
        NotReachable,
        SandboxError,
        SandboxUnavailable,
        StoreError,
        TutorError,
        UsageError,
    )
    from tutor_cli.runs.events import (
        CallEvent,
        CheckEvent,
        Event,
        MessageDelta,
        MessageEvent,
        NoticeEvent,
        ReasoningEvent,
        RunEvent,
        SourcesEvent,
        StepDelta,
        StepEvent,
        ThreadEvent,
    )
    from tutor_cli.runs.turn import Response, Turn
    from tutor_cli.settings import Config, load_config
    from tutor_cli.tools import Tool, ToolContext, tool
    from tutor_cli.tools.approval import Approvals, Decision
    from tutor_cli.tutor import RunOptions, Tutor

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Approvals",
    "Artifact",
    "Assistant",
    "CallEvent",
    "Cancellation",
    "Cancelled",
    "CheckEvent",
    "Config",
    "Decision",
    "Declined",
    "Event",
    "MessageDelta",
    "MessageEvent",
    "ModelError",
    "NotConfigured",
    "NotFound",
    "NotReachable",
    "NoticeEvent",
    "ReasoningEvent",
    "Response",
    "Run",
    "RunError",
    "RunEvent",
    "RunOptions",
    "RunStep",
    "SandboxError",
    "SandboxUnavailable",
    "Settings",
    "SourcesEvent",
    "StepDelta",
    "StepEvent",
    "StoreError",
    "Thread",
    "ThreadEvent",
    "Tool",
    "ToolCall",
    "ToolCallRecord",
    "ToolContext",
    "ToolOutput",
    "ToolSpec",
    "Turn",
    "Tutor",
    "TutorError",
    "Usage",
    "UsageError",
    "__version__",
    "load_config",
    "tool",
]

# Where each name comes from. Its module is imported when the name is first asked for: together they
# take longer than Python and `tutor --help`.
_MODULE_OF = {
    "Answer": "answer",
    "Approvals": "tools.approval",
    "Artifact": "domain",
    "Assistant": "domain",
    "CallEvent": "runs.events",
    "Cancellation": "cancellation",
    "Cancelled": "errors",
    "CheckEvent": "runs.events",
    "Config": "settings",
    "Decision": "tools.approval",
    "Declined": "errors",
    "Event": "runs.events",
    "MessageDelta": "runs.events",
    "MessageEvent": "runs.events",
    "ModelError": "errors",
    "NotConfigured": "errors",
    "NotFound": "errors",
    "NotReachable": "errors",
    "NoticeEvent": "runs.events",
    "ReasoningEvent": "runs.events",
    "Response": "runs.turn",
    "Run": "domain",
    "RunError": "domain",
    "RunEvent": "runs.events",
    "RunOptions": "tutor",
    "RunStep": "domain",
    "SandboxError": "errors",
    "SandboxUnavailable": "errors",
    "Settings": "domain",
    "SourcesEvent": "runs.events",
    "StepDelta": "runs.events",
    "StepEvent": "runs.events",
    "StoreError": "errors",
    "Thread": "domain",
    "ThreadEvent": "runs.events",
    "Tool": "tools",
    "ToolCall": "domain",
    "ToolCallRecord": "domain",
    "ToolContext": "tools",
    "ToolOutput": "domain",
    "ToolSpec": "domain",
    "Turn": "runs.turn",
    "Tutor": "tutor",
    "TutorError": "errors",
    "Usage": "domain",
    "UsageError": "errors",
    "load_config": "settings",
    "tool": "tools",
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
