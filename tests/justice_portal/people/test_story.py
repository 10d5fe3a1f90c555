"""The story of a life: the same movements in any order, any number of times, say the same of where somebody is."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from justice_portal.people.models import Movement, Person
from justice_portal.people.movements.story import ORDER, STEPS, Where, tell
from justice_portal.people.standing import AFTER_RELEASE, ON_ARRIVAL, Place, Status

Kind, WhyNot = Movement.Kind, Movement.WhyNot
ROOT = UUID(int=7)
PRISONS, UNITS = [UUID(int=100), UUID(int=200)], [UUID(int=300), UUID(int=400)]
COUNT = count()
START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def event(hour, kind, place=0, unit=0, status=""):
    """A movement in memory. Its key comes from what it says, as that of a feed does."""
    inside = kind in {Kind.RECEPTION, Kind.TRANSFER_OUT, Kind.TRANSFER_IN, Kind.CELL}
    outside = kind in {Kind.RELEASE, Kind.UNIT, Kind.ORDER}
    return Movement(
        pk=uuid5(ROOT, f"{hour} {kind} {place} {unit} {status}"),
        kind=kind,
        status=status,
        happened_at=START + timedelta(hours=hour),
        to_establishment_id=PRISONS[place] if inside else None,
        to_delivery_unit_id=UNITS[unit] if outside and status != Status.ENDED else None,
    )


def statuses(kind):
    return {
        Kind.RECEPTION: st.sampled_from(ON_ARRIVAL),
        Kind.RELEASE: st.sampled_from(AFTER_RELEASE),
        Kind.SUPERVISION: st.sampled_from([Status.LICENCE, Status.POST_SENTENCE, Status.COMMUNITY_ORDER]),
    }.get(kind, st.just(""))


#: Lives are short and hours few, so that events meet, contradict each other and fall on the same moment.
events = st.sampled_from(list(Kind)).flatmap(
    lambda kind: st.builds(
        event, st.integers(0, 12), st.just(kind), st.integers(0, 1), st.integers(0, 1), statuses(kind)
    )
)
beginnings = st.sampled_from(
    [None, Where().as_json(), Where(Place.PRISON, Status.SENTENCED, PRISONS[0]).as_json(),
     Where(Place.COMMUNITY, Status.LICENCE, delivery_unit=UNITS[0]).as_json()]
)  # fmt: skip


def told(movements, began_as):
    story = tell(movements, began_as)
    return story.now, story.misfits


@given(st.lists(events, max_size=12), beginnings, st.randoms())
@settings(max_examples=300)
def test_any_order_tells_the_same_story(life, began_as, dice):
    life = list({one.pk: one for one in life}.values())
    shuffled = dice.sample(life, len(life))
    assert told(life, began_as) == told(shuffled, began_as)


@given(st.lists(events, max_size=12), beginnings)
@settings(max_examples=300)
def test_nobody_is_ever_in_two_places(life, began_as):
    now = tell(list({one.pk: one for one in life}.values()), began_as).now
    assert (now.establishment is not None) == (now.place == Place.PRISON)
    assert now.bound_for is None or now.place == Place.TRANSFER
    assert now.place != Place.ENDED or now.delivery_unit is None
    assert not now.has_died or (now.place, now.status) == (Place.ENDED, Status.ENDED)


def test_each_kind_has_its_step_and_its_rank():
    assert set(STEPS) == set(ORDER) == set(Kind)


LIFE = [
    event(0, Kind.RECEPTION, 0, status=Status.UNSENTENCED), event(1, Kind.SENTENCED), event(2, Kind.ROTL_OUT),
    event(3, Kind.ROTL_IN), event(4, Kind.TRANSFER_OUT, 1), event(4, Kind.TRANSFER_IN, 1),
    event(6, Kind.RELEASE, status=Status.HDC), event(7, Kind.SUPERVISION, status=Status.LICENCE),
    event(8, Kind.RECALL), event(9, Kind.RECEPTION, 0, status=Status.RECALLED), event(10, Kind.RELEASE, status=Status.LICENCE),
    event(11, Kind.ENDED), event(12, Kind.ORDER, 0, 1),
]  # fmt: skip


@pytest.mark.parametrize("missing", range(len(LIFE) - 1))
def test_what_waits_for_a_missing_event_counts_once_it_comes(missing):
    part = [one for one in LIFE if one is not LIFE[missing]]
    assert tell(LIFE, Where().as_json()).misfits == {}
    assert tell(LIFE, Where().as_json()).now == Where(
        Place.COMMUNITY, Status.COMMUNITY_ORDER, delivery_unit=UNITS[1]
    )  # fmt: skip
    assert told([*part, LIFE[missing]], Where().as_json()) == told(LIFE, Where().as_json())


@pytest.mark.parametrize(
    ("life", "why"),
    [
        ([event(0, Kind.RECEPTION), event(1, Kind.RECEPTION, 1)], WhyNot.IN_PRISON),
        ([event(0, Kind.RECEPTION), event(1, Kind.CELL, 1)], WhyNot.OTHER_PRISON),
        ([event(0, Kind.RECEPTION), event(1, Kind.TRANSFER_IN, 1)], WhyNot.IN_PRISON),
        ([event(0, Kind.RECEPTION), event(1, Kind.TRANSFER_OUT, 1), event(2, Kind.RELEASE)], WhyNot.ON_THE_WAY),
        ([event(0, Kind.RECEPTION), event(1, Kind.RECALL)], WhyNot.NO_RECALL),
        ([event(0, Kind.ORDER), event(1, Kind.RECALL)], WhyNot.NO_RECALL),
        ([event(0, Kind.RECEPTION), event(1, Kind.DEATH), event(2, Kind.CELL)], WhyNot.DIED),
        ([event(0, Kind.ORDER), event(1, Kind.ENDED), event(2, Kind.ENDED)], WhyNot.NOT_OUTSIDE),
        ([event(0, Kind.RECEPTION, status=Status.SENTENCED), event(1, Kind.ROTL_OUT), event(2, Kind.RELEASE)],
         WhyNot.OUT_FOR_A_TIME),
    ],
)  # fmt: skip
def test_what_contradicts_says_why_and_changes_nothing(life, why):
    story = tell(life, Where().as_json())
    assert story.misfits == {life[-1].pk: why}
    assert story.now == tell(life[:-1], Where().as_json()).now


class Feeds(RuleBasedStateMachine):
    """Movements of one person come from a feed in any order and again and again; staff take some back and give them again.

    The model is the bare fold of what stands; the product is asked after every step.
    """

    world = None

    def __init__(self):
        super().__init__()
        from tests.factories import PersonFactory

        self.person = PersonFactory(establishment=None, place=Place.ENDED, status=Status.ENDED)
        self.nth = next(COUNT)
        self.sent = {}
        self.withdrawn = set()

    @rule(batch=st.lists(events, min_size=1, max_size=3))
    def send(self, batch):
        from justice_portal.access import SYSTEM
        from justice_portal.people.movements.fold import settle

        # Keys of this life alone that sort as the events do: of two at one moment the same comes first in every run.
        batch = {UUID(int=(one.pk.int >> 32 << 32) + self.nth): one for one in batch}
        new = [self._row(pk, one) for pk, one in batch.items() if pk not in self.sent]
        self.sent.update({one.pk: one for one in new})
        settle(Person.objects.locked(self.person), add=new, strict=False, by=SYSTEM)

    def _row(self, pk, one):
        at = {PRISONS[0]: self.world.here, PRISONS[1]: self.world.there, None: None}
        unit = {UNITS[0]: self.world.unit, UNITS[1]: self.world.far_unit, None: None}
        return Movement(
            pk=pk, person=self.person, kind=one.kind, status=one.status, happened_at=one.happened_at,
            to_establishment=at[one.to_establishment_id], to_delivery_unit=unit[one.to_delivery_unit_id],
        )  # fmt: skip

    @rule(nth=st.integers(0, 40))
    def withdraw_or_give_again(self, nth):
        from justice_portal.access import SYSTEM
        from justice_portal.people.movements.fold import settle

        if not self.sent:
            return
        pk = list(self.sent)[nth % len(self.sent)]
        person = Person.objects.locked(self.person)
        row = Movement.objects.get(pk=pk)
        if pk in self.withdrawn:
            self.withdrawn.discard(pk)
            row.withdrawn_at = None
            settle(person, change=[row], strict=False, by=SYSTEM)
        else:
            self.withdrawn.add(pk)
            settle(person, drop=[row], strict=False, by=SYSTEM)

    @invariant()
    def the_record_says_what_the_events_say(self):
        stands = [one for pk, one in self.sent.items() if pk not in self.withdrawn]
        story = tell(stands, Where().as_json())
        person = Person.objects.get(pk=self.person.pk)
        now = story.now
        assert (person.place, person.establishment_id, person.bound_for_id) == (
            now.place, now.establishment, now.bound_for
        )  # fmt: skip
        assert not now.status or person.status == now.status
        assert person.place != Place.COMMUNITY or person.delivery_unit_id == now.delivery_unit
        counting = set(Movement.objects.counting().filter(person=person).values_list("pk", flat=True))
        assert counting == set(story.left)


def test_a_record_follows_a_feed_in_any_order_with_corrections(world):
    Feeds.world = world
    machine = settings(
        max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Feeds, settings=machine)


@pytest.mark.proof
def test_a_record_follows_a_feed_over_a_long_time(world):
    Feeds.world = world
    machine = settings(
        max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Feeds, settings=machine)
