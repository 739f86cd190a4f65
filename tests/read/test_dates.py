"""Publication dates: real, unambiguous, from the surest source, never invented. Datelines keep place and date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph.errors import StopRun
from conflictgraph.read import dateline, dates, read_text
from conflictgraph.read.links import canonical

BODY = (
    "Fighters seized a bridge near the town of Arva on 2 March 2014, the governor said, and two soldiers were killed."
)
URL = "https://news.example/2016/01/09/bridge"


def test_the_surest_source_of_the_date_wins() -> None:
    dated = f"Published: 16 June 2015\n\nARVA, Jan. 9, 2015 — {BODY}"
    assert (read_text(dated, published="2017-01-01", url=URL).published) == "2017-01-01"
    assert read_text(dated, published="2017-01-01").date_inferred is None
    first = read_text(dated, url=URL)
    assert (first.published, first.date_inferred) == ("2015-01-09", "dateline")
    second = read_text(f"Published: 16 June 2015\n\n{BODY}", url=URL)
    assert (second.published, second.date_inferred) == ("2015-06-16", "text")
    third = read_text(BODY, url=URL)
    assert (third.published, third.date_inferred) == ("2016-01-09", "url")


@pytest.mark.parametrize(
    "line",
    ["Delta Voice, Arva, 16 June 2015", "ARVA, Delta (River Wire) - 16 June 2015", "16 June 2015, 19:05 | Print version | Comments (14)"],
)
def test_a_line_of_names_and_a_date_before_the_text_dates_it(line: str) -> None:
    found = read_text(f"A bridge is taken\n{line}\n\n{BODY}")
    assert (found.published, found.date_inferred) == ("2015-06-16", "text")


def test_a_date_in_a_sentence_is_an_events_and_not_the_articles() -> None:
    article = read_text(BODY)
    assert (article.published, article.date_inferred) == (None, None)


def test_a_stated_date_that_is_none_stops_the_run_with_one_sentence() -> None:
    with pytest.raises(StopRun, match=r"2016-13-45.*YYYY-MM-DD"):
        read_text(BODY, published="2016-13-45")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-01-09", "2016-01-09"),
        ("2016-01-09T23:30:00-05:00", "2016-01-09"),
        ("Sat, 09 Jan 2016 10:00:00 GMT", "2016-01-09"),
        ("January 9, 2016", "2016-01-09"),
        ("9th of January 2016", "2016-01-09"),
        ("Sept. 9, 2016 10:00 am", "2016-09-09"),
        ("09.01.2016", "2016-01-09"),
        ("1/31/2016", "2016-01-31"),
        ("31/1/2016", "2016-01-31"),
        ("20160109", "2016-01-09"),
        ("1433894400", "2015-06-10"),
        ("1/2/2016", None),
        ("2016-02-30", None),
        ("January 2016", None),
        ("2016", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_value_is_a_full_real_unambiguous_date_or_none(value: str | None, expected: str | None) -> None:
    assert dates.iso(value) == expected


@given(st.dates())
def test_every_iso_date_of_these_centuries_is_read_back(day: object) -> None:
    text = str(day)
    assert dates.iso(text) == (text if "1800" <= text[:4] < "2200" else None)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    dates.iso(text)
    dates.in_path(text)
    dates.find(text)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("world/2016/01/09/bridge", "2016-01-09"),
        ("world/2019/nov/18/bridge", "2019-11-18"),
        ("12-ABC-EN-2017.06.05.388716", "2017-06-05"),
        ("20150616-bridge", "2015-06-16"),
        ("world/2016/01/bridge-17", None),
        ("story-388716820", None),
    ],
)
def test_a_date_in_a_path_is_a_full_one(path: str, expected: str | None) -> None:
    assert dates.in_path(path) == expected


@pytest.mark.parametrize(
    ("line", "text", "published"),
    [
        ("KABUL, Afghanistan (AP) — Four men died.", "KABUL, Afghanistan", None),
        ("BAGHDAD, Jan. 9, 2016 — Four men died.", "BAGHDAD, Jan. 9, 2016", "2016-01-09"),
        ("DEIR EZ-ZOR, Syria, March 3 (Reuters) - Four men died.", "DEIR EZ-ZOR, Syria, March 3", None),
        ("NEW YORK/LONDON (Reuters) - Four men died.", "NEW YORK/LONDON", None),
        ("Beirut (AFP) – Four men died.", "Beirut", None),
        ("Goma, 3 May 2016 – Four men died.", "Goma, 3 May 2016", "2016-05-03"),
        ("PESHAWAR: Four men died.", "PESHAWAR", None),
        ("AT Monitoring Desk-KABUL: Four men died.", "KABUL", None),
        ("By Ada Writer WASHINGTON (Reuters) - Four men died.", "WASHINGTON", None),
        ("(CNN) — Four men died.", None, None),
        ("LONDON — ", "LONDON", None),
    ],
)
def test_a_dateline_gives_its_place_and_date(line: str, text: str | None, published: str | None) -> None:
    found = dateline.find(line)
    assert found is not None
    assert (found.text, found.published) == (text, published)
    assert line[found.end :] in ("Four men died.", "")


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance — has denied it.",
        "UPDATE: Four men died.",
        "KERRY: Thank you all for coming, I am glad to be here.",
        "Kabul — Four men died.",
        "Analysis: why four men died.",
        "YOU LIVE IN ARVA - FOUR MEN DIED.",
        "THE ARMY -- WHICH DENIED IT -- MOVED NORTH.",
        "The army (and its allies) moved north.",
    ],
)
def test_what_is_no_sure_dateline_is_read(line: str) -> None:
    assert dateline.find(line) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://News.Example/a/../b/?utm_source=x&id=3#top", "https://news.example/b/?id=3"),
        ("https://news.example/", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("https://[broken", None),
        (None, None),
    ],
)
def test_an_address_is_canonical_or_none(url: str | None, expected: str | None) -> None:
    assert canonical(url) == expected
