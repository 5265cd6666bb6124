"""The case against one login: points as everywhere, and what more than strangeness there is."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.detection.behaviours.suspicion import Suspicion

NEEDED, SURE = 4, 6
"""Points for a likely and for a confirmed entry."""


@dataclass(slots=True)
class Case:
    """Points, and their nature.

    A strange place or hour alone is what a journey looks like, and is only told. An accusation needs
    `substance` (guessing, use from two places, harmful acts, data taken, an account of full power), a confirmed
    one `proof`: guessing that succeeded, or harm done.
    """

    suspicion: Suspicion = field(default_factory=Suspicion)
    substance: bool = False
    proof: bool = False
    taken: bool = False
    """Whether data left."""

    def odd(self, points: int, en: str, idn: str) -> None:
        """Add points for something strange that has an honest explanation."""
        self.suspicion.add(points, en, idn)

    def grave(self, points: int, en: str, idn: str, *, proof: bool = False) -> None:
        """Add points for something of substance."""
        self.suspicion.add(points, en, idn)
        self.substance = True
        self.proof = self.proof or proof

    @property
    def stands(self) -> bool:
        """Whether somebody is to be accused."""
        return self.substance and self.suspicion.points >= NEEDED

    @property
    def proven(self) -> bool:
        """Whether the accusation is confirmed."""
        return self.proof and self.suspicion.points >= SURE
