"""The task "same" on ECB+: sentences of many articles, those about one event in one cluster.

An item is a sentence that has a marked event. Of its events it is about the one that most sentences of the set tell
of, and its cluster is that event's chain. B-cubed over the sentences is measured of two clusterings: "one event" by the
mean chance that their pairs tell of one event (claims/weighing.py), "claims" only what is one claim. The articles are
added to one index, one by one, as to a record. Baselines: sentences whose event has the same stem, in all articles and
within those of one topic, which onrecord is not told; each sentence by itself.
"""

import json
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rich.table import Table
from spacy.tokens import Token

from evaluation.bcubed import BCubed, b_cubed
from evaluation.linkage import average_linkage
from evaluation.task import Report
from onrecord.actors import resolve
from onrecord.claims.comparison import compared
from onrecord.claims.grouping import grouped
from onrecord.claims.judging import Judge
from onrecord.claims.matching import linked, pairs
from onrecord.claims.memory import MemoryIndex
from onrecord.claims.propositions import propositions
from onrecord.claims.propositions.parse import Parse
from onrecord.claims.propositions.stems import stem
from onrecord.claims.weighing import chance
from onrecord.errors import InputError
from onrecord.language.models import pair_encoder
from onrecord.language.tokens import tokens_of
from onrecord.model import (
    Answer,
    Certainty,
    Commitment,
    Document,
    Form,
    Link,
    Margin,
    Polarity,
    Proposition,
    Section,
    SectionKind,
    Span,
    Statement,
    Status,
)
from onrecord.settings import Settings

CORPUS, MENTIONS = "corpus.txt", "event_gold_mentions.json"
_COLUMNS = 5
EVENT, UNREAD = 0.2, 0.1
"""Mean chance from which on two clusters are joined, and the chance of a pair that was not read; tuned on train."""


class Mention(NamedTuple):
    chain: str
    words: tuple[int, ...]
    """Places of its words in the sentence."""


class Article(NamedTuple):
    """``sentences``: by number, their words; ``events``: by number of the sentence, what is marked in it."""

    name: str
    sentences: Mapping[int, list[str]]
    events: Mapping[int, list[Mention]]


class Items(NamedTuple):
    """The statements of each article with their propositions; by statement, the chain, the event's stem, the topic."""

    documents: list[tuple[Document, list[Statement], list[Proposition]]]
    chains: dict[str, str]
    stems: dict[str, str]
    topics: dict[str, str]


def holds(path: Path) -> bool:
    return (path / CORPUS).is_file() and (path / MENTIONS).is_file()


def run(arguments: Namespace) -> Report:
    """InputError for a line or a mention that cannot be used."""
    return compare(items_of(load(arguments.path)), pair_encoder().judge)


