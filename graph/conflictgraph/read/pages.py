"""Web pages: main text by trafilatura, metadata from JSON-LD, meta elements and htmldate."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import IO, Any

from conflictgraph.errors import SkipArticle
from conflictgraph.read import dates
from conflictgraph.read.decode import decode
from conflictgraph.read.facts import Facts, Outcomes
from conflictgraph.read.links import canonical
from conflictgraph.read.plain import assemble
from conflictgraph.read.sources import Source
from conflictgraph.read.texts import whole
from conflictgraph.read.visible import visible_text

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_LOGGERS = ("trafilatura", "htmldate", "courlan", "readability", "justext", "charset_normalizer")
_ELEMENTS = 100_000
_FAR = "2199-12-31"  # htmldate's own bound is today, and no result of ours may hang on a clock


def read_html(source: Source, stream: IO[bytes], stated: Facts) -> Outcomes:
    """One article from a page."""
    stem = source.path.stem if source.path else None
    yield page(source.name, whole(source, stream), stated, stem)


def page(name: str, data: bytes, stated: Facts, stem: str | None = None) -> Any:
    """The article on a page given as bytes. Raises SkipArticle if there is none or it is not English."""
    head = data[:8192]
    found = _CHARSET.search(head) or _XML_ENCODING.search(head)
    html = decode(data, name, found[1].decode("ascii", "replace") if found else None)
    facts, text = extract(html, stem)
    if not text.strip():
        raise SkipArticle(name, "is a page without an article.")
    return assemble(name, text, stated, facts)


def extract(html: str, stem: str | None = None) -> tuple[Facts, str]:
    """(metadata, main text with a blank line between paragraphs) of a page; never raises for what the page holds."""
    html = html.replace("\0", "")
    # News pages have some thousands of elements; beyond any sense the libraries take minutes, so they are not asked.
    with _quiet():
        tree = _tree(html) if html.count("<") <= 3 * _ELEMENTS else None
        usable = tree is not None and sum(1 for _ in tree.iter()) <= _ELEMENTS
        facts = _facts(tree, stem) if usable else Facts(stem=stem)
        text = _main_text(tree) if usable else ""
    if len(text.split()) < 5:  # nothing found, or a fragment: all visible text instead
        text = visible_text(html) or text
    return facts, text


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences the libraries' loggers: what they complain about is told to the user in one sentence of ours."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():  # urllib3 warns on import of a proxy library that nothing here needs
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser as Parser
    from lxml.html import document_fromstring

    try:
        # huge_tree stays off: libxml2 then stops at a depth that recursion further on survives.
        return document_fromstring(html.encode("utf-8", "replace"), parser=Parser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return None


def _main_text(tree: Any) -> str:
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(tree, fast=False, include_comments=False, with_metadata=False)
    except Exception:  # noqa: BLE001 - hostile pages raise whatever they like in there; the visible text is read instead
        return ""
    text = getattr(document, "text", None) or ""
    return "\n\n".join(line for line in text.split("\n") if line.strip())


# --- metadata -----------------------------------------------------------------------------------------------------

_PUBLISHED = (
    "article:published_time og:published_time og:article:published_time datepublished dc.date.issued dcterms.issued"
    " dcterms.created dc.date.created dc.date sailthru.date parsely-pub-date publishdate publish-date publish_date"
    " pubdate published_time published-date date_published article.published originalpublicationdate"
    " article_date_original rnews:datepublished bt:pubdate displaydate date"
).split()
_TITLES = "og:title twitter:title dc.title dcterms.title headline parsely-title".split()
_SITES = "og:site_name dc.publisher dcterms.publisher publisher".split()
_ARTICLE = re.compile(r"article|posting|report|webpage", re.IGNORECASE)
_DATED = re.compile(r"date|time|publish|posted|byline|meta|entry-info|author", re.IGNORECASE)
_NODES = 2000


def _facts(tree: Any, stem: str | None) -> Facts:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if key and content:
            metas.setdefault(key.strip().lower(), content)
    linked = _linked_data(tree)

    def meta(keys: list[str]) -> str | None:
        return next((metas[k] for k in keys if k in metas), None)

    published = dates.iso(linked.published)
    for key in _PUBLISHED:
        published = published or dates.iso(metas.get(key))
    base = next((e.get("href") for e in tree.iter("base") if e.get("href")), None)
    addresses = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    url = next((u for a in [*addresses, metas.get("og:url"), linked.url] if (u := canonical(a, base))), None)
    heading = next((" ".join(e.text_content().split()) for e in tree.iter("h1")), None) if published else None
    title = linked.title or meta(_TITLES) or heading or next((e.text for e in tree.iter("title")), None)
    title = unescape(title) if title else None  # templates escape twice
    site = linked.publisher or meta(_SITES)
    return Facts(
        title=_without_site(title, unescape(site) if site else None),
        published=published or _htmldate(tree),
        how="metadata",
        publisher=None if site and site.startswith(("http:", "https:")) else site,
        url=url,
        stem=stem,
    )


def _without_site(title: str | None, site: str | None) -> str | None:
    """ "Headline | The Site" → "Headline", if the page says that The Site is its name."""
    if not title or not site:
        return title
    head, _, tail = re.sub(r"\s+[|–—-]\s+", "\0", title).rpartition("\0")
    same = re.sub(r"\W", "", tail).casefold() == re.sub(r"\W", "", site).casefold()
    return title[: title.rfind(tail)].rstrip(" |–—-\t\n") if head and same else title


def _linked_data(tree: Any) -> Facts:
    """Headline, date, publisher and address from the first article in the page's JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            todo: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_NODES):
            if not todo:
                break
            node = todo.pop(0)
            if isinstance(node, list):
                todo[:0] = node[:_NODES]
            elif isinstance(node, dict):
                kinds = node.get("@type")
                named = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
                if _ARTICLE.search(named) and (node.get("datePublished") or node.get("headline")):
                    page_of = node.get("mainEntityOfPage")
                    return Facts(
                        title=_string(node.get("headline")),
                        published=_string(node.get("datePublished")),
                        publisher=_string(node.get("publisher"), "name"),
                        url=_string(node.get("url"), "@id") or _string(page_of, "@id"),
                    )
                todo.extend(value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage"))
    return Facts()


def _string(value: Any, key: str = "") -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _htmldate(tree: Any) -> str | None:
    """A date that htmldate finds in the page's head and in elements that are marked as holding dates.

    The body's paragraphs are kept from it, since a date in a sentence is an event's.
    """
    from copy import deepcopy

    from htmldate import find_date
    from lxml.html import Element

    reduced = Element("html")
    for head in list(tree.iter("head"))[:1]:
        reduced.append(deepcopy(head))
    body = Element("body")
    count = 0
    for element in tree.iter("time", "abbr", "span", "div", "p", "li", "em", "small"):
        marks = " ".join(element.get(a) or "" for a in ("class", "id", "itemprop"))
        if element.tag == "time" or _DATED.search(marks):
            words = "".join(element.itertext())
            if len(words) <= 200:
                copy = deepcopy(element)
                copy.tail = None
                body.append(copy)
                count += 1
        if count >= 200:
            break
    reduced.append(body)
    try:
        return dates.iso(find_date(reduced, extensive_search=False, original_date=True, max_date=_FAR))
    except Exception:  # noqa: BLE001 - as in _main_text; a page without a date is read all the same
        return None
