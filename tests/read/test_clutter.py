"""Clutter is marked with its reason, kept in the text, and the body is never cut."""

from __future__ import annotations

import pytest

from conflictgraph.errors import SkipArticle
from conflictgraph.model import Article
from conflictgraph.read import read_text

LEAD = "Fighters of the Green Front seized a bridge near the town of Arva on Monday, the provincial governor said."
SECOND = "Two soldiers were killed and five others were hurt in the fighting, which went on until the early evening."
THIRD = "The front has not commented on the governor's account, but a spokesman confirmed that clashes had taken place."
BODY = f"{LEAD}\n\n{SECOND}\n\n{THIRD}"


def skipped(article: Article) -> list[tuple[str, str]]:
    return [(s.why, article.text[s.start : s.end]) for s in article.skipped]


def unread(article: Article) -> str:
    return "".join(article.text[s.start : s.end] for s in article.skipped)


def test_a_page_saved_as_text_leaves_only_its_body_to_read() -> None:
    text = (
        "Home / Latest News / Front seizes bridge near Arva\n\nFront seizes bridge near Arva\n\n"
        f"Daily Monitoring Desk-ARVA: {BODY}\n\nAbout admin\n\nCheck Also\n\nMinister visits the coast\n\n"
        "The minister of fisheries went to see what … https://spam.example/ https://spam.example/2"
    )
    article = read_text(text)
    assert article.title == "Front seizes bridge near Arva"
    assert article.dateline == "ARVA"
    assert [why for why, _ in skipped(article)] == ["breadcrumb", "title", "dateline", "teaser"]
    for paragraph in (LEAD, SECOND, THIRD):
        assert paragraph not in unread(article)
    assert article.text == text


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Home > World > Region", "breadcrumb"),
        ("Home | World | Sport | Weather", "breadcrumb"),
        ("Share this", "teaser"),
        ("Share on Facebook", "share"),
        ("Facebook Twitter Reddit Email Print", "share"),
        ("By Ada Writer", "byline"),
        ("By Ada Writer and Bo Other in Arva", "byline"),
        ("By Ada Writer | June 5, 2015 10:30 am", "byline"),
        ("(Reporting by Ada Writer; Editing by Bo Other)", "byline"),
        ("Ada Writer contributed to this report.", "byline"),
        ("Read more: Who are the Green Front?", "teaser"),
        ("[What the Green Front wants from the government]", "teaser"),
        ("FILE - Soldiers stand on the bridge near Arva, May 24, 2017.", "caption"),
        ("Photo: Ada Writer/Agency", "caption"),
        ("© 2017 The Arva Times. All rights reserved.", "copyright"),
        ("Copyright 2017 Arva Media. This material may not be published, broadcast or rewritten.", "copyright"),
        ("We use cookies to give you the best experience on our site.", "cookies"),
        ("Sign up for our daily newsletter and never miss a story.", "subscription"),
        ("Published: 16 June 2015", "date"),
        ("Last updated on June 16, 2015 at 10:30 GMT", "date"),
        ("0:00:30", "widget"),
        ("* * *", "widget"),
        ("360p | 1.8MB", "widget"),
        ("12 Comments", "count"),
        ("https://a.example/x https://b.example/y", "links"),
        ("82 118 20", "numbers"),
    ],
)
def test_a_line_of_clutter_is_marked_with_its_reason(line: str, why: str) -> None:
    article = read_text(f"{LEAD}\n\n{line}\n\n{SECOND}")
    assert skipped(article) == [(why, line)]


@pytest.mark.parametrize(
    "line",
    [
        "The group said it would get our prisoners back to their families before the end of the month.",
        "Ukraine wants to become a member of the alliance, the minister told reporters on Tuesday.",
        "Facebook, Twitter and YouTube removed the accounts of the group after the attack in March.",
        "By Sunday evening the rebels had taken three villages north of the river.",
        "Photo studios in the old town were looted by the militia, residents said on Thursday.",
        "Home guards from Arva joined the army in the fight for the bridge / the dam, officials said.",
        "Share prices fell after the coup.",
        "Syria / Iraq",
        "“We will follow them.”",
        "10 of 12 hostages were freed on Sunday.",
    ],
)
def test_a_line_that_may_be_body_is_read(line: str) -> None:
    article = read_text(f"{LEAD}\n\n{line}\n\n{SECOND}")
    assert skipped(article) == []


