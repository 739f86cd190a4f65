"""The canonical form of an article's address, because an article with an address is known by it."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin, urlsplit, urlunsplit


def canonical(url: str | None, base: str | None = None) -> str | None:
    """An absolute http(s) address without trackers, fragment and `/../`, or None.

    A site's front page is no article's address: pages that all name it as theirs would become one article.

    >>> canonical("HTTPS://Example.org/a/../b?utm_source=x&id=3#top")
    'https://example.org/b?id=3'
    >>> canonical("https://example.org/") is None
    True
    """
    if not url or len(url) > 2000:
        return None
    from courlan import clean_url

    try:
        joined = urljoin(base, url.strip()) if base else url.strip()
        cleaned = clean_url(joined)
        parts = urlsplit(cleaned or "")
        if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in cleaned or ""):
            return None
        path = parts.path
        if "/." in path or "//" in path:
            slash = "/" if path.endswith("/") else ""
            path = posixpath.normpath("/" + path.lstrip("/"))
            path = path.rstrip("/") + slash
        if path in ("", "/") and not parts.query:
            return None
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
    except (ValueError, TypeError, AttributeError):  # courlan and urllib on malformed hosts and ports
        return None
