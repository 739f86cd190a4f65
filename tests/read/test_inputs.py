"""Files of every kind become articles or sentences that say why not; nothing is lost on the way and nothing breaks."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflictgraph.errors import SkipArticle
from conflictgraph.model import Article
from conflictgraph.read import Facts, Source, expand, read, read_text, register, registry
from conflictgraph.read.decode import unwrap

BODY = (
    "Fighters seized a bridge near the town of Arva on Monday, the governor said, and two soldiers were killed there."
)
FRENCH = (
    "Les combattants ont pris un pont près de la ville lundi, a déclaré le gouverneur, et deux soldats ont été tués."
)


def one(path: Path) -> Article:
    (article,) = read(path)
    assert isinstance(article, Article), article
    return article


def reason(path: Path | str) -> str:
    (skip,) = read(path)
    assert isinstance(skip, SkipArticle)
    assert skip.reason.endswith(".")
    return skip.reason


# --- encodings and characters ---------------------------------------------------------------------------------------

TEXT = f"{BODY} “Enough,” said Café owner Zoë."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_file_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert one(path).text == TEXT


def test_utf8_that_was_read_as_windows_text_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("”", '"').encode().decode("cp1252"), encoding="utf-8")
    assert one(path).text == TEXT.replace("”", '"')


def test_a_few_broken_bytes_do_not_change_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("é “ñ” " * 10 + BODY).encode() + b" \xff end")
    assert "é “ñ”" in one(path).text


def test_invisible_and_control_characters_are_removed_and_line_ends_are_newlines() -> None:
    text = read_text("Fight\u200bers took\x00 the \u202ebridge\u2066.\r\nThe governor said that it was so.\ud800").text
    assert text == "Fighters took the bridge.\nThe governor said that it was so.\ufffd"


def test_lines_wrapped_to_a_width_are_joined_without_moving_an_offset() -> None:
    wrapped = (
        "The governor said on Monday that fighters of the\nGreen Front had seized a bridge near the town of\n"
        "Arva, and that two soldiers had been killed there.\n\nThe front has not commented on the account."
    )
    joined = unwrap(wrapped)
    assert len(joined) == len(wrapped)
    assert joined.split("\n\n")[0] == wrapped.split("\n\n")[0].replace("\n", " ")


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "Fighters took a bridge.\nTwo soldiers died.\nThe governor said so.\nThe front denied it on Tuesday."
    assert unwrap(text) == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"%PDF-1.4 x", b"\x1f\x8bxx"]
)
def test_binary_data_is_refused_with_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert reason(path)


# --- language -------------------------------------------------------------------------------------------------------


def test_another_language_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FRENCH, encoding="utf-8")
    assert reason(path) == "is in French (fr), and only English is read."


def test_a_declared_language_wins() -> None:
    assert read_text("Kabul Helmand Kandahar", language="en-GB").language == "en"
    with pytest.raises(SkipArticle, match=r"French \(fr\)"):
        read_text(BODY, language="fr")


@pytest.mark.parametrize("text", ["Bridge seized near Arva", "KILLED: 12", "Mullah Mansoor Dadullah Abdul Rauf Khadim"])
def test_a_short_text_in_latin_letters_counts_as_english(text: str) -> None:
    assert read_text(text).language == "en"


# --- web pages ------------------------------------------------------------------------------------------------------

PAGE = f"""<!doctype html><html><head><meta charset="windows-1252"><title>Bridge seized | The Arva Times</title>
<link rel="canonical" href="https://arva.example/news/../news/bridge?utm_source=feed#top">
<meta property="og:site_name" content="The Arva Times">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Bridge seized",
"datePublished": "2015-03-04T10:00:00Z", "dateModified": "2020-01-01"}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Bridge seized</h1>
<p>ARVA (AP) – {BODY}</p><p>{BODY.replace("Monday", "Tuesday")}</p><p>{BODY.replace("Monday", "Sunday")}</p></article>
<footer>© 2015 The Arva Times</footer></body></html>"""


def test_a_page_gives_text_date_title_publisher_and_address(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.encode("cp1252"))
    article = one(path)
    assert (article.published, article.date_inferred) == ("2015-03-04", "metadata")
    assert (article.title, article.publisher) == ("Bridge seized", "The Arva Times")
    assert article.url == "https://arva.example/news/bridge"
    assert article.dateline == "ARVA"
    assert article.text.count("\n\n") >= 2
    assert "Sport" not in article.text


def test_a_page_is_known_by_its_content_too(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    path.write_bytes(PAGE.encode("cp1252"))
    assert one(path).title == "Bridge seized"


def test_a_deeply_nested_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<div>" * 100_000 + f"<p>{BODY}</p>" + "</div>" * 100_000, encoding="utf-8")
    assert BODY in one(path).text


def test_a_date_in_a_pages_sentences_is_not_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><p>{BODY.replace('Monday', '3 May 2015')}</p></body></html>", encoding="utf-8")
    assert one(path).published is None


# --- tables ---------------------------------------------------------------------------------------------------------


def test_json_lines_give_an_article_a_line_and_a_reason_for_each_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        json.dumps(
            {"id": 7, "title": "T", "published": "2015-03-04", "publisher": "P", "text": BODY, "language": "en"}
        ),
        "{broken",
        "",
        json.dumps(
            {
                "Headline": "U",
                "date": "5 March 2015",
                "source": {"name": "Q"},
                "body": BODY,
                "link": "https://a.example/x",
            }
        ),
        json.dumps({"title": "no text"}),
        "[" * 100_000,
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    first, broken, second, empty, deep = read(path)
    assert isinstance(first, Article)
    assert (first.external_id, first.published, first.date_inferred) == ("7", "2015-03-04", "column")
    assert isinstance(second, Article)
    assert (second.title, second.published, second.publisher) == ("U", "2015-03-05", "Q")
    assert second.url == "https://a.example/x"
    assert isinstance(broken, SkipArticle) and broken.source == f"{path}:2"
    assert isinstance(empty, SkipArticle) and empty.source == f"{path}:5"
    assert isinstance(deep, SkipArticle) and deep.source == f"{path}:6"


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"status": "ok", "articles": rows}])
def test_a_json_list_is_read_element_by_element(tmp_path: Path, wrap: object) -> None:
    path = tmp_path / "a.json"
    rows = [{"text": BODY + ' "quoted, [x]" \\ {'}, {"text": BODY, "published": "2015-01-02"}, 3]
    path.write_text(json.dumps(wrap(rows)), encoding="utf-8")  # type: ignore[operator]
    first, second, third = read(path)
    assert isinstance(first, Article) and first.text.endswith("\\ {")
    assert isinstance(second, Article) and second.published == "2015-01-02"
    assert isinstance(third, SkipArticle) and third.source == f"{path}#3"


def test_a_json_list_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": BODY}, {"text": BODY}])[:-20], encoding="utf-8")
    first, skip = read(path)
    assert isinstance(first, Article)
    assert isinstance(skip, SkipArticle) and "cut off" in skip.reason


def test_csv_takes_names_in_any_case_aliases_quotes_and_long_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    long = f"{BODY} " * 3000
    path.write_text(
        f'ID;Headline;DATE;Content\n1;T;04.03.2015;"{BODY}\n\n""Yes,"" he said; so."\n2;U;;{long}\n', encoding="utf-8"
    )
    first, second = read(path)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.external_id, first.title, first.published) == ("1", "T", "2015-03-04")
    assert first.text.endswith('"Yes," he said; so.')
    assert len(second.text) > 131_072


def test_csv_without_a_text_column_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,headline\n1,x\n2,y\n", encoding="utf-8")
    assert "its columns are: id, headline" in reason(path)


def test_a_csv_row_with_too_many_fields_is_told_and_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,text\n1,{BODY}\n2,The army said so.\n", encoding="utf-8")
    first, second = read(path)
    assert isinstance(first, SkipArticle) and first.source == f"{path}:2" and "4 fields" in first.reason
    assert isinstance(second, Article)


def test_markup_in_a_column_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"text\tdate\n<p>{BODY}</p><p>So it was &amp; is.</p>\t2015-01-02\n", encoding="utf-8")
    assert one(path).text == f"{BODY}\n\nSo it was & is."


# --- files and folders ----------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_sorted_order_and_what_is_no_article_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    for name in (
        "z.txt",
        "b/y.txt",
        "a.txt",
        ".hidden",
        "README.md",
        "a.truth",
        "page.html",
        "page_files/x.js",
        "x.css",
    ):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    found = [(Path(s.name).relative_to(tmp_path).as_posix(), s.problem is None) for s in expand([tmp_path])]
    assert found == [
        ("README.md", False),
        ("a.truth", False),
        ("a.txt", True),
        ("b/y.txt", True),
        ("page.html", True),
        ("x.css", False),
        ("z.txt", True),
    ]


def test_a_file_named_twice_is_read_once_and_a_named_readme_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    sources = list(expand([tmp_path / "README.md", tmp_path / "a.txt", str(tmp_path / "*.txt")]))
    assert [Path(s.name).name for s in sources] == ["README.md", "a.txt"]
    assert all(s.problem is None for s in sources)


def test_what_is_not_there_or_cannot_be_opened_is_one_sentence_each(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.txt").write_text(" \n\t\u200b\n", encoding="utf-8")
    assert reason(tmp_path / "nothing.txt") == "does not exist."
    assert reason(tmp_path / "link.txt") == "is a link to a file that does not exist."
    assert reason(tmp_path / "empty") == "holds no articles."
    assert reason(str(tmp_path / "*.pdf")) == "matches no file."
    assert reason(tmp_path / "blank.txt") == "has no text."
    assert reason("a\0b") == "is not a file name."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_a_file_without_permission_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    path.chmod(0)
    assert reason(path) == "cannot be opened: permission denied."


def test_a_file_over_the_limit_is_refused_without_being_loaded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write(b"The army said so. " * 4000)
        file.truncate(2_000_000_000)  # a sparse file: loading it whole would show
    start = time.process_time()
    assert reason(path) == "is larger than 20 MB, too large for one article."
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "data",
    [PAGE.encode("cp1252"), BODY.encode(), json.dumps({"text": BODY}).encode(), json.dumps([{"text": BODY}]).encode()],
)
def test_stdin_is_known_by_its_content(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = read("-")
    assert isinstance(article, Article)
    assert "seized a bridge" in article.text


def test_a_name_gives_the_date_of_a_file_with_one_article_but_not_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "N-2017.06.05.388.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "export-2017-06-05.jsonl").write_text(json.dumps({"text": BODY}), encoding="utf-8")
    text = one(tmp_path / "N-2017.06.05.388.txt")
    assert (text.published, text.date_inferred) == ("2017-06-05", "filename")
    assert one(tmp_path / "export-2017-06-05.jsonl").published is None


def test_a_registered_reader_reads_its_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_READERS", {})
    register([".Shout"], lambda source, stream, stated: iter([read_text(stream.read().decode().lower())]))
    path = tmp_path / "a.shout"
    path.write_text(BODY.upper(), encoding="utf-8")
    assert one(path).text == BODY.lower()


# --- anything -------------------------------------------------------------------------------------------------------

ENDINGS = [".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv", ""]
PIECES = st.sampled_from(
    [
        b"<html>",
        b"<p>",
        b"</p>",
        b"<!--",
        b"<script>",
        b'{"text": "',
        b'"}',
        b"[",
        b"]",
        b",",
        b"\n",
        b'"',
        b"\\",
        b"\x00",
        b"\xff\xfe",
        b"text,date\n",
        b"---\n",
        b"Home / News",
        b"By A B",
        b"KABUL (AP) - ",
        b"Read more\n",
        b"https://a.b ",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"2015-01-02",
        b"1 of 2 Full Screen Close ",
        BODY.encode(),
        b"&#x0;",
        b"<a href=",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=14).map(b"".join)),
    ending=st.sampled_from(ENDINGS),
)
def test_any_bytes_into_any_reader_give_articles_or_reasons(tmp_path: Path, data: bytes, ending: str) -> None:
    path = tmp_path / f"x{ending}"
    path.write_bytes(data)
    outcomes = list(registry.outcomes(Source(str(path), path), Facts()))
    assert outcomes
    for outcome in outcomes:
        assert isinstance(outcome, Article | SkipArticle)
        if isinstance(outcome, Article):
            assert outcome.text == outcome.text.strip()
            assert all(0 <= s.start < s.end <= len(outcome.text) for s in outcome.skipped)
            outcome.text.encode("utf-8")
    assert [str(o) for o in outcomes] == [str(o) for o in registry.outcomes(Source(str(path), path), Facts())]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    try:
        article = read_text(text, language="en")
    except SkipArticle:
        return
    assert read_text(article.text, language="en").text == article.text


def test_a_page_that_opens_a_hundred_thousand_elements_is_read_for_its_words(tmp_path: Path) -> None:
    page = tmp_path / "deep.html"
    page.write_text("<div>" * 100_000 + "The army killed five rebels in Goma on Monday. " * 5 + "</div>" * 100_000, "utf-8")
    (article,) = read(page)
    assert isinstance(article, Article)
    assert "<" not in article.text
    assert article.text.startswith("The army killed five rebels")
