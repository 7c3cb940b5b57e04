"""tutor: a math tutor in the terminal that answers by writing and running code.

from tutor_cli import Tutor

with Tutor() as tutor:
    print(tutor.ask("What's 10 - 4 raised to the 2.7").output)
"""

from tutor_cli.domain import Assistant, Run, RunStep, Settings, Thread, ToolCall, ToolOutput, Usage
from tutor_cli.errors import TutorError
from tutor_cli.runs.turn import Response, Turn
from tutor_cli.tools import ToolContext, tool
from tutor_cli.tutor import Answer, Tutor

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Assistant",
    "Response",
    "Run",
    "RunStep",
    "Settings",
    "Thread",
    "ToolCall",
    "ToolContext",
    "ToolOutput",
    "Turn",
    "Tutor",
    "TutorError",
    "Usage",
    "__version__",
    "tool",
]
