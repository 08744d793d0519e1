"""Margins as plain lists, dicts, strings and numbers, and back: what the exports print and what the record keeps."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from onrecord.model.answer import Answer
from onrecord.model.commitment import Certainty, Commitment, Polarity, Status
from onrecord.model.dated import Anchor, AnchorKind, Dated, Period
from onrecord.model.judgements import Act, Basis, Sourcing
from onrecord.model.margin import Margin
from onrecord.model.moment import Precision
from onrecord.model.span import Span

type Plain = dict[str, Any]


def plain_spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[int(span.start), int(span.end)] for span in spans]


def spans_from(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def plain_margin(margin: Margin) -> Plain:
    """Values by name, and under "grounds" the spans of the words that each rests on."""
    return {
        "act": _value(margin.act),
        "sourcing": _value(margin.basis.sourcing if margin.basis else None),
        **_plain_commitment(margin.commitment),
        "said": _plain_dated(margin.said),
        "happened": _plain_dated(margin.happened),
        "writer": _plain_writer(margin.writer),
        "grounds": _grounds(margin),
    }


def margin_from(row: Mapping[str, Any]) -> Margin:
    """The margin that :func:`plain_margin` made; KeyError or ValueError where it is something else."""
    grounds = row["grounds"]
    return Margin(
        act=_answer(Act, row["act"], grounds.get("act", ())),
        basis=_basis_from(row["sourcing"], grounds),
        commitment=_commitment_from(row, grounds),
        writer=_commitment_from(row["writer"], row["writer"]["grounds"]) if row["writer"] else None,
        said=_dated_from(row["said"]),
        happened=_dated_from(row["happened"]),
        remarks=spans_from(grounds.get("remarks", ())),
    )


def _value(answer: Answer[Any] | None) -> str | None:
    return answer.value.value if answer else None


def _grounds(margin: Margin) -> Plain:
    found: dict[str, tuple[Span, ...]] = {"act": margin.act.spans if margin.act else ()}
    if margin.basis:
        found["sourcing"] = margin.basis.sourcing.spans
        found["described"] = _one(margin.basis.described)
        found["reason"] = _one(margin.basis.reason)
    found |= _commitment_grounds(margin.commitment)
    found["remarks"] = margin.remarks
    return {name: plain_spans(spans) for name, spans in found.items() if spans}


def _one(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _first(pairs: list[tuple[int, int]]) -> Span | None:
    return Span(*pairs[0]) if pairs else None


def _answer[T: StrEnum](kind: type[T], value: str | None, pairs: Iterable[tuple[int, int]]) -> Answer[T] | None:
    return None if value is None else Answer(kind(value), spans_from(pairs))


def _basis_from(value: str | None, grounds: Mapping[str, Any]) -> Basis | None:
    sourcing = _answer(Sourcing, value, grounds.get("sourcing", ()))
    if sourcing is None:
        return None
    return Basis(sourcing, _first(grounds.get("described", [])), _first(grounds.get("reason", [])))


def _plain_commitment(commitment: Commitment | None) -> Plain:
    parts = ("certainty", "polarity", "status")
    return {part: _value(getattr(commitment, part)) if commitment else None for part in parts}


def _commitment_grounds(commitment: Commitment | None) -> dict[str, tuple[Span, ...]]:
    if commitment is None:
        return {}
    return {
        "certainty": commitment.certainty.spans,
        "polarity": commitment.polarity.spans,
        "status": commitment.status.spans,
        "event": _one(commitment.event),
    }


def _plain_writer(commitment: Commitment | None) -> Plain | None:
    if commitment is None:
        return None
    grounds = {name: plain_spans(spans) for name, spans in _commitment_grounds(commitment).items() if spans}
    return {**_plain_commitment(commitment), "grounds": grounds}


def _commitment_from(row: Mapping[str, Any], grounds: Mapping[str, Any]) -> Commitment | None:
    certainty = _answer(Certainty, row["certainty"], grounds.get("certainty", ()))
    polarity = _answer(Polarity, row["polarity"], grounds.get("polarity", ()))
    status = _answer(Status, row["status"], grounds.get("status", ()))
    if certainty is None or polarity is None or status is None:
        return None
    return Commitment(certainty, polarity, status, _first(grounds.get("event", [])))


def _plain_dated(dated: Dated | None) -> Plain | None:
    """From, to and precision of the only reading, null where there is not one; "readings" where there are several."""
    if dated is None:
        return None
    one = dated.readings[0] if len(dated.readings) == 1 else None
    said: Plain = _plain_period(one) if one else {"from": None, "to": None, "precision": None}
    said |= {"words": plain_spans(dated.spans), "approximate": dated.approximate, "anchor": _plain_anchor(dated.anchor)}
    return said if len(dated.readings) < 2 else said | {"readings": [_plain_period(p) for p in dated.readings]}


def _dated_from(row: Mapping[str, Any] | None) -> Dated | None:
    if row is None:
        return None
    only = [row] if row["precision"] else []
    anchor = row["anchor"]
    return Dated(
        spans_from(row["words"]),
        tuple(_period_from(p) for p in row.get("readings", only)),
        None if anchor is None else _anchor_from(anchor),
        row["approximate"],
    )


def _plain_period(period: Period) -> Plain:
    return {
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "precision": period.precision.value,
    }


def _period_from(row: Mapping[str, Any]) -> Period:
    start, end = (datetime.fromisoformat(row[name]) if row[name] else None for name in ("from", "to"))
    return Period(start, end, Precision(row["precision"]))


def _plain_anchor(anchor: Anchor | None) -> Plain | None:
    if anchor is None:
        return None
    period = _plain_period(anchor.period) if anchor.period else {"from": None, "to": None, "precision": None}
    return {"kind": anchor.kind.value, **period, "words": plain_spans(anchor.spans)}


def _anchor_from(row: Mapping[str, Any]) -> Anchor:
    period = _period_from(row) if row["precision"] else None
    return Anchor(AnchorKind(row["kind"]), period, spans_from(row["words"]))
