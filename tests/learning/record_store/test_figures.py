"""Progress is a fold over facts: any order, any duplicates, any split give the same."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from learning.record_store.figures import (
    NOTHING,
    Progress,
    Said,
    Score,
    counted_at,
    fold,
    merge,
    summarise,
)

LESSONS = [UUID(int=n) for n in range(1, 5)]
QUIZ = UUID(int=9)
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
moments = st.integers(0, 60 * 24 * 30).map(lambda minutes: START + timedelta(minutes=minutes))
lessons = st.builds(
    lambda lesson, at: Said("completed", "lesson", lesson, {}, at), st.sampled_from([*LESSONS, UUID(int=77)]), moments
)
answers = st.builds(lambda at: Said("answered", "question", UUID(int=50), {"success": True}, at), moments)
quizzes = st.builds(
    lambda right, of, at: Said(
        "passed" if right * 2 >= of else "failed", "quiz", QUIZ, {"score": {"raw": min(right, of), "max": of}}, at
    ),
    st.integers(0, 10),
    st.integers(1, 10),
    moments,
)
facts = st.lists(lessons | answers | quizzes, max_size=12)


@given(facts, st.data())
def test_any_order_and_any_duplicates_give_the_same_progress(told, data):
    again = data.draw(st.permutations(told + data.draw(st.lists(st.sampled_from(told), max_size=6)) if told else told))
    assert fold(again) == fold(told)


@given(facts, facts)
def test_what_is_known_and_what_comes_later_add_up_to_the_whole(first, later):
    assert fold(later, fold(first)) == fold([*first, *later])
    assert merge(fold(first), fold(later)) == merge(fold(later), fold(first))


@given(facts, facts)
def test_more_facts_never_take_progress_away(first, later):
    before, after = fold(first), fold([*first, *later])
    assert before.done.keys() <= after.done.keys()
    assert summarise(before, LESSONS, [QUIZ]).lessons_done <= summarise(after, LESSONS, [QUIZ]).lessons_done
    if before.best:
        assert after.best.rank >= before.best.rank


@given(facts)
def test_complete_means_every_lesson_and_a_passed_quiz(told):
    summary = summarise(fold(told), LESSONS, [QUIZ])
    finished = {fact.object_id for fact in told if fact.verb == "completed"}
    passed = any(fact.verb == "passed" for fact in told)
    assert (summary.completed_at is not None) == (passed and set(LESSONS) <= finished)
    assert summary.lessons_done == len(finished & set(LESSONS))
    if summary.next_lesson:
        assert LESSONS[summary.next_lesson - 1] not in finished
    else:
        assert set(LESSONS) <= finished


def test_nothing_is_done_by_nobody():
    assert fold([]) == NOTHING == Progress()
    assert summarise(NOTHING, LESSONS, [QUIZ]).next_lesson == 1
    assert summarise(NOTHING, [], []).completed_at is None


def test_lessons_of_another_version_do_not_count():
    told = [Said("completed", "lesson", UUID(int=77), {}, START)]
    assert summarise(fold(told), LESSONS, []).lessons_done == 0


def test_the_best_score_is_by_share_not_by_count():
    def quiz(right, of):
        return Said("failed", "quiz", QUIZ, {"score": {"raw": right, "max": of}}, START)

    assert fold([quiz(4, 10), quiz(3, 5)]).best == Score(3, 5)


def test_a_fast_clock_does_nothing_in_the_future():
    assert counted_at(START + timedelta(days=365), START) == START
    assert counted_at(START - timedelta(days=3), START) == START - timedelta(days=3)
