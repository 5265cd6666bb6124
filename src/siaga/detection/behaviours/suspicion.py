"""A suspicion: points for and against, each with its reason in two languages and its lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.witnesses import witnesses
from siaga.findings.shape import Actor, Confidence, Signal, Step


@dataclass(slots=True)
class Suspicion:
    """Gathers points; the reasons become the sentence that a person reads."""

    points: int = 0
    reasons: list[tuple[int, str, str]] = field(default_factory=list)
    lines: list[tuple[Move | Happening, str]] = field(default_factory=list)

    def add(self, points: int, en: str, idn: str) -> None:
        """Add points (or take them away, when negative) for a reason given in English and Indonesian."""
        self.points += points
        if points > 0 and en:
            self.reasons.append((points, en, idn))

    def cite(self, role: str, *seen: Move | Happening) -> None:
        """Cite lines in a role ("upload", "first use", "use", "login", "act", "dump", "error", …)."""
        self.lines.extend((item, role) for item in seen)

    def sentence(self, opening: str, *, indonesian: bool) -> str:
        """Join the opening and the reasons, weightiest first, into one sentence."""
        ranked = sorted(self.reasons, key=lambda reason: -reason[0])
        texts = [reason[2] if indonesian else reason[1] for reason in ranked]
        return f"{opening}: {'; '.join(texts)}." if texts else f"{opening}."

    def signal(
        self,
        *,
        site: str,
        behaviour: str,
        step: Step,
        confidence: Confidence,
        clients: set[str],
        opening: tuple[str, str],
        users: set[str] | None = None,
        links: tuple[str, ...] = (),
        limit: int = 12,
    ) -> Signal:
        """Make the signal; `opening` is what was done, in English and Indonesian."""
        cited = witnesses(self.lines, limit)
        times = [_time(item) for item, _ in self.lines]
        return Signal(
            site=site,
            behaviour=behaviour,
            step=step,
            confidence=confidence,
            actor=Actor(tuple(sorted(clients)), tuple(sorted(users or ()))),
            first_seen_us=min(times),
            last_seen_us=max(times),
            why=self.sentence(opening[0], indonesian=False),
            why_id=self.sentence(opening[1], indonesian=True),
            witnesses=cited,
            links=links,
        )


def _time(seen: Move | Happening) -> int:
    return seen.time_us if isinstance(seen, Move) else seen.event.time_us
