import csv
import io
from dataclasses import replace

import pytest

from onrecord.errors import SpanError
from onrecord.export.csv import COLUMNS, rows, write
from onrecord.model import (
    ActorKind,
    Document,
    Form,
    Section,
    SectionKind,
    Span,
    Speaker,
    Statement,
)

TEXT = '"The ferry,\nand the night boat, stop" and "so be it," Mira Tal said.'
DOCUMENT = Document(TEXT, (Section(SectionKind.BODY, Span(0, len(TEXT))),), name="ferry", title="Ferry to stop")
STATEMENT = Statement(
    DOCUMENT.id,
    (Span(54, 62),),
    (Span(63, 67),),
    (Span(0, 37), Span(42, 53)),
    Form.DIRECT,
    0.9,
    Speaker("Mira Tal", ActorKind.PERSON, Span(54, 62)),
)


def written(document: Document, *statements: Statement) -> str:
    stream = io.StringIO(newline="")
    write(stream, [(document, statements)])
    return stream.getvalue()


def read_back(document: Document, *statements: Statement) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(document, *statements), newline=""), strict=True))


def titled(title: str) -> str:
    document = replace(DOCUMENT, title=title)
    return read_back(document, STATEMENT)[0]["title"]


def test_a_row_has_every_column():
    (row,) = rows(DOCUMENT, [STATEMENT])
    assert set(row) == set(COLUMNS)


def test_a_row_gives_the_words_and_where_they_stand():
    (row,) = rows(DOCUMENT, [STATEMENT])
    assert row["content"] == '"The ferry,\nand the night boat, stop" ... "so be it,"'
    assert (row["source"], row["cue"]) == ("Mira Tal", "said")
    assert (row["source_at"], row["content_at"]) == ("54-62", "0-37;42-53")
    assert (row["section"], row["form"], row["confidence"]) == ("body", "direct", "0.9000")


def test_an_absent_role_or_speaker_is_an_empty_cell():
    (row,) = rows(DOCUMENT, [replace(STATEMENT, source=(), cue=(), speaker=None)])
    assert {row[name] for name in ("speaker", "speaker_kind", "source", "source_at", "cue", "cue_at")} == {""}


def test_newlines_commas_and_quotes_survive_the_file():
    assert read_back(DOCUMENT, STATEMENT)[0]["content"] == next(rows(DOCUMENT, [STATEMENT]))["content"]


def test_a_file_begins_with_the_header_and_ends_each_record_with_cr_lf():
    text = written(DOCUMENT, STATEMENT)
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    assert text.endswith("\r\n")


def test_no_statement_gives_the_header_alone():
    assert written(DOCUMENT) == ",".join(COLUMNS) + "\r\n"


def test_writing_tells_how_many_rows_there_were():
    assert write(io.StringIO(newline=""), [(DOCUMENT, [STATEMENT]), (DOCUMENT, [])]) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(start):
    assert titled(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_a_cell_with_a_sign_inside_is_left_alone():
    assert titled("2+2=4") == "2+2=4"


def test_a_lone_surrogate_does_not_stop_the_file_from_being_written():
    written(replace(DOCUMENT, title="cut \ud83d off"), STATEMENT).encode()
    assert titled("cut \ud83d off") == "cut ? off"


def test_a_span_outside_the_text_is_an_error_and_not_a_shorter_quote():
    with pytest.raises(SpanError, match="characters 60 to 999"):
        list(rows(DOCUMENT, [replace(STATEMENT, cue=(Span(60, 999),))]))
