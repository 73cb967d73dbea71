"""Reading one table: what is refused, where the caret points, and what spreadsheets may do."""

from pathlib import Path

import pytest

from routeplanner.network.table import read_table
from tests.network.tables import pointed_at

HEAD = "source_id,title,publisher,url,as_of,licence\n"


def read(text, name="source"):
    table, rows, lines, problems = read_table(name, Path(f"{name}.csv"), text)
    return table, rows, lines, problems


def test_rows_come_by_id_with_their_lines():
    _, rows, lines, problems = read(HEAD + "b,B,P,,,\n\na,A,P,https://example.org,2026,CC0\n")
    assert problems == []
    assert {key: row.title for key, row in rows.items()} == {"a": "A", "b": "B"}
    assert lines == {"b": 2, "a": 4}


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEAD + "a,A,P,,,\n",
        (HEAD + "a,A,P,,,\n").replace("\n", "\r\n"),
        (HEAD + "a,A,P,,,\n").replace(",", ";"),
        "\ufeff" + (HEAD + "a,A,P,,,\n").replace(",", ";").replace("\n", "\r\n"),
        HEAD + "a,A,P,,,",
        HEAD + "\n   \na,A,P,,,\n\n",
        HEAD.replace(",", " , ") + "a , A, P,,,\n",
        HEAD + '"a","A","P","","",""\n',
        "title,source_id,publisher\nA,a,P\n",
    ],
    ids=[
        "BOM",
        "CRLF",
        "semicolons",
        "Excel",
        "no last line end",
        "blank lines",
        "blanks",
        "quotes",
        "order and defaults",
    ],
)
def test_what_spreadsheets_write_is_read(text):
    _, rows, _, problems = read(text)
    assert problems == []
    assert {key: (row.title, row.publisher, row.url) for key, row in rows.items()} == {"a": ("A", "P", "")}


@pytest.mark.parametrize(
    ("text", "code", "where", "what", "hint", "at"),
    [
        ("", "E713", "source.csv:1:1", "is empty", "header line", ""),
        ("\n\n", "E713", "source.csv:1:1", "is empty", "header line", ""),
        ("sep=;\nsource_id;title\n", "E701", "source.csv:1:1", "Excel's separator line", "delete the first line", "s"),
        ("\ufeffSEP=,\n" + HEAD, "E701", "source.csv:1:1", "Excel's separator line", "delete the first line", "S"),
        (HEAD + "a,A,P\n", "E702", "source.csv:2:1", "6 columns expected, 3 found", "header line", "a"),
        (HEAD + "a,A,P,,,,\n", "E702", "source.csv:2:1", "6 columns expected, 7 found",
         "quote text that holds a comma", "a"),
        (HEAD.strip() + ",url\n", "E703", "source.csv:1:45", "column 'url' stands twice (columns 4 and 7)",
         "delete one", "url"),
        ("source_id,titel,publisher\n", "E021", "source.csv:1:11", "unknown column 'titel'", "did you mean 'title'?",
         "titel"),
        ("source_id,title,publisher,xyz\n", "E021", "source.csv:1:27", "unknown column 'xyz'",
         "known: source_id, title", "xyz"),
        ("source_id,title,publisher,\n", "E021", "source.csv:1:27", "column 4 has no name", "delete the column", ""),
        ("source_id,publisher\n", "E704", "source.csv:1:1", "column 'title' is missing", "source.csv needs: source_id",
         "s"),
        (HEAD + "a,A" + "a" * 20_000 + ",P,,,\n", "E705", "source.csv:2:3", "cell of 20,001 characters", "", None),
        (HEAD + "a,A,P,,," + "a" * 200_000 + "\n", "E705", "source.csv:2:9", "the limit is 10,000", "", None),
        ("source_id," + "a" * 200_000 + "\n", "E705", "source.csv:1:11", "the limit is 10,000", "", None),
        (HEAD + "a,A\x00,P,,,\n", "E011", "source.csv:2:3", "forbidden character U+0000", "delete it", "A·"),
        (HEAD + "a,A\x1b[31m,P,,,\n", "E011", "source.csv:2:3", "forbidden character U+001B", "delete it", "A·[31m"),
        (HEAD + "a,A,P\x0c,,,\n", "E011", "source.csv:2:5", "forbidden character U+000C", "delete it", "P"),
        (HEAD + "a,A,P,,,\nb,B,P,,,\na,C,P,,,\n", "E710", "source.csv:4:1", "'a' stands already on line 2", "own id",
         "a"),
        (HEAD + 'a,"A,P,,,\n', "E708", "source.csv:2:1", "cannot be split into cells", "close every quote", "a"),
        (HEAD + 'a,"A"x,P,,,\n', "E708", "source.csv:2:1", "cannot be split into cells", "close every quote", "a"),
        (HEAD.strip() + "\ra,A,P,,,\r", "E708", "source.csv:1:1", "cannot be split into cells", "carriage return", "s"),
        (HEAD + ",A,P,,,\n", "E112", "source.csv:2:1", "source_id is empty", "every row needs one", ","),
        (HEAD + "a,,P,,,\n", "E112", "source.csv:2:3", "title is empty", "every row needs one", ","),
        (HEAD + "A b,A,P,,,\n", "E114", "source.csv:2:1", "source_id 'A b' has the wrong form", "lower-case letters",
         "A b"),
    ],
)  # fmt: skip
def test_it_is_refused(text, code, where, what, hint, at):
    _, _, _, (problem,) = read(text)
    assert (problem.code, problem.where) == (code, where)
    assert what in problem.what
    assert hint in problem.hint
    assert at is None or pointed_at(problem) == at
    assert len(problem.excerpt) <= 102


