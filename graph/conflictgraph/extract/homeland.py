"""Of which country a paper is, by the institutions that it takes for granted ("the sheriff", "council tax", "Garda").

A local paper seldom names its country, and its towns have famous namesakes. The words are in `data/gazetteer/institutions.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from conflictgraph.resources import table

MOST = 3.0  # mentions of a country that many such words stand for
HALF = 1.5  # words from which they stand for half of that; a word of several countries is shared among them


def homeland(text: str) -> Mapping[str, float]:
    """For each country (ISO 3166-1 alpha-2) how many mentions of it the words of `text` stand for; empty where there are none."""
    countries, pattern, small = _table()
    heard: dict[str, float] = {}
    for word in sorted({m.group(1) for m in pattern.finditer(text)} | {m.group(1).lower() for m in small.finditer(text)}):
        for country in countries[word]:
            heard[country] = heard.get(country, 0.0) + 1.0 / len(countries[word])
    return {country: MOST * n / (n + HALF) for country, n in sorted(heard.items())}


@cache
def _table() -> tuple[Mapping[str, tuple[str, ...]], re.Pattern[str], re.Pattern[str]]:
    """Countries by word; what finds those written with a capital, and the others in any case."""
    countries: dict[str, tuple[str, ...]] = {}
    for country, words in table("gazetteer/institutions.tsv", "country", "words"):
        for word in words.split(";"):
            countries[word] = (*countries.get(word, ()), country)

    def found(chosen: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
        return re.compile(rf"\b({'|'.join(re.escape(word) for word in sorted(chosen, key=len, reverse=True))})(?:s|'s|’s)?\b", flags)

    capital = [word for word in countries if any(c.isupper() for c in word)]
    return countries, found(capital, re.RegexFlag(0)), found([word for word in countries if word not in capital], re.IGNORECASE)
