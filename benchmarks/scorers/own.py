"""Our own sample articles against our own reading of them (`data/articles`, rules in its README).

One reader annotated them, without a second opinion and without running an extractor; the articles are ours, too. So these
figures say where the pipeline goes wrong on the whole task, not how it compares with other systems: the other corpora do that.

Events are matched one to one: triggers overlap, or type and place in the text agree (the predicted trigger lies within the
gold quote). Arguments are scored on matched events. A party is right if one of its names in the article shares a word with
the gold head. Place and time of an account that the record links to an earlier one (`about`) are read there.

    python benchmarks/scorers/own.py predictions/own.jsonl      # the most frequent kinds of error, with examples
"""

from __future__ import annotations

import calendar
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scorers.common import Pair, Row, by_id, overlaps, prf, read_jsonl, row_id, table

TRUTH = Path(__file__).resolve().parents[2] / "data" / "articles" / "truth.jsonl"
FIGURES = ("killed", "wounded", "abducted", "captured")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_EMPTY = frozenset({"the", "of", "a", "an", "and", "al", "s"})


class Matched(NamedTuple):
    """The accounts of one article and kind: gold with prediction, gold alone, prediction alone."""

    pairs: list[tuple[Row, Row]]
    missed: list[Row]
    spurious: list[Row]


class Difference(NamedTuple):
    """One error: its kind, the article, the words it is about, and what was expected and found."""

    kind: str
    article: str
    words: str
    expected: str
    found: str


def key(row: Row) -> str:
    """A row's id: the file, and the data row within it."""
    return f"{row['file']}#{row['n']}"


# --- small readings -------------------------------------------------------------------------------------------------


def find(text: str, quote: str) -> Pair | None:
    """Where a quote with folded white space stands in a text, or None."""
    match = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text)
    return match.span() if match else None


def trigger_in(text: str, account: Row) -> tuple[Pair, Pair] | None:
    """The characters of a gold account's quote and of its trigger."""
    quote = find(text, account["quote"])
    if quote is None:
        return None
    match = re.compile(rf"(?<!\w){re.escape(account['trigger'])}(?!\w)").search(text, *quote)
    return (quote, match.span()) if match else None


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """First and last day that an EDTF form allows; None where it is open or there is none."""
    if edtf is None:
        return None, None
    first, slash, last = edtf.partition("/")
    return _bound(first, False), _bound(last if slash else first, True)


def _bound(edtf: str, last: bool) -> str | None:
    if edtf in {"", ".."} or "X" in edtf:
        return None
    parts = [int(p) for p in edtf.split("-")]
    year = parts[0]
    months = (1, 12) if len(parts) == 1 else _SEASONS.get(parts[1], (parts[1], parts[1]))
    month = months[last]
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1] if last else 1
    return f"{year:04d}-{month:02d}-{day:02d}"


def tokens(name: str) -> frozenset[str]:
    """The words of a name that tell something."""
    return frozenset(re.findall(r"\w+", name.casefold().replace("’s", ""))) - _EMPTY


def alike(gold: str, forms: Sequence[str]) -> bool:
    """Does one of a party's names share a word with the gold head?"""
    return any(tokens(gold) & tokens(form) for form in forms)


def common(gold: Sequence[str], found: Sequence[Sequence[str]]) -> int:
    """How many gold heads have a party of their own."""
    free = list(found)
    hits = 0
    for name in gold:
        for forms in free:
            if alike(name, forms):
                free.remove(forms)
                hits += 1
                break
    return hits


def _tie_name(name: str) -> str:
    return next((line["name"] for line in table("own_ties") if line["tie"] == name), name)


# --- matching -------------------------------------------------------------------------------------------------------


def match(row: Row, prediction: Row, kind: str) -> Matched:
    """The gold and predicted accounts of one kind, paired best first."""
    text = prediction.get("text", "")
    gold = [a for a in row["accounts"] if a["kind"] == kind]
    found = [a for a in prediction.get("accounts", []) if a["kind"] == kind]
    ranked = []
    for n, g in enumerate(gold):
        place = trigger_in(text, g)
        if place is None:
            continue
        for m, p in enumerate(found):
            score = _likeness(g, p, *place)
            if score:
                ranked.append((-score, n, m))
    partner: dict[int, int] = {}
    for _, n, m in sorted(ranked):
        if n not in partner and m not in partner.values():
            partner[n] = m
    taken = set(partner.values())
    told: set[tuple[int, ...]] = set()
    if kind == "statement":  # words that tell an event, or are one ("accused"), have no second entry in our annotation
        events = [a for a in prediction.get("accounts", []) if a["kind"] == "event"]
        told = {tuple(span) for a in events for span in (a["cue"], a["trigger"]) if span}
    return Matched(
        [(gold[n], found[m]) for n, m in sorted(partner.items())],
        [g for n, g in enumerate(gold) if n not in partner],
        [
            p
            for m, p in enumerate(found)
            if m not in taken and not (told and (p["about"] or told & {tuple(s) for s in (p["cue"], p["trigger"]) if s}))
        ],
    )


