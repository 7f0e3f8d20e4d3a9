"""Right papers, damaged line by line: what is found then that was not found before, as pages that can be read over."""

import re
from collections.abc import Callable, Iterator

import pytest

from cchc_desktop.rules.checks.base import Finding
from cchc_desktop.rules.checks.check import check
from cchc_desktop.rules.checks.paper import CheckedPaper
from tests.services.checking.test_rules import HEAD, IN_TEXT, RULES, TASKS, WHOLE, body, read
from tests.services.checking.test_shapes import DECISION, LETTER, MINUTES, REPORT
from tests.writers.golden import assert_golden

PAPERS = {"tasks": TASKS, "letter": LETTER, "decision": DECISION, "minutes": MINUTES, "report": REPORT}
SEVERAL = f"""{LETTER}

PHỤ LỤC
Danh mục sáng kiến
(Kèm theo Công văn số 112/UBND-VHXH ngày 20/3/2026)

1. Sáng kiến một

ĐỀ CƯƠNG
Báo cáo cải cách hành chính quý I

I. KẾT QUẢ

- Kết quả nổi bật.
"""
CONTENTS = (
    "Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ",
    "Cải cách tài chính công", "Xây dựng chính quyền điện tử, chính quyền số", "Công tác chỉ đạo, điều hành",
)  # fmt: skip
FURTHER = (
    *(
        "\n\n".join(
            (f"{HEAD}- Thực hiện 6 nội dung cải cách hành chính:", *(f"{at}. {name}\n\n- Việc." for at, name in listed))
        )
        for listed in ([*enumerate(CONTENTS[:6], 1)], [*enumerate(CONTENTS, 1)])
    ),
    *(
        body(f"thực hiện {words}")
        for words in ("(theo Phụ lục II)", "(có phụ lục)", "theo mẫu đính kèm", "theo biểu kèm theo")
    ),
    *(
        body(f"theo {law} năm 2025 của Quốc hội")
        for law in (
            "Luật Tổ chức",
            "Luật Tổ chức chính quyền",
            "Luật Ban hành văn bản",
            "Luật Ban hành văn bản pháp luật",
        )
    ),
)
DAMAGES: dict[str, Callable[[str], str]] = {
    "gone": lambda _line: "",
    "twice": lambda line: f"{line}\n\n{line}",
    "with another end": lambda line: f"{line.rstrip('.;:/,')},",
    "without its beginning": lambda line: re.sub(r"^(?:[-+] |\w{1,4}[.)] |Điều \d+\. |Số: )", "", line),
    "begun otherwise": lambda line: re.sub(r"\w", lambda found: found[0].swapcase(), line, count=1),
    "in capitals": lambda line: line.title() if line.isupper() else line.upper(),
    "counted on": lambda line: re.sub(r"\d+", lambda found: str(int(found[0]) + 1), line),
    "without spaces": lambda line: re.sub(r"([,;]) | - ", r"\1", line),
}


def _told(paper: CheckedPaper, found: Finding) -> str:
    at = paper.lines[found.line].text[found.start : found.end] if found.line >= 0 else ""
    instead = "" if found.fix is None else f" → {found.fix.text!r}"
    return f"{found.code} {at[:60]!r}: {found.message}{instead}"


def _found(text: str) -> list[str]:
    paper = read(text)
    return [_told(paper, one) for one in check(paper, RULES)]


def _understood(paper: CheckedPaper) -> Iterator[str]:
    for head in paper.heads:
        yield "head " + ", ".join(f"{name}={value}" for name, value in head._asdict().items() if value)
    for line in paper.lines:
        yield f"{line.part} {line.bullet}{line.level} {line.label!r} {line.text[:60]}"


def _damaged(text: str) -> Iterator[str]:
    """What is found in the paper; then what each damage to a line brings up, and what is no longer found."""
    before = _found(text)
    yield from before
    lines = text.splitlines()
    for number, line in enumerate(lines):
        for name, damage in DAMAGES.items() if line else ():
            if (damaged := damage(line)) != line:
                after = _found("\n".join((*lines[:number], damaged, *lines[number + 1 :])))
                new, over = [one for one in after if one not in before], [one for one in before if one not in after]
                if new or over:
                    yield f"{line[:60]} — {name}"
                yield from (f"  {one}" for one in new)
                yield from (f"  no more: {one}" for one in over)


@pytest.mark.parametrize("name", PAPERS)
def test_a_damaged_paper(name: str) -> None:
    text = PAPERS[name]
    assert_golden(f"checks/{name}.txt", "\n".join((*_understood(read(text)), *_damaged(text))) + "\n")


def test_several_papers_in_one_file() -> None:
    assert_golden("checks/several.txt", "\n".join((*_understood(read(SEVERAL)), *_found(SEVERAL))) + "\n")


def test_everything_that_is_found_in_the_examples() -> None:
    told = []
    for words in dict.fromkeys(words for _code, words, _instead in IN_TEXT):
        told += [words, *(f"  {one}" for one in _found(body(words)))]
    for text in (*(text for _code, text, *_rest in WHOLE), *FURTHER):
        told += [" ".join(text.removeprefix(HEAD).split())[:120], *(f"  {one}" for one in _found(text))]
    assert_golden("checks/examples.txt", "\n".join(told) + "\n")
