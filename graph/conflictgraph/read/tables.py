"""Many articles in one file: JSON Lines, a JSON list, CSV and TSV. Rows are read one by one."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from conflictgraph.errors import SkipArticle
from conflictgraph.read.decode import encoding_of
from conflictgraph.read.facts import MAX_BYTES, Facts, Outcome, Outcomes, is_too_large
from conflictgraph.read.plain import assemble
from conflictgraph.read.registry import chunks
from conflictgraph.read.sources import Source

_NAMES = {
    "id": "id externalid articleid docid documentid guid uuid",
    "title": "title headline",
    "published": "published date publishedat publicationdate pubdate datepublished publishdate publisheddate",
    "publisher": "publisher source outlet sourcename newspaper sitename publication",
    "url": "url link permalink canonical weburl sourceurl",
    "language": "language lang",
    "text": "text body content articlebody maintext fulltext article",
}
_FIELDS = {alias: field for field, aliases in _NAMES.items() for alias in aliases.split()}
_MARKUP = re.compile(r"</?(?:p|div|br|html|body|span|article|h[1-6]|ul|li)\b[^<>]{0,300}>", re.IGNORECASE)


_TEXTLESS = "has no “text” (nor “body” or “content”) that is a text."


def _field(name: str) -> str | None:
    """The field that a column's name stands for; case, blanks, dashes and underscores do not count."""
    return _FIELDS.get(re.sub(r"[\W_]+", "", name.lower()))


def _article(where: str, values: dict[str, str], stated: Facts) -> Outcome:
    """One row → an article or the reason why not."""
    text = values.get("text", "")
    if len(text) > MAX_BYTES:
        return is_too_large(where)
    if not text.strip():
        return SkipArticle(where, "has no text.")
    publisher, url = values.get("publisher"), values.get("url")
    if publisher and publisher.startswith(("http://", "https://")):
        publisher, url = None, url or publisher
    if len(_MARKUP.findall(text[:100_000])) >= 2:
        from conflictgraph.read.visible import visible_text

        text = visible_text(text)
    facts = Facts(
        title=values.get("title"),
        published=values.get("published"),
        how="column",
        publisher=publisher,
        url=url,
        language=values.get("language"),
        external_id=values.get("id") or None,
    )
    try:
        return assemble(where, text, stated, facts)
    except SkipArticle as skip:
        return skip.with_traceback(None)


# --- JSON ---------------------------------------------------------------------------------------------------------


def _values(record: dict[str, Any]) -> dict[str, str]:
    """A JSON object's fields as text; the proper name wins over its aliases; objects count by their `name`."""
    values: dict[str, str] = {}
    for key, value in sorted(record.items(), key=lambda item: (_field(item[0]) != item[0], item[0])):
        field = _field(key)
        if field is None or values.get(field):
            continue
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, list) and field == "text" and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str):
            values[field] = value if field == "text" else value.strip()
    return values


def _record(where: str, line: str, stated: Facts) -> Outcome:
    try:
        record = json.loads(line, strict=False)
    except json.JSONDecodeError as error:
        return SkipArticle(where, f"is not valid JSON ({error.msg.lower()}, character {error.pos + 1}).")
    except (ValueError, RecursionError):  # numbers of thousands of digits; nesting without end
        return SkipArticle(where, "is not JSON that can be read (a number too long, or nested too deeply).")
    return _object(where, record, stated)


def _object(where: str, record: Any, stated: Facts) -> Outcome:
    if not isinstance(record, dict):
        return SkipArticle(where, "is JSON, but not an object with a “text”.")
    values = _values(record)
    if "text" not in values:
        return SkipArticle(where, _TEXTLESS)
    return _article(where, values, stated)


def _encoding(stream: IO[bytes]) -> str:
    """The encoding of the whole stream, found without holding it: UTF-8 if all of it fits."""
    sample = stream.read(1 << 18)
    encoding = encoding_of(sample, whole=False)
    stream.seek(0)
    if encoding == "utf-8":
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        try:
            for chunk in chunks(stream):
                decoder.decode(chunk)
        except UnicodeDecodeError as error:
            encoding = encoding_of(bytes(error.object[max(0, error.start - 4096) : error.start + 4096]), whole=False)
            encoding = "utf-8" if encoding.startswith("utf") else encoding
        stream.seek(0)
    return encoding


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, str | None]]:
    """(number from 1, line) of a text stream; None for a line over `MAX_BYTES`, which is never held whole."""
    wrapper = io.TextIOWrapper(stream, encoding=_encoding(stream), errors="replace", newline="\n")
    number = 0
    try:
        while line := wrapper.readline(MAX_BYTES + 1):
            number += 1
            if len(line) <= MAX_BYTES:
                yield number, line
                continue
            yield number, None
            while line and not line.endswith("\n"):
                line = wrapper.readline(MAX_BYTES)
    finally:
        wrapper.detach()  # the stream is closed by whoever opened it


def read_jsonl(source: Source, stream: IO[bytes], stated: Facts) -> Outcomes:
    """One article a line; a line that cannot be read is told with its number, and the others are read.

    A file whose objects all lack a text holds something else than articles, and is told once.
    """
    empty = True
    textless: list[SkipArticle] = []
    others = False
    for number, line in _lines(stream):
        where = f"{source.name}:{number}"
        if line is None:
            empty = False
            yield is_too_large(where)
        elif stripped := line.strip("\ufeff\x00 \t\r\n"):
            empty = False
            outcome = _record(where, stripped, stated)
            if not others and isinstance(outcome, SkipArticle) and outcome.reason == _TEXTLESS:
                textless.append(outcome)
                continue
            yield from textless
            textless.clear()
            others = True
            yield outcome
    if len(textless) > 1:
        yield SkipArticle(source.name, "holds no articles: none of its objects has a “text” (nor “body” or “content”).")
    else:
        yield from textless
    if empty:
        yield SkipArticle(source.name, "has no text.")