@pytest.mark.parametrize(
    ("column", "cell", "code", "hint"),
    [
        ("length_km", "-5", "E110", "must be more than 0"),
        ("length_km", "0", "E110", "must be more than 0"),
        ("time_h", "-0.5", "E110", "must be at least 0"),
        ("length_km", "", "E112", "every row needs one"),
        ("length_km", "nan", "E101", "digits"),
        ("length_km", "#N/A", "E101", "digits"),
        ("length_km", "1_000", "E101", "without separators"),
        ("length_km", "1 000", "E101", "without separators"),
        ("length_km", "١٢", "E101", "the digits 0 to 9"),
        ("length_km", "−5", "E101", "U+2212 MINUS SIGN"),
        ("length_km", '"2,5"', "E101", "decimal point"),
        ("directed", "yes", "E103", "true or false"),
        ("directed", "", "E112", "every row needs one"),
        ("mode", "train", "E111", "one of 'rail', 'road'"),
        ("mode", "raill", "E111", "did you mean 'rail'?"),
        ("gauge_mm", "1524", "E111", "one of 1435, 1520 or 1676"),
        ("gauge_mm", "1520.0", "E101", "digits only"),
        ("country", "kz", "E114", "such as KZ"),
        ("country", "KAZ", "E114", "such as KZ"),
        ("cost_per", "container", "E111", "one of 'feu'"),
        ("corridors", "a||b", "E113", "one '|'"),
        ("corridors", "a|B c", "E114", "lower-case letters"),
        ("quality", "guessed", "E111", "one of 'cited'"),
    ],
)
def test_a_cell_of_a_link_is_refused(column, cell, code, hint, toy):
    header = [
        name for name in type(toy.links["olya-alat-sea"]).model_fields if "factor" not in name and "shift" not in name
    ]
    good = {"link_id": "a", "from_node_id": "x", "to_node_id": "y", "directed": "true", "mode": "sea", "length_km": "9",
            "source_id": "estimate", "quality": "estimated", "status": "open"}  # fmt: skip
    cells = [(good | {column: cell}).get(name, "") for name in header]
    _, rows, _, (problem,) = read(",".join(header) + "\n" + ",".join(cells) + "\n", "link")
    assert rows == {}
    assert problem.code == code
    assert hint in problem.hint
    assert problem.where == f"link.csv:2:{len(','.join(cells[: header.index(column)])) + 2}"
    assert pointed_at(problem) == (cell or ",")


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "code", "hint"),
    [
        ("season", "olya-ice", "start", "13-01", "E114", "MM-DD"),
        ("season", "olya-ice", "end", "02-30", "E114", "MM-DD"),
        ("corridor", "east-west", "color", "red", "E114", "hexadecimal"),
        ("corridor", "east-west", "priority", "1.5", "E101", "digits only"),
        ("service", "caspian-ferry", "weekdays", "mon|tues", "E111", "did you mean 'tue'?"),
        ("service", "caspian-ferry", "interval_h", "0", "E110", "more than 0"),
        ("transfer", "any:ferry-road", "to_mode", "raod", "E111", "did you mean 'road'?"),
        ("cargo", "20ft", "modes", "rail|roda", "E111", "did you mean 'road'?"),
        ("node", "olya", "x_coord", "181", "E110", "at most 180"),
        ("node", "olya", "y_coord", "-91", "E110", "at least -90"),
        ("node", "olya", "name", "", "E112", "every row needs one"),
        ("node", "olya", "node_type", "harbour", "E111", "one of"),
        ("config", "toy", "reference_date", "1.1.2026", "E105", "YYYY-MM-DD"),
        ("restriction", "ru-dual-use", "until_date", "2026-13-01", "E105", "YYYY-MM-DD"),
        ("border", "altynkol-khorgos-cn:forward", "fee_per", "", "E112", "every row needs one"),
    ],
)
def test_a_cell_of_another_table_is_refused(tables, table, row, column, cell, code, hint):
    tables.set(table, row, **{column: cell})
    (problem,) = tables.problems()
    assert problem.code == code
    assert problem.where.startswith(f"{table}.csv:")
    assert hint in problem.hint
    assert pointed_at(problem).strip(",") == cell


