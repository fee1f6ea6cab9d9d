"""The tokens of a text as the parser meets them: each word is looked up, and split, when its turn comes.

What a word means can depend on the sums around it, so that it is not known before.
"""

from __future__ import annotations

from tutor.maths.lexer import Token
from tutor.maths.names import Names, Piece
from tutor.maths.words import Word


class TokenStream:
    """Tokens to be taken one by one; `bound` holds the indices of the sums around the next one."""

    def __init__(self, text: str, tokens: list[Token], names: Names) -> None:
        self.text = text
        self.names = names
        self.bound: frozenset[str] = frozenset()
        self._tokens = list(tokens)
        self._at = 0

    @property
    def token(self) -> Token:
        """The next token, its word looked up."""
        token = self._tokens[self._at]
        if token.kind in ("word", "literal"):
            self._resolve(token)
        return self._tokens[self._at]

    @property
    def raw(self) -> Token:
        """The next token as it stands in the text."""
        return self._tokens[self._at]

    @property
    def before(self) -> Token:
        """The token just taken."""
        return self._tokens[max(self._at - 1, 0)]

    @property
    def is_first(self) -> bool:
        """Whether nothing has been taken yet."""
        return self._at == 0

    def after(self, steps: int = 1) -> Token:
        """A token further on, as it stands in the text."""
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    def take(self) -> Token:
        """Step over the next token."""
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def splice(self, tokens: list[Token]) -> None:
        """Put tokens in place of the next one."""
        self._tokens[self._at : self._at + 1] = tokens

    def _resolve(self, token: Token) -> None:
        if token.kind == "literal":
            return self.splice([_known(token, self.names.literals[token.text], token.start, token.end)])
        word = token.word or Word(token.text, [token.start], token.end)
        piece = self.names.look_up(word.text, self.bound)
        if (
            piece is None
            and word.text == "j"
            and self.before.kind == "number"
            and self.before.end == token.start
        ):
            piece = Piece("constant", "i")
        if self.after().kind == "under" and self.names.big(word.text):
            return self._resolve_parts(token, word)
        if (
            piece
            and piece.kind == "function"
            and not self.names.is_known(word.text)
            and not self._has_argument(word.text)
        ):
            pieces = self.names.split_short(word.text, self.bound) or [(piece, 0, len(word.text))]
        elif piece:
            pieces = [(piece, 0, len(word.text))]
        else:
            return self._resolve_parts(token, word)
        self._splice_pieces(token, word, pieces)

    def _has_argument(self, word: str) -> bool:
        following = self.after()
        is_spelled_out = len(word) > 2 and following.kind in {"word", "literal", "number"}
        return following.kind in {"open", "prime"} or following.text == "^" or is_spelled_out

    def _resolve_parts(self, token: Token, word: Word) -> None:
        big = self.names.big(word.text)
        if big:
            piece, end = big
            rest = Word(word.text[end:], word.starts[end:], word.end)
            found = [_known(token, piece, token.start, word.starts[end] if rest.text else word.end)]
            if rest.text:
                found.append(Token("word", rest.text, rest.starts[0], rest.end, word=rest))
            return self.splice(found)
        pieces = self.names.split(word.text, self.bound)
        if pieces is None and self._splice_cut(token, word):
            return
        if pieces is None:
            raise self.names.unknown(self.text[token.start : token.end], token.start, token.end - token.start)
        self._splice_pieces(token, word, pieces)

    def _splice_cut(self, token: Token, word: Word) -> bool:
        """Split `sin2x` into sin, 2 and x, if it is such a word."""
        cut = self.names.cut(word.text, self.bound)
        if cut is None:
            return False
        pieces, start, end = cut
        ends = [*word.starts, word.end]
        number = Token("number", word.text[start:end].lstrip("0") or "0", ends[start], ends[end])
        rest = Word(word.text[end:], word.starts[end:], word.end)
        tail = [Token("word", rest.text, rest.starts[0], rest.end, word=rest)] if rest.text else []
        self.splice(
            [_known(token, piece, word.starts[a], ends[b]) for piece, a, b in pieces] + [number, *tail]
        )
        return True

    def _splice_pieces(self, token: Token, word: Word, pieces: list[tuple[Piece, int, int]]) -> None:
        ends = [*word.starts, word.end]
        found = [_known(token, piece, word.starts[start], ends[end]) for piece, start, end in pieces]
        self.splice([found[0], *(piece._replace(spaced=False) for piece in found[1:])])


def _known(token: Token, piece: Piece, start: int, end: int) -> Token:
    return Token(piece.kind, piece.name, start, end, token.spaced, member=piece.member)
