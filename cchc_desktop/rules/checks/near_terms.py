"""Official terms with a wrong mark: the letters are those of the term, a tone or a hat is not ("kip thời")."""

from collections.abc import Iterator

from cchc_desktop.rules.checks.searching import Joined
from cchc_desktop.text import fold

# Terms of two syllables or more whose letters, whatever their marks, are no other words of official papers.
_TERMS = (
    *("phấn đấu", "kịp thời", "chuyển đổi", "nhiệm vụ", "thực hiện", "triển khai", "kế hoạch", "báo cáo", "cải thiện"),
    *("giải quyết", "hành chính", "thủ tục", "tổ chức", "công chức", "viên chức", "cán bộ", "thường xuyên", "hiệu quả"),
    *("tuyên truyền", "rà soát", "bồi dưỡng", "ngân sách", "khắc phục", "hỗ trợ", "mở rộng", "củng cố", "chấn chỉnh"),
    *("trễ hạn", "lãnh đạo", "trải nghiệm", "đảm bảo", "trực tuyến", "phản ánh", "nâng cao", "tăng cường"),
    *("đẩy mạnh", "hướng dẫn", "kiểm soát", "kiểm tra", "giám sát", "đánh giá", "trách nhiệm", "nghiêm túc"),
    *("niêm yết", "xử lý", "đơn giản", "chất lượng", "doanh nghiệp", "phục vụ", "pháp luật", "nghị quyết"),
    *("quyết định", "nghị định", "hội đồng", "đối thoại", "kinh phí", "trang thiết bị", "sử dụng", "ốm đau", "ô nhiễm"),
    *("đoàn thể", "sắp xếp", "tinh giản", "phối hợp", "hạn chế", "nguyên nhân"),
    *("phòng nội vụ", "sở nội vụ", "bổ sung", "kỷ luật", "hiện đại", "khen thưởng", "tồn tại"),
)
# Other words that have the letters of a term, and one of its syllables: "bệnh viện chức năng", "tiến hành chỉnh lý".
_OTHER = frozenset(["viện chức", "hành chỉnh", "báo cao", "khen thường", "trực tuyên"])


_BY_LETTERS = {fold(term): term for term in _TERMS}


def near_terms(text: Joined) -> Iterator[tuple[int, int, str, str]]:
    """Where a term stands with a wrong mark, as (line, letter, as written, the term); words without any marks are
    left alone."""
    whole, letters, spelt = text.lowered, text.letters, text.spellings
    for wanted, term in _BY_LETTERS.items():
        ways = [(spelt.get(bare), word) for bare, word in zip(wanted.split(), term.split(), strict=True)]
        if not all(way for way, _word in ways) or all(way == {word} for way, word in ways):
            continue  # a syllable stands nowhere, or none is written otherwise anywhere
        size = len(wanted)
        at = letters.find(wanted)
        while at >= 0:
            given = whole[at : at + size]
            if given != term and _is_slip(given, term, whole[at - 1 : at], whole[at + size : at + size + 1]):
                yield (*text.place(at), text.whole[at : at + size], term)
            at = letters.find(wanted, at + size)


def _is_slip(given: str, term: str, before: str, behind: str) -> bool:
    """Whether letters are a term with one wrong syllable: where two differ, other words met ("cần bổ" sung)."""
    if before.isalnum() or behind.isalnum() or given.isascii() or given in _OTHER:
        return False
    return sum(one != other for one, other in zip(given.split(), term.split(), strict=True)) == 1
