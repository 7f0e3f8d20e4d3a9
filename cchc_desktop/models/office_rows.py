"""What the assistant and the profile ask about the office, as plain rows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfficeAnswers:
    """What the office page holds; `year` is the one whose papers are meant."""

    name: str
    tier: str  # rules.organisation.Tier
    superior: str
    place: str
    year: int
    signing_form: str
    signer_title: str
    signer_name: str

    def head(self) -> dict[str, str]:
        """What the head of every paper follows, by name: a paper keeps its signer itself."""
        return {"name": self.name, "tier": self.tier, "superior": self.superior, "place": self.place}
