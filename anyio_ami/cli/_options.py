"""The options that every command with a server has, and how commands are made of functions."""

from __future__ import annotations

import inspect
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, cast

import typer

from ._complete import complete_event_classes, complete_url
from ._given import Given
from ._profiles import Login
from ._run import conclude, run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PANEL: Final = "Connection"

URL_HELP = "ami://USER@HOST[:PORT], amis:// for TLS, or a profile's name; - or nothing: AMI_URL."


def _option(help: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=PANEL, **more)


# In the order of the help. The secret itself is no option: it would show in the process list.
_COMMON: Final[list[tuple[str, Any, Any]]] = [
    (
        "user",
        Annotated[str | None, _option("The manager user, if the URL has none.", "--user", "-u")],
        None,
    ),
    (
        "secret_file",
        Annotated[Path | None, _option("Read the secret from a file; - is stdin.", allow_dash=True)],
        None,
    ),
    ("tls", Annotated[bool, _option("Use TLS (as amis:// does).", "--tls")], False),
    ("ca_file", Annotated[Path | None, _option("Authorities to trust instead of the system's (PEM).")], None),
    ("cert", Annotated[Path | None, _option("The client's certificate (PEM).")], None),
    ("key", Annotated[Path | None, _option("Its private key, if it is in another file.")], None),
    ("server_name", Annotated[str | None, _option("The name that the certificate must carry.")], None),
    (
        "insecure",
        Annotated[bool, _option("Take any certificate of anybody.", "--insecure")],
        False,
    ),
    (
        "login",
        Annotated[Login, _option("How the secret is shown.")],
        "auto",
    ),
    (
        "allow_plaintext",
        Annotated[bool, _option("Let --login plain go over plain TCP.", "--allow-plaintext")],
        False,
    ),
    (
        "events",
        Annotated[
            str | None,
            _option(
                "Event classes to receive, with commas: call,cdr.",
                "--events",
                autocompletion=complete_event_classes,
            ),
        ],
        None,
    ),
    ("connect_timeout", Annotated[float, _option("Seconds for connecting, and for logging in.")], 10.0),
    ("wait", Annotated[bool, _option("Try the first connection again until it succeeds.", "--wait")], False),
    ("config", Annotated[Path | None, _option("The file of profiles.", "--config")], None),
    ("backend", Annotated[Literal["asyncio", "trio"], _option("The event loop.")], "asyncio"),
    ("debug", Annotated[bool, _option("Show the line's traffic and tracebacks.", "--debug")], False),
]


def _url(required: bool) -> inspect.Parameter:
    return inspect.Parameter(
        "url",
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=inspect.Parameter.empty if required else None,
        annotation=Annotated[
            str if required else str | None,
            typer.Argument(help=URL_HELP, metavar="URL", show_default=False, autocompletion=complete_url),
        ],
    )


def connected(function: Callable[..., Awaitable[int | None]]) -> Callable[..., None]:
    """A command of an async function whose first parameter is a `Target`."""

    def start(target: Any, backend: str, arguments: dict[str, Any]) -> object:
        return run(lambda: function(target, **arguments), backend)

    return _with_server(function, start)


def with_target(function: Callable[..., int | None]) -> Callable[..., None]:
    """The same for a plain function, which starts an event loop by itself, or none."""
    return _with_server(function, lambda target, backend, arguments: function(target, **arguments))


def _with_server(
    function: Callable[..., Any], start: Callable[[Any, str, dict[str, Any]], object]
) -> Callable[..., None]:
    _, *own = _parameters(function)
    # An argument behind the URL makes the URL needed: else nobody could tell them apart.
    positional = any(
        isinstance(one, type(typer.Argument())) for par in own for one in _metadata(par.annotation)
    )
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, annotation, default in _COMMON
    ]

    def command(**arguments: Any) -> None:
        url = arguments.pop("url")
        chosen = {name: arguments.pop(name) for name, _, _ in _COMMON}
        given = Given(**chosen, environment_url=os.environ.get("AMI_URL") or None)

        def work() -> object:
            from ._target import resolve

            return start(resolve(url, given), given.backend, arguments)

        conclude(work, debug=given.debug)

    own = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    return _dressed(command, function, [_url(positional), *own, *common])


def offline(function: Callable[..., int | None]) -> Callable[..., None]:
    """A command that needs no server."""
    own = _parameters(function)
    debug = inspect.Parameter(
        "debug",
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option("--debug", help="Show tracebacks.")],
    )

    def command(**arguments: Any) -> None:
        shown: bool = arguments.pop("debug")
        conclude(lambda: function(**arguments), debug=shown)

    own = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    return _dressed(command, function, [*own, debug])


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """Its parameters, with the annotations that typer reads as what they stand for."""
    names: dict[str, Any] = getattr(function, "__globals__", {})
    # The first of a command with a server is no option, and its type is not imported.
    return [
        one if one.name == "target" else one.replace(annotation=eval(one.annotation, names))
        for one in inspect.signature(function).parameters.values()
    ]


def _metadata(annotation: Any) -> tuple[object, ...]:
    return cast("tuple[object, ...]", getattr(annotation, "__metadata__", ()))


def _dressed(
    command: Callable[..., None], function: Callable[..., Any], parameters: list[inspect.Parameter]
) -> Callable[..., None]:
    command.__name__ = function.__name__
    command.__doc__ = function.__doc__
    command.__module__ = function.__module__
    # Some versions of typer read the one, some the other.
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command
