"""Finding words in a text, with or without diacritics, and putting others in their place."""

from cchc_desktop.text import clean, fold, one_spelling


def places(text: str, query: str, exact: bool = False) -> list[tuple[int, int]]:
    """Where a query stands in a text, as (start, end); without diacritics in the query they are not looked at.

    "cai cach" finds "cải cách", unless the diacritics must be `exact`; "cải" does not find "cai". "hoá" and "hóa"
    are one word. Places do not overlap.
    """
    query = clean(query).strip()
    if not query:
        return []
    form = fold if not exact and not has_marks(query) else str.casefold
    needle = form(one_spelling(query))
    hay: list[str] = []
    owners: list[int] = []
    for position, char in enumerate(one_spelling(text)):
        folded = form(char)
        hay.append(folded)
        owners += [position] * len(folded)
    owners.append(len(text))
    whole = "".join(hay)
    found = []
    start = whole.find(needle)
    while start >= 0:
        end = start + len(needle)
        # Half of a letter that folds to two, such as "ß", is no find.
        if (not start or owners[start - 1] != owners[start]) and owners[end - 1] != owners[end]:
            found.append((owners[start], owners[end]))
            start = whole.find(needle, end)
        else:
            start = whole.find(needle, start + 1)
    return found


def has_marks(query: str) -> bool:
    """Whether a query was typed with diacritics, so that they are looked at."""
    return fold(query) != query.casefold()


def replaced(text: str, query: str, by: str, exact: bool = False) -> tuple[str, int]:
    """The text with other words in every place of the query, and how many places there are."""
    found = places(text, query, exact)
    parts, last = [], 0
    for start, end in found:
        new = fitted(text[start:end], query, by)
        start, end = span(text, start, end, by)
        parts += [text[last:start], new]
        last = end
    return clean("".join([*parts, text[last:]])), len(found)


def fitted(found: str, query: str, by: str) -> str:
    """The new words with the capitals of those they replace ("Cải cách", "CẢI CÁCH"), as far as the query has none."""
    if not by or query.isupper():
        return by
    if len(found) > 1 and found.isupper():
        return by.upper()
    return by[0].upper() + by[1:] if found[:1].isupper() and query[:1].islower() else by


def span(text: str, start: int, end: int, by: str) -> tuple[int, int]:
    """What is taken out for the new words: where there are none, a space that would be left over goes too."""
    if by or (end < len(text) and text[end].isalnum()):
        return start, end
    if start and text[start - 1] == " ":
        return start - 1, end
    return start, end + (not start and text[end : end + 1] == " ")
