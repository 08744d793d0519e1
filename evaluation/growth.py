"""What adding one article costs in a small record and in a large one: linking must not grow with the record.

The records are filled with invented statements. Their words follow Zipf's law, as words of news do, over the words of
the articles that are added and ten times as many made-up ones, so that what is added meets common keys and rare ones.
"""

import random
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from rich.table import Table

from evaluation.task import Report, natural
from onrecord.adding import add
from onrecord.claims.derivation import document_keys
from onrecord.claims.propositions.keys import keys
from onrecord.errors import InputEmpty
from onrecord.model import (
    Document,
    Findings,
    Form,
    Party,
    Proposition,
    Role,
    Section,
    SectionKind,
    Span,
    Statement,
)
from onrecord.pipeline import findings
from onrecord.reading.inputs import expand, load
from onrecord.record import Record
from onrecord.settings import Settings, from_environment

ARTICLES = Path(__file__).resolve().parents[1] / "examples"
SMALL, LARGE = 1_000, 100_000
MOST = 2.0
"""Times its cost in the small record that an article may cost in the large one."""
IN_A_DOCUMENT = 50
"""Statements of an invented document."""
WORDS_SAID, PARTIES = 7, 2
MADE_UP = 10
"""Made-up words for each word of the articles."""
SEED = 5


class Measured(NamedTuple):
    """Seconds for one article."""

    analysing: float
    adding: float


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--small", type=natural, default=SMALL, help="statements in the small record")
    parser.add_argument("--large", type=natural, default=LARGE, help="statements in the large record")
    parser.add_argument("--articles", type=natural, default=5, help="articles that are added to each")


def run(parsed: Namespace) -> Report:
    settings = from_environment()
    files = list(expand([str(parsed.path)], settings))[: parsed.articles]
    if not files:
        raise InputEmpty(str(parsed.path), "no texts to measure on")
    articles = [(document, *_analysed(document, settings)) for document in (load(f, settings) for f in files)]
    vocabulary = Vocabulary.of([found for _, found, _ in articles])
    with TemporaryDirectory() as folder:
        paths = {size: Path(folder) / f"{size}.db" for size in (parsed.small, parsed.large)}
        for size, path in paths.items():
            fill(path, size, vocabulary)
        costs: dict[int, list[Measured]] = {size: [] for size in paths}
        for document, found, seconds in articles:  # by turns, so that a busy machine slows both alike
            for size, path in paths.items():
                costs[size].append(Measured(seconds, _added(path, document, found)))
        bytes_ = {size: path.stat().st_size for size, path in paths.items()}
    data = figures(costs, bytes_)
    return Report(data, (_table(data),))


def _analysed(document: Document, settings: Settings) -> tuple[Findings, float]:
    findings(document, settings)  # warm
    began = time.perf_counter()
    found = findings(document, settings)
    return found, time.perf_counter() - began


def _added(path: Path, document: Document, found: Findings) -> float:
    with Record(path) as store:
        began = time.perf_counter()
        add(store, document, found)
        return time.perf_counter() - began


def figures(costs: dict[int, list[Measured]], bytes_: dict[int, int]) -> dict[str, Any]:
    """Medians over the articles; ``ratio`` is of the whole, ``ratio_adding`` of linking and writing alone."""
    small, large = costs.values()
    whole = [(a.analysing + a.adding, b.analysing + b.adding) for a, b in zip(small, large, strict=True)]
    return {
        "articles": len(small),
        "sizes": list(costs),
        "seconds": {str(size): median(m.analysing + m.adding for m in found) for size, found in costs.items()},
        "seconds_analysing": median(m.analysing for m in small),
        "seconds_adding": {str(size): median(m.adding for m in found) for size, found in costs.items()},
        "megabytes": {str(size): round(found / 1e6, 1) for size, found in bytes_.items()},
        "ratio": round(median(b / a for a, b in whole), 3),
        "ratio_adding": round(median(b.adding / a.adding for a, b in zip(small, large, strict=True)), 3),
        "most": MOST,
    }


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with their running weights, the n-th word's own being one over n."""

    words: Sequence[str]
    weights: Sequence[float]

    @classmethod
    def of(cls, articles: Iterable[Findings]) -> "Vocabulary":
        found = [w for a in articles for p in a.propositions for w in (*p.words, *(party.name for party in p.parties))]
        real = [w for w in dict.fromkeys(found) if w]
        chosen = random.Random(SEED)  # noqa: S311 - no secret
        words = [*real, *(f"word{n}" for n in range(MADE_UP * len(real)))]
        chosen.shuffle(words)
        return cls(words, list(accumulate(1 / n for n in range(1, len(words) + 1))))

    def draw(self, chosen: random.Random, count: int) -> list[str]:
        return chosen.choices(self.words, cum_weights=self.weights, k=count)


def fill(path: Path, size: int, vocabulary: Vocabulary) -> None:
    """A record with ``size`` invented statements, with propositions and keys as real ones have."""
    with Record(path) as store:
        for document, statements, propositions in invented(size, vocabulary):
            store.add(document, statements, propositions=propositions, links=(), document_keys=document_keys(document))


def invented(size: int, vocabulary: Vocabulary) -> Iterator[tuple[Document, list[Statement], list[Proposition]]]:
    chosen = random.Random(SEED)  # noqa: S311 - no secret
    for first in range(0, size, IN_A_DOCUMENT):
        said = [vocabulary.draw(chosen, WORDS_SAID + PARTIES) for _ in range(min(IN_A_DOCUMENT, size - first))]
        lines = [" ".join(words) for words in said]
        text = f"{first}\n" + ".\n".join(lines)
        document = Document(
            text, (Section(SectionKind.BODY, Span(0, len(text))),), name=f"{first}", location=f"/{first}"
        )
        yield (document, *_said(document, said, len(f"{first}\n")))


def _said(document: Document, said: Sequence[Sequence[str]], start: int) -> tuple[list[Statement], list[Proposition]]:
    statements, propositions, owner = [], [], document.id
    for words in said:
        end = start + len(" ".join(words))
        statement = Statement(owner, (), (Span(start, start + len(words[0])),), (Span(start, end),), Form.INDIRECT, 1.0)
        start = end + 2
        statements.append(statement)
        propositions.append(_proposition(statement, words, document.text))
    return statements, propositions


def _proposition(statement: Statement, words: Sequence[str], text: str) -> Proposition:
    parties = [Party(name, Role.AGENT, name) for name in words[:PARTIES]]
    rest = tuple(dict.fromkeys(words[PARTIES:]))
    found = keys(parties, (), rest)
    wording = statement.content[0].of(text)
    return Proposition(statement.id, statement.document_id, wording, found, words=rest, parties=tuple(parties))


def _table(data: dict[str, Any]) -> Table:
    small, large = (str(size) for size in data["sizes"])
    title = f"adding one article of {data['articles']}, median seconds"
    table = Table("what", f"{int(small):,} statements", f"{int(large):,} statements", "ratio", title=title)
    seconds, adding = data["seconds"], data["seconds_adding"]
    table.add_row("analysing", *[f"{data['seconds_analysing']:.3f}"] * 2, "1.00")
    table.add_row("linking and writing", f"{adding[small]:.3f}", f"{adding[large]:.3f}", f"{data['ratio_adding']:.2f}")
    table.add_row("all of it", f"{seconds[small]:.3f}", f"{seconds[large]:.3f}", f"{data['ratio']:.2f}")
    table.add_row("size of the record, MB", *(f"{data['megabytes'][size]}" for size in (small, large)), "")
    table.add_section()
    table.add_row("the most that it may grow", "", "", f"{data['most']:.2f}")
    return table
