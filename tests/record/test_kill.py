"""A process that adds documents is killed again and again, at moments it does not choose."""

import random
import subprocess
import sys
import time
from pathlib import Path

from onrecord.model import ActorKind, Document, Form, Proposition, Section, SectionKind, Span, Speaker, Statement
from onrecord.record import Record
from tests.record.test_sqlite import check

DOCUMENTS = 150
KILLS = 8
SEED = 20230224


def material(n: int) -> tuple[Document, list[Statement]]:
    """The n-th document: eight sections, with a statement in each."""
    parts = [f"Firm{n} said the talks {n} {m} had ended. " for m in range(8)]
    text, width = "".join(parts), len(parts[0])
    sections = tuple(Section(SectionKind.BODY, Span(m * width, (m + 1) * width)) for m in range(8))
    document = Document(text, sections, name=f"{n}", location=f"/{n}", authors=("A", "B"))
    named = len(f"Firm{n}")
    statements = [
        Statement(
            document.id,
            (Span(s.span.start, s.span.start + named),),
            (Span(s.span.start + named + 1, s.span.start + named + 5),),
            (Span(s.span.start + named + 6, s.span.end - 2),),
            Form.INDIRECT,
            0.5,
            Speaker(f"Firm{n}", ActorKind.ORGANISATION, Span(s.span.start, s.span.start + named)),
        )
        for s in sections
    ]
    return document, statements


def propositions(statements: list[Statement]) -> list[Proposition]:
    return [Proposition(s.id, s.document_id, "the talks had ended", (f"{s.content}", "talk")) for s in statements]


def add_all(path: str) -> None:
    with Record(path) as record:
        for n in range(DOCUMENTS):
            document, statements = material(n)
            record.add(document, statements, propositions=propositions(statements), links=[], document_keys=[f"{n}"])
            sys.stdout.write(f"{n}\n")  # what was told to be added must be there after any kill
            sys.stdout.flush()


def held(path: Path) -> list[tuple[Document, list[Statement]]]:
    with Record(path) as record:
        return [(document, list(record.statements(document.id))) for document in record.documents()]


def linked(path: Path) -> list[Proposition]:
    with Record(path) as record:
        assert record.unlinked() == []
        return list(record.propositions())


def test_a_killed_run_leaves_whole_documents_and_the_next_one_finishes(tmp_path: Path) -> None:
    path, rng, sizes = tmp_path / "killed.db", random.Random(SEED), []
    wanted = [material(n) for n in range(DOCUMENTS)]
    for _ in range(KILLS):
        with _run(path) as process:
            assert process.stdout is not None
            if rng.random() < 0.8:  # else while the program, or the record, is just opening
                process.stdout.readline()
            time.sleep(rng.uniform(0, 0.15))
            process.kill()
            told = process.stdout.read().splitlines()
        if path.exists():
            found = held(path)
            assert found == wanted[: len(found)]
            assert linked(path) == [p for _, statements in found for p in propositions(statements)]
            assert len(found) > int(told[-1] if told else -1)
            sizes.append(len(found))
            check(path)
    assert any(0 < size < DOCUMENTS for size in sizes), f"no kill fell between two documents: {sizes} (seed {SEED})"
    with _run(path) as process:
        assert process.wait(60) == 0
    assert held(path) == wanted
    check(path)
    with Record(path) as record:
        assert len(record.search('"talks 7"', limit=100)) == 9


def _run(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.record.test_kill", str(path)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE)


if __name__ == "__main__":
    add_all(sys.argv[1])