def _likeness(g: Row, p: Row, quote: Pair, trigger: Pair) -> int:
    """How well a prediction fits a gold account; 0 where it cannot be meant."""
    if g["kind"] == "tie":
        if not overlaps(p["trigger"], quote) and not overlaps(p["passage"], quote):
            return 0
        ends = alike(g["relation"]["from"], p["relation"]["from"]) + alike(g["relation"]["to"], p["relation"]["to"])
        same_name = _tie_name(g["relation"]["name"]) == _tie_name(p["relation"]["name"])
        return 3 if ends == 2 and same_name else 2 if ends == 2 else 0
    on_trigger = any(overlaps(t, trigger) for t in ([p["trigger"]] if p["cue"] is None or g["kind"] == "event" else [p["trigger"], p["cue"]]))
    if not on_trigger and not (g["kind"] == "event" and g["type"] == p["type"] and overlaps(p["trigger"], quote)):
        return 0
    same = sum(bool(g[field] == p[field]) for field in ("type", "factuality", "polarity"))
    speaks = bool(g["speaker"] and p["speaker"]) and alike(g["speaker"], p["speaker"])
    parties = common(g["agents"], p["agents"]) + any(g[f] is not None and g[f] == p[f] for f in FIGURES)
    return 20 * bool(on_trigger) + 2 * same + 2 * speaks + parties + 1


# --- scoring --------------------------------------------------------------------------------------------------------


class _Count:
    """Right, found and expected of one measure."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def add(self, right: int, found: int, gold: int) -> None:
        self.right += right
        self.found += found
        self.gold += gold

    @property
    def share(self) -> float:
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        return prf(self.right, self.found, self.gold)[2]


def harmed(account: Row) -> list[str]:
    return [*account["patients"], *account["victims"]]


def score(rows: Sequence[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Measures in per cent over all articles; an article without a prediction counts with all its accounts missed."""
    counts: dict[str, _Count] = defaultdict(_Count)
    out: dict[str, float] = {}
    for row in rows:
        prediction = found.get(row_id(row), {})
        counts["articles"].add((row["skip"] is not None) == (prediction.get("text") is None), 1, 1)
        for kind in ("event", "statement", "tie"):
            matched = match(row, prediction, kind)
            n = len(matched.pairs)
            counts[kind].add(n, n + len(matched.spurious), n + len(matched.missed))
            for g, p in matched.pairs:
                _count(counts, g, p)
            if kind == "tie":
                strict = sum(_same_tie(g, p) for g, p in matched.pairs)
                counts["tie with name and status"].add(strict, n + len(matched.spurious), n + len(matched.missed))
    for name in ("event", "statement", "tie", "tie with name and status"):
        precision, recall, f = prf(counts[name].right, counts[name].found, counts[name].gold)
        out |= {f"{name} P": precision, f"{name} R": recall, f"{name} F": f}
    for name in ("type", "mode", "factuality", "polarity", "attribution", "place", "date", "figures", "figures low"):
        out[f"{name} accuracy"] = counts[name].share
    for name in ("agents", "patients", "participants", "speaker"):
        out[f"{name} F"] = counts[name].f
    out["articles read or skipped rightly"] = counts["articles"].share
    return out


def _count(counts: Mapping[str, _Count], g: Row, p: Row) -> None:
    if g["kind"] == "tie":
        return
    speakers = bool(g["speaker"]), bool(p["speaker"])
    counts["speaker"].add(all(speakers) and alike(g["speaker"], p["speaker"]), speakers[1], speakers[0])
    if g["kind"] != "event":
        return
    for field in ("type", "factuality", "polarity", "attribution"):
        counts[field].add(g[field] == p[field], 1, 1)
    if g["type"] == p["type"]:
        counts["mode"].add(g["mode"] == p["mode"], 1, 1)
    for name, mine, yours in _parties(g, p):
        counts[name].add(common(mine, yours), len(yours), len(mine))
    counts["place"].add(_same_place(g, p), 1, 1)
    counts["date"].add(bounds(g["date"]) == tuple(p["date"]), 1, 1)
    for name in FIGURES:
        if g[name] is not None or p[name] is not None:
            counts["figures"].add(g[name] == p[name], 1, 1)
            counts["figures low"].add(bool(g[name] and p[name]) and g[name][0] == p[name][0], 1, 1)


