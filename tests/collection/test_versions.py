"""Which version of a paper counts: told by revisions, whatever the clocks, the order and what was taken away."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.collection.facts import facts_of
from cchc_desktop.collection.versions import Version, latest, pack
from cchc_desktop.models.paper_rows import PaperLineId
from tests.collection.small import BEGIN, Commune

_GUIDS = [f"{number:032x}" for number in range(1 << 96, (1 << 96) * 6, 1 << 96)]
_EDITS = st.lists(st.sets(st.sampled_from(_GUIDS), min_size=1), min_size=1, max_size=4)


@given(_EDITS, st.lists(st.integers(-500, 500), min_size=5, max_size=5))
def test_the_last_of_one_history_counts_in_any_order(edits: list[set[str]], clocks: list[int]) -> None:
    revisions = dict.fromkeys(_GUIDS, 1)
    versions = []
    for place, touched in enumerate([set(), *edits]):
        revisions = {guid: revision + (guid in touched) for guid, revision in revisions.items()}
        at = BEGIN + timedelta(days=clocks[place])
        versions.append(Version(place, at, f"{place:064x}", pack(revisions)))
    assert {latest(order).id for order in permutations(versions)} == {len(edits)}


def test_where_rows_say_nothing_the_time_decides_and_then_the_hash() -> None:
    same = pack(dict.fromkeys(_GUIDS, 3))
    versions = [Version(n, BEGIN + timedelta(days=n % 2), f"{n:064x}", same) for n in range(4)]
    assert {latest(order).id for order in permutations(versions)} == {3}


def test_copies_that_were_both_worked_on_contradict_each_other_and_one_of_them_counts_always() -> None:
    one, other = ({**dict.fromkeys(_GUIDS, 3), guid: 4} for guid in _GUIDS[:2])
    versions = [
        Version(0, BEGIN + timedelta(days=9), "0" * 64, pack(dict.fromkeys(_GUIDS, 3))),
        Version(1, BEGIN + timedelta(days=1), "1" * 64, pack(one)),
        Version(2, BEGIN, "2" * 64, pack(other)),
    ]
    assert {latest(order).id for order in permutations(versions)} == {1}


def test_lines_without_an_identity_do_not_shift_the_others() -> None:
    data = Commune(1).data()
    plan = data.plans[0]
    lines = (PaperLineId("", 7, "article"), PaperLineId("ab" * 16, 2, "article"))
    changed = replace(data, plans=(replace(plan, paper=replace(plan.paper, line_ids=lines)),))
    packed = facts_of(changed).papers[0].revisions
    assert len(packed) % 12 == 0 and b"\xab" * 8 + b"\x00\x00\x00\x02" in packed
