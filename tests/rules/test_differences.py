"""Two texts laid side by side: which sentences came, went or changed, and which words of them."""

import pytest

from cchc_desktop.rules.differences import Difference, Kind, differences, sentences_of

OLD = "Đã họp 02 cuộc. Đã ban hành kế hoạch."


def said(found: list[Difference]) -> list[tuple[Kind, str, str]]:
    """Each difference with its words; what differs stands in brackets."""

    def words(parts: tuple[tuple[str, bool], ...]) -> str:
        return " ".join(f"[{text}]" if differs else text for text, differs in parts)

    return [(one.kind, words(one.before), words(one.after)) for one in found]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (OLD, [(Kind.SAME, "Đã họp 02 cuộc.", "Đã họp 02 cuộc."), (Kind.SAME, *["Đã ban hành kế hoạch."] * 2)]),
        (
            "Đã họp 03 cuộc. Đã ban hành kế hoạch.",
            [
                (Kind.CHANGED, "Đã họp [02] cuộc.", "Đã họp [03] cuộc."),
                (Kind.SAME, "Đã ban hành kế hoạch.", "Đã ban hành kế hoạch."),
            ],
        ),
        # Words that only one side has leave nothing empty on the other.
        (
            "Đã họp 02 cuộc. Đã ban hành đủ kế hoạch.",
            [
                (Kind.SAME, "Đã họp 02 cuộc.", "Đã họp 02 cuộc."),
                (Kind.CHANGED, "Đã ban hành kế hoạch.", "Đã ban hành [đủ] kế hoạch."),
            ],
        ),
        (
            "Đã họp cuộc. Đã ban hành kế hoạch.",
            [
                (Kind.CHANGED, "Đã họp [02] cuộc.", "Đã họp cuộc."),
                (Kind.SAME, "Đã ban hành kế hoạch.", "Đã ban hành kế hoạch."),
            ],
        ),
        (
            "Đã ban hành kế hoạch.",
            [(Kind.GONE, "Đã họp 02 cuộc.", ""), (Kind.SAME, "Đã ban hành kế hoạch.", "Đã ban hành kế hoạch.")],
        ),
        (
            OLD + " Chưa có vướng mắc.",
            [
                (Kind.SAME, "Đã họp 02 cuộc.", "Đã họp 02 cuộc."),
                (Kind.SAME, "Đã ban hành kế hoạch.", "Đã ban hành kế hoạch."),
                (Kind.NEW, "", "Chưa có vướng mắc."),
            ],
        ),
        # Half of the words in common is one sentence changed; less is one gone and one new.
        (
            "Đã họp giao ban.",
            [(Kind.CHANGED, "Đã họp [02 cuộc.]", "Đã họp [giao ban.]"), (Kind.GONE, "Đã ban hành kế hoạch.", "")],
        ),
        (
            "Niêm yết công khai tại trụ sở.",
            [
                (Kind.NEW, "", "Niêm yết công khai tại trụ sở."),
                (Kind.GONE, "Đã họp 02 cuộc.", ""),
                (Kind.GONE, "Đã ban hành kế hoạch.", ""),
            ],
        ),
    ],
)
def test_what_became_of_each_sentence(after: str, found: list[tuple[Kind, str, str]]) -> None:
    assert said(differences(OLD, after)) == found


def test_sentences_end_where_a_reader_ends_them() -> None:
    assert sentences_of("Trước ngày 31/5. trình duyệt; gửi Sở. Họp tại TP. cũ!\n- Rà soát\n+ Niêm yết\n\n") == [
        "Trước ngày 31/5. trình duyệt;",
        "gửi Sở.",
        "Họp tại TP. cũ!",
        "Rà soát",
        "Niêm yết",
    ]
