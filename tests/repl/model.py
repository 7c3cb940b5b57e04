"""A model that does what the question's first word says, served over HTTP."""

from __future__ import annotations

from itertools import repeat
from typing import Any

from tests.servers.scripted import ScriptedServer, Turn, call, refuse, say
from tutor_cli.models.compaction import ASK_FOR_SUMMARY

FOREVER = 90.0
"""Seconds: longer than any test."""
LOOP = "import time\nfor i in range(1000):\n    print('step', i, flush=True)\n    time.sleep(0.2)"
WORDS = " ".join(
    ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"] * 200
)
"""At its pace longer than any test, too: it is always interrupted."""
FORMULA = "It is\n\n$$\n\\frac{1}{" + "x + " * 400 + "1}\n$$\n"


def _scripted(body: dict[str, Any]) -> Turn:
    if body.get("instructions") == ASK_FOR_SUMMARY:
        return say("Never summarised.", delay=FOREVER)
    items = body["input"]
    question = [item["content"][0]["text"] for item in items if item.get("role") == "user"][-1]
    called = items[-1].get("type") == "function_call_output"
    match question.split()[0]:
        case "silent":
            return say("Never said.", delay=FOREVER)
        case "words":
            return say(WORDS, pace=0.03, chunk=4)
        case "formula":
            return say(FORMULA, pace=0.03, chunk=4)
        case "compact":
            return refuse(400, "the request exceeds the context size", "exceed_context_size_error")
        case "loop":
            return call("run_python", code=LOOP)
        case "between" if called:
            return say("Never said.", delay=FOREVER)
        case "between" | "tool" if not called:
            return call("run_python", code="6 * 7")
    return say(f"Answer to {question}.")


def scripted_model() -> ScriptedServer:
    return ScriptedServer(repeat(_scripted))


def served(model: ScriptedServer) -> dict[str, str]:
    """The environment in which it answers."""
    return {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": "sk-test"}
