"""The worker locks itself in, then tries the door.

Policy only: landlockpy and seccompy speak to the kernel. Each layer is entered if it works
here, and what then counts is not which layers were entered but what the trials at the end
found: code runs only if reading a foreign file, opening a socket and forking all failed.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

NEEDED = ("files", "network", "processes")
"""What must be denied before any code is run."""


def enter(setup: dict[str, Any]) -> dict[str, Any]:
    """Enter every layer that works here.

    Returns ``may_run``, ``layers`` (name → what it is, or why it is not there) and
    ``denied`` (what was tried → whether it failed, as it must).
    """
    # find_library would run ldconfig and gcc; None makes ctypes use the C library itself.
    ctypes_util = __import__("ctypes.util").util
    ctypes_util.find_library = lambda name: None
    layers: dict[str, str] = {}
    die_with_parent(setup["parent"])
    os.umask(0o077)
    if setup["confine"]:
        # Landlock needs the paths, seccomp then forbids landlock itself: this order.
        for name, layer in (("rlimits", _rlimits), ("landlock", _landlock), ("seccomp", _seccomp)):
            if name in setup["without"]:
                layers[name] = "left out"
                continue
            try:
                layers[name] = layer(setup)
            except (OSError, ImportError, ValueError) as error:
                layers[name] = f"not available: {error}"
    denied = {"files": _cannot_read(setup["canary"]), "network": _no_socket(), "processes": _no_fork()}
    return {
        "may_run": not setup["confine"] or all(denied[name] for name in NEEDED),
        "layers": layers,
        "denied": denied,
    }


def die_with_parent(parent: int) -> None:
    """Be killed when the thread that started us ends. Bubblewrap sees to it by itself."""
    if sys.platform == "linux" and parent:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)


# Layers


def _rlimits(setup: dict[str, Any]) -> str:
    """What a runaway program may take. Times are not limited here: the parent's clock does that."""
    import resource

    wanted = {
        "RLIMIT_AS": setup["memory"],
        "RLIMIT_FSIZE": setup["file_size"],
        "RLIMIT_NOFILE": 128,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        hard = resource.getrlimit(number)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(number, (value, value))
    # A write beyond RLIMIT_FSIZE is then an OSError instead of the end.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    memory = resource.getrlimit(resource.RLIMIT_AS)[0]
    held = f"{memory >> 20} MiB of memory" if memory != resource.RLIM_INFINITY else "no limit of memory"
    return f"{held}, {resource.getrlimit(resource.RLIMIT_FSIZE)[0] >> 20} MiB a file"


def _landlock(setup: dict[str, Any]) -> str:
    """Files: Python and its libraries to read, the scratch directory to write. No TCP."""
    from landlockpy import AccessFS, Ruleset, Scope

    read = AccessFS.READ_FILE | AccessFS.READ_DIR
    change = (
        AccessFS.WRITE_FILE
        | AccessFS.TRUNCATE
        | AccessFS.REMOVE_DIR
        | AccessFS.REMOVE_FILE
        | AccessFS.MAKE_DIR
        | AccessFS.MAKE_REG
        | AccessFS.MAKE_SYM
        | AccessFS.REFER
    )
    with Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL) as ruleset:
        for path in setup["readable"]:
            _allow(ruleset, path, read if Path(path).is_dir() else AccessFS.READ_FILE)
        for path in ("/dev/zero", "/dev/random", "/dev/urandom"):
            _allow(ruleset, path, AccessFS.READ_FILE)
        _allow(ruleset, "/dev/null", AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        _allow(ruleset, setup["scratch"], read | change)
        ruleset.restrict()
        return f"ABI {ruleset.abi_version}"


def _allow(ruleset: Any, path: str, access: Any) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        ruleset.allow_path(path, access)


ALLOWED = """
read write readv writev pread64 pwrite64 lseek close close_range dup dup2 dup3 pipe pipe2
open openat creat stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2
readlink readlinkat getdents getdents64 getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat
rename renameat renameat2 symlink symlinkat ftruncate fallocate fadvise64 fsync fdatasync
sync_file_range flock umask sendfile copy_file_range splice tee
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
eventfd eventfd2 timerfd_create timerfd_settime timerfd_gettime
brk mmap munmap mremap mprotect madvise msync mincore membarrier get_mempolicy
pkey_alloc pkey_free pkey_mprotect map_shadow_stack
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack
alarm pause setitimer getitimer nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday
time times restart_syscall timer_create timer_settime timer_gettime timer_delete timer_getoverrun
futex futex_waitv set_robust_list get_robust_list set_tid_address rseq arch_prctl
sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
sched_get_priority_min getcpu getpriority
getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgrp getpgid
getsid getrlimit getrusage sysinfo uname getrandom exit exit_group
"""
"""System calls that anything may make. What is not named here fails with EPERM, also under its
x32 number and by whatever name a newer kernel adds: sockets, exec, fork, ptrace, mount, bpf,
io_uring, keyrings, memfd, chmod, chown, utime, link, mknod, truncate by path and all others."""


def _seccomp(setup: dict[str, Any]) -> str:
    """System calls: a list of those allowed, and a few allowed with certain arguments only."""
    from seccompy import Action, ArgCmp, CmpOp, Filter

    rules = Filter(Action.ERRNO | errno.EPERM)
    me = os.getpid()
    same, masked = CmpOp.EQ, CmpOp.MASKED_EQ

    def allow(name: str, *conditions: ArgCmp) -> None:
        with contextlib.suppress(ValueError):  # this architecture has no such call
            rules.allow(name, args=conditions or None)

    # Truncating through a read-only descriptor is beyond old Landlocks' notice.
    writing = os.O_ACCMODE | os.O_TRUNC
    for name, flags in (("open", 1), ("openat", 2)):
        with contextlib.suppress(ValueError):
            rules.errno(name, errno.EPERM, args=[ArgCmp(flags, masked, os.O_TRUNC, writing)])
    for name in ALLOWED.split():
        allow(name)
    # Threads, not processes: CLONE_THREAD set, and no new namespace of any kind.
    allow("clone", ArgCmp(0, masked, 0x00010000, 0x7E030000))
    rules.errno("clone3", errno.ENOSYS)  # its flags cannot be seen: the C library then uses clone
    rules.errno("openat2", errno.ENOSYS)
    for name in ("kill", "tgkill"):  # raise() and abort()
        allow(name, ArgCmp(0, same, me))
    for resource_of in (0, me):
        # Reading a limit is allowed, setting one is not.
        allow("prlimit64", ArgCmp(0, same, resource_of), ArgCmp(2, same, 0))
    for option in (15, 16, 0x53564D41):  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA
        allow("prctl", ArgCmp(0, same, option))
    # fcntl without locks' owners and signals: F_DUPFD, GETFD, SETFD, GETFL, SETFL, locks, DUPFD_CLOEXEC
    for command in (0, 1, 2, 3, 4, 5, 6, 7, 1030, 1032):
        allow("fcntl", ArgCmp(1, same, command))
    for request in (
        0x5401,
        0x5451,
        0x5450,
        0x5413,
        0x541B,
        0x5421,
    ):  # isatty, cloexec, size, FIONREAD, FIONBIO
        allow("ioctl", ArgCmp(1, same, request))
    rules.load()
    return f"{len(ALLOWED.split())} system calls allowed"


# Trials


def _cannot_read(path: str) -> bool:
    """``path`` is a file of the user's that the tutor process put there to be refused."""
    return _fails(lambda: os.close(os.open(path, os.O_RDONLY)))


def _no_socket() -> bool:
    """No socket can be made, or there is nowhere to go: a network of its own, without a way out."""
    import _socket

    def connect() -> None:
        made = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
        try:
            made.connect(("192.0.2.1", 9))  # a datagram socket's connect sends nothing
        finally:
            made.close()

    return _fails(connect)


def _no_fork() -> bool:
    def fork() -> None:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    return _fails(fork)


def _fails(attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except OSError:
        return True
    return False
