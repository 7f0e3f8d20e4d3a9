"""How plans of other offices are taken in: what the officer taught once is kept."""

from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class ColumnMapping(Base):
    """Which heading of a foreign table means which column of the frame; `headings` is the folded header row."""

    __tablename__ = "column_mapping"

    headings: Mapped[str] = mapped_column(unique=True)  # "noi dung | don vi | thoi gian"
    columns: Mapped[str]  # codes of rules.table_columns in the order of the headings, comma between, "" for none
