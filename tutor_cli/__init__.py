"""tutor: a math tutor in the terminal that answers by writing and running code.

from tutor_cli import Tutor

with Tutor() as tutor:
    print(tutor.ask("What's 10 - 4 raised to the 2.7").output)

docs/api.md tells what else there is.
"""

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