def load(path: Path) -> list[Article]:
    sentences: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, line in enumerate((path / CORPUS).read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            row = line.split("\t")
            if len(row) < _COLUMNS or not row[1].isdigit():
                raise InputError(f"{path / CORPUS}:{number}", "not article, sentence, word number, word and chain")
            sentences[row[0]][int(row[1])].append(" ".join(row[3:-1]).strip())  # a word may have a tab in it
    events = _events(path / MENTIONS)
    return [Article(name, rows, events.get(name, {})) for name, rows in sentences.items()]


def _events(file: Path) -> dict[str, dict[int, list[Mention]]]:
    out: dict[str, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    try:
        for row in json.loads(file.read_text(encoding="utf-8")):
            mention = Mention(str(row["coref_chain"]), tuple(row["tokens_number"]))
            out[row["doc_id"]][int(row["sent_id"])].append(mention)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(file), f"not a list of event mentions: {error}") from error
    return out


def items_of(articles: Iterable[Article]) -> Items:
    known, out = list(articles), Items([], {}, {}, {})
    told = Counter(m.chain for a in known for ms in a.events.values() for m in {m.chain: m for m in ms}.values())
    for article in known:
        document, words = laid_out(article)
        tokens = tokens_of(document.text, Settings().spacy_model)
        parse, statements = Parse(tokens), list[Statement]()
        for number, mentions in article.events.items():
            heads = [(m, head) for m in mentions if (head := _head(parse, words[number], m)) is not None]
            if heads:
                mention, head = min(heads, key=lambda found: (-told[found[0].chain], found[1].i))
                made = _assertion(document, words[number], head)
                statements.append(made)
                out.chains[made.id], out.stems[made.id] = mention.chain, stem(head.text)
                out.topics[made.id] = article.name.split("_")[0]
        actors = resolve(document, tokens, [])
        out.documents.append((document, statements, propositions(document, tokens, statements, actors)))
    return out


def laid_out(article: Article) -> tuple[Document, dict[int, list[Span]]]:
    """The article as a text with a sentence a line, and where the words of each stand."""
    text = ""
    places: dict[int, list[Span]] = {}
    for number, words in article.sentences.items():
        places[number] = []
        for word in words:
            places[number].append(Span(len(text), len(text) + len(word)))
            text += word + " "
        text = text[:-1] + "\n"
    return Document(text, (Section(SectionKind.BODY, Span(0, len(text))),), article.name, url=article.name), places


def _head(parse: Parse, words: list[Span], mention: Mention) -> Token | None:
    places = [words[n] for n in mention.words if n < len(words)]
    return parse.head(Span(places[0].start, places[-1].end)) if places else None


def _assertion(document: Document, words: list[Span], head: Token) -> Statement:
    event = Span(head.idx, head.idx + len(head))
    told = Commitment(Answer(Certainty.CERTAIN), Answer(Polarity.POSITIVE), Answer(Status.NONE), event)
    content = (Span(words[0].start, words[-1].end),)
    return Statement(document.id, (), (), content, Form.INDIRECT, 1.0, margin=Margin(commitment=told))


def compare(items: Items, judge: Judge) -> Report:
    made = _added(items, judge)
    claims = {s.id: claim.id for claim in grouped(made.statements, made.links) for s in claim.statements}
    rows = {
        "one event": b_cubed(items.chains, average_linkage(claims, made.chances, UNREAD, EVENT)),
        "claims": b_cubed(items.chains, claims),
        "same stem": b_cubed(items.chains, items.stems),
        "same stem in a topic": b_cubed(items.chains, {id_: (items.topics[id_], s) for id_, s in items.stems.items()}),
        "each alone": b_cubed(items.chains, {id_: id_ for id_ in items.chains}),
    }
    read = len(made.chances)
    return Report(_data(rows, len(items.chains), len(set(items.chains.values())), read), (_table(rows, read),))


class _Added(NamedTuple):
    """``chances``: of each pair that was read, by the ids of its statements."""

    statements: list[Statement]
    links: list[Link]
    chances: dict[tuple[str, str], float]


def _added(items: Items, judge: Judge) -> _Added:
    index, out = MemoryIndex(), _Added([], [], {})
    for document, said, told in items.documents:
        out.statements.extend(said)
        found = pairs(told, document, index)
        scores = judge([(pair.new.wording, pair.old.wording) for pair in found])
        for pair, score in zip(found, scores, strict=True):
            reasons = compared(pair.new, pair.old)
            out.chances[pair.new.statement_id, pair.old.statement_id] = chance(
                pair.new, pair.old, pair.like, score, reasons
            )
        out.links.extend(linked(found, scores, {s.id: s for s in out.statements}))
        index.add(document, said, told)
    return out


def _data(rows: Mapping[str, BCubed], sentences: int, chains: int, read: int) -> dict[str, Any]:
    best = _rates(rows["one event"])
    named = {name.replace(" ", "_"): _rates(row) for name, row in rows.items()}
    return {**best, "sentences": sentences, "events": chains, "pairs_read": read, "clusterings": named}


def _rates(row: BCubed) -> dict[str, float]:
    return {"f1": round(row.f1, 4), "precision": round(row.precision, 4), "recall": round(row.recall, 4)}


def _table(rows: Mapping[str, BCubed], read: int) -> Table:
    table = Table("clusters", "P", "R", "B-cubed F1", title=f"ECB+: sentences on one event ({read} pairs read)")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, row in rows.items():
        table.add_row(name, *_shown(row))
    return table


def _shown(row: BCubed) -> Iterator[str]:
    yield from (f"{100 * rate:.1f}" for rate in (row.precision, row.recall, row.f1))
