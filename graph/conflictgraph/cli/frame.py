"""What all commands share: the graph they work on, an example in each help text, and errors told in one sentence."""

from __future__ import annotations

import contextlib
import math
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from conflictgraph.api import Graph

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT = "conflict-graph"


class Number(click.FloatRange):
    """A number in a range; what is no number, or without end, is in none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a valid number.", param, ctx)
        return number


class Commands(click.Group):
    """The group of all commands; it turns what goes wrong into one sentence and an exit code: 0, 1 or 2 (wrong usage)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a session, not of the alphabet."""
        return list(self.commands)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """As click's, with our own ends."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter gets its number
        try:
            code = super().main(args, prog_name, complete_var, False, **extra)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader has seen enough
            _silence()
            sys.exit(0)
        except Exception as error:  # noqa: BLE001 - told in one sentence
            sys.exit(_tell(error))
        except KeyboardInterrupt:
            click.echo("\nStopped; what was finished until now is kept.", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _tell(error: Exception) -> int:
    from conflictgraph.errors import ConflictGraphError

    if isinstance(error, click.Abort):  # click has ended the line already
        click.echo("Stopped; what was finished until now is kept.", err=True)
        return 1
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    from conflictgraph.cli.output import warn

    if isinstance(error, ConflictGraphError):
        warn(f"Error: {' '.join(str(error).split())}")
        return 1
    if os.environ.get("CONFLICTGRAPH_TRACEBACK"):
        raise error
    what = " ".join(str(error).split())[:300]
    warn(
        f"Error: something went wrong that should not have ({type(error).__name__}: {what});"
        " CONFLICTGRAPH_TRACEBACK=1 shows where."
    )
    return 1


def _silence() -> None:
    """Let the interpreter end without complaint about a pipe that nobody reads."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def graph_option(function: F) -> F:
    """`--graph`, before and after the command."""
    return click.option(
        "--graph",
        metavar="DIR",
        help=f"The graph's folder (else CONFLICTGRAPH_GRAPH, else ./{DEFAULT}).",
    )(function)


def format_options(*forms: str) -> Callable[[F], F]:
    """`--format` with the given choices, the first being the default."""

    def decorate(function: F) -> F:
        return click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            help="How to print it.",
        )(function)

    return decorate


def least_options(function: F) -> F:
    """`--min-speakers`, `--min-confidence`, `--min-grade`."""
    for option in (
        click.option("--min-grade", metavar="GRADE", help="Only with a source and claim that you grade at least so: B, 2, B2."),
        click.option("--min-confidence", type=Number(0, 1), default=0.0, metavar="X", help="Only where the reading is at least so sure, 0 to 1."),
        click.option("--min-speakers", type=click.IntRange(min=0), default=0, metavar="N", help="Only where at least N independent voices tell of it."),
    ):
        function = option(function)
    return function


def limit_option(function: F) -> F:
    """`--limit`, 0 being none."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        metavar="N",
        help="At most N rows; 0 for all. Unless stated, a table shows 50 and the other formats all.",
    )(function)


def limited(limit: int | None) -> int | None:
    """The limit for a lookup: None for all."""
    return limit or None


def examples(*lines: str) -> str:
    """The end of a help text, as click prints it."""
    return "\b\nExample:\n" + "\n".join(f"  $ {line}" for line in lines)


def folder(ctx: click.Context, given: str | None) -> str:
    """The folder of the graph: after the command, before it, from the environment, by default."""
    root = ctx.find_root()
    return given or root.params.get("graph") or os.environ.get("CONFLICTGRAPH_GRAPH") or DEFAULT


@contextlib.contextmanager
def opened(ctx: click.Context, given: str | None, create: bool = False, repair: bool = False) -> Iterator[Graph]:
    """The graph, open; remarks of lookups go to standard error. `repair`: as it lies there, damaged or not."""
    from conflictgraph.api import open as open_graph
    from conflictgraph.cli.output import warn

    with open_graph(folder(ctx, given), create=create, tell=warn, repair=repair) as graph:
        yield graph


class Progress:
    """A line on standard error that counts articles as they are read; only where somebody watches."""

    def __init__(self, verb: str = "reading") -> None:
        self._verb = verb
        self._shown = sys.stderr.isatty()
        self._width = 0

    def __call__(self, summary: Any) -> None:
        if self._shown:
            skipped = f"  {summary.skipped:,} skipped" if summary.skipped else ""
            line = f"  {self._verb}  {summary.done:,}{skipped}"
            click.echo("\r" + line.ljust(self._width), err=True, nl=False)
            self._width = len(line)

    def done(self) -> None:
        """End the line."""
        if self._shown and self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
