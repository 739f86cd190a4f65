"""The sample articles in data/articles and the accounts annotated in them belong together, word for word."""

from __future__ import annotations

import csv
import json
import re
from calendar import month_name
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from conflictgraph.kinds import EVENT_TYPES

FOLDER = Path(__file__).resolve().parents[1] / "data" / "articles"
COLUMNS = ["id", "title", "published", "publisher", "url", "language", "text"]

KEYS = {
    "kind", "type", "mode", "quote", "trigger", "agents", "patients", "victims", "participants", "place", "date", "killed",
    "wounded", "abducted", "captured", "speaker", "factuality", "polarity", "attribution", "relation",
}  # fmt: skip
FIGURES = ("killed", "wounded", "abducted", "captured")


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class _Visible(HTMLParser):
    """The text a reader sees, every element's text apart."""

    unseen = ("head", "script", "style")
    inline = ("b", "i", "em", "strong", "small")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in self.unseen
        if tag not in self.inline:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.unseen
        if tag not in self.inline:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(data)


def visible(page: str) -> str:
    parser = _Visible()
    parser.feed(page)
    parser.close()
    return folded("".join(parser.parts))


@cache
def rows(file: str) -> list[dict[str, str]]:
    path = FOLDER / file
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def articles() -> dict[tuple[str, int], str]:
    """(file, row) → the text as a reader sees it, white space folded."""
    found: dict[tuple[str, int], str] = {}
    for path in sorted(FOLDER.iterdir()):
        if path.suffix == ".txt":
            found[path.name, 0] = folded(path.read_text(encoding="utf-8"))
        elif path.suffix == ".html":
            found[path.name, 0] = visible(path.read_text(encoding="utf-8"))
        elif path.suffix in (".jsonl", ".csv") and path.name != "truth.jsonl":
            for n, row in enumerate(rows(path.name)):
                found[path.name, n] = folded(row["text"])
    return found


TRUTH: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "truth.jsonl").read_text(encoding="utf-8").splitlines()
]
READ = [line for line in TRUTH if line["skip"] is None]
ACCOUNTS = [(line, account) for line in READ for account in line["accounts"]]


def key(line: dict[str, Any]) -> tuple[str, int]:
    return line["file"], line["n"]


def has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def is_edtf(value: str) -> bool:
    """A year, month, season or day of EDTF level 1, or an interval of two of them, either of which may be open."""
    ends = value.split("/")
    if len(ends) > 2 or all(end == ".." for end in ends):
        return False
    for end in ends:
        if end == "..":
            continue
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", end)
        if match is None:
            return False
        year, month, day = (int(part) if part else None for part in match.groups())
        if month is not None and not (1 <= month <= 12 or (21 <= month <= 24 and day is None)):
            return False
        if day is not None:
            try:
                date(year or 0, month or 0, day)
            except ValueError:
                return False
    closed = [end for end in ends if end != ".."]
    return closed == sorted(closed)


def test_every_article_has_its_truth_and_every_truth_its_article() -> None:
    assert Counter(key(line) for line in TRUTH) == Counter(articles().keys())


def test_the_formats_are_all_there() -> None:
    counts = Counter(Path(file).suffix for file, _ in articles())
    assert counts == {".txt": 16, ".html": 10, ".jsonl": 11, ".csv": 2}


def test_the_styles_and_difficulties_are_all_there() -> None:
    styles = Counter(line["style"] for line in TRUTH)
    assert set(styles) == {"wire", "local", "explainer", "analysis", "ngo-report", "ministry-statement"}
    flags = Counter(flag for line in TRUTH for flag in line["flags"])
    assert flags["undated"] >= 4 and flags["clutter"] >= 4 and flags["upper-case"] >= 1
    assert flags["correction"] == flags["superseded"] == flags["french"] == 1
    for line in TRUTH:
        if "undated" in line["flags"]:
            assert line["published"] is None


def test_the_upper_case_article_is_upper_case() -> None:
    (line,) = [line for line in TRUTH if "upper-case" in line["flags"]]
    assert articles()[key(line)].isupper()


