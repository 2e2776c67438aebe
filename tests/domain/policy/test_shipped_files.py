"""The shipped files, read afresh: each says again what the book has of it, and what it says of teams and fees."""

import pytest

from domain.policy.composition import CompositionRules
from domain.policy.errors import PolicyFileError
from domain.policy.parse import parse_policy
from tests.support.policies import BOOK, replaced, written


@pytest.mark.parametrize("name", sorted(BOOK.names()))
def test_a_file_that_is_read_again_says_the_same(name: str) -> None:
    for policy in parse_policy(written(name)):
        assert policy == BOOK.by_ref(policy.ref)


def test_yingdong_asks_for_one_of_each_place_of_work_and_erqi_for_nobody_from_anywhere() -> None:
    (yingdong,) = parse_policy(written("yingdong"))
    assert yingdong.composition == CompositionRules(
        roles=frozenset(), from_district_hospital=1, from_health_centre=1, from_village_clinic=1
    )
    (erqi,) = parse_policy(written("erqi"))
    assert erqi.composition == CompositionRules(
        roles=erqi.composition.roles, from_district_hospital=0, from_health_centre=0, from_village_clinic=0
    )


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ('kind = "person_and_year"', 'kind = "person_and_month"', "version[1].fee.kind"),
        ('kind = "self_share"', 'kind = "half"', "version[1].fee_waiver.kind"),
    ],
)
def test_of_a_fee_whose_kind_nobody_knows_the_rest_is_not_judged(old: str, new: str, entry: str) -> None:
    with pytest.raises(PolicyFileError) as caught:
        parse_policy(replaced(written("putuo"), old, new))
    assert [problem.entry for problem in caught.value.problems] == [entry]
