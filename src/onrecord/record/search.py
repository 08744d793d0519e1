"""Full-text search in SQLite: FTS5 ranks with bm25 and cuts the snippets."""

import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, text

from onrecord.model import Span
from onrecord.record.query import Term, fts5
from onrecord.record.store import Hit, HitKind

_SNIPPET_WORDS = 32

# Ranking and cutting happen inside, on the index alone; only the hits that are left are joined to their rows.
_QUERIES = {
    HitKind.STATEMENT: text("""
        SELECT d.id AS document_id, d.name AS document_name, s.id AS statement_id, found.rank, found.snippet
        FROM (
            SELECT rowid AS number, rank, snippet(statement_search, -1, :opening, :closing, '…', :words) AS snippet
            FROM statement_search WHERE statement_search MATCH :query ORDER BY rank LIMIT :limit
        ) AS found
        JOIN statements AS s ON s.number = found.number
        JOIN documents AS d ON d.number = s.document
        ORDER BY found.rank, s.number
    """),
    HitKind.DOCUMENT: text("""
        SELECT d.id AS document_id, d.name AS document_name, NULL AS statement_id, found.rank, found.snippet
        FROM (
            SELECT rowid AS number, rank, snippet(document_search, -1, :opening, :closing, '…', :words) AS snippet
            FROM document_search WHERE document_search MATCH :query ORDER BY rank LIMIT :limit
        ) AS found
        JOIN documents AS d ON d.number = found.number
        ORDER BY found.rank, d.number
    """),
}


def search(connection: Connection, terms: Iterable[Term], limit: int, kinds: Iterable[HitKind]) -> list[Hit]:
    """The best ``limit`` hits, best first; statements before documents of the same score."""
    # Nobody who writes a text can foresee the marks, so no text can pass for marked.
    opening, closing = f"\x02{secrets.token_hex(8)}\x02", f"\x03{secrets.token_hex(8)}\x03"
    values = {"query": fts5(terms), "limit": limit, "opening": opening, "closing": closing, "words": _SNIPPET_WORDS}
    hits = [
        _hit(kind, row, opening, closing)
        for kind in kinds
        for row in connection.execute(_QUERIES[kind], values).mappings()
    ]
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def _hit(kind: HitKind, row: RowMapping, opening: str, closing: str) -> Hit:
    snippet, matches = unmarked(row["snippet"], opening, closing)
    return Hit(
        kind=kind,
        document_id=row["document_id"],
        document_name=row["document_name"],
        statement_id=row["statement_id"],
        score=-row["rank"],  # FTS5 gives the better the lower
        snippet=snippet,
        matches=matches,
    )


def unmarked(marked: str, opening: str, closing: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and the spans that stood between them."""
    head, *rest = marked.split(opening)
    snippet, matches = head, []
    for part in rest:
        found, _, after = part.partition(closing)
        matches.append(Span(len(snippet), len(snippet) + len(found)))
        snippet += found + after
    return snippet, tuple(matches)
