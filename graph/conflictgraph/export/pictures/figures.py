"""What pictures say in numbers: figures with their bounds, days, and what a picture is drawn from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from conflictgraph.model import Figure
from conflictgraph.query import Lookups
from conflictgraph.triples.terms import external, split_entity
from conflictgraph.triples.vocabulary import SCHEMA

MONTHS = "January February March April May June July August September October November December".split()


def counted(number: int, thing: str, things: str | None = None) -> str:
    """`1 event`, `1,204 events`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def least(figure: Figure | None) -> int | None:
    """The best figure, or else the lowest that is known; None where there is none."""
    return figure.value if figure is not None else None


def figure_words(figure: Figure) -> str:
    """`12`, `12 (7–15)` where sources disagree, `at least 12`, `at least 12 (at most 15)`."""
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        return f"at least {low:,}" + (f" (at most {high:,})" if high is not None and high != low else "")
    if high is None:
        return f"{best:,} (at least {low:,})" if low != best else f"at least {best:,}"
    return f"{best:,}" if low == best == high else f"{best:,} ({low:,}–{high:,})"


def day_words(day: str) -> str:
    """`9 February 2015` of `2015-02-09`."""
    year, month, number = (int(part) for part in day.split("-"))
    return f"{number} {MONTHS[month - 1]} {year}"


def span_words(first: str | None, last: str | None) -> str:
    """`9 February 2015`, `February 2015`, `2015`, `3 to 9 February 2015`, `from … on`, `up to …`; empty where nothing is known."""
    if first is None or last is None:
        return f"from {day_words(first)} on" if first else f"up to {day_words(last)}" if last else ""
    if first == last:
        return day_words(first)
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    following = date.fromordinal(other.toordinal() + 1) if other < date.max else other
    if one.day == 1 and following.day == 1:
        if one.month == 1 and following.month == 1 and following.year == one.year + 1:
            return str(one.year)
        if one.month == 1 and following.month == 1:
            return f"{one.year} to {other.year}"
        if (one.year, one.month) == (other.year, other.month):
            return f"{MONTHS[one.month - 1]} {one.year}"
    if one.year != other.year:
        return f"{day_words(first)} to {day_words(last)}"
    if one.month != other.month:
        return f"{one.day} {MONTHS[one.month - 1]} to {day_words(last)}"
    return f"{one.day} to {day_words(last)}"


def sources(look: Lookups, things: Collection[str]) -> tuple[int, str | None, str | None]:
    """How many articles hold a claim about some events and relations (ids), and the first and last day of publication."""
    wanted = set(things)
    told = {claim for claim, about in look.things.pairs("claim", "about") if about in wanted}
    articles = {article for claim, article in look.things.pairs("claim", "article") if claim in told}
    days = []
    for triple in look.store.triples(predicate=external(SCHEMA + "datePublished")):
        subject, day = getattr(triple.subject, "value", ""), getattr(triple.object, "value", None)
        if day and subject.startswith(look.things.base) and split_entity(subject, look.things.base)[1] in articles:
            days.append(str(day))
    return len(articles), min(days, default=None), max(days, default=None)


def source_line(look: Lookups, things: Collection[str], what: Iterable[str]) -> str:
    """`Source: 37 articles, published 9 February to 3 March 2015; 12 events, 3 stated ties.`"""
    articles, first, last = sources(look, things)
    when = f", published {span_words(first, last)}" if first else ""
    return f"Source: {counted(articles, 'article')}{when}; {', '.join(what)}. Drawn by conflictgraph."