def test_semicolons_do_not_excuse_decimal_commas():
    _, _, _, (problem,) = read(
        "node_id;name;node_type;country;x_coord;y_coord;source_id;quality\na;A;port;KZ;51,22;43.60;estimate;cited\n",
        "node",
    )
    assert (problem.code, problem.where, problem.hint) == ("E101", "node.csv:2:13", "write the decimal point as '.'")


def test_decimal_commas_between_commas_are_guessed():
    _, _, _, (problem,) = read(
        "node_id,name,node_type,country,x_coord,y_coord,source_id,quality\na,A,port,KZ,51,22,43,60,estimate,cited\n",
        "node",
    )
    assert problem.code == "E702"
    assert "decimal point" in problem.hint


def test_a_quoted_cell_keeps_its_delimiters_and_the_caret_finds_the_next():
    _, rows, _, problems = read(HEAD + 'a,"A, ""B""",P,,,\n')
    assert problems == []
    assert rows["a"].title == 'A, "B"'
    table, *_ = read(HEAD + 'a,"A, ""B""", P ,,,\n')
    assert table.cell_span(2, 1) == (3, 10)
    assert table.cell_span(2, 2) == (15, 1)
    assert table.cell_span(2, 3) == (18, 1)


def test_every_problem_of_a_table_comes_at_once():
    text = "node_id,name,node_type,country,x_coord,y_coord,source_id,quality\na,A,quay,KZ,200,x,estimate,cited\nb,B\n"
    _, rows, _, problems = read(text, "node")
    assert rows == {}
    assert [(problem.code, problem.where) for problem in problems] == [
        ("E101", "node.csv:2:17"),
        ("E111", "node.csv:2:5"),
        ("E110", "node.csv:2:13"),
        ("E702", "node.csv:3:1"),
    ]


def test_a_long_line_is_cut_round_the_caret():
    title = "t" * 300
    _, _, _, (problem,) = read(HEAD + f"a,{title},P\x00,,,\n")
    assert pointed_at(problem) == "P·"
    assert problem.where == f"source.csv:2:{len(title) + 4}"
    assert problem.excerpt.startswith("…")