def test_a_list_of_related_headlines_in_the_middle_does_not_end_the_article() -> None:
    article = read_text(
        f"{LEAD}\n\nRelated articles\nWho are the Green Front\nA river and its war\n\n{SECOND}\n\n{THIRD}"
    )
    assert SECOND not in unread(article)
    assert THIRD not in unread(article)
    assert "Who are the Green Front" in unread(article)


def test_an_end_mark_before_most_of_the_text_ends_nothing() -> None:
    article = read_text(f"{LEAD}\n\nCheck Also\n\n{SECOND}\n\n{THIRD}")
    assert SECOND not in unread(article)
    assert THIRD not in unread(article)


def test_a_player_between_paragraphs_goes_with_its_caption() -> None:
    article = read_text(
        f"{LEAD}\nWATCH: The bridge at Arva\nVideo size\nwidth\nBridge taken\n0:00:30\nDirect link\n{SECOND}"
    )
    assert unread(article).count("Bridge taken") == 1
    assert SECOND not in unread(article)


def test_links_at_the_end_of_a_paragraph_are_marked_and_the_paragraph_is_read() -> None:
    article = read_text(f"{LEAD}\n\n{SECOND} https://a.example/ https://b.example/")
    assert skipped(article) == [("links", "https://a.example/ https://b.example/")]


def test_a_text_that_is_only_a_sentence_of_a_caption_is_read() -> None:
    article = read_text("Photo: soldiers of the third brigade stand on the bridge that was taken on Monday")
    assert article.skipped == ()


def test_the_title_is_the_first_heading_and_its_repetitions_are_marked() -> None:
    article = read_text(f"Front seizes bridge\n\nFront seizes bridge\n\n{BODY}")
    assert article.title == "Front seizes bridge"
    assert skipped(article) == [("title", "Front seizes bridge\n\nFront seizes bridge")]


def test_a_text_without_heading_has_no_title() -> None:
    assert read_text(BODY).title is None


def test_a_block_of_keys_at_the_top_is_metadata() -> None:
    article = read_text(f"Title: Front seizes bridge\nSource: Arva Times\nDate: 3 May 2015\n\n{BODY}")
    assert (article.title, article.publisher, article.published) == ("Front seizes bridge", "Arva Times", "2015-05-03")
    assert [why for why, _ in skipped(article)] == ["metadata"]


def test_skips_lie_in_order_inside_the_text_without_overlap() -> None:
    article = read_text(
        f"Home / News / x\nHeadline of it\nARVA (AP) — {BODY}\nRead more\nOther\nhttps://a.b/ https://c.d/"
    )
    position = 0
    for skip in article.skipped:
        assert position <= skip.start < skip.end <= len(article.text)
        position = skip.end


CODE = (
    "<div class='box'><a href='#x'>Home</a></div>" * 3,
    '{"widget": {"id": [1, 2], "kind": "bar"}, "rows": [{"a": 1}, {"b": 2}]}',
    "[[Category:Arva]] {{Navbox}} [[Category:War]] {{reflist}} ==Notes==",
    ".box{a:b;c:d}\n.menu{e:f;g:h}\n#top{i:j}\n@media{k:l}",
)


@pytest.mark.parametrize("code", CODE)
def test_code_and_markup_between_paragraphs_are_kept_and_not_read(code: str) -> None:
    article = read_text(f"{LEAD}\n\n{code}\n\n{SECOND}", language="en")
    assert skipped(article) == [("markup", code)]


def test_markup_inside_a_long_line_is_not_read_and_the_sentences_around_it_are() -> None:
    text = f"{' '.join([LEAD] * 8)} {CODE[1] * 12} {' '.join([SECOND] * 8)}"
    unread_ = unread(read_text(text, language="en"))
    assert '{"b": 2}' in unread_
    assert len(unread_) > 0.7 * len(CODE[1]) * 12
    assert unread_.count(LEAD) == unread_.count(SECOND) == 0


@pytest.mark.parametrize("line", ["[Reuters]", "#Arva", "The “Green Front” [an armed group] & two others <said to be allies> seized the bridge at Arva."])
def test_a_few_signs_make_no_markup(line: str) -> None:
    article = read_text(f"{LEAD}\n\n{line}\n\n{SECOND}", language="en")
    assert "markup" not in [why for why, _ in skipped(article)]


@pytest.mark.parametrize("code", CODE)
def test_a_megabyte_of_markup_is_refused_in_one_sentence_before_any_model_sees_it(code: str) -> None:
    with pytest.raises(SkipArticle, match=r"holds markup and no text\.$"):
        read_text(f"{code}\n" * (1_000_000 // len(code)), language="en")
