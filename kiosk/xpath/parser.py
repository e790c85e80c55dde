"""From source to syntax: a Pratt parser over the tokens.

Left-associative chains and steps are read in loops; only brackets nest, and their
depth is bounded before reading begins.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from kiosk.xpath import syntax
from kiosk.xpath.errors import XPathError
from kiosk.xpath.tokens import END, LITERAL, NAME, NUMBER, Token, tokenise

if TYPE_CHECKING:
    from kiosk.xpath.syntax import Expr, Step

MAX_DEPTH: Final = 400
"""How deep brackets may nest. JavaRosa's own stack gives up in the same region."""
_ROOMY: Final = 60
_FRAMES: Final = 8_000


def parse(source: str) -> Expr:
    """Read one expression.

    Raises:
        XPathError: ``xpath-syntax``, ``xpath-too-deep`` or ``xpath-variable``, with
            the column.
    """
    tokens = tokenise(source)
    _check_depth(tokens)
    return _Parser(tokens).whole()


def _check_depth(tokens: list[Token]) -> None:
    """Refuse what would exhaust the stack; make room for what is merely deep."""
    depth = deepest = 0
    for token in tokens:
        if token.text in {"(", "["}:
            depth += 1
            deepest = max(deepest, depth)
            if depth > MAX_DEPTH:
                message = f"brackets nest more than {MAX_DEPTH} deep"
                raise XPathError("xpath-too-deep", message, token.column)
        elif token.text in {")", "]"}:
            depth -= 1
    if deepest > _ROOMY and sys.getrecursionlimit() < _FRAMES:
        # Frames of plain Python calls take no C stack, so the limit is ours to choose.
        sys.setrecursionlimit(_FRAMES)


