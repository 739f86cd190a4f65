"""PolNeAR: every statement's source, cue and content."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from conflictgraph.model import Account, Mention, Record, Span
from scorers.adapt.base import Corpus, pair, paths, sentence_article
from scorers.common import Row
from scorers.polnear import score_attributions


def predict_attributions(row: Row, records: Sequence[Record]) -> Row:
    """One attribution per cue (per content where there is no cue): several accounts of one statement, the statement
    itself and the events it asserts, share their content. The source is the innermost speaker as written. The corpus
    marks what the article attributes, not what is attributed inside somebody's words: of nested ones the outermost."""
    text = records[0].article.text
    groups: dict[tuple[int, int, int], list[Account]] = {}
    for account in records[0].accounts:
        if not account.content:
            continue
        span = account.cue if account.cue is not None else account.content[0]
        key = (0 if account.cue is not None else 1, span.start, span.end)
        groups.setdefault(key, []).append(account)
    attributions = []
    for key in sorted(groups):
        accounts = sorted(groups[key], key=lambda a: (a.kind != "statement", a.trigger.start, a.id))
        first = accounts[0]
        content = {(s.start, s.end) for a in accounts if a.kind == first.kind for s in a.content}
        together = [a.speaker for a in accounts if a.kind == first.kind and a.speaker is not None]
        speaker = min(together, key=lambda m: (m.start, -m.end), default=None)  # who is named first of those who speak together
        attributions.append(
            {
                "source": [_source(text, speaker, first.cue, [a.speaker for a in accounts if a.speaker], content)] if speaker is not None else [],
                "cue": [_cue(text, first.cue, content)] if first.cue is not None else [],
                "content": _merged(sorted(_content(text, start, end) for start, end in content)),
            }
        )
    return {"attributions": [a for a in attributions if not any(_inside(a, b) and not _inside(b, a) for b in attributions if b is not a)]}


_RELATIVE = re.compile(r"(?:^|\s)(who|which|that)(?:\s+\w+){0,2}\s*$")
_AFTER = re.compile(r"(?:,\s+(?!and\b|but\b|which\b|\w+ing\b)(?:[A-Z][a-z]{0,3}\.\s|[^,.;:\n“”\"])+)+")
_ASIDE = re.compile(r",\s+(?!including)\w+ing\b")  # what he does meanwhile
_APPOSED = re.compile(r",\s(?:an?|the|his|her|its|their)\s[^,.;:\n“”\"()]{1,80},(?=\s(?!and\b|or\b))")  # "Ann Lee, a teacher, welcomed the pact and said …"
_BESIDE = re.compile(r"\s(?:who|that|\w+ing)\s[^,;:\n“”\"]+")
_DOCUMENT = "(?:poll|survey|study|analysis|report|review|memo|letter|statement|complaint|investigation|data)"
_OWN_DOCUMENT = re.compile(rf"\s(?:\w+\s)?{_DOCUMENT}\b[^,;:\n“”\"]*")
_ITS_AUTHOR = re.compile(rf"\b(?:an?|the|this)\s[^,.;:\n“”\"]{{0,40}}{_DOCUMENT}\s[^,.;:\n“”\"]{{0,40}}\b(?:by|from|of)\s(?:the\s)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|this)\s(?:\w+\s)?$", re.IGNORECASE)
_DASHED = re.compile(r"\s+(?:--|—|–|-)\s[^\n“”\"]+\s(?:--|—|–|-)\s*")
_OWNER = re.compile(r"['’]s?(?!\w)")
_BEFORE_CUE = re.compile(
    r"(?:\b(?:has|have|had|is|are|was|were|be|been|being|did|does|do|not|never|also|to|just|still|later|once|first|would|will|could|may|might|often|then|again|\w+ly)\s+)+$"
)
_AFTER_CUE = re.compile(r"(?: (?:in|on) (?:an? |the )?(?:\w+ )?(?:statement|interview|tweet|Twitter|Facebook|report|letter|news conference|speech))?:?")


_PRONOUNS = frozenset({"he", "she", "it", "that", "who", "there", "what"})
_PARENTHESIS = re.compile(r"\s\([A-Z][^()\n]{1,40}\)")
_BEFORE_CONTENT = re.compile(r"(?:\bthat |\bThat )?(?:[“\"]|'')$")
_THAT = re.compile(r"\b[Tt]hat $")
_AFTER_CONTENT = re.compile(r"[,.?!…]*(?:[”\"]|'')")
_PARTICLE = re.compile(r"(?: (?:out|up|down|off|back|to|on|for|about|of|against|with|at|over|in|as))+(?= )")


