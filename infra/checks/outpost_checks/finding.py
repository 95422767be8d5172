"""What a check reports."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """Something that breaks a rule, and where."""

    place: str
    fault: str

    def __str__(self) -> str:
        return f"{self.place}: {self.fault}"
