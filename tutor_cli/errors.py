"""Everything that can go wrong and be told to a person in one line.

TutorError
├── UsageError            wrong usage, exit 2
│   └── NotFound          an id that names nothing, or several things
├── StoreError            the database cannot be read or written, exit 1
├── ModelError            the model did not answer, exit 1
│   ├── Declined          it says it cannot answer this, exit 1
│   └── NotReachable      no key, wrong key, no network, unknown model, no credit: exit 3
├── SandboxError          code cannot be run here, exit 1
│   └── SandboxUnavailable  nothing that confines works, or E2B cannot be reached: exit 3
└── NotConfigured         something must be set up first, exit 3

``Cancelled`` stands apart: nothing went wrong, the person asked to stop.
"""

from __future__ import annotations

from typing import ClassVar


class TutorError(Exception):
    """``message`` says what is wrong, ``hint`` what to do about it; each is one line."""

    exit_status: ClassVar[int] = 1
    code: str = "error"

    def __init__(self, message: str, hint: str = "", *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code


class UsageError(TutorError):
    exit_status = 2
    code = "usage"


class NotFound(UsageError):
    code = "not_found"


class StoreError(TutorError):
    code = "store"


class ModelError(TutorError):
    code = "model_error"


class Declined(ModelError):
    code = "declined"


class NotReachable(ModelError):
    exit_status = 3
    code = "not_reachable"


class SandboxError(TutorError):
    code = "sandbox"


class SandboxUnavailable(SandboxError):
    exit_status = 3
    code = "sandbox_unavailable"


class NotConfigured(TutorError):
    exit_status = 3
    code = "not_configured"


class Cancelled(Exception):
    """The person asked to stop. Raised where work was waiting, caught by the run loop."""

    exit_status: ClassVar[int] = 130
