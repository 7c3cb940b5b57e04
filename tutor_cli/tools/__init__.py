"""What a run may do: the Tool protocol, the tools there are, and the one safe way to call them."""

from tutor_cli.tools.base import Tool, ToolContext
from tutor_cli.tools.functions import FunctionTool, tool

__all__ = ["FunctionTool", "Tool", "ToolContext", "tool"]
