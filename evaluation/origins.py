"""The task "origins": who rests on whom, among derivation trees of known shape (planted.py).

Every article is added in turn, in an order drawn by the seed, to an index that holds those before it. What it derives
from is found in its whole text; whom the claim's sentence cites, by the pipeline on that sentence. Precision and recall
are over pairs of articles that rest on one text, on the record or not; accuracy is how often the number of a claim's
independent origins is exact.

The baselines group articles by address (one links to the other, or both end in the same words) and by headline (the
same half of their words, Jaccard).
"""

from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from evaluation.newsroom import load
from evaluation.planted import Kind, Planted, Planter, Story
from evaluation.scoring import Tally
from evaluation.task import Report, natural
from onrecord.claims.citing import citations
from onrecord.claims.derivation import derivations, document_keys
from onrecord.claims.memory import MemoryIndex
from onrecord.claims.origins import OriginTree, tree
from onrecord.model import (
    Answer,
    Basis,
    Claim,
    Document,
    Findings,
    Form,
    Link,
    LinkKind,
    Margin,
    OriginKind,
    Passage,
    Section,
    SectionKind,
    Span,
    Statement,
)

SEED = 4711
ROUNDS = 3
HEADLINES = 0.5
SLUG_WORDS = 3

Groups = dict[str, str]
"""Of each document the name of its group."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """One round: what was planted, what was found of it, and what the baselines find."""

    stories: tuple[Story, ...]
    ours: Groups
    address: Groups
    headline: Groups
    trees: tuple[OriginTree, ...]
    directed: tuple[bool, ...]
    """Of each link between an article and one that it was made from, however often removed, whether it runs so."""

    @property
    def articles(self) -> list[Planted]:
        return [a for story in self.stories for a in story.articles]


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--seed", type=natural, default=SEED, help=f"what is planted depends on it (default {SEED})")
    parser.add_argument("--rounds", type=natural, default=ROUNDS, help=f"seeds from it on (default {ROUNDS})")
    parser.add_argument("--show", action="store_true", help="print what was joined wrongly, missed and miscounted")


def run(arguments: Namespace) -> Report:
    """InputError for a folder with too few articles."""
    articles = load(arguments.path)
    seeds = range(arguments.seed, arguments.seed + max(1, arguments.rounds))
    found = [recover(Planter(articles, seed).stories(), seed) for seed in seeds]
    shown = tuple(line for one in found for line in _mistakes(one)) if arguments.show else ()
    data = figures(found) | {"seeds": list(seeds), "articles": len(articles)}
    return Report(data, (*tables(data), *shown))


def recover(stories: Sequence[Story], seed: int) -> Recovered:
    order = [a for story in stories for a in story.articles]
    Random(seed).shuffle(order)  # noqa: S311 - nothing here is secret
    index, links, told = MemoryIndex(), list[Link](), dict[str, Statement]()
    console = Console(stderr=True)
    for article in track(order, f"seed {seed}", console=console, disable=not console.is_terminal, transient=True):
        document, statement, found = article.document, *_read(article)
        new = [*derivations(document, found, index), *citations(document, found, index)]
        index.add(document, (statement,), (), new, document_keys(document))
        links += new
        told[document.id] = statement
    documents = {a.document.id: a.document for a in order}
    trees = tuple(tree(_claim(s, told), documents, links) for s in stories)
    return Recovered(
        tuple(stories), _grouped(order, links, trees), _by_address(order), _by_headline(order), trees,
        tuple(_directions(order, links)),
    )  # fmt: skip


def _claim(story: Story, told: dict[str, Statement]) -> Claim:
    return Claim(story.shape, tuple(told[a.document.id] for a in story.articles))


def _read(article: Planted) -> tuple[Statement, Findings]:
    """The statement that tells the claim, and all that the claim's sentence says, in the characters of the article.

    Only that sentence goes through the pipeline, so that a round takes seconds.
    """
    # loaded here, since what is planted needs no model
    from onrecord import findings  # noqa: PLC0415

    document, start = article.document, article.claim.start
    text = article.claim.of(document.text)
    alone = Document(text, (Section(SectionKind.BODY, Span(0, len(text))),), published=document.published)
    found = findings(alone)
    statements = [_moved(s, document.id, start) for s in found.statements if s.parent is None and s.content]
    whole = Statement(document.id, (), (), (article.claim,), Form.INDIRECT, 1.0)
    statement = max(statements, key=lambda s: sum(c.end - c.start for c in s.content), default=whole)
    return statement, Findings(tuple(statements), () if statements else (whole,))


def _moved(statement: Statement, document_id: str, by: int) -> Statement:
    def moved(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(Span(s.start + by, s.end + by) for s in spans)

    speaker, basis = statement.speaker, statement.margin.basis
    if speaker is not None and speaker.mention is not None:
        speaker = replace(speaker, mention=moved((speaker.mention,))[0])
    kept = Basis(Answer(basis.sourcing.value, moved(basis.sourcing.spans))) if basis else None
    return replace(
        statement,
        document_id=document_id,
        source=moved(statement.source),
        cue=moved(statement.cue),
        content=moved(statement.content),
        speaker=speaker,
        margin=Margin(act=statement.margin.act, basis=kept, said=statement.margin.said),
    )


def _grouped(articles: Sequence[Planted], links: Sequence[Link], trees: Sequence[OriginTree]) -> Groups:
    """By links between documents, and by an outlet that several cite and whose report is not there."""
    pairs = [
        (link.one.document_id, link.other.document_id)
        for link in links
        if link.kind is LinkKind.DERIVES_FROM and isinstance(link.other, Passage)
    ]
    for root in (root for found in trees for root in found.roots):
        if root.origin.kind is OriginKind.MEDIA and root.origin.document_id is None:
            pairs += [(root.below[0].document_id, node.document_id) for node in root.below[1:]]
    return _joined(articles, pairs)


def _joined(articles: Iterable[Planted], pairs: Iterable[tuple[str, str]]) -> Groups:
    leader = {a.document.id: a.document.id for a in articles}

    def top(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for one, other in pairs:
        leader[top(one)] = top(other)
    return {name: top(name) for name in leader}


def _by_address(articles: Sequence[Planted]) -> Groups:
    """One links to the other, or both addresses end in the same words."""
    pairs = []
    for a, b in combinations([a.document for a in articles], 2):
        slugs = [(d.url or "").rpartition("/")[2] for d in (a, b)]
        same = slugs[0] == slugs[1] and slugs[0].count("-") >= SLUG_WORDS - 1
        if same or b.url in {link.target for link in a.links} or a.url in {link.target for link in b.links}:
            pairs.append((a.id, b.id))
    return _joined(articles, pairs)


def _by_headline(articles: Sequence[Planted]) -> Groups:
    words = {a.document.id: set((a.document.title or "").lower().split()) for a in articles}
    pairs = [
        (a, b) for a, b in combinations(words, 2) if len(words[a] & words[b]) >= HEADLINES * len(words[a] | words[b])
    ]
    return _joined(articles, pairs)


def _directions(articles: Sequence[Planted], links: Sequence[Link]) -> Iterable[bool]:
    parent = {a.document.id: a.parent for a in articles}

    def above(name: str) -> list[str]:
        return [parent[name] or "", *above(parent[name] or "")] if parent[name] else []

    for link in links:
        if link.kind is LinkKind.DERIVES_FROM and isinstance(link.other, Passage):
            one, other = link.one.document_id, link.other.document_id
            if other in above(one) or one in above(other):
                yield other in above(one)


def _gold(articles: Iterable[Planted]) -> Groups:
    return {a.document.id: a.origin for a in articles}


def pairwise(gold: Groups, found: Groups, of: Iterable[str] | None = None) -> Tally:
    """Pairs of articles in one group; with ``of`` only pairs with one of these."""
    wanted = set(gold if of is None else of)
    pairs = [(a, b) for a, b in combinations(gold, 2) if a in wanted or b in wanted]
    right = [(a, b) for a, b in pairs if gold[a] == gold[b]]
    said = [(a, b) for a, b in pairs if found[a] == found[b]]
    return Tally(sum(found[a] == found[b] for a, b in right), len(right), len(said))


SYSTEMS = ("ours", "address", "headline")


def figures(rounds: Sequence[Recovered]) -> dict[str, Any]:
    total = {system: _total(rounds, system) for system in SYSTEMS}
    stories = [(s, t) for one in rounds for s, t in zip(one.stories, one.trees, strict=True)]
    exact = [s.independent == t.independent for s, t in stories]
    planted = [len(s.articles) > 1 for s, _ in stories]
    trees = [e for e, several in zip(exact, planted, strict=True) if several]
    directed = [d for one in rounds for d in one.directed]
    shapes: defaultdict[str, list[bool]] = defaultdict(list)
    for (story, _), right in zip(stories, exact, strict=True):
        shapes[story.shape].append(right)
    return _rates(total["ours"]) | {
        "accuracy": _share(trees),
        "direction_accuracy": _share(directed),
        "trees": len(trees),
        "documents": sum(len(one.articles) for one in rounds),
        "kinds": {kind.value: _of_kind(rounds, kind) for kind in Kind if any(_ids(r, kind) for r in rounds)},
        "shapes": {shape: {"accuracy": _share(right), "trees": len(right)} for shape, right in shapes.items()},
        "baseline": {
            system: _rates(total[system]) | {"accuracy": _share(_counted(rounds, system))} for system in SYSTEMS[1:]
        },
    }


def _total(rounds: Sequence[Recovered], system: str, kind: Kind | None = None) -> Tally:
    out = Tally()
    for one in rounds:
        of = _ids(one, kind) if kind else None
        out += pairwise(_gold(one.articles), getattr(one, system), of)
    return out


def _ids(one: Recovered, kind: Kind) -> list[str]:
    return [a.document.id for a in one.articles if a.kind is kind]


def _of_kind(rounds: Sequence[Recovered], kind: Kind) -> dict[str, Any]:
    out: dict[str, Any] = {"documents": sum(len(_ids(one, kind)) for one in rounds)}
    for system in SYSTEMS:
        rates = _rates(_total(rounds, system, kind))
        out |= rates if system == "ours" else {system: rates}
    return out


def _counted(rounds: Sequence[Recovered], system: str) -> list[bool]:
    """Whether a baseline's groups within a story are as many as its origins."""
    return [
        len({getattr(one, system)[a.document.id] for a in story.articles}) == story.independent
        for one in rounds
        for story in one.stories
        if len(story.articles) > 1
    ]


