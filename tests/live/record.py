"""Record the cassettes again, from the real servers: `make record`, or

python -m tests.live.record [NAME …]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import vcr

from tests.live import scenarios
from tests.live.fetch import MODEL, MODEL_SHA256, SERVERS, fetch
from tests.live.servers import TEMPLATE, agentic_server, llama_server

CASSETTES = Path(__file__).parents[2] / "cassettes" / "models"

HEADER = """\
# Recorded {date} from {server} on the CPU,
# model {model} (SHA-256 {hash}),
# at temperature 0, by tests/live/record.py, scenario "{name}". Not edited.
"""

HIDDEN = ("authorization", "user-agent", "x-stainless-os", "x-stainless-arch", "x-stainless-runtime-version")


def cassette(name: str, *, record: bool = False) -> vcr.VCR:
    """Requests are matched by method and path, in order: what we send may be worded anew."""
    recorder = vcr.VCR(
        record_mode="all" if record else "none",
        match_on=["method", "path", "query"],
        filter_headers=[(header, None) for header in HIDDEN],
        decode_compressed_response=True,
    )
    return recorder.use_cassette(str(CASSETTES / f"{name}.yaml"), allow_playback_repeats=False)


def record(wanted: Iterable[str] = ()) -> None:
    names = set(wanted) or {scenario.__name__ for scenario in scenarios.ALL}
    fetch()
    CASSETTES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for group, server, start in (
            (scenarios.ON_LLAMA, SERVERS[0], llama_server),
            (
                scenarios.ON_BARE_JSON,
                f"{SERVERS[0]} with a chat template of bare JSON calls",
                bare_json_server,
            ),
            (scenarios.IN_SMALL_WINDOW, f"{SERVERS[0]} with a window of 2048 tokens", small_window_server),
            (scenarios.ON_GATEWAY, f"{SERVERS[1]} over {SERVERS[0]}", gateway),
        ):
            chosen = [scenario for scenario in group if scenario.__name__ in names]
            if not chosen:
                continue
            with start() as base_url:
                for scenario in chosen:
                    _record_one(scenario, base_url, Path(folder), server)


def _record_one(scenario: scenarios.Scenario, base_url: str, folder: Path, server: str) -> None:
    name = scenario.__name__
    path = CASSETTES / f"{name}.yaml"
    path.unlink(missing_ok=True)
    began = time.monotonic()
    try:
        with cassette(name, record=True):
            scenario(base_url, folder / name)
    finally:
        if path.exists():
            header = HEADER.format(
                date=date.today(), server=server, model=MODEL, hash=MODEL_SHA256, name=name
            )
            path.write_text(header + path.read_text("utf-8"), "utf-8")
    print(f"{name}: {time.monotonic() - began:.1f} s, {path.stat().st_size} bytes", flush=True)


@contextmanager
def bare_json_server() -> Iterator[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".jinja") as template:
        template.write(TEMPLATE.read_text().replace("```json\\n{", "{").replace("}\\n```", "}"))
        template.flush()
        with llama_server(Path(template.name)) as base_url:
            yield base_url


@contextmanager
def small_window_server() -> Iterator[str]:
    with llama_server(window=2048) as base_url:
        yield base_url


@contextmanager
def gateway() -> Iterator[str]:
    with llama_server() as llama, agentic_server(llama) as base_url:
        yield base_url


if __name__ == "__main__":
    record(sys.argv[1:])
