"""Classes of letters for patterns: what is small and what is capital in Vietnamese."""

_SMALL = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
SMALL = _SMALL
CAPITAL = _SMALL.upper()
