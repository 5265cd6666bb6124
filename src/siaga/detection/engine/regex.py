r"""Reads the linear-time part of regular expression syntax (Perl, Python, re2) into a pattern.

Refused with the reason: lookaround, back-references, atomic and possessive groups, conditionals,
Unicode properties, and characters outside ASCII inside a set. `\n` means a line break inside a value,
which canonical text writes as `\r`.
"""

from __future__ import annotations

from siaga.detection.engine import pattern as p

CR, LF = 1 << 0x0D, 1 << 0x0A
_DIGIT = sum(1 << c for c in range(0x30, 0x3A))
_WORD = p.fold(_DIGIT | 1 << 0x5F | sum(1 << c for c in range(0x61, 0x7B)))
_SPACE = sum(1 << c for c in (0x09, 0x0B, 0x0C, 0x0D, 0x20))
_ALPHA = p.fold(sum(1 << c for c in range(0x61, 0x7B)))
_GRAPH = sum(1 << c for c in range(0x21, 0x7F))
_CLASSES = {
    "d": _DIGIT, "w": _WORD, "s": _SPACE, "h": 1 << 0x20 | 1 << 0x09,
    "D": p.EVERY & ~_DIGIT, "W": p.EVERY & ~_WORD, "S": p.EVERY & ~_SPACE,
}  # fmt: skip
_POSIX = {
    "alpha": _ALPHA, "digit": _DIGIT, "alnum": _ALPHA | _DIGIT, "space": _SPACE, "word": _WORD,
    "upper": sum(1 << c for c in range(0x41, 0x5B)), "lower": sum(1 << c for c in range(0x61, 0x7B)),
    "xdigit": _DIGIT | sum(1 << c for c in (*range(0x41, 0x47), *range(0x61, 0x67))),
    "punct": _GRAPH & ~_ALPHA & ~_DIGIT, "graph": _GRAPH, "print": _GRAPH | 1 << 0x20,
    "cntrl": (sum(1 << c for c in range(0x20)) | 1 << 0x7F) & ~LF, "blank": 1 << 0x20 | 1 << 0x09,
}  # fmt: skip
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "a": 7, "e": 27}
_NOT_LINEAR = {
    "=": "lookahead", "!": "negative lookahead", ">": "an atomic group", "(": "a conditional group",
    "|": "a branch reset", "R": "recursion", "&": "recursion", "P=": "a back-reference",
    "P>": "recursion", "<=": "lookbehind", "<!": "negative lookbehind",
}  # fmt: skip
MAX_DEPTH = 50
"""Groups nested deeper than this are refused, so that reading can't exhaust the stack."""
MAX_REPEAT = 1000
"""re2's own bound on counted repeats."""


class RegexError(ValueError):
    """The expression is malformed or not in the linear-time subset; the text says why."""


def parse(text: str, *, ignore_case: bool = False) -> p.Node:
    """Read a regular expression; raise RegexError with the reason when it can't be run."""
    reader = _Reader(text, ignore_case=ignore_case)
    node = reader.choice(0)
    if reader.at < len(text):
        raise RegexError(f"unmatched ) at position {reader.at}")
    return node


