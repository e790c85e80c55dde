"""How a function is declared, and how a call of one becomes code.

A ``Function`` is a body over values with a signature; a ``Form`` compiles its own
arguments (``if`` is lazy, ``current()`` reads the context). The tables are in the
``functions_*`` modules, put together in ``library``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.xpath import code
from kiosk.xpath.code import Code, Kind
from kiosk.xpath.errors import XPathError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.xpath.code import Run
    from kiosk.xpath.syntax import Call


@dataclass(frozen=True, slots=True)
class Function:
    """A function whose arguments are all evaluated before it.

    Attributes:
        name: with its prefix.
        takes: one letter per parameter: s string, n number, b boolean, N nodes,
            v any value as it is; after a letter, ``?`` makes it optional and ``*``
            lets it come any number of times. A letter whose argument is left out is
            not passed to the body.
        gives: the type of the result.
        body: from the arguments to the result; where ``reads`` is not 0 it gets the
            context node and the context before them.
        reads: what the body reads besides its arguments; 0 for a pure function.
        raises: whether the body may raise an XPathError (it gets the call's column).
    """

    name: str
    takes: str
    gives: Kind
    body: Callable[..., Any]
    reads: int = 0
    raises: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A function that compiles its own call.

    Attributes:
        name: with its prefix.
        least: fewest arguments.
        most: most arguments, None for any number.
        build: from the compiled arguments and the call to the code.
    """

    name: str
    least: int
    most: int | None
    build: Callable[[list[Code], Call], Code]


def call(function: Function | Form, args: list[Code], site: Call) -> Code:
    """The code of one call.

    Raises:
        XPathError: ``xpath-arity``, or ``xpath-type`` where nodes are needed.
    """
    if isinstance(function, Form):
        _check_arity(site, function.least, function.most)
        return function.build(args, site)
    letters, least, most = _signature(function.takes)
    _check_arity(site, least, most)
    converted = [
        _convert(letters[min(index, len(letters) - 1)], arg, site)
        for index, arg in enumerate(args)
    ]
    return _located(_calling(function, converted), function, site)


def _signature(takes: str) -> tuple[str, int, int | None]:
    """The letters of a signature, and how few and how many arguments fit."""
    letters = takes.replace("?", "").replace("*", "")
    least = len(letters) - takes.count("?") - takes.count("*")
    return letters, least, None if "*" in takes else len(letters)


def _check_arity(site: Call, least: int, most: int | None) -> None:
    """Refuse a call with too few or too many arguments."""
    count = len(site.args)
    if count >= least and (most is None or count <= most):
        return
    if most is None:
        wanted = f"at least {least}"
    elif most == least:
        wanted = str(least)
    else:
        wanted = f"{least} to {most}"
    message = f"{site.name}() takes {wanted} arguments, not {count}"
    raise XPathError("xpath-arity", message, site.column)


def _convert(letter: str, arg: Code, site: Call) -> Code:
    """An argument as the parameter wants it."""
    if letter == "s":
        return code.as_string(arg)
    if letter == "n":
        return code.as_number(arg)
    if letter == "b":
        return code.as_boolean(arg)
    if letter == "N":
        return code.as_nodes(arg, f"{site.name}()", site.column)
    return arg


def _calling(function: Function, args: list[Code]) -> Code:
    """The call itself, or its value where everything is known already."""
    reads = function.reads | code.reads_of(args)
    if not reads:
        try:
            return code.constant(function.body(*[arg.constant for arg in args]))
        except XPathError:  # it may stand where it never runs; so not at load
            reads = code.OUTSIDE
    runs = [arg.run for arg in args]
    build = _with_context if function.reads else _pure
    return Code(function.gives, build(function.body, runs), reads)


def _pure(body: Callable[..., Any], runs: list[Run]) -> Run:
    """A closure that hands the body its arguments."""
    if len(runs) == 1:
        (first,) = runs
        return lambda n, c: body(first(n, c))
    if len(runs) == 2:  # noqa: PLR2004 (the commonest arities run without a list)
        first, second = runs
        return lambda n, c: body(first(n, c), second(n, c))
    return lambda n, c: body(*[run(n, c) for run in runs])


def _with_context(body: Callable[..., Any], runs: list[Run]) -> Run:
    """A closure that hands the body the context node, the context, its arguments."""
    if not runs:
        return body
    if len(runs) == 1:
        (first,) = runs
        return lambda n, c: body(n, c, first(n, c))
    return lambda n, c: body(n, c, *[run(n, c) for run in runs])


def _located(made: Code, function: Function, site: Call) -> Code:
    """The code of a call whose body may raise, with the column of the call."""
    if made.constant is not None or not function.raises:
        return made
    run = made.run

    def located(node: Any, context: Any) -> Any:  # noqa: ANN401 (any value)
        try:
            return run(node, context)
        except XPathError as error:
            if error.column:
                raise
            message = f"{site.name}(): {error.message}"
            raise XPathError(error.code, message, site.column) from error

    return Code(made.kind, located, made.reads)
