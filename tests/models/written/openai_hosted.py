"""NOT A RECORDING: a turn in which OpenAI's server searches the web, runs code and cites both."""

from __future__ import annotations

import base64

from tests.servers.scripted import Json, Turn

PICTURE = b"\x89PNG\r\n\x1a\nnot really"

REASONING: Json = {
    "type": "reasoning",
    "id": "rs_0a1b2c",
    "summary": [{"type": "summary_text", "text": "Look up the number, then plot it."}],
    "encrypted_content": "gAAAAABo",
}

WEB_SEARCH: Json = {
    "type": "web_search_call",
    "id": "ws_0a1b2c",
    "status": "completed",
    "action": {
        "type": "search",
        "query": "speed of light",
        "queries": ["speed of light"],
        "sources": [{"type": "url", "url": "https://example.org/light"}],
    },
}

CODE_INTERPRETER: Json = {
    "type": "code_interpreter_call",
    "id": "ci_0a1b2c",
    "status": "completed",
    "container_id": "cntr_0a1b2c",
    "code": "print(299792458 / 2.7)\nplt.savefig('plot.png')",
    "outputs": [
        {"type": "logs", "logs": "111034243.7037037\n"},
        {"type": "image", "url": "data:image/png;base64," + base64.b64encode(PICTURE).decode()},
    ],
}

TEXT = "About $1.11 \\times 10^8$, from [Light](https://example.org/light). See plot.csv."

MESSAGE: Json = {
    "type": "message",
    "id": "msg_0a1b2c",
    "role": "assistant",
    "status": "completed",
    "phase": "final_answer",
    "content": [
        {
            "type": "output_text",
            "text": TEXT,
            "logprobs": [],
            "annotations": [
                {
                    "type": "url_citation",
                    "title": "Light",
                    "url": "https://example.org/light",
                    "start_index": 30,
                    "end_index": 62,
                },
                {
                    "type": "container_file_citation",
                    "container_id": "cntr_0a1b2c",
                    "file_id": "cfile_0a1b2c",
                    "filename": "../../plot.csv",
                    "start_index": 68,
                    "end_index": 76,
                },
            ],
        }
    ],
}

TURN = Turn(items=(REASONING, WEB_SEARCH, CODE_INTERPRETER, MESSAGE))

FILES = {"/containers/cntr_0a1b2c/files/cfile_0a1b2c/content": b"x,y\n1,2\n"}

NO_CREDIT: Json = {
    "message": "You exceeded your current quota, please check your plan and billing details.",
    "type": "insufficient_quota",
    "param": None,
    "code": "insufficient_quota",
}
"""The body of a 429 that must not be tried again."""
