"""Tasks of two lists are paired by their words: none twice, none by chance, always the same way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.rules.task_match import TaskKey, match_tasks


def keys(*texts: str) -> list[TaskKey]:
    return [TaskKey(text, "Thể chế") for text in texts]


def test_a_changed_wording_is_the_same_task() -> None:
    mine = keys("Rà soát thủ tục hành chính", "Tuyên truyền cải cách hành chính", "Kiểm tra công vụ")
    theirs = keys("Kiểm tra công vụ", "Rà soát, đánh giá thủ tục hành chính", "Mua máy quét")
    assert match_tasks(mine, theirs) == (2, 0, None)


def test_other_numbers_are_other_tasks() -> None:
    assert match_tasks(keys("Niêm yết bộ thủ tục số 1"), keys("Niêm yết bộ thủ tục số 2")) == (None,)
    assert match_tasks(
        keys("Kế hoạch cải cách hành chính năm 2026"), keys("Kế hoạch cải cách hành chính năm 2027")
    ) == (0,)


def test_equal_texts_are_told_by_group_lead_and_order() -> None:
    mine = [TaskKey("Báo cáo", "I", lead="A"), TaskKey("Báo cáo", "II", lead="B"), TaskKey("Báo cáo", "II", lead="C")]
    theirs = [TaskKey("Báo cáo", "II", lead="C"), TaskKey("báo cáo.", "I"), TaskKey("Báo cáo", "II")]
    assert match_tasks(mine, theirs) == (2, 0, 1)


_WORDS = st.sampled_from(["rà", "soát", "thủ", "tục", "công", "vụ", "kiểm", "tra", "1", "2", "2026"])
_KEYS = st.lists(
    st.builds(
        TaskKey,
        st.lists(_WORDS, max_size=5).map(" ".join),
        st.sampled_from(["", "I", "II"]),
        lead=st.sampled_from(["", "Văn phòng", "Công an"]),
        number=st.sampled_from(["", "1", "2.1"]),
    ),
    max_size=8,
)


@settings(max_examples=100)
@given(_KEYS, _KEYS)
def test_each_task_is_matched_at_most_once(mine: list[TaskKey], theirs: list[TaskKey]) -> None:
    found = match_tasks(mine, theirs)
    assert len(found) == len(theirs)
    places = [place for place in found if place is not None]
    assert len(places) == len(set(places))
    assert all(0 <= place < len(mine) for place in places)
    assert match_tasks(mine, theirs) == found
    # What stands in both lists word for word is never taken for new.
    for at, key in enumerate(theirs):
        if found[at] is None:
            assert sum(k == key for k in mine) < sum(k == key for k in theirs) or not key.text


@settings(max_examples=60)
@given(_KEYS)
def test_a_list_matches_itself_whole(tasks: list[TaskKey]) -> None:
    found = match_tasks(tasks, tasks)
    assert [tasks[place] for place in found if place is not None] == tasks
