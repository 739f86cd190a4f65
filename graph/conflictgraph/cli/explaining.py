"""An explanation for people: the tree drawn with its words in order, and the accounts with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflictgraph.extract.explain import AccountRead, Explanation, Reason, SentenceRead
    from conflictgraph.model import Word

_SHOWN = {"event": "type", "account": "account", "participant": "side", "speech": "speech"}


def lines(explanation: Explanation) -> Iterator[str]:
    """The lines of an explanation. What they hold comes out of articles: print them made safe (`output.say`)."""
    if explanation.title:
        yield f"{explanation.article}  {explanation.title}"
    else:
        yield explanation.article
    for sentence in explanation.sentences:
        yield ""
        yield from _sentence(sentence)


def _sentence(s: SentenceRead) -> Iterator[str]:
    yield f"Sentence {s.number}, characters {s.start}–{s.end}"
    yield f"  {' '.join(s.text.split())}"
    yield ""
    yield "  Tree"
    yield from (f"    {line}" for line in tree(s.words))
    if s.names:
        yield "  Names"
        for n in s.names:
            yield f"    {n.text}: {n.type}{f' = {n.read_as}' if n.read_as else ''} ({n.by})"
    if s.frames:
        yield "  Roles, by the language model"
        for f in s.frames:
            said = "; ".join(f"{r.label} {r.text} ({r.sure:.2f})" for r in f.roles) or "no roles"
            yield f"    {f.text} ({f.sure:.2f}): {said}"
    yield "  Accounts" if s.accounts else "  No account"
    for a in s.accounts:
        yield from _account(a)
    if s.others:
        yield "  Words that told no account"
        yield from (f"    {line}" for line in _reasons(s.others))


def _account(a: AccountRead) -> Iterator[str]:
    name = a.kind if a.type is None else f"{a.kind} {a.type}{f'/{a.mode}' if a.mode else ''}"
    yield f"    {a.trigger}: {name}, confidence {a.confidence:.2f}, rule {a.rule}"
    yield from (f"      {slot}: {' '.join(said.split())}" for slot, said in a.slots)
    if a.reasons:
        yield "      because"
        yield from (f"        {line}" for line in _reasons(a.reasons))


def _reasons(reasons: Sequence[Reason]) -> Iterator[str]:
    """One line a reason: + came in, - stayed out."""
    for r in reasons:
        yield f"{'+' if r.taken else '-'} {_SHOWN.get(r.topic, r.topic)} “{r.text}”: {r.why}"


def tree(words: Sequence[Word]) -> list[str]:
    """A dependency tree, a line a word, what a word governs before it above and after it below; relation and part of speech
    beside it. Words stand in the order of the sentence wherever no two arcs cross."""
    children: list[list[int]] = [[] for _ in words]
    tops: list[int] = []
    for i, word in enumerate(words):
        (children[word.head] if word.head >= 0 else tops).append(i)
    drawn: list[tuple[str, Word]] = []

    def draw(i: int, above: str, here: str, below: str) -> None:
        """The lines of a word's subtree: prefixes of the lines above it, of its own and of those below."""
        before = [k for k in children[i] if k < i]
        after = [k for k in children[i] if k > i]
        for n, k in enumerate(before):
            draw(k, above + ("│  " if n else "   "), above + ("├─ " if n else "┌─ "), above + "│  ")
        drawn.append((here, words[i]))
        for n, k in enumerate(after):
            last = n == len(after) - 1
            draw(k, below + "│  ", below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "))

    for i in tops:
        draw(i, "", "", "")
    width = max((len(prefix) + len(word.text) for prefix, word in drawn), default=0)
    width = min(width, 60)
    return [f"{prefix}{word.text}".ljust(width) + f"  {word.deprel:<12} {word.upos}".rstrip() for prefix, word in drawn]
