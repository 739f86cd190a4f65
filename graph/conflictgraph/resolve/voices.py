"""Independent voices: who really speaks in the claims about one event.

A named speaker is one voice, whoever quotes him. What outlets take from a news agency is the agency's voice, told by a
credit (“KABUL (Reuters) —”, “© AFP”). Where two articles tell of the event in the same words, they count as one voice, too.
Likeness of words is used for nothing but this count, inside one event: it joins no events, for two attacks told alike stay two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from conflictgraph.names import fold
from conflictgraph.resolve.claims import Draft

_SHINGLE = 5  # words in a row
_LEAST = 10  # shingles that the shorter text has at least: fourteen words; shorter sentences are alike by chance
_ALIKE = 0.6  # share of the shorter text's shingles that the longer one has, too


def speaks(draft: Draft) -> str:
    """Who speaks in a claim: the named speaker, else the credited agency, else the publisher (or the unnamed speaker)."""
    claim = draft.claim
    if draft.credit is not None and (claim.attribution == "asserted" or "--" in claim.attributed_to):
        return draft.credit
    return claim.attributed_to


def voices(group: Sequence[Draft]) -> dict[str, str]:
    """Claim id → its voice, for the claims about one event. Equal voices are not independent of each other."""
    by_article: dict[str, list[Draft]] = defaultdict(list)
    for d in group:
        by_article[d.claim.article].append(d)
    own = {d.claim.id: speaks(d) for d in group}
    parent = {voice: voice for voice in own.values()}

    def top(voice: str) -> str:
        while parent[voice] != voice:
            voice = parent[voice]
        return voice

    for one, other in copies({article: {d.words for d in drafts} for article, drafts in by_article.items()}):
        told = [own[d.claim.id] for a in (one, other) for d in by_article[a] if _tells_itself(d)]
        if {own[d.claim.id] for d in by_article[one] if _tells_itself(d)} and len(set(told)) > 1:
            first = min(map(top, told))
            for voice in told:
                parent[top(voice)] = first
    return {claim: top(voice) for claim, voice in own.items()}


def _tells_itself(draft: Draft) -> bool:
    """True where an article speaks for itself or for somebody without a name; named speakers are one voice anyway."""
    return draft.claim.attribution == "asserted" or "--" in draft.claim.attributed_to


def copies(told: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """Pairs of articles whose passages are in large part word for word the same, sorted; of several whole copies each is paired
    with the first alone."""
    shingles: dict[str, set[str]] = {}
    for article, passages in told.items():
        found: set[str] = set()
        for passage in passages:
            words = fold(passage).split()
            found.update(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
        if len(found) >= _LEAST:
            shingles[article] = found
    first: dict[frozenset[str], str] = {}  # of whole copies only the first is compared with others
    same = [(held, article) for article in sorted(shingles) if (held := first.setdefault(frozenset(shingles[article]), article)) != article]
    holders: dict[str, list[str]] = defaultdict(list)
    for article in sorted(first.values()):
        for shingle in shingles[article]:
            holders[shingle].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for articles in holders.values():
        for n, one in enumerate(articles):
            shared.update((one, other) for other in articles[n + 1 :])
    alike = [pair for pair, n in shared.items() if n >= _ALIKE * min(len(shingles[each]) for each in pair)]
    return sorted([*same, *alike])
