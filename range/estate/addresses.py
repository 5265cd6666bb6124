"""Client addresses: made-up public ones for the logs, and loopback ones for sessions without headers."""

from __future__ import annotations

import hashlib
import random
import threading

CARRIERS = ("36.7{}.{}.{}", "114.{}.{}.{}", "180.24{}.{}.{}", "125.16{}.{}.{}", "103.1{}.{}.{}")
MOBILE = "112.215.{}.{}"
ABROAD = (
    5,
    31,
    37,
    45,
    46,
    62,
    77,
    80,
    85,
    89,
    91,
    94,
    141,
    146,
    152,
    159,
    167,
    178,
    185,
    188,
    193,
    194,
    195,
)
DOCUMENTATION = ("192.0.2", "198.51.100", "203.0.113")


def seeded(*parts: object) -> random.Random:
    """Return a generator that depends on nothing but `parts`."""
    text = "/".join(str(part) for part in parts)
    return random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))


def resident(dice: random.Random) -> str:
    """Return an address as a household in Indonesia might have it; one in nine is IPv6."""
    if dice.random() < 0.11:
        network = f"2001:448a:{dice.randrange(0x2000, 0x2100):x}:{dice.randrange(1, 0xFFFF):x}"
        return f"{network}::{dice.randrange(1, 0xFFF):x}"
    shape = dice.choice(CARRIERS)
    second = dice.randrange(4, 10) if shape.startswith("114") else dice.randrange(10)
    return shape.format(second, dice.randrange(256), dice.randrange(1, 255))


def mobile(dice: random.Random) -> str:
    """Return an address of one mobile carrier, which changes often within the same /16."""
    return MOBILE.format(dice.randrange(256), dice.randrange(1, 255))


def office(site: str) -> str:
    """Return the fixed address behind which a site's office works."""
    dice = seeded("office", site)
    return f"103.{dice.randrange(20, 250)}.{dice.randrange(256)}.{dice.randrange(1, 255)}"


def home(site: str, person: str, day: int = 0) -> str:
    """Return where a staff member surfs from at home: one /16, changing every few days."""
    dice = seeded("home", site, person)
    first = dice.choice(("36.7", "180.24", "125.16")) + str(dice.randrange(10))
    inner = seeded("home", site, person, day // 5)
    return f"{first}.{inner.randrange(256)}.{inner.randrange(1, 255)}"


def abroad(dice: random.Random) -> str:
    """Return an address of a rented server somewhere: intruders, scanners and travellers alike."""
    chance = dice.random()
    if chance < 0.1:
        return f"{dice.choice(DOCUMENTATION)}.{dice.randrange(1, 255)}"
    if chance < 0.16:
        network = f"2001:db8:{dice.randrange(1, 0xFFFF):x}:{dice.randrange(1, 0xFFFF):x}"
        return f"{network}::{dice.randrange(1, 0xFF):x}"
    return f"{dice.choice(ABROAD)}.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(1, 255)}"


class LoopbackBook:
    """Gives every session without headers (SSH, FTP, raw bytes) a loopback address of its own.

    127.16.0.1 upwards, in order; the recorder turns each back into the address that it stands for.
    """

    def __init__(self) -> None:
        self._next = 0
        self._lock = threading.Lock()

    def take(self) -> str:
        """Return the next unused address of 127.16.0.0/12."""
        with self._lock:
            self._next += 1
            number = self._next
        return f"127.{16 + number // 62500 % 16}.{number // 250 % 250}.{1 + number % 250}"
