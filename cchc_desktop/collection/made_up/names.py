"""Names of made-up communes: mixes of syllables that real names have, each pair once."""

from itertools import product
from random import Random

_SYLLABLES = (  # none like another without its marks, as names are compared
    "An", "Bắc", "Bình", "Cẩm", "Cao", "Châu", "Đại", "Diên", "Đông", "Đức", "Gia", "Hà", "Hải", "Hạnh",
    "Hiệp", "Hòa", "Hoàng", "Hồng", "Hưng", "Khánh", "Khê", "Kim", "Lạc", "Lâm", "Liên", "Lộc", "Long",
    "Lương", "Mai", "Minh", "Mỹ", "Nam", "Nghĩa", "Ngọc", "Nhân", "Ninh", "Phú", "Phúc", "Phước", "Phương",
    "Quang", "Sơn", "Tam", "Tân", "Tây", "Thạch", "Thái", "Thanh", "Thiện", "Thịnh", "Thọ", "Thuận",
    "Thượng", "Tiên", "Trung", "Trường", "Tú", "Vạn", "Việt", "Vinh", "Xuân", "Yên",
)  # fmt: skip
MOST = len(_SYLLABLES) * (len(_SYLLABLES) - 1)
SUPERIOR = "UBND tỉnh An Bình"


def commune_names(seed: int) -> list[str]:
    """The names "UBND xã Tân Hòa", "UBND phường …" of this seed in their order; of 3,321 about as many are wards as in
    the whole country."""
    pairs = [f"{first} {second}" for first, second in product(_SYLLABLES, repeat=2) if first != second]
    random = Random(f"{seed} names")
    random.shuffle(pairs)
    kinds = random.choices(("xã", "phường", "đặc khu"), (2621, 687, 13), k=len(pairs))
    return [f"UBND {kind} {pair}" for kind, pair in zip(kinds, pairs, strict=True)]


def place_of(name: str) -> str:
    """The place of an office's name: "Tân Hòa"."""
    return name.rsplit(" ", 2)[-2] + " " + name.rsplit(" ", 1)[-1]
