"""Main text of web pages against hand-made article bodies.

`ground-truth.json` maps a page's name to {"articleBody", "url"}; the page is `html/<name>.html.gz`. The measure is
that of the article-extraction benchmark (Scrapinghub 2020): words are compared as 4-grams ("shingles", as multisets);
precision and recall are taken page by page and averaged over the pages, and F1 is their harmonic mean. What counts as
found is what the pipeline would read: the text without the characters marked as clutter (titles among them), but with
datelines, which the bodies hold.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

from conflictgraph.errors import SkipArticle
from conflictgraph.model import Article
from conflictgraph.read.facts import Facts
from conflictgraph.read.pages import page

_WORD = re.compile(r"\w+")
_KEPT = ("dateline",)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The word `size`-grams of a text with their counts; a shorter text is one shingle."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def read_part(article: Article) -> str:
    """The article's text without what is marked as clutter; datelines belong to the body."""
    position, parts = 0, []
    for skip in article.skipped:
        if skip.why not in _KEPT:
            parts.append(article.text[position : skip.start])
            position = skip.end
    return "".join([*parts, article.text[position:]])


def score_page(gold: str, found: str) -> tuple[float, float, float]:
    """(precision, recall, F1) of one page's shingles; an empty answer to an empty body is right."""
    wanted, got = shingles(gold), shingles(found)
    if not wanted and not got:
        return 1.0, 1.0, 1.0
    common = sum((wanted & got).values())
    precision, recall = common / max(1, sum(got.values())), common / max(1, sum(wanted.values()))
    return precision, recall, 2 * common / max(1, sum(wanted.values()) + sum(got.values()))


def score_html(gold_dir: Path) -> dict[str, float]:
    """Scores every page of `gold_dir`; one without a readable article counts as an empty answer.

    Returns `precision`, `recall`, `f1` (as above), `mean_f1` (of the pages' own F1), `dated` (share of pages with a
    date) and `pages`, all but the last between 0 and 1.
    """
    truth: dict[str, dict[str, str]] = json.loads((gold_dir / "ground-truth.json").read_text(encoding="utf-8"))
    scores, dated = [], 0
    for name, gold in sorted(truth.items()):
        data = gzip.decompress((gold_dir / "html" / f"{name}.html.gz").read_bytes())
        try:
            # English is assumed, because the measure is of main text in whatever language.
            article = page(name, data, Facts(language="en"))
            found, dated = read_part(article), dated + (article.published is not None)
        except SkipArticle:
            found = ""
        scores.append(score_page(gold["articleBody"], found))
    count = len(scores) or 1
    precision, recall, mean = (
        (sum(column) / count for column in zip(*scores, strict=True)) if scores else (0.0, 0.0, 0.0)
    )
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "mean_f1": mean,
        "dated": dated / count,
        "pages": float(len(scores)),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Main-text F1 on annotated web pages.")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/html_pages"))
    for measure, value in score_html(parser.parse_args().gold).items():
        print(f"{measure:10} {value:.4f}")