def _rates(tally: Tally) -> dict[str, Any]:
    rates = {"f1": tally.f1, "precision": tally.precision, "recall": tally.recall}
    return {name: round(rate, 4) for name, rate in rates.items()} | {"gold": tally.gold, "predicted": tally.predicted}


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 4) if right else 0.0


def tables(data: dict[str, Any]) -> tuple[Table, ...]:
    heads = ("", "articles", "pairs", "joined", "P", "R", "address P", "address R", "headline P", "headline R")
    table = Table(*heads, title=f"Articles that rest on one text (seeds {', '.join(map(str, data['seeds']))})")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, row in data["kinds"].items():
        table.add_row(name, *_cells(row, row["address"], row["headline"]))
    table.add_section()
    table.add_row("all", *_cells(data, data["baseline"]["address"], data["baseline"]["headline"]))
    counts = Table("", "trees", "exact", title="Number of independent origins")
    for column in counts.columns[1:]:
        column.justify = "right"
    for name, row in data["shapes"].items():
        counts.add_row(name, str(row["trees"]), f"{row['accuracy']:.3f}")
    counts.add_section()
    counts.add_row("all with several articles", str(data["trees"]), f"{data['accuracy']:.3f}")
    for name, row in data["baseline"].items():
        counts.add_row(f"baseline: {name}", str(data["trees"]), f"{row['accuracy']:.3f}")
    counts.caption = f"{data['direction_accuracy']:.3f} of the links between planted articles run the right way"
    return table, counts


def _cells(row: dict[str, Any], *baselines: dict[str, Any]) -> list[str]:
    cells = [str(row["documents"]), str(row["gold"]), str(row["predicted"])]
    for rates in (row, *baselines):
        cells.append(f"{rates['precision']:.3f}" if rates["predicted"] else "")
        cells.append(f"{rates['recall']:.3f}" if rates["gold"] else "")
    return cells


def _mistakes(one: Recovered) -> Iterable[str]:
    by_id = {a.document.id: a for a in one.articles}
    for a, b in combinations(by_id.values(), 2):
        joined = one.ours[a.document.id] == one.ours[b.document.id]
        if joined != (a.origin == b.origin):
            told = [f"{x.kind.value}, {x.document.publisher}: {x.claim.of(x.document.text)}" for x in (a, b)]
            yield f"{'joined' if joined else 'missed'}:\n  " + "\n  ".join(told)
    for story, found in zip(one.stories, one.trees, strict=True):
        if story.independent != found.independent:
            roots = [f"{r.origin.kind.value} {r.origin.name!r} ({len(r.below)})" for r in found.roots]
            kinds = [a.kind.value for a in story.articles]
            yield f"counted {found.independent} for {story.independent}: {story.shape}, {kinds}: {', '.join(roots)}"
