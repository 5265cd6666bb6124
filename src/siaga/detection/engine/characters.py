r"""The rarer ways to write a character in a request, and the bytes they stand for.

`%uXXXX` (IIS, ECMAScript escape), `\uXXXX` and `\xHH` (JSON, JavaScript, log escapes), HTML character
references, over-long UTF-8 (forbidden since RFC 3629, still decoded by old servers), full-width forms
(U+FF01 to U+FF5E) and the bare 0xA0 that MySQL takes as white space.
"""

from __future__ import annotations

import re

NAMED = {
    b"lt": b"<", b"gt": b">", b"amp": b"&", b"quot": b'"', b"apos": b"'", b"nbsp": b" ", b"tab": b" ",
    b"newline": b"\r", b"colon": b":", b"semi": b";", b"sol": b"/", b"bsol": b"\\", b"lpar": b"(",
    b"rpar": b")", b"lsqb": b"[", b"lbrack": b"[", b"rsqb": b"]", b"rbrack": b"]", b"lcub": b"{",
    b"lbrace": b"{", b"rcub": b"}", b"rbrace": b"}", b"comma": b",", b"period": b".", b"excl": b"!",
    b"num": b"#", b"dollar": b"$", b"percnt": b"%", b"equals": b"=", b"plus": b"+", b"grave": b"`",
    b"ast": b"*", b"quest": b"?", b"commat": b"@", b"lowbar": b"_", b"hat": b"^", b"vert": b"|",
    b"verbar": b"|",
}  # fmt: skip
"""HTML named character references (HTML 5, §13.5) that matter in an attack, in lower case."""

_LOOKALIKES = {0x2044: b"/", 0x2215: b"/", 0x2216: b"\\", 0x02BC: b"'", 0x00A0: b" ", 0x2028: b"\r"}
"""What Windows' best-fit tables and JavaScript make of some characters outside ASCII."""

_H = rb"[0-9A-Fa-f]"
RARE = re.compile(
    # The leading set lets the scan skip at C speed; each branch then looks back at what it met.
    rb"[%\\\xa0\xc0\xc1\xc2\xca\xe0\xe2\xef\xf0](?:"
    rb"(?<=%)[uU](" + _H + rb"{4})"
    rb"|(?<=\\)[uU](?:(" + _H + rb"{4})|\{0{0,8}(" + _H + rb"{1,6})\})"
    rb"|(?<=\\)[xX](" + _H + rb"{2})"
    rb"|((?<=[\xc0\xc1])[\x80-\xbf]|(?<=\xc0)[./\x5c]|(?<=\xc1)\x1c"
    rb"|(?<=\xe0)[\x80-\x9f][\x80-\xbf]|(?<=\xf0)\x80[\x80-\xbf]{2})"
    rb"|((?<=\xef)\xbc[\x81-\xbf]|(?<=\xef)\xbd[\x80-\x9e]|(?<=\xe2)\x81\x84"
    rb"|(?<=\xe2)\x88[\x95\x96]|(?<=\xca)\xbc|(?<=\xc2)\xa0)"
    rb"|((?<=(?<![\x80-\xff])\xa0)))"
)
ENTITY = re.compile(rb"&(?:#(?:0{0,16}([0-9]{1,7})|[xX]0{0,16}(" + _H + rb"{1,6}));?|([A-Za-z]{2,9});)")
"""Both have bounded repeats only: linear."""


def encoded(code: int) -> bytes:
    r"""Return the canonical bytes of a code point: ASCII where it stands for ASCII, else UTF-8.

    NUL gives no bytes and a line feed gives `\r`.
    """
    if 0xFF01 <= code <= 0xFF5E:
        code -= 0xFEE0
    if code == 0x0A:
        return b"\r"
    if code == 0:
        return b""
    return _LOOKALIKES.get(code) or chr(code).encode("utf-8", "surrogatepass")


def entity_decoded(match: re.Match[bytes]) -> bytes:
    """Return the bytes that one match of ENTITY stands for; the text itself where it stands for nothing."""
    if match[3]:
        return NAMED.get(match[3].lower(), match[0])
    code = int(match[1]) if match[1] else int(match[2], 16)
    return encoded(code) if code <= 0x10FFFF else match[0]


def decoded(match: re.Match[bytes]) -> bytes:
    """Return the bytes that one match of RARE stands for; the text itself where it stands for nothing."""
    kind, text = match.lastindex or 0, match[match.lastindex or 0]
    if kind <= 4:
        code = int(text, 16)
        return encoded(code) if code <= 0x10FFFF else match[0]
    if kind == 5:
        code = 0
        for byte in text:
            code = code << 6 | byte & 0x3F
        return encoded(code | (match[0][0] & 1) << 6 if len(text) == 1 else code)
    return encoded(ord(match[0].decode("utf-8"))) if kind == 6 else b" "
