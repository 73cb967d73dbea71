"""The pages are true: outputs are today's, generated parts agree, links and names lead somewhere."""

import json
import re
import sys
from pathlib import Path
from typing import get_args

import pytest

from routeplanner import terms
from routeplanner.network.files import parse_network, read_network
from routeplanner.network.model import TABLES
from routeplanner.scenario.verbs import VERBS

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import update_docs  # noqa: E402 - a folder of scripts, not a package
from docpages import markdown  # noqa: E402 - a folder of scripts, not a package
from docpages.session import refresh  # noqa: E402 - a folder of scripts, not a package

PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "networks/*/README.md", "scenarios/*.md")
    for path in ROOT.glob(pattern)
)
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
FILE = re.compile(r"`((?:routeplanner|tests|tools|networks|scenarios|docs|benchmarks)/[\w./-]+)`")
LISTED = re.compile(r"`([A-Z_]{4,})`(?: and `([A-Z_]{4,})`,?)?(?: both)? (?:of|in)\s+`([\w/]+\.py)`")
TEST = re.compile(r"`(test_\w+)`")


def text_of(path):
    return path.read_text(encoding="utf-8")


def named(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", update_docs.generated())
def test_a_page_is_as_the_program_makes_it(path):
    wanted = update_docs.generated()[path]()
    assert update_docs.difference(path, wanted) == "", "run python tools/update_docs.py"


def test_the_check_says_what_differs_and_writes_nothing(monkeypatch, capsys):
    path = "docs/reference/codes.md"
    before = text_of(ROOT / path)
    monkeypatch.setattr(update_docs, "generated", lambda: {path: lambda: before.replace("E402", "E999")})
    assert update_docs.main(check=True) == 1
    assert "+| `E999`" in capsys.readouterr().out
    assert text_of(ROOT / path) == before


def test_outputs_are_replaced_and_silent_commands_stay_silent():
    page = "```console\n$ routeplanner --version\n$ routeplanner explain E402\nstale\n```\n\n```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n"
    fresh = refresh(page)
    assert "--version\n$ routeplanner explain E402\nE402: " in fresh
    assert "stale" not in fresh
    assert "```text\n2\n```" in fresh
    assert refresh(fresh) == fresh


@pytest.mark.parametrize("command", ["rm -r docs", "routeplanner network list -o no/such/folder.csv"])
def test_a_page_shows_no_command_that_is_not_ours_or_fails_on_files(command):
    with pytest.raises(ValueError, match=re.escape(repr(command))):
        refresh(f"```console\n$ {command}\n```\n")


def test_a_generated_part_needs_its_markers():
    assert markdown.put("<!-- generated: a -->x<!-- end of generated: a -->", "a", "y").count("y") == 1
    with pytest.raises(ValueError, match="no part 'b'"):
        markdown.put("nothing", "b", "y")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_to_a_file_and_a_heading(page):
    for target, heading in LINK.findall(text_of(page)):
        if "://" in target:
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            assert heading in anchors, f"{target}#{heading}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_and_table_named_exists(page):
    text = text_of(page)
    for name in FILE.findall(text):
        assert (ROOT / name).exists(), name
    for *tables, file in LISTED.findall(text):
        for table in filter(None, tables):
            assert re.search(rf"^{table}\b", text_of(ROOT / file), re.MULTILINE), f"{table} of {file}"


@pytest.mark.parametrize("page", HOW_TO, ids=named)
def test_every_how_to_names_what_holds_it(page):
    held = text_of(page).partition("Held by: ")[2]
    tests = "".join(text_of(path) for path in (ROOT / "tests").rglob("test_*.py"))
    assert held
    assert "tests/" in held
    for name in TEST.findall(held):
        assert f"def {name}(" in tests, name


@pytest.mark.parametrize("page", HOW_TO, ids=named)
def test_rows_shown_in_a_how_to_stand_in_a_table(page):
    files = [*ROOT.glob("networks/eurasia/*.csv"), *ROOT.glob("docs/examples/*/*.csv")]
    tables = {line for path in files for line in text_of(path).splitlines()}
    for block in re.findall(r"```csv\n(.+?)```", text_of(page), re.DOTALL):
        assert {line.strip() for line in block.splitlines() if line.strip()} <= tables


def test_contributing_and_the_pages_list_every_how_to():
    linked = {(ROOT / target).resolve() for target, _ in LINK.findall(text_of(ROOT / "CONTRIBUTING.md"))}
    assert set(HOW_TO) <= linked


def test_every_word_of_the_program_is_in_the_glossary():
    text = text_of(ROOT / "docs" / "glossary.md")
    kinds = (terms.Mode, terms.NodeType, terms.ServiceClass, terms.Quality, terms.LegKind, terms.Scope,
             terms.Regime, terms.PublishedUse)  # fmt: skip
    words = {word for kind in kinds for word in get_args(kind)}
    words |= {*terms.CRITERIA_NAMES, *terms.LABELS.values(), *VERBS}
    assert sorted(word for word in words if not re.search(rf"\b{re.escape(word)}\b", text)) == []


def test_no_word_is_explained_twice():
    words = re.findall(r"^\| ([^|]+) \|", text_of(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    single = [word.strip() for entry in words if entry not in {"word", "---"} for word in entry.split(",")]
    assert len(single) == len(set(single)) > 80


@pytest.mark.parametrize("name", ["eurasia", "toy"])
def test_a_data_package_describes_every_table_of_its_network(name):
    folder = ROOT / "networks" / name
    package = json.loads(text_of(folder / "datapackage.json"))
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in folder.glob("*.csv")}
    for resource in package["resources"]:
        header = text_of(folder / resource["path"]).partition("\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_a_network_is_read_whatever_else_lies_in_its_folder(tmp_path):
    toy = ROOT / "networks" / "toy"
    for path in toy.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "datapackage.json").write_text("not JSON at all", encoding="utf-8")
    network, problems = parse_network(tmp_path)
    assert problems == []
    assert network.hash == read_network("toy").hash


def test_the_reference_of_tables_has_every_column():
    text = text_of(ROOT / "docs" / "reference" / "tables.md")
    for name, record in TABLES.items():
        section = text.partition(f"## {name}.csv\n")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(record.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_pages_speak_american_and_name_no_machine(page):
    text = text_of(page)
    assert (
        re.findall(r"\b(?:(?:kilo|cubic )met|cent)res?\b|\b(?:col|behavi|neighb)ours?\b|\w+(?:alis|nis)ed\b", text)
        == []
    )
    assert re.findall(r"/(?:home|work|tmp|opt|root|Users)/", text) == []
