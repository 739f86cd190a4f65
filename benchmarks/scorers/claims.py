"""Who says what, and what of it is denied or confirmed: our own short pieces (`tests/data/claims`), construction by construction.

A gold claim has the words that may be its cue, the chain of its speakers from the outermost in, and its content in one or more
versions; it is right if an account with such a cue, a statement or an event, has this chain and this content. A speaker is right if the mention's
head is one of the words given; where the gold tells whom a pronoun or an office stands for (`is`), its chain must hold that name. A gold event tells under
whom it stands and how (`actual` … `denied`); events that are not found at all are left out here, others measure them. A gold link
leads from a denial or confirmation to the account told before; `none` asks that there is no such link. A gold term is a name in
scare quotes, or a word for what somebody wants or plans: it may not be what somebody says. `later.jsonl` holds pieces that were
written when the rules stood; they are a corpus of their own (`claims_later`).

    python benchmarks/scorers/claims.py predictions/claims.jsonl        # what goes wrong outside of the held half
    python benchmarks/scorers/claims.py predictions/claims.jsonl table  # the table of docs/claims.md
    python benchmarks/scorers/claims.py predictions/claims_later.jsonl  # the same of the later pieces
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scorers.common import Row, by_id, covered, overlaps, read_jsonl, row_id, tokens
from scorers.polnear import jaccard

GOLD = Path(__file__).resolve().parents[2] / "tests" / "data" / "claims" / "gold.jsonl"
LATER = GOLD.with_name("later.jsonl")
HALVES = ("developed", "held")
PARTS = (*HALVES, "later")  # later: written when the rules stood
SORTS = ("claims", "speakers", "contents", "events", "links")
ENOUGH = 0.8  # Jaccard of a content's words


class Item(NamedTuple):
    """One thing asked: of which sort, its words, whether it is right, and what was found instead."""

    sort: str
    words: str
    right: bool
    found: str


def _is(mention: Row, gold: Sequence[Row]) -> bool:
    """Is a mention one of the versions of a speaker?"""
    for version in gold:
        here = any(overlaps(mention["head"], span) for span in (*version["at"], *version.get("is", ())))
        if here and ("is" not in version or any(overlaps(m, span) for m in (mention["head"], *mention["same"]) for span in version["is"])):
            return True
    return False


def _chain(account: Row, chains: Sequence[Sequence[Sequence[Row]]]) -> bool:
    """Has an account one of the chains of speakers?"""
    found = account["speakers"]
    return any(len(chain) == len(found) and all(_is(m, gold) for m, gold in zip(found, chain, strict=True)) for chain in chains)


def _say(text: str, account: Row) -> str:
    speakers = " > ".join(text[slice(*m["head"])] for m in account["speakers"])
    return f"{speakers or 'nobody'}: {' … '.join(text[a:b] for a, b in account['content'])} [{account['told']}]"


def _claims(row: Row, accounts: Sequence[Row]) -> Iterator[Item]:
    text, words = row["text"], tokens(row["text"])
    for claim in row["claims"]:
        found = [a for a in accounts if a["cue"] is not None and any(overlaps(a["cue"], cue) for cue in claim["cues"])]
        speakers = [a for a in found if _chain(a, claim["speakers"])]
        versions = [covered(words, version) for version in claim["contents"]]
        contents = [a for a in found if any(jaccard(covered(words, a["content"]), version) >= ENOUGH for version in versions)]
        cue, what = text[slice(*claim["cues"][0])], "; ".join(_say(text, a) for a in found) or "nothing"
        yield Item("speakers", cue, bool(speakers), what)
        yield Item("contents", cue, bool(contents), what)
        yield Item("claims", cue, any(a in contents for a in speakers), what)


def _events(row: Row, accounts: Sequence[Row]) -> Iterator[Item]:
    for event in row["events"]:
        found = [a for a in accounts if a["kind"] == "event" and overlaps(a["trigger"], event["word"])]
        if not found:
            continue
        right = any(a["attribution"] in event["attribution"] and a["told"] in event["told"] and _chain(a, event["speakers"]) for a in found)
        as_so = "actual" not in event["told"] and any(a["told"] == "actual" for a in found)
        yield Item("events", row["text"][slice(*event["word"])], right and not as_so, "; ".join(f"{a['attribution']} {_say(row['text'], a)}" for a in found))


def _links(row: Row, accounts: Sequence[Row]) -> Iterator[Item]:
    known = {a["id"]: a for a in accounts}

    def about(a: Row) -> Iterator[Row]:
        """An account and those that it is about, step by step."""
        for _ in range(4):
            yield a
            if a["about"] not in known:
                return
            a = known[a["about"]]

    for link in row["links"]:
        sources = [a for a in accounts if any(overlaps(span, link["at"]) for span in (a["trigger"], a["cue"]) if span)]
        ends = {
            kind: [end["id"] for a in sources for end in found]
            for kind, found in (
                ("denies", [end for a in sources for step in about(a) if step["denies"] in known for end in about(known[step["denies"]])]),
                ("confirms", [end for a in sources if a["told"] != "denied" for end in about(a) if end["told"] != "denied"]),
            )
        }
        hit = {kind: any(overlaps(known[i]["trigger"], t) for i in found for t in link["targets"]) for kind, found in ends.items()}
        right = not any(hit.values()) if link["kind"] == "none" else hit[link["kind"]]
        yield Item("links", f"{link['kind']} at {row['text'][slice(*link['at'])]}", right, ", ".join(sorted({str(a["trigger"]) for a in sources})) or "nothing")


def items(row: Row, prediction: Row) -> Iterator[Item]:
    """All that one piece asks."""
    accounts, words = prediction.get("accounts", []), tokens(row["text"])
    yield from _claims(row, accounts)
    yield from _events(row, accounts)
    yield from _links(row, accounts)
    for term in row["terms"]:
        inside = covered(words, [term])
        made = [a for a in accounts if a["kind"] == "statement" and (jaccard(covered(words, a["content"]), inside) >= ENOUGH or overlaps(a["trigger"], term))]
        yield Item("claims", row["text"][slice(*term)], not made, "; ".join(_say(row["text"], a) for a in made))


def measure(sort: str, part: str) -> str:
    """The name of a measure."""
    return f"{sort} right, {part}" + (" half" if part in HALVES else "")


def score(rows: Sequence[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Per cent right of each sort, each part apart."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for row in rows:
        for item in items(row, found.get(row_id(row), {})):
            counts[row["half"], item.sort, item.right] += 1
    return {
        measure(sort, part): 100 * counts[part, sort, True] / max(1, counts[part, sort, True] + counts[part, sort, False])
        for part in PARTS
        for sort in SORTS
        if any(row["half"] == part for row in rows)
    }


def table(rows: Sequence[Row], found: Mapping[str, Row]) -> str:
    """How many of each sort are right, construction by construction and part by part, as Markdown."""
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    for row in rows:
        for item in items(row, found.get(row_id(row), {})):
            if item.sort not in {"speakers", "contents"}:
                counts[row["construction"], item.sort, row["half"], item.right] += 1
    shown = ("claims", "events", "links")
    parts = [part for part in PARTS if any(row["half"] == part for row in rows)]
    lines = ["| construction | " + " | ".join(f"{sort}, {part}" for sort in shown for part in parts) + " |", "| --- |" + " --: |" * (len(shown) * len(parts))]
    for construction in dict.fromkeys(row["construction"] for row in rows):
        cells = []
        for sort in shown:
            for part in parts:
                right, wrong = (counts[construction, sort, part, value] for value in (True, False))
                cells.append(f"{right} of {right + wrong}" if right + wrong else "")
        lines.append(f"| {construction} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(path: str, as_table: bool) -> None:
    """Print what goes wrong outside of the held half and the scores of all, or the table."""
    rows, found = read_jsonl(LATER if Path(path).stem.endswith("_later") else GOLD), by_id(read_jsonl(Path(path)))
    if as_table:
        print(table(rows, found))
        return
    for row in rows:
        wrong = [i for i in items(row, found.get(row_id(row), {})) if not i.right and row["half"] != "held"]
        if wrong:
            print(f"{row['construction']}: {row['text']}")
        for item in wrong:
            print(f"    {item.sort}, {item.words}: {item.found}")
    for key, value in score(rows, found).items():
        print(f"{key}: {value:.1f}")


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3} or sys.argv[2:] not in ([], ["table"]):
        sys.exit("Usage: python benchmarks/scorers/claims.py PREDICTIONS/claims.jsonl [table]")
    main(sys.argv[1], len(sys.argv) == 3)