class _Reader:
    """Recursive descent over the text of one expression."""

    def __init__(self, text: str, *, ignore_case: bool) -> None:
        self.text = text
        self.at = 0
        self.ignore_case = ignore_case

    def peek(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead : self.at + ahead + 1]

    def take(self) -> str:
        character = self.peek()
        if not character:
            raise RegexError("the expression ends too early")
        self.at += 1
        return character

    def choice(self, depth: int) -> p.Node:
        if depth > MAX_DEPTH:
            raise RegexError(f"groups are nested deeper than {MAX_DEPTH}")
        ignore_case = self.ignore_case
        branches = [self.branch(depth)]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.branch(depth))
        self.ignore_case = ignore_case
        return branches[0] if len(branches) == 1 else p.Choice(tuple(branches))

    def branch(self, depth: int) -> p.Node:
        parts: list[p.Node] = []
        while self.peek() not in ("", "|", ")"):
            line_feed = self.text.startswith("\\n", self.at)
            node = self.quantified(self.atom(depth))
            if line_feed and parts and parts[-1] in (p.ByteSet(CR), p.Repeat(p.ByteSet(CR), 0, 1)):
                # canonical text writes CR LF as one CR
                parts.pop()
                node = p.ByteSet(CR)
            parts.append(node)
        return p.sequence(parts)

    def atom(self, depth: int) -> p.Node:
        character = self.take()
        if character == "(":
            return self.group(depth)
        if character == "[":
            return self.byte_set()
        if character == ".":
            return p.ByteSet(p.EVERY)
        if character in "^$":
            return p.Boundary("^" if character == "^" else "$")
        if character in "*+?":
            raise RegexError(f"nothing to repeat at position {self.at - 1}")
        if character == "\\":
            return self.escape()
        return self.literal(character)

    def literal(self, character: str) -> p.Node:
        return p.sequence([self.cased(1 << value) for value in character.encode("utf-8", "surrogatepass")])

    def cased(self, mask: int) -> p.ByteSet:
        if mask & LF:
            mask = mask & ~LF | CR
        mask = p.fold(mask) if self.ignore_case else mask
        if not mask:
            raise RegexError("a set that matches nothing")
        return p.ByteSet(mask)

    def escape(self) -> p.Node:
        character = self.take()
        if character in "bB":
            return p.Boundary("\\b" if character == "b" else "\\B")
        if character in "AzZ":
            return p.Boundary("^" if character == "A" else "$")
        if character == "R":
            return p.ByteSet(CR)
        if character in _CLASSES:
            return p.ByteSet(_CLASSES[character])
        if character == "Q":
            end = self.text.find("\\E", self.at)
            quoted = self.text[self.at : end if end >= 0 else None]
            self.at = end + 2 if end >= 0 else len(self.text)
            return p.sequence([self.literal(c) for c in quoted])
        raw_byte = character == "x" and self.peek() != "{"
        meant = self.escaped(character)
        return self.cased(1 << ord(meant)) if raw_byte else self.literal(meant)

    def escaped(self, character: str) -> str:
        """Return the character that an escape stands for, `character` being what follows the backslash."""
        if character in _CONTROLS:
            return chr(_CONTROLS[character])
        if character == "0":
            return "\0"
        if character == "x" and self.peek() == "{":
            end = self.text.find("}", self.at)
            digits, self.at = self.text[self.at + 1 : end], end + 1
            return self.code(digits if end >= 0 else "")
        if character in "xu":
            width = 2 if character == "x" else 4
            digits = self.text[self.at : self.at + width]
            self.at += width
            return self.code(digits if len(digits) == width else "")
        if character.isdigit() or character in "gk":
            raise RegexError("it uses a back-reference, which no linear-time engine can run")
        if character in "pPX":
            raise RegexError("it uses a Unicode property; patterns here are over bytes")
        if character.isascii() and character.isalpha():
            raise RegexError(f"unknown escape \\{character}")
        return character

    @staticmethod
    def code(digits: str) -> str:
        try:
            return chr(int(digits, 16))
        except (ValueError, OverflowError):
            raise RegexError("an escape with wrong hexadecimal digits") from None

    def group(self, depth: int) -> p.Node:
        outer_case = self.ignore_case
        if self.peek() == "?":
            self.at += 1
            if self.flags_or_kind():
                return p.EMPTY
        node = self.choice(depth + 1)
        if self.peek() != ")":
            raise RegexError("a group is not closed")
        self.at += 1
        self.ignore_case = outer_case
        return node

    def flags_or_kind(self) -> bool:
        """Read what follows `(?`; true if the group ends here and only set flags or was a comment."""
        for mark, name in _NOT_LINEAR.items():
            if self.text.startswith(mark, self.at):
                raise RegexError(f"it uses {name}, which no linear-time engine can run")
        if self.peek() == "#":
            self.at = self.text.find(")", self.at) + 1 or len(self.text)
            return True
        if self.peek() in ("P", "<"):
            end = self.text.find(">", self.at)
            if end < 0:
                raise RegexError("a group's name is not closed")
            self.at = end + 1
            return False
        switch_on = True
        while (character := self.take()) not in ":)":
            if character == "-":
                switch_on = False
            elif character == "i":
                self.ignore_case = switch_on
            elif character not in "msU":  # values hold no line ends; greed can't change whether it matches
                raise RegexError(f"unknown flag or group (?{character}")
        return character == ")"

    def quantified(self, node: p.Node) -> p.Node:
        while True:
            low, high = self.bounds()
            if low is None:
                return node
            if self.peek() == "+":
                raise RegexError("it uses a possessive quantifier, which no linear-time engine can run")
            if self.peek() == "?":
                self.at += 1
            if isinstance(node, p.Boundary) or node == p.EMPTY:
                node = p.EMPTY if low == 0 else node
            else:
                node = p.Repeat(node, low, high)

    def bounds(self) -> tuple[int | None, int | None]:
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if self.peek() in simple and self.peek():
            return simple[self.take()]
        if self.peek() != "{":
            return None, None
        end = self.text.find("}", self.at)
        first, comma, second = self.text[self.at + 1 : max(end, self.at + 1)].partition(",")
        if end < 0 or not (first.isdecimal() and (second.isdecimal() or not second)):
            return None, None
        low = int(first)
        high = (int(second) if second else None) if comma else low
        if max(low, high or 0) > MAX_REPEAT or (high is not None and high < low):
            raise RegexError(f"a counted repeat must be in order and at most {MAX_REPEAT}")
        self.at = end + 1
        return low, high

    def byte_set(self) -> p.ByteSet:
        negated = self.peek() == "^"
        self.at += negated
        mask, first = 0, True
        while (character := self.take()) != "]" or first:
            first = False
            if character == "[" and self.peek() == ":" and (end := self.text.find(":]", self.at)) > 0:
                mask |= self.posix(self.text[self.at + 1 : end])
                self.at = end + 2
            elif character == "\\" and self.peek() in _CLASSES and self.peek():
                mask |= _CLASSES[self.take()]
            else:
                low = self.set_member(character)
                high = low
                if self.peek() == "-" and self.peek(1) not in ("]", ""):
                    self.at += 1
                    high = self.set_member(self.take())
                if high < low:
                    raise RegexError("a range in a set runs backwards")
                mask |= sum(1 << value for value in range(low, high + 1))
        mask = p.fold(mask) if self.ignore_case else mask
        if mask & LF and mask.bit_count() < 128:
            mask |= CR
        mask = (p.EVERY & ~mask if negated else mask) & ~LF
        if not mask:
            raise RegexError("a set that matches nothing")
        return p.ByteSet(mask)

    @staticmethod
    def posix(name: str) -> int:
        if name.lstrip("^") not in _POSIX:
            raise RegexError(f"unknown set [:{name}:]")
        mask: int = _POSIX[name.lstrip("^")]
        return p.EVERY & ~mask if name.startswith("^") else mask

    def set_member(self, character: str) -> int:
        if character == "\\":
            escaped = self.take()
            if escaped == "b":
                return 8
            digits = escaped == "x" and self.peek() != "{"
            character = self.escaped(escaped)
            if digits:
                return ord(character)
        if not character.isascii():
            raise RegexError("a set holds a character outside ASCII; patterns here are over bytes")
        return ord(character)
