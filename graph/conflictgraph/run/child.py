"""A child process that calls functions for us and can be killed.

Python cannot cancel a call, least of all one that runs inside a library; ending the process that makes it is the one
real time limit. `multiprocessing` is not used: its children import the caller's main script again, keep the pool's
pipes open after the parent has died, and one dying child takes the whole pool along.

Both ends speak pickle over the child's stdin and stdout. The child ends when its stdin does, so none outlives the
parent. What the child is asked to call must be importable by name.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

R = TypeVar("R")

_BOOT = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from conflictgraph.run.child import main; main()"
)
# One process per core is enough: numeric libraries that start threads of their own would only get in each other's way.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ChildDied(Exception):
    """The child ended before it answered; the message is a clause that says how."""


class ChildTimeout(ChildDied):
    """The child was ended because its time was up."""


class ChildError(Exception):
    """The call failed in the child with an exception that cannot travel; the message names it."""


class Child:
    """One child process. Calls are made one at a time; it starts with the first."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def call(self, function: Callable[..., R], *args: object, timeout: float | None = None) -> R:
        """`function(*args)`, computed in the child.

        `timeout` is in seconds, the child's start included. Raises what the function raises; `ChildTimeout` or
        `ChildDied` where there is no answer (the next call starts a new child); `ChildError` for what cannot travel.
        """
        message = pickle.dumps((function, args))
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(timeout, end) if timeout is not None else None
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            try:
                process.stdin.write(message)
                process.stdin.flush()
                answer = pickle.load(process.stdout)
            except (EOFError, OSError, pickle.UnpicklingError):
                code = self._ended()
                if late.is_set():
                    raise ChildTimeout(f"took longer than {timeout:g} seconds") from None
                raise ChildDied(_how(code)) from None
            except BaseException:  # interrupted while waiting: the answer on its way belongs to nobody
                self.close()
                raise
        finally:
            if timer is not None:
                timer.cancel()
        if late.is_set():  # the answer came as the time ran out; the child is gone
            self._ended()
        result: R = _outcome(answer)
        return result

    def kill(self) -> None:
        """End the child, from any thread; a call that waits for it raises `ChildDied`."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the child and let go of its pipes. Harmless when none runs."""
        self.kill()
        self._ended()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        if self._process is not None:
            self._ended()
        environment = {**os.environ, **{name: os.environ.get(name, "1") for name in _ONE_THREAD}}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BOOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # a child that died at once is found out by the call
            self._process.stdin.write(pickle.dumps(sys.path))
            self._process.stdin.flush()
        return self._process

    def _ended(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        return process.wait()


def _how(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"died ({signal.Signals(-code).name})"
    return f"died (exit status {code})"


def _outcome(answer: tuple[str, Any]) -> Any:
    kind, value = answer
    if kind == "value":
        return value
    if kind == "error":
        cls, args, state = value
        # Not `cls(*args)`: our errors make their message from other arguments than they pass on.
        error: BaseException = cls.__new__(cls, *args)
        error.args = args
        error.__dict__.update(state)
        raise error
    raise ChildError(value)


def _answer(function: Callable[..., object], args: tuple[object, ...]) -> bytes:
    try:
        answer: tuple[str, object] = ("value", function(*args))
    except BaseException as e:  # noqa: BLE001  # everything travels to the caller
        answer = ("error", (type(e), e.args, e.__dict__))
    try:
        data = pickle.dumps(answer)
        if answer[0] == "error":
            pickle.loads(data)  # an exception can be of a class that is not importable
        return data
    except Exception as e:  # noqa: BLE001  # __reduce__ may raise anything
        return pickle.dumps(("untold", f"{type(e).__name__}: {e}"))


def main() -> None:
    """The child's side: answer until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    incoming: BinaryIO = sys.stdin.buffer
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not land among the answers
    while True:
        try:
            function, args = pickle.load(incoming)
        except EOFError:
            return
        except Exception as e:  # noqa: BLE001  # importing the function's module may raise anything
            data = pickle.dumps(("untold", f"{type(e).__name__}: {e}"))
        else:
            data = _answer(function, args)
        outgoing.write(data)
        outgoing.flush()