def read_json(source: Source, stream: IO[bytes], stated: Facts) -> Outcomes:
    """A list of articles, one article, an object that holds the list ("articles": […]), or JSON Lines."""
    head = stream.read(4096)
    stream.seek(0)
    start = head.decode(encoding_of(head, whole=False), "replace").lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        yield from _listed(source, stream, stated)
        return
    data = stream.read(MAX_BYTES + 1)
    stream.seek(0)
    try:
        record = json.loads(data.decode(encoding_of(data), "replace").strip("\ufeff\x00 \t\r\n"), strict=False)
    except (ValueError, RecursionError):
        yield from read_jsonl(source, stream, stated)
        return
    if len(data) > MAX_BYTES:
        yield is_too_large(source.name)
        return
    if isinstance(record, dict) and "text" not in _values(record):
        for key in ("articles", "documents", "items", "results", "records", "data"):
            if isinstance(record.get(key), list):
                for number, item in enumerate(record[key], 1):
                    yield _object(f"{source.name}#{number}", item, stated)
                return
    yield _object(source.name, record, stated)


_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)


def _listed(source: Source, stream: IO[bytes], stated: Facts) -> Outcomes:
    """The elements of a JSON list, one at a time: the text is cut at the commas of the outermost list."""
    number, any_yet = 0, False
    try:
        for element in _elements(stream):
            if element.strip():
                number += 1
                any_yet = True
                yield _record(f"{source.name}#{number}", element.strip(), stated)
    except OverflowError:
        any_yet = True
        yield SkipArticle(
            f"{source.name}#{number + 1}", "is larger than 20 MB or never ends; the rest of the file is not read."
        )
    except ValueError:
        any_yet = True
        yield SkipArticle(source.name, f"is cut off after article {number}: the list is not closed.")
    if not any_yet:
        yield SkipArticle(source.name, "is a list without articles.")


def _elements(stream: IO[bytes]) -> Iterator[str]:
    """Raises OverflowError for an element over `MAX_BYTES`, ValueError for a list that is not closed."""
    decoder = codecs.getincrementaldecoder(_encoding(stream))("replace")
    buffer, position, start, depth = "", 0, 0, 0
    for chunk in chunks(stream):
        buffer += decoder.decode(chunk)
        # A string that reaches the buffer's end is looked at again, from its quote, when more has come.
        for match in _STRUCTURE.finditer(buffer, position):
            position = match.end()
            mark = match.group()
            if mark in ("[", "{"):
                depth += 1
                if depth == 1:
                    start = position
            elif mark in ("]", "}"):
                depth -= 1
                if depth == 0:
                    yield buffer[start : match.start()]
                    return
            elif mark == "," and depth == 1:
                yield buffer[start : match.start()]
                start = position
        buffer, position, start = buffer[start:], position - start, 0
        if len(buffer) > MAX_BYTES:
            raise OverflowError
    raise ValueError


# --- CSV ----------------------------------------------------------------------------------------------------------


def _delimiter(header: str, ending: str) -> str:
    """The mark that parts the header into the most known names; a tab for .tsv and a comma where all are equal."""
    first = "\t" if ending == ".tsv" else ","
    marks = [first, *(m for m in ",;\t|" if m != first)]
    return max(marks, key=lambda m: (sum(1 for n in header.split(m) if _field(n.strip(' "'))), m == first))


def read_csv(source: Source, stream: IO[bytes], stated: Facts) -> Outcomes:
    """One article a row, by the names in the first row. Rows that cannot be read are told with their line."""
    # The limit is the csv module's own and of the whole process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    wrapper = io.TextIOWrapper(stream, encoding=_encoding(stream), errors="replace", newline="")
    try:
        yield from _rows(source, wrapper, stated)
    finally:
        wrapper.detach()


def _rows(source: Source, wrapper: io.TextIOWrapper, stated: Facts) -> Outcomes:
    header_line = wrapper.readline(1 << 20).lstrip("\ufeff")
    if not header_line.strip():
        yield SkipArticle(source.name, "has no text.")
        return
    mark = _delimiter(header_line, source.ending)
    names = next(csv.reader([header_line], delimiter=mark), [])
    fields = [_field(n) for n in names]
    if "text" not in fields:
        listed = ", ".join(n.strip() for n in names[:12])
        yield SkipArticle(
            source.name, f"has no column “text” (nor “body” or “content”); its columns are: {listed[:300]}."
        )
        return
    proper = {n.strip().lower(): i for i, n in enumerate(names)}
    columns = {f: proper.get(f, fields.index(f)) for f in dict.fromkeys(fields) if f}
    rows = csv.reader((line.replace("\0", "") for line in wrapper), delimiter=mark)
    line, any_yet = 2, False
    while True:
        where = f"{source.name}:{line}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield SkipArticle(where, f"is not valid CSV ({error}); the rest of the file is not read.")
            return
        if row is None:
            break
        line = rows.line_num + 2
        if not any(cell.strip() for cell in row):
            continue
        any_yet = True
        if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            yield SkipArticle(where, f"has {len(row)} fields where the first row names {len(names)}; quote the text.")
            continue
        values = {f: row[i] if f == "text" else row[i].strip() for f, i in columns.items() if i < len(row)}
        yield _article(where, values, stated)
    if not any_yet:
        yield SkipArticle(source.name, "has a header and no rows.")