def test_articles_to_be_read_have_120_to_500_words_and_at_least_three_accounts() -> None:
    for line in READ:
        assert 120 <= len(articles()[key(line)].split()) <= 500, key(line)
        assert len(line["accounts"]) >= 3, key(line)


def test_only_the_french_article_is_skipped() -> None:
    skipped = [line for line in TRUTH if line["skip"] is not None]
    assert [(rows(line["file"])[line["n"]]["language"], line["accounts"]) for line in skipped] == [("fr", [])]


@pytest.mark.parametrize("file", ["batch.jsonl", "batch.csv"])
def test_tables_have_the_columns_and_the_dates_that_the_truth_repeats(file: str) -> None:
    published = {line["n"]: line["published"] for line in TRUTH if line["file"] == file}
    for n, row in enumerate(rows(file)):
        assert list(row) == COLUMNS
        assert re.match(r"https://[\w.-]*example\.org/", row["url"])
        assert row["published"] == published[n]


def test_a_stated_date_stands_in_the_file_or_its_row() -> None:
    for line in READ:
        if line["published"] is None or line["file"].startswith("batch."):
            continue
        day = date.fromisoformat(line["published"])
        raw = (FOLDER / line["file"]).read_text(encoding="utf-8").lower()
        month = month_name[day.month]
        forms = {
            line["published"], f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
            f"{month[:3]} {day.day}, {day.year}", f"{month[:3]}. {day.day}, {day.year}",
        }  # fmt: skip
        assert any(form.lower() in raw for form in forms), line["file"]


def test_at_least_five_events_are_told_by_three_outlets_whose_figures_differ() -> None:
    tolls: dict[str, list[set[tuple[int | None, ...]]]] = defaultdict(list)
    for line in READ:
        if line["cluster"]:
            tolls[line["cluster"]].append({tuple(a["killed"]) for a in line["accounts"] if a["killed"]})
    told = [name for name, found in tolls.items() if len(found) >= 3 and len(set().union(*found)) >= 2]
    assert len(told) >= 5


def test_the_corrected_article_has_the_address_of_the_one_it_replaces() -> None:
    addresses = []
    for flag in ("superseded", "correction"):
        (line,) = [line for line in TRUTH if flag in line["flags"]]
        page = (FOLDER / line["file"]).read_text(encoding="utf-8")
        addresses.append(re.findall(r'rel="canonical" href="([^"]+)"', page))
    assert addresses[0] == addresses[1] and len(addresses[0]) == 1
    assert articles()["karrada-bombing-first-version.html", 0] != articles()["karrada-bombing-corrected.html", 0]


def test_every_address_is_under_a_reserved_example_domain() -> None:
    for path in FOLDER.iterdir():
        for host in re.findall(r"https?://([^/\s\"<]+)", path.read_text(encoding="utf-8")):
            assert re.search(r"(^|\.)(example\.(org|net|com)|schema\.org)$", host), (path.name, host)


def test_every_quote_stands_once_in_its_article_and_holds_its_trigger_once() -> None:
    for line, account in ACCOUNTS:
        assert articles()[key(line)].count(account["quote"]) == 1, (key(line), account["quote"])
        found = re.findall(rf"(?<!\w){re.escape(account['trigger'])}(?!\w)", account["quote"])
        assert len(found) == 1, (key(line), account["trigger"], account["quote"])


def test_every_party_place_and_speaker_is_a_word_of_its_article() -> None:
    for line, account in ACCOUNTS:
        named = [*account["agents"], *account["patients"], *account["victims"], *account["participants"]]
        named += [account[field] for field in ("place", "speaker") if account[field] is not None]
        if account["relation"]:
            named += [account["relation"]["from"], account["relation"]["to"]]
        for name in named:
            assert has_word(articles()[key(line)], name), (key(line), name)