def _parties(g: Row, p: Row) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    yield "agents", g["agents"], p["agents"]
    yield "patients", harmed(g), p["patients"]
    yield "participants", g["participants"], p["participants"]


def _same_place(g: Row, p: Row) -> bool:
    if g["place"] is None or not p["place"]:
        return g["place"] is None and not p["place"]
    return alike(g["place"], p["place"])


def _same_tie(g: Row, p: Row) -> bool:
    return _tie_name(g["relation"]["name"]) == _tie_name(p["relation"]["name"]) and g["relation"]["status"] == p["relation"]["status"]


# --- what goes wrong ------------------------------------------------------------------------------------------------


def differences(rows: Sequence[Row], found: Mapping[str, Row]) -> Iterator[Difference]:
    """Every error, in the order of the articles."""
    for row in rows:
        prediction = found.get(row_id(row), {})
        text = prediction.get("text") or ""
        for kind in ("event", "statement", "tie"):
            matched = match(row, prediction, kind)
            for g in matched.missed:
                yield Difference(f"{kind} missed{_kind_of(g)}", row_id(row), g["quote"], g["trigger"], "nothing")
            for p in matched.spurious:
                words = " ".join(text[slice(*p["passage"])].split())
                yield Difference(f"{kind} too many{_kind_of(p)}", row_id(row), words, "nothing", text[slice(*p["trigger"])])
            for g, p in matched.pairs:
                for name, expected, got in _wrong(g, p):
                    yield Difference(f"{kind}: {name}", row_id(row), g["quote"], str(expected), str(got))


def _kind_of(account: Row) -> str:
    return f" ({account['type']})" if account["type"] else ""


def _wrong(g: Row, p: Row) -> Iterator[tuple[str, object, object]]:
    if g["kind"] == "tie":
        if not _same_tie(g, p):
            yield "name or status", g["relation"], p["relation"]
        return
    if bool(g["speaker"]) != bool(p["speaker"]):
        yield ("speaker missing" if g["speaker"] else "speaker too many"), g["speaker"], p["speaker"]
    elif g["speaker"] and not alike(g["speaker"], p["speaker"]):
        yield "speaker another", g["speaker"], p["speaker"]
    if g["kind"] != "event":
        return
    for field in ("type", "factuality", "polarity"):
        if g[field] != p[field]:
            yield f"{field} {g[field]} read as {p[field]}", g[field], p[field]
    if g["type"] == p["type"] and g["mode"] != p["mode"]:
        yield "mode", g["mode"], p["mode"]
    for name, mine, yours in _parties(g, p):
        hits = common(mine, yours)
        if hits < len(mine):
            yield f"{name} missing", mine, yours
        if hits < len(yours):
            yield f"{name} too many", mine, yours
    if not _same_place(g, p):
        yield ("place missing" if not p["place"] else "place too many" if g["place"] is None else "place another"), g["place"], p["place"]
    if bounds(g["date"]) != tuple(p["date"]):
        none = tuple(p["date"]) == (None, None)
        yield ("date missing" if none else "date too many" if g["date"] is None else "date another"), g["date"], p["date"]
    for name in FIGURES:
        if g[name] != p[name]:
            yield f"{name} {'missing' if p[name] is None else 'too many' if g[name] is None else 'another'}", g[name], p[name]


def main(path: str, most: int = 25) -> None:
    """Print the most frequent kinds of error with their first examples."""
    rows = [{**row, "id": key(row)} for row in read_jsonl(TRUTH)]
    every = list(differences(rows, by_id(read_jsonl(Path(path)))))
    for kind, count in sorted(Counter(d.kind for d in every).items(), key=lambda item: (-item[1], item[0]))[:most]:
        print(f"{count:4d} {kind}")
        for d in [d for d in every if d.kind == kind][:3]:
            print(f"       {d.article}: “{d.words[:160]}” expected {d.expected}, found {d.found}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python benchmarks/scorers/own.py PREDICTIONS/own.jsonl")
    main(sys.argv[1])
