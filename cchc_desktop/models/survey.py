"""Surveys of satisfaction (SIPAS): what is asked, and the forms that came back."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cchc_desktop.models.base import Base


class Survey(Base):
    """A survey of a year; `questionnaire` is JSON: factors with their questions and the steps of the answers."""

    __tablename__ = "survey"

    year: Mapped[int] = mapped_column(index=True)
    index_code: Mapped[str] = mapped_column(default="SIPAS")
    title: Mapped[str]
    questionnaire: Mapped[str] = mapped_column(default="{}")
    population: Mapped[int | None]  # the clients of the period
    least_share: Mapped[Decimal | None]  # per cent of them that have to answer, or the index is not counted
    least_forms: Mapped[int | None]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class SurveyForm(Base):
    """One form that came back; a second typing of the same number (`entry` 2) is compared with the first.

    `answers` is JSON [step or null, ...] in the order of the questions, `respondent` {question: answer}.
    """

    __tablename__ = "survey_form"

    survey_guid: Mapped[str] = mapped_column(ForeignKey("survey.guid"), index=True)
    number: Mapped[int]
    entry: Mapped[int] = mapped_column(default=1)
    answers: Mapped[str]
    respondent: Mapped[str] = mapped_column(default="{}")
    source: Mapped[str] = mapped_column(default="")  # the file it came from, "" when it was typed
    source_key: Mapped[str] = mapped_column(default="")  # by which its row of the file is known again
    entered_at: Mapped[datetime]
