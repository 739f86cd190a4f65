"""The reader of the tables that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflictgraph.errors import StopRun
from conflictgraph.resources import rows, table


def written(folder: Path, text: str) -> Path:
    path = folder / "towns.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_come_with_their_lines_and_without_remarks_and_blank_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "# towns\nGoma\tCD\n\n# more\nMosul\tIQ\n")
    assert list(rows(path, "town", "country")) == [(2, ["Goma", "CD"]), (5, ["Mosul", "IQ"])]


def test_below_a_header_a_line_with_a_number_sign_is_a_row(tmp_path: Path) -> None:
    path = written(tmp_path, "# towns\ntown\tcountry\n#1\tCD\n")
    assert list(rows(path, "town", "country", header=True)) == [(3, ["#1", "CD"])]


def test_a_row_may_lack_columns_at_its_end_where_that_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "Goma\tCD\nMosul\tIQ\tNineveh\n")
    assert [row for _, row in rows(path, "town", "country", "division", absent=1)] == [["Goma", "CD"], ["Mosul", "IQ", "Nineveh"]]


@pytest.mark.parametrize(
    ("text", "header", "said"),
    [
        ("# towns\nGoma\n", False, r"^towns\.tsv, line 2: 1 column where 2 are needed \(town, country\)\.$"),
        ("Goma\tCD\tKivu\n", False, r"^towns\.tsv, line 1: 3 columns where 2 are needed"),
        ("Goma\tCD\n", True, r"^towns\.tsv, line 1: the header must be town, country\.$"),
        ("# towns\n", True, r"^towns\.tsv has no header line; it must be town, country\.$"),
    ],
)
def test_a_malformed_line_is_told_with_file_and_line(tmp_path: Path, text: str, header: bool, said: str) -> None:
    with pytest.raises(StopRun, match=said):
        list(rows(written(tmp_path, text), "town", "country", header=header))


def test_a_table_that_is_missing_or_no_text_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"^The table gone\.tsv cannot be read"):
        list(rows(tmp_path / "gone.tsv", "town"))
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\n")
    with pytest.raises(StopRun, match=r"^The table bytes\.tsv cannot be read"):
        list(rows(tmp_path / "bytes.tsv", "town"))


def test_a_table_that_ships_is_named_below_the_data() -> None:
    assert len(list(table("lexicon/agencies.tsv", "name", "agency", header=True))) > 40
