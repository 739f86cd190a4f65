"""What “review” says of a pair: the two, their words, what was compared, and what each key would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflictgraph.review import Compared, Proposal


def features(found: Sequence[Compared]) -> Iterator[str]:
    """The parts of a comparison with their weights."""
    width = max((len(f.name) for f in found), default=0)
    for f in found:
        weight = "never" if f.rules_out else "" if f.weight is None else f"{f.weight:+.2f}"
        yield f"  {f.name:<{width}}  {weight:>6}  {f.words}".rstrip()


def proposal(of: Proposal, number: int, count: int) -> Iterator[str]:
    """A pair, as it is put to the user."""
    now = f"held to be one {of.kind}" if of.joined else f"held to be two {of.kind}s"
    yield f"{number}/{count}  {now}; {of.alike:.0%} alike; {of.claims:,} {_hanging(of)}"
    for n, label in enumerate((of.one_label, of.other_label)):
        yield f"  {label}"
        if n < len(of.words):
            yield f"    “{of.words[n]}”"
    yield from (f"  {line}" for line in features(of.features))


def _hanging(of: Proposal) -> str:
    noun = "article" if of.kind == "actor" else "claim"
    return f"{noun}{'' if of.claims == 1 else 's'} of the smaller"


def after(of: Proposal, judgement: str) -> str:
    """What has become of a pair."""
    if judgement == "unsure":
        return f"They stay {'one' if of.joined else 'two'}; you will not be asked again."
    if judgement == "same":
        return f"They {'stay' if of.joined else 'are now'} one {of.kind}, here and at every rebuild."
    return f"They {'are now' if of.joined else 'stay'} two {of.kind}s, here and at every rebuild."


def keys(of: Proposal) -> Iterator[str]:
    """What each key would do."""
    if of.joined:
        yield f"y  they stay one {of.kind}, whatever later articles say"
        yield f"n  they are parted: what is told of the one ({of.claims:,} {_hanging(of)}) goes to {_a(of.kind)} of its own; so does what is closer to it"
    else:
        yield f"y  they become one {of.kind} with all names, claims and ties of both; {of.claims:,} {_hanging(of)} move to the other"
        yield f"n  they stay two {of.kind}s, whatever later articles say, and so does all that is judged the same as either"
    yield "u  nothing changes, and you are not asked again"
    yield "s  nothing changes, and you are asked again the next time"
    yield "“conflictgraph undo” takes the last judgement back"


def _a(kind: str) -> str:
    return f"{'a' if kind == 'place' else 'an'} {kind}"
