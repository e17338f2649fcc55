"""What a service refuses to start with, each in one sentence."""

from __future__ import annotations

from graph.errors import ParameterError
from ricochet.secret import check_secret
from ricochet.settings import LOOPBACK, Settings

_EVERYWHERE = frozenset({"", "*", "0.0.0.0", "::"})  # noqa: S104  # this is where they are refused
_FIRST_KEY = "until there is a key ('ricochet keys create NAME --rights read' makes one)"


def refuse_unsafe(settings: Settings, *, has_keys: bool) -> None:
    """Refuse settings under which a service would show more than it should.

    Parameters
    ----------
    settings
        Of the service that is to start.
    has_keys
        Whether a key was made, so that every call takes one.

    Raises
    ------
    ParameterError
        On debug mode off loopback; an address that others reach, every address, or a proxy, without a key; a
        secret that is short, well known, or in a file that others can read.
    """
    check_secret(settings)
    if settings.trusted_proxies and not has_keys:
        raise ParameterError("RICOCHET_TRUSTED_PROXIES", settings.trusted_proxies, f"0 {_FIRST_KEY}")
    if settings.host in LOOPBACK:
        return
    loopback = f"loopback ({', '.join(sorted(LOOPBACK))})"
    if settings.debug:
        raise ParameterError("host", settings.host, f"{loopback} while debug is on")
    if has_keys:
        return
    if settings.host in _EVERYWHERE:
        raise ParameterError("host", settings.host, f"{loopback}, and not every address, {_FIRST_KEY}")
    raise ParameterError("host", settings.host, f"{loopback} {_FIRST_KEY}")
