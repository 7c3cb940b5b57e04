"""One question with one tool call, over a scripted server on this machine: whole processes.

tutor against a bare loop over the openai SDK, `llm` with a tool, and LangChain's
OpenAIAssistantRunnable with AgentExecutor (on an imitation of the Assistants API, which is
gone). Then, within one process: what a turn costs beyond the server's own time, and how long
after its arrival a token is handed on.

The peers run in an environment of their own, named by TUTOR_BENCH; `python -m
benchmarks.models --install` makes it. Without it they are left out, and that is said.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from benchmarks.measure import show, side_by_side
from tests.servers.assistants import AssistantsServer
from tests.servers.scripted import ScriptedServer, Turn, call, say

PEERS = ("llm==0.36", "langchain-classic==1.0.8", "openai==3.54.0")
QUESTION = "What's 10 - 4 raised to the 2.7"
ANSWER = "The result is about $-32.224$. " * 3
RUNS = 9

BARE = """
import json, sys
from openai import OpenAI
client = OpenAI(base_url=sys.argv[1], api_key="k")
tool = {"type": "function", "name": "run_python", "description": "Run Python.", "strict": False,
        "parameters": {"type": "object", "properties": {"code": {"type": "string"}}}}
items = [{"role": "user", "content": sys.argv[2]}]
calls = True
while calls:
    done = []
    for event in client.responses.create(model="m", input=items, tools=[tool], stream=True, store=False):
        if event.type == "response.output_text.delta":
            print(event.delta, end="", flush=True)
        elif event.type == "response.output_item.done":
            done.append(event.item)
    items += [item.to_dict() for item in done]
    calls = [item for item in done if item.type == "function_call"]
    for item in calls:
        output = str(eval(json.loads(item.arguments)["code"]))
        items.append({"type": "function_call_output", "call_id": item.call_id, "output": output})
print()
"""

LANGCHAIN = """
import sys, warnings
warnings.simplefilter("ignore")
from langchain_classic.agents import AgentExecutor
from langchain_classic.agents.openai_assistant import OpenAIAssistantRunnable
from langchain_core.tools import tool
from openai import OpenAI

@tool
def run_python(code: str) -> str:
    "Run Python."
    return str(eval(code))

agent = OpenAIAssistantRunnable.create_assistant(
    name="tutor", instructions="Answer.", tools=[run_python], model="m", as_agent=True,
    client=OpenAI(base_url=sys.argv[1], api_key="k"))
print(AgentExecutor(agent=agent, tools=[run_python]).invoke({"content": sys.argv[2]})["output"])
"""

LLM_MODELS = """\
- model_id: scripted
  model_name: m
  api_base: {base_url}
  supports_tools: true
"""

LLM_FUNCTION = """
def run_python(code: str) -> str:
    "Run Python."
    return str(eval(code))
"""


def script() -> cycle[Turn]:
    return cycle([call("run_python", code="10 - 4**2.7"), say(ANSWER)])


def peers() -> Path:
    from platformdirs import user_cache_path

    return Path(os.environ.get("TUTOR_BENCH") or user_cache_path("tutor-bench")) / "venv" / "bin"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole_processes(Path(folder))
        within_one_process(Path(folder))


def whole_processes(folder: Path) -> None:
    environ = {"TUTOR_HOME": str(folder / "tutor"), "LLM_USER_PATH": str(folder), "OPENAI_API_KEY": "k"}
    tutor = str(Path(sys.executable).with_name("tutor"))
    with ScriptedServer(script()) as server, AssistantsServer(script()) as assistants:
        url = server.base_url
        ask = [tutor, "ask", QUESTION, "-m", "openai/m", "--base-url", url, "--tool", "run_python"]
        commands = {
            "bare SDK loop": [sys.executable, "-c", BARE, url, QUESTION],
            "tutor, answer not checked": ["env", "TUTOR_CHECK=0", *ask],
            "tutor": ask,
        }
        if (peers() / "llm").exists():
            (folder / "extra-openai-models.yaml").write_text(LLM_MODELS.format(base_url=url))
            llm = [str(peers() / "llm"), "prompt", "-m", "scripted", "--functions", LLM_FUNCTION, QUESTION]
            commands["llm"] = llm
            python = str(peers() / "python")
            commands["LangChain"] = [python, "-c", LANGCHAIN, assistants.base_url, QUESTION]
        else:
            print("llm and LangChain are left out: python -m benchmarks.models --install\n")
        for name, command in commands.items():
            answered = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True)
            if "-32.224" not in answered.stdout:
                raise SystemExit(f"{name} did not answer:\n{answered.stdout}\n{answered.stderr}")
        times = side_by_side(commands, runs=RUNS, environ=environ)
    show(times, "bare SDK loop")


def within_one_process(folder: Path) -> None:
    from tutor_cli import Tutor
    from tutor_cli.items import user_message
    from tutor_cli.models.base import ModelRequest, TextDelta
    from tutor_cli.models.choose import open_model
    from tutor_cli.runs.events import MessageDelta
    from tutor_cli.settings import load_config

    config = load_config({"TUTOR_HOME": str(folder / "warm"), "OPENAI_API_KEY": "k"})
    pace = 0.02
    with ScriptedServer(cycle([say(ANSWER, pace=pace)])) as server, Tutor(config) as tutor:
        asked = {"model": "openai/m", "base_url": server.base_url, "tools": []}
        tutor.ask("Warm up", **asked)
        overheads, lags = [], []
        for _ in range(RUNS):
            began = time.perf_counter()
            server.sent_at.clear()
            seen = [
                time.perf_counter()
                for event in tutor.run(None, "Again", **asked)
                if isinstance(event, MessageDelta)
            ]
            overheads.append(time.perf_counter() - began - server.busy_seconds)
            lags += [after - before for before, after in zip(server.sent_at, seen, strict=True)]
    print(f"\na turn beyond the server's own time: {1000 * statistics.median(overheads):.1f} ms")
    print(
        f"a token from the server's write to the event: {1000 * statistics.median(lags):.2f} ms (median), ",
        end="",
    )
    print(f"at worst {1000 * max(lags):.2f} ms of {len(lags)}")

    with ScriptedServer(cycle([say(ANSWER)])) as server:
        model = open_model("openai/m", config, server.base_url)
        request = ModelRequest("", [user_message("Hi")])
        list(model.respond(request))
        taken = []
        for _ in range(RUNS * 5):
            began = time.perf_counter()
            deltas = sum(isinstance(event, TextDelta) for event in model.respond(request))
            taken.append(time.perf_counter() - began)
        model.close()
    print(
        f"one streamed answer of {deltas} deltas, client and server: {1000 * statistics.median(taken):.1f} ms"
    )


def install() -> None:
    folder = peers().parent
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *PEERS], check=True)


if __name__ == "__main__":
    install() if "--install" in sys.argv else main()