def _content(text: str, start: int, end: int) -> tuple[int, int]:
    """As PolNeAR marks it: with its "that" and its quotation marks."""
    before = _BEFORE_CONTENT.search(text, max(0, start - 8), start) or _THAT.search(text, max(0, start - 6), start)
    after = _AFTER_CONTENT.match(text, end)
    return start if before is None else before.start(), end if after is None else after.end()


def _source(text: str, speaker: Mention, cue: Span | None, others: Sequence[Mention], content: Collection[tuple[int, int]]) -> list[int]:
    """As PolNeAR marks it: with the parenthesis, the mark of the owner, appositions and relative clauses that follow the noun phrase;
    where the verb's subject is a relative pronoun, that pronoun."""
    start, end = pair(speaker)
    for other in sorted(others, key=lambda m: m.start):  # who speaks together
        if other.start >= end and re.fullmatch(r"(?:\s\([^()\n]{1,40}\))?(?:, | and | or |, and )", text[end : other.start]):
            end = other.end
    document = _document(text, start, end, cue)
    if document is not None:
        return document
    party = _PARENTHESIS.match(text, end)  # "Rep. Ann Lee (R-Tex.)"
    end = end if party is None else party.end()
    if (owner := _OWNER.match(text, end)) is not None and text[start:end].lower() not in _PRONOUNS:  # not "he's claiming"  # "Ann Lee's claim that …"
        end = owner.end()
    if cue is not None and end < cue.start and "\n" not in text[end : cue.start]:
        between = _BEFORE_CUE.sub("", text[end : cue.start])
        relative = _RELATIVE.search(between)
        if relative is not None:
            return [end + relative.start(1), end + relative.end(1)]
        if between.startswith(",") and between.rstrip().endswith(",") and not set(between) & set("“”\";") and _ASIDE.match(between) is None:
            return [start, end + len(between.rstrip())]
        if _BESIDE.fullmatch(between):  # "a union representing teachers endorsed …"
            return [start, end + len(between.rstrip())]
        if (apposed := _APPOSED.match(between)) is not None:
            return [start, end + apposed.end()]
        if _DASHED.fullmatch(between) is not None:
            return [start, end + len(between.rstrip())]
    elif cue is not None and start >= cue.end:
        after = _AFTER.match(text, end)
        if after is not None and not any(end < s < after.end() for s, _ in content):  # "according to polls, he led": that is what they say
            return [start, after.end()]
    return [start, end]


def _document(text: str, start: int, end: int, cue: Span | None) -> list[int] | None:
    """The document that the corpus takes for the source where the record has its author: "a Reuters survey of voters", "a study by Harvard"."""
    if cue is None:
        return None
    last = cue.start if cue.start >= end else len(text)
    own, by = _OWN_DOCUMENT.match(text, end, last), _ITS_AUTHOR.search(text, max(0, start - 100), start)
    if own is None and by is None:
        return None
    if last == cue.start and set(text[end:last]) & set(";\n“”\""):
        return None
    article = by or _ARTICLE.search(text, max(0, start - 30), start)
    if own is not None:
        end = own.end() if last > cue.start else last
    elif last == cue.start:
        end = last
    return [start if article is None else article.start(), len(text[:end].rstrip())]


def _cue(text: str, cue: Span, content: Collection[tuple[int, int]]) -> list[int]:
    """As PolNeAR marks it: with auxiliaries and adverbs before, the medium and a colon after, or the preposition before the content."""
    led = _PARTICLE.match(text, cue.end)
    if led is not None and any(start == led.end() + 1 for start, _ in content):
        return [cue.start if (first := _BEFORE_CUE.search(text, max(0, cue.start - 60), cue.start)) is None else first.start(), led.end()]
    before = _BEFORE_CUE.search(text, max(0, cue.start - 60), cue.start)
    after = _AFTER_CUE.match(text, cue.end)
    return [cue.start if before is None else before.start(), cue.end if after is None else after.end()]


def _inside(a: Row, b: Row) -> bool:
    """Does the first stand in what the second says?"""
    at = (a["cue"] or a["content"])[0][0]
    return any(start <= at < end for start, end in b["content"]) and not (a["cue"] and a["cue"] == b["cue"])


def _merged(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Overlapping spans as one."""
    out: list[list[int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1][1] = max(end, out[-1][1])
        else:
            out.append([start, end])
    return out


def _score(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    return {
        f"{key} {part}": value
        for key, values in score_attributions(gold, predictions).items()
        for part, value in zip(("P", "R", "F"), values, strict=True)
        if part == "F" or key.startswith("attr")
    }


POLNEAR = Corpus(
    "polnear",
    paths("polnear"),
    sentence_article,
    predict_attributions,
    _score,
    ("attr F", "attr+src F", "tok source F", "tok cue F", "tok content F"),
)
