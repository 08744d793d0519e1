"""What the stages make of each other's answers."""

from onrecord.model import ActorKind, Answer, Basis, Sourcing, Span, Speaker
from onrecord.stages import spoken_for

NOBODY = Basis(Answer(Sourcing.NOBODY, (Span(0, 3),)))
WEEKLY = Speaker("Vinkel", ActorKind.OUTLET, Span(11, 17))


def test_a_source_that_only_the_actors_know_is_of_their_kind():
    assert spoken_for(NOBODY, WEEKLY) == Basis(Answer(Sourcing.MEDIA, (Span(11, 17),)), Span(11, 17))


def test_what_grammar_has_found_stays():
    group = Basis(Answer(Sourcing.GROUP, (Span(0, 3),)))
    assert spoken_for(group, WEEKLY) == group


def test_a_body_that_grammar_takes_for_a_person_is_of_its_own_kind():
    person = Basis(Answer(Sourcing.PERSON, (Span(11, 17),)), Span(11, 17))

    assert spoken_for(person, WEEKLY) == Basis(Answer(Sourcing.MEDIA, (Span(11, 17),)), Span(11, 17))
    assert spoken_for(person, Speaker("Orla Venn", ActorKind.PERSON, Span(11, 17))) == person


def test_nobody_stays_nobody_without_a_speaker_of_a_known_kind():
    assert spoken_for(NOBODY, None) == NOBODY
    assert spoken_for(NOBODY, Speaker("X", ActorKind.UNKNOWN, None)) == NOBODY