class _Parser:
    """One pass over one expression's tokens."""

    __slots__ = ("_at", "_tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Expr:
        """The expression that is all of the source."""
        expression = self._binary(1)
        if self._tokens[self._at].kind != END:
            raise self._unexpected()
        return expression

    def _binary(self, level: int) -> Expr:
        """Operands joined by operators of ``level`` or tighter (Pratt)."""
        left = self._unary()
        while True:
            operator = self._operator()
            found = syntax.OPERATORS.get(operator, 0)
            if found < level:
                return left
            left = syntax.Chain(left, self._rest(found))

    def _rest(self, level: int) -> tuple[tuple[str, Expr], ...]:
        """The operators of exactly ``level`` that follow, with their operands."""
        rest: list[tuple[str, Expr]] = []
        while syntax.OPERATORS.get(operator := self._operator()) == level:
            self._at += 1
            rest.append((operator, self._binary(level + 1)))
        return tuple(rest)

    def _operator(self) -> str:
        """The text of the next token if it can be an operator, else ""."""
        token = self._tokens[self._at]
        return token.text if token.kind == "operator" else ""

    def _unary(self) -> Expr:
        """Minus signs, then a union."""
        signs = 0
        while self._peek("-"):
            signs += 1
            self._at += 1
        operand = self._union()
        for _ in range(min(signs, 2 - signs % 2)):  # a pair still makes a number
            operand = syntax.Negate(operand)
        return operand

    def _union(self) -> Expr:
        """Paths joined by ``|``."""
        first = self._path()
        if self._operator() != "|":
            return first
        parts = [first]
        while self._operator() == "|":
            self._at += 1
            parts.append(self._path())
        return syntax.Union(tuple(parts))

    def _path(self) -> Expr:
        """A location path, or a primary expression with what follows it."""
        token = self._tokens[self._at]
        if token.kind == "symbol" and token.text in {"/", "//"}:
            return self._absolute(token.text)
        if self._starts_step(token):
            return syntax.Path(tuple(self._steps([self._step()])))
        base = self._primary(token)
        predicates = self._predicates()
        if predicates:
            base = syntax.Filter(base, predicates)
        if self._peek("/") or self._peek("//"):
            return syntax.Path(tuple(self._steps([])), base=base)
        return base

    def _absolute(self, slash: str) -> Expr:
        """A path from the root; a single slash may stand alone."""
        self._at += 1
        if slash == "//":
            steps = self._steps([syntax.ANY_DEPTH, self._step()])
            return syntax.Path(tuple(steps), absolute=True)
        if not self._starts_step(self._tokens[self._at]):
            return syntax.Path((), absolute=True)
        return syntax.Path(tuple(self._steps([self._step()])), absolute=True)

    def _steps(self, steps: list[Step]) -> list[Step]:
        """The ``/step`` and ``//step`` that follow, after those already read."""
        while True:
            if self._peek("//"):
                steps.append(syntax.ANY_DEPTH)
            elif not self._peek("/"):
                return steps
            self._at += 1
            steps.append(self._step())

    def _starts_step(self, token: Token) -> bool:
        """Whether a step begins here; a name before "(" is a node test or a call."""
        if token.kind == NAME:
            following = self._tokens[self._at + 1]
            called = following.text == "(" and following.kind == "symbol"
            return not called or token.text in syntax.KIND_TESTS
        return token.kind == "symbol" and token.text in {".", "..", "@"}

    def _step(self) -> Step:
        """One step with its predicates."""
        if self._accept("."):
            return self._abbreviated(syntax.SELF)
        if self._accept(".."):
            return self._abbreviated(syntax.PARENT)
        axis = self._axis()
        test = self._test()
        return syntax.Step(axis, test, self._predicates())

    def _abbreviated(self, step: Step) -> Step:
        """``.`` or ``..``, with predicates though XPath 1.0 would not have them."""
        predicates = self._predicates()
        return syntax.Step(step.axis, step.test, predicates) if predicates else step

    def _axis(self) -> str:
        """The axis a step names, or child."""
        if self._accept("@"):
            return "attribute"
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        if following.text != "::" or following.kind != "symbol":
            return "child"
        token = self._tokens[self._at]
        if token.text not in syntax.AXES:
            message = f"there is no axis {token.text!r}"
            raise XPathError("xpath-syntax", message, token.column)
        self._at += 2
        return token.text

    def _test(self) -> syntax.NameTest | syntax.KindTest:
        """A node test."""
        token = self._tokens[self._at]
        if token.kind != NAME:
            raise self._unexpected()
        self._at += 1
        if token.text in syntax.KIND_TESTS and self._accept("("):
            return self._kind_test(token.text)
        prefix, _, name = token.text.rpartition(":")
        return syntax.NameTest(prefix, name)

    def _kind_test(self, kind: str) -> syntax.KindTest:
        """The rest of ``text()`` and the like."""
        target = None
        token = self._tokens[self._at]
        if kind == "processing-instruction" and token.kind == LITERAL:
            target = token.text[1:-1]
            self._at += 1
        self._expect(")")
        return syntax.KindTest(kind, target)

    def _predicates(self) -> tuple[Expr, ...]:
        """What stands in brackets."""
        predicates: list[Expr] = []
        while self._accept("["):
            predicates.append(self._binary(1))
            self._expect("]")
        return tuple(predicates)

    def _primary(self, token: Token) -> Expr:
        """A literal, a call, or an expression in parentheses."""
        self._at += 1
        if token.kind == NUMBER:
            return syntax.Number(float(token.text))
        if token.kind == LITERAL:
            return syntax.Text(token.text[1:-1])
        if token.kind == NAME:
            return self._call(token)
        if token.text == "(" and token.kind == "symbol":
            inner = self._binary(1)
            self._expect(")")
            return inner
        if token.text == "$":
            message = "forms have no variables; write the path"
            raise XPathError("xpath-variable", message, token.column)
        self._at -= 1
        raise self._unexpected()

    def _call(self, token: Token) -> Expr:
        """A function call; its name is read."""
        self._expect("(")
        args: list[Expr] = []
        if not self._peek(")"):
            args.append(self._binary(1))
            while self._accept(","):
                args.append(self._binary(1))
        self._expect(")")
        return syntax.Call(token.text, tuple(args), token.column)

    def _peek(self, text: str) -> bool:
        """Whether the next token is this symbol."""
        return self._tokens[self._at].text == text

    def _accept(self, text: str) -> bool:
        """Step over this symbol if it is next."""
        if self._peek(text):
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        """Step over this symbol, which must be next."""
        if not self._accept(text):
            raise self._unexpected(text)

    def _unexpected(self, wanted: str = "") -> XPathError:
        """The error for the token that stands here."""
        token = self._tokens[self._at]
        found = "the end" if token.kind == END else repr(token.text)
        wish = f"; {wanted!r} was expected" if wanted else ""
        message = f"{found} does not fit here{wish}"
        return XPathError("xpath-syntax", message, token.column)
