"""The command on a small gold written here, with predictions kept from a run."""

import json
from pathlib import Path

import pytest

import quality
from conflictgraph.errors import StopRun
from conflictgraph.model import Article, Record
from scorers.adapt import CORPORA

ROW = {"id": "a", "sentence": "Rebels shelled Basra.", "source": [[0, 6]], "target": [[15, 20]], "quad": 4}
RIGHT = {"id": "a", "source": [[0, 6]], "target": [[15, 20]], "reciprocal": [], "type": "assault"}


def folder(root: Path, file: str = "dev.jsonl") -> tuple[Path, Path]:
    gold, kept = root / "gold", root / "kept"
    (gold / "cameo_dyads").mkdir(parents=True)
    kept.mkdir()
    (gold / "cameo_dyads" / file).write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    (kept / "cameo_dyads.jsonl").write_text(json.dumps(RIGHT) + "\n", encoding="utf-8")
    return gold, kept


def arguments(gold: Path, kept: Path, *more: str) -> list[str]:
    return ["--gold", str(gold), "--predictions", str(kept), "--reuse", "--quiet", *more]


@pytest.mark.parametrize(("split", "file"), [("dev", "dev.jsonl"), ("heldout", "heldout.jsonl")])
def test_a_corpus_is_scored_and_the_absent_ones_are_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], split: str, file: str
) -> None:
    gold, kept = folder(tmp_path, file)
    assert quality.main(arguments(gold, kept, "--json", "--split", split)) == 0
    printed = capsys.readouterr()
    measures = json.loads(printed.out)
    assert set(measures) == set(quality.NAMES)
    assert measures["cameo_dyads"]["source exact F"] == 100.0
    assert measures["muc4"] == {}
    assert "muc4: there is no muc4/" in printed.err


def test_the_table_shows_value_reference_and_what_is_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, kept = folder(tmp_path)
    assert quality.main(arguments(gold, kept, "cameo_dyads", "polnear")) == 0
    out = capsys.readouterr().out
    assert any("target exact F" in line and "100.00" in line and "21.7" in line for line in out.splitlines())
    assert "polnear: passed over, there is no polnear/dev.jsonl." in out


def outcome(value: float, digest: str = "d") -> dict[str, quality.Outcome]:
    return {"cameo_dyads": quality.Outcome(measures={"source exact F": value}, digest=digest)}


def test_floors_rise_and_never_fall() -> None:
    floors = quality.raise_floors(outcome(51.27), {}, "dev")
    assert floors["cameo_dyads"]["measures"] == {"source exact F": 51.2}
    assert quality.raise_floors(outcome(40.0), floors, "dev") == floors
    assert quality.raise_floors(outcome(60.0), floors, "dev")["cameo_dyads"]["measures"] == {"source exact F": 60.0}
    assert quality.raise_floors(outcome(60.0, "another"), floors, "dev") == floors


def test_a_measure_below_its_floor_another_file_and_a_missing_measure_are_told() -> None:
    floors = quality.raise_floors(outcome(51.27), {}, "dev")
    assert quality.check_floors(outcome(51.2), floors, "dev") == []
    assert "is 50.00, its floor is 51.2" in quality.check_floors(outcome(50.0), floors, "dev")[0]
    assert "not the one" in quality.check_floors(outcome(60.0, "another"), floors, "dev")[0]
    bare = {"cameo_dyads": quality.Outcome(digest="d")}
    assert "missing" in quality.check_floors(bare, floors, "dev")[0]
    assert quality.check_floors(outcome(1.0), floors, "heldout") == []


def test_floors_are_not_checked_on_a_part_of_a_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        quality.arguments(["--gold", str(tmp_path), "--limit", "5", "--check"])
    assert "leave out --limit" in capsys.readouterr().err


def test_an_extractor_that_fails_leaves_an_empty_record_and_a_reason() -> None:
    def broken(article: Article) -> Record:
        raise ValueError(f"no verb in {article.text}")

    record, error = quality._attempt(broken, Article("Basra."))
    assert record == Record(article=Article("Basra."))
    assert error == "ValueError: no verb in Basra."


def test_a_broken_installation_stops_the_run_instead_of_counting_articles() -> None:
    def broken(article: Article) -> Record:
        raise StopRun("The gazetteer is missing.")

    with pytest.raises(StopRun):
        quality._attempt(broken, Article("Basra."))


def test_the_floors_that_ship_name_corpora_and_measures_that_exist() -> None:
    pinned = {c.name: set(c.pinned) for c in CORPORA}
    for name, entry in quality.read_floors().items():
        assert name in quality.NAMES
        assert len(entry["digest"]) == 64
        assert set(entry["measures"]) <= (pinned.get(name) or quality.special_pins(name))
    for name, _ in quality.references():
        assert name in quality.NAMES


def test_the_readme_tells_of_every_corpus() -> None:
    readme = (Path(quality.__file__).parent / "README.md").read_text(encoding="utf-8")
    for name in quality.NAMES:
        assert f"`{name}`" in readme


def test_trees_are_scored_by_their_own_scorer_and_floors_hold_what_the_references_name(tmp_path: Path) -> None:
    assert {"uas", "las"} <= quality.special_pins("ud")
    args = quality.arguments(["--gold", str(tmp_path), "ud", "html_pages"])
    assert quality.measure_special("ud", args).absent == "there is no ud/en_ewt-ud-dev.conllu"
    args.split = "heldout"
    assert quality.measure_special("ud", args).absent == "there is no ud/en_ewt-ud-test.conllu"
    assert quality.measure_special("html_pages", args).absent == "there is no html_pages"
