"""Our own sentences and short articles with figures and dates; they ship with the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.model import Article, Record
from scorers import figures
from scorers.adapt.base import DEV, Corpus, pair
from scorers.adapt.own import dated, figure
from scorers.common import Row
from scorers.shown import HALVES


def articles(row: Row) -> tuple[Article, ...]:
    """The text as a file of it would be read, so that a dateline is one."""
    from conflictgraph.read import read_text

    return (read_text(row["text"], published=row.get("published")),)


def predict(row: Row, records: Sequence[Record]) -> Row:
    """Events with trigger, figures, categories and the days of their date; of what is told again, the first telling's date."""
    (record,) = records
    by_id = {a.id: a for a in record.accounts}
    return {
        "accounts": [
            {
                "trigger": pair(a.trigger), "words": record.article.text[a.trigger.start : a.trigger.end], "date": dated(record, a, by_id)[1],
                **{name: figure(getattr(a, name)) for name in figures.EFFECTS}, "who": {name: figure(f) for name, f in a.who},
            }
            for a in record.accounts if a.kind == "event"
        ]
    }  # fmt: skip


FIGURES = Corpus(
    name="figures",
    files={DEV: str(figures.GOLD)},  # not of the folder of public corpora: it ships with the project
    articles=articles,
    predict=predict,
    score=figures.score,
    pinned=tuple(f"{of} exact, {part} half" for of in ("dates", "figures") for part in HALVES),
)
FIGURES_LATER, FIGURES_THIRD, FIGURES_FOURTH, FIGURES_FIFTH = (  # written when the rules stood, in four rounds
    replace(FIGURES, name=f"figures_{gold.stem}", files={DEV: str(gold)})
    for gold in (figures.LATER, figures.THIRD, figures.FOURTH, figures.FIFTH)
)
