"""Which characters mean what: signs, Greek letters, sub- and superscripts, fractions, look-alikes.

Nothing is normalised behind the learner's back (NFKC would turn x² into x2): what is not listed here is
refused by name.
"""

from __future__ import annotations

import unicodedata

SPACES = frozenset(" \t\n\r\u00a0\u2002\u2003\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")

OPERATORS = {
    **dict.fromkeys("-−‐‑–—", "-"),
    **dict.fromkeys("*×∗", "*"),
    **dict.fromkeys("·⋅∙•", "·"),
    **dict.fromkeys("/÷∕⁄", "/"),
    **dict.fromkeys("⊙∘◦", "⊙"),
    **{sign: sign for sign in "+@⊗^<>=!%|‖√∛∜"},
    **dict(zip("≤≥≠", ("<=", ">=", "!="), strict=True)),
    "∥": "‖",
    "⩽": "<=",
    "⩾": ">=",
    "∧": "and",
    "∨": "or",
    "¬": "not",
}
"""One character → the operator it stands for."""

LONG_OPERATORS = {
    "**": "^",
    ".^": ".^",
    ".*": "⊙",
    "./": "/",
    "//": "//",
    "<=": "<=",
    ">=": ">=",
    "=<": "<=",
    "=>": ">=",
    "==": "==",
    "!=": "!=",
    "<>": "!=",
    "&&": "and",
}
"""Two characters → the operator they stand for, tried before single characters."""

BRACKETS = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}

GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Pi": "Π",
    "Sigma": "Σ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
}
"""A Greek letter by its name; capitals that look like Latin ones are refused as look-alikes."""

LATIN_OF = {letter: name for name, letter in GREEK.items()}

SAME_LETTER = {
    "\u00b5": "μ",
    "\u2206": "Δ",
    "\u2126": "Ω",
    "ϵ": "ε",
    "ϕ": "φ",
    "ϑ": "θ",
    "ϱ": "ρ",
    "ς": "σ",
}
"""Other code points for the same letter."""

SUBSCRIPTS = {
    **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
    **dict(zip("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx", strict=True)),
}
SUPERSCRIPTS = {
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True)),
    **dict(zip("ᵃᵇᶜᵈᵉᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdeghijklmnoprstuvwxyz", strict=True)),
}
FRACTIONS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅐": (1, 7),
    "⅑": (1, 9),
    "⅒": (1, 10),
}
PRIMES = {"'": 1, "′": 1, "’": 1, "ʹ": 1, "″": 2, "‴": 3}
TRANSPOSES = frozenset("ᵀ⊤ᐪ")
ACCENTS = {"\u0302": "_hat", "\u0304": "_bar", "\u0303": "_tilde", "\u0305": "_bar"}
"""Combining marks that statistics puts on letters."""

_LOOKALIKES = dict(
    zip("АВЕКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧοıK", "ABEKMHOPCTXaeopcyxijsABEZHIKMNOPTYXoiK", strict=True)
)


def lookalike(char: str) -> str | None:
    """The plain character that this one only looks like, or None: Cyrillic х, Greek Α, fullwidth ｘ, italic 𝑥."""
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    is_variant = (
        "\uff01" <= char <= "\uff5e" or "\U0001d400" <= char <= "\U0001d7ff" or "\u2100" <= char <= "\u214f"
    )
    plain = unicodedata.normalize("NFKC", char) if is_variant else ""
    return plain if len(plain) == 1 and plain != char else None


def describe(char: str) -> str:
    """A character in words, for a message: "$", or "an invisible character (zero width space)"."""
    name = unicodedata.name(char, "unnamed").lower()
    if unicodedata.category(char) in {"Cf", "Cc", "Zl", "Zp", "Mn", "Co", "Cn", "Cs"}:
        return f"an invisible or loose mark ({name})"
    return f"“{char}”"


def letter(char: str) -> str:
    """The letter as names use it: Latin, Greek, ∑ or ∏, one code point for each; empty for anything else."""
    if char.isascii():
        return char if char.isalpha() else ""
    char = SAME_LETTER.get(char, char)
    return char if char in LATIN_OF or char in "∑∏" else ""
