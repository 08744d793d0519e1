"""Links and origins as plain lists, dicts, strings and numbers, and back: for the exports and the record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onrecord.model.link import Aspect, Compared, Link, LinkKind, Passage
from onrecord.model.moment import Moment, Precision
from onrecord.model.origin import Origin, OriginKind
from onrecord.model.plain import Plain, plain_spans, spans_from
from onrecord.model.span import Span


def plain_link(link: Link) -> Plain:
    return {
        "id": link.id,
        "kind": link.kind.value,
        "one": plain_passage(link.one),
        "other": plain_origin(link.other) if isinstance(link.other, Origin) else plain_passage(link.other),
        "score": float(link.score),
        "reasons": [plain_compared(reason) for reason in link.reasons],
    }


def link_from(row: Mapping[str, Any]) -> Link:
    """The link that :func:`plain_link` made; KeyError or ValueError where it is something else."""
    other = row["other"]
    return Link(
        kind=LinkKind(row["kind"]),
        one=passage_from(row["one"]),
        other=passage_from(other) if "spans" in other else origin_from(other),
        score=row["score"],
        reasons=tuple(compared_from(reason) for reason in row["reasons"]),
    )


def plain_passage(passage: Passage) -> Plain:
    return {
        "document": passage.document_id,
        "statement": passage.statement_id,
        "spans": plain_spans(passage.spans),
    }


def passage_from(row: Mapping[str, Any]) -> Passage:
    return Passage(row["document"], spans_from(row["spans"]), row["statement"])


def plain_origin(origin: Origin) -> Plain:
    """``document`` is null where the record does not hold what it names."""
    return {
        "id": origin.id,
        "kind": origin.kind.value,
        "name": origin.name,
        "date": plain_moment(origin.date),
        "document": origin.document_id,
    }


def origin_from(row: Mapping[str, Any]) -> Origin:
    return Origin(OriginKind(row["kind"]), row["name"], moment_from(row["date"]), row["document"])


def plain_compared(compared: Compared) -> Plain:
    return {
        "aspect": compared.aspect.value,
        "one": compared.one,
        "other": compared.other,
        "agrees": bool(compared.agrees),
    }


def compared_from(row: Mapping[str, Any]) -> Compared:
    return Compared(Aspect(row["aspect"]), row["one"], row["other"], row["agrees"])


def plain_moment(moment: Moment | None) -> Plain | None:
    """[from, to), how precise, and the words of the text that say so, null where none do."""
    if moment is None:
        return None
    return {
        "from": moment.start.isoformat(),
        "to": moment.end.isoformat(),
        "precision": moment.precision.value,
        "words": None if moment.span is None else list(moment.span),
    }


def moment_from(row: Mapping[str, Any] | None) -> Moment | None:
    if row is None:
        return None
    start, end = (datetime.fromisoformat(row[side]) for side in ("from", "to"))
    return Moment(start, end, Precision(row["precision"]), None if row["words"] is None else Span(*row["words"]))