def test_clutter_stands_in_the_file_and_no_quote_is_taken_from_it() -> None:
    for line in TRUTH:
        raw = folded((FOLDER / line["file"]).read_text(encoding="utf-8"))
        for clutter in line["clutter"]:
            assert folded(clutter) in articles()[key(line)] or folded(clutter) in raw, (key(line), clutter)
            assert not any(account["quote"] in clutter for account in line["accounts"])


def test_kinds_types_and_modes_are_those_of_the_ontology() -> None:
    for line, account in ACCOUNTS:
        where = (key(line), account["quote"])
        assert set(account) == KEYS, where
        if account["kind"] == "event":
            assert account["type"] in EVENT_TYPES, where
            assert account["mode"] is None or account["mode"] in EVENT_TYPES[account["type"]], where
        else:
            assert account["kind"] in ("statement", "tie"), where
            assert account["type"] is None and account["mode"] is None, where
        assert (account["relation"] is not None) == (account["kind"] == "tie"), where
    assert {account["type"] for _, account in ACCOUNTS} - {None} == set(EVENT_TYPES)


def test_a_tie_has_a_name_two_different_ends_and_a_status() -> None:
    for _, account in ACCOUNTS:
        if (tie := account["relation"]) is not None:
            assert set(tie) == {"name", "from", "to", "status"}
            assert tie["name"] in {"leads", "memberOf", "speaksFor", "succeeds", "allyOf", "relatedTo"}
            assert tie["status"] in {"present", "former", "alleged", "denied"}
            assert tie["from"] != tie["to"]


def test_attribution_is_reported_exactly_where_somebody_speaks() -> None:
    for line, account in ACCOUNTS:
        assert account["attribution"] == ("reported" if account["speaker"] else "asserted"), key(line)
        if account["kind"] == "statement":
            assert account["speaker"], (key(line), account["quote"])


def test_every_factuality_and_polarity_is_used() -> None:
    used = Counter(account["factuality"] for _, account in ACCOUNTS)
    assert set(used) == {"actual", "alleged", "planned", "threatened", "hypothetical"}
    assert {account["polarity"] for _, account in ACCOUNTS} == {"affirmed", "denied"}


def test_dates_are_edtf_and_no_event_is_held_actual_after_its_publication() -> None:
    for line, account in ACCOUNTS:
        if account["date"] is not None:
            assert is_edtf(account["date"]), (key(line), account["date"])
            start = account["date"].split("/")[0]
            if line["published"] and account["factuality"] == "actual" and start != ".." and start[5:7] < "13":
                # a corrected page keeps its first date of publication, but tells nothing later here
                assert start <= line["published"], (key(line), account["quote"])


@pytest.mark.parametrize("value", ["2015", "2015-06", "2015-22", "2015-06-22", "2015-06/2015-07", "../2010", "2023-12/.."])
def test_the_check_of_dates_accepts_edtf(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize("value", ["", "last week", "2015-13", "2015-02-30", "2016/2015", "../..", "2015-22-01", "15-06"])
def test_the_check_of_dates_refuses_what_is_not_edtf(value: str) -> None:
    assert not is_edtf(value)


def test_figures_are_whole_numbers_in_order_and_only_events_carry_them() -> None:
    for line, account in ACCOUNTS:
        for field in FIGURES:
            if (figure := account[field]) is None:
                continue
            low, best, high = figure
            assert account["kind"] == "event", key(line)
            assert isinstance(low, int) and low >= 0, (key(line), figure)
            known = [number for number in (low, best, high) if number is not None]
            assert known == sorted(known), (key(line), figure)


def test_figures_show_every_shape_that_prose_gives_them() -> None:
    shapes = {
        tuple(number is not None for number in account[field])
        for _, account in ACCOUNTS
        for field in FIGURES
        if account[field] is not None
    }
    exact_or_bounded_above, at_least, range_only, more_than = (
        (True, True, True), (True, True, False), (True, False, True), (True, False, False),
    )  # fmt: skip
    assert shapes == {exact_or_bounded_above, at_least, range_only, more_than}
