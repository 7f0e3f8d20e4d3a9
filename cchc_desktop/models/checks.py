"""What an office chose about the checks before issuing."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class CheckChoice(Base):
    """A finding that is passed over, with the reason; without `owner_guid` the rule is not asked in this office at all.

    `words` are those of the place, so that a text that was changed is looked at again.
    """

    __tablename__ = "check_choice"

    code: Mapped[str] = mapped_column(index=True)  # of the rule
    owner_guid: Mapped[str] = mapped_column(default="")  # the row whose text it is
    words: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    by: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
