"""Decoding, with scores written by hand instead of a model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.decode import Found, PieceSpan, Thresholds, decode, spans_of
from onrecord.attribution.tagging import merge
from onrecord.language.encoder import ROLES, SCALES, WindowScores
from onrecord.language.pieces import Window

SURE = 9.0


def scores(
    count: int,
    spans: dict[str, list[tuple[int, int]]],
    arcs: dict[tuple[int, int], int],
    sources: dict[int, tuple[int, int] | None],
) -> WindowScores:
    """Certain scores for one window: spans a role, the cue piece of content [start, end), the source of a cue piece."""
    tags = np.zeros((count, 3, 3), dtype=np.float32)
    tags[:, :, 0] = SURE / 2
    for role, found in spans.items():
        for start, end in found:
            tags[start:end, ROLES.index(role), 2] = SURE
            tags[start, ROLES.index(role), 1] = 2 * SURE
    arc = np.zeros((count, count), dtype=np.float32)
    for (start, end), cue in arcs.items():
        arc[start:end, cue] = 2 * SURE
    starts, ends = (np.zeros((count, count + 1), dtype=np.float32) for _ in range(2))
    for cue, source in sources.items():
        first, last = (0, 0) if source is None else (source[0] + 1, source[1])
        starts[cue, first] = ends[cue, last] = 2 * SURE
    return WindowScores(tags, arc, starts, ends, np.zeros((count, len(SCALES)), dtype=np.float32))


def decoded(count: int, *runs: tuple[Window, WindowScores]) -> list[Found]:
    return decode(merge(count, runs), Thresholds())


def whole(count: int) -> Window:
    return Window(0, count, 0, count)


def pieces(span: PieceSpan | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def test_a_content_goes_to_the_cue_it_points_at():
    said = scores(
        12, {"cue": [(2, 3), (8, 9)], "content": [(3, 6), (9, 12)]}, {(3, 6): 2, (9, 12): 8}, {2: (0, 2), 8: (6, 8)}
    )
    first, second = decoded(12, (whole(12), said))
    assert (pieces(first.source), pieces(first.cue), [pieces(c) for c in first.contents]) == ((0, 2), (2, 3), [(3, 6)])
    assert (pieces(second.source), pieces(second.cue), [pieces(c) for c in second.contents]) == (
        (6, 8),
        (8, 9),
        [(9, 12)],
    )


def test_two_stretches_of_one_quotation_are_one_attribution():
    split = scores(9, {"cue": [(4, 5)], "content": [(0, 3), (5, 9)]}, {(0, 3): 4, (5, 9): 4}, {4: (3, 4)})
    (found,) = decoded(9, (whole(9), split))
    assert [pieces(c) for c in found.contents] == [(0, 3), (5, 9)]


def test_one_source_serves_two_cues():
    shared = scores(
        8, {"cue": [(1, 2), (5, 6)], "content": [(2, 4), (6, 8)]}, {(2, 4): 1, (6, 8): 5}, {1: (0, 1), 5: (0, 1)}
    )
    assert [pieces(f.source) for f in decoded(8, (whole(8), shared))] == [(0, 1), (0, 1)]


def test_a_cue_that_names_nobody_has_no_source():
    passive = scores(6, {"cue": [(1, 3)], "content": [(3, 6)]}, {(3, 6): 1}, {1: None})
    (found,) = decoded(6, (whole(6), passive))
    assert found.source is None


def in_doubt(wrong: float, right: float) -> WindowScores:
    """The cue at piece 3 scores ``wrong`` for the source (0, 1) and ``right`` for (1, 3)."""
    said = scores(6, {"cue": [(3, 4)], "content": [(4, 6)]}, {(4, 6): 3}, {})
    said.starts[3, [1, 2]] = said.ends[3, [1, 3]] = wrong, right
    return said


def source_met(run: WindowScores) -> tuple[int, int] | None:
    (found,) = decode(merge(6, [(whole(6), run)]), Thresholds(), {3: (1, 3)})
    return pieces(found.source)


def test_of_two_sources_that_the_scores_hardly_tell_apart_the_verbs_subject_is_taken():
    assert source_met(in_doubt(9.0, 8.5)) == (1, 3)


def test_a_source_that_is_much_likelier_than_the_verbs_subject_stays():
    assert source_met(in_doubt(9.0, 3.0)) == (0, 1)


def test_a_verb_with_a_subject_has_it_for_its_source_where_the_scores_for_nobody_are_hardly_higher():
    run = in_doubt(0.0, 8.5)
    run.starts[3, 0] = run.ends[3, 0] = 9.0
    assert source_met(run) == (1, 3)
    assert pieces(decoded(6, (whole(6), run))[0].source) is None


def test_a_cue_without_content_is_dropped():
    assert decoded(5, (whole(5), scores(5, {"cue": [(1, 2)]}, {}, {1: (0, 1)}))) == []


def test_a_content_that_points_nowhere_is_dropped():
    spread = scores(300, {"cue": [(1, 2)], "content": [(200, 260)]}, {}, {1: (0, 1)})
    assert decoded(300, (whole(300), spread)) == []


def test_a_cue_that_the_tags_doubt_is_found_by_what_points_at_it():
    doubted = scores(6, {"content": [(2, 6)]}, {(2, 6): 1}, {1: (0, 1)})
    doubted.tags[1, ROLES.index("cue")] = [1.0, 0.0, 0.0]  # softmax: 0.42 inside, enough only with an arc
    doubted.tags[1, ROLES.index("cue"), 0] = 1.7
    (found,) = decoded(6, (whole(6), doubted))
    assert pieces(found.cue) == (1, 2)


def test_a_content_over_two_windows_is_linked_to_a_cue_that_only_the_second_sees():
    first = scores(20, {"content": [(10, 20)]}, {}, {})
    second = scores(20, {"content": [(0, 14)], "cue": [(15, 16)]}, {(0, 14): 15}, {15: (14, 15)})
    (found,) = decoded(26, (Window(0, 20, 0, 16), first), (Window(6, 26, 16, 26), second))
    assert pieces(found.cue) == (21, 22)
    assert pieces(found.source) == (20, 21)
    assert [pieces(c) for c in found.contents] == [(10, 20)]


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.9])
def test_a_piece_that_begins_a_span_ends_the_one_before(threshold: float):
    tags = np.array([[0.0, 1.0, 0.0], [0.0, 0.1, 0.9], [0.0, 0.9, 0.1], [1.0, 0.0, 0.0]])
    assert [pieces(s) for s in spans_of(tags, threshold)] == [(0, 2), (2, 3)]


@pytest.mark.parametrize(("outside", "cue"), [(0.8, (2, 5)), (3.0, (2, 3))], ids=["doubtful", "hardly a part"])
def test_a_cue_goes_over_a_piece_that_is_doubtful_but_over_none_that_is_hardly_part_of_it(
    outside: float, cue: tuple[int, int]
):
    said = scores(8, {"cue": [(2, 5)], "content": [(5, 8)]}, {(5, 8): 2}, {2: (0, 2)})
    said.tags[3, ROLES.index("cue")] = (outside, -SURE, 0.0)
    assert pieces(decoded(8, (whole(8), said))[0].cue) == cue


@given(st.lists(st.tuples(*[st.floats(0.01, 1)] * 3), max_size=40), st.floats(0.05, 0.95))
def test_spans_cover_exactly_the_pieces_above_the_threshold(rows: list[tuple[float, ...]], threshold: float):
    raw = np.array(rows).reshape(-1, 3)
    tags = raw / raw.sum(axis=1, keepdims=True)
    found = spans_of(tags, threshold)
    covered = [i for s in found for i in range(s.start, s.end)]
    assert covered == [i for i in range(len(tags)) if 1.0 - tags[i, 0] >= threshold]
