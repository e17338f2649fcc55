"""Single cells to values (times, counts, kinds, topics, account keys…), or the reason why not."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta

from graph.errors import ParameterError
from graph.records import MAX_COUNT, AccountKey, PostKind, TieKind, normal_list, normal_topic

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
FIRST_MS = (datetime(1990, 1, 1, tzinfo=UTC) - _EPOCH) // _MILLISECOND
_END_MS = (datetime(2100, 1, 1, tzinfo=UTC) - _EPOCH) // _MILLISECOND
_NUMBER = re.compile(r"\d{1,18}(\.\d{0,18})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,18}(\.0{0,18})?", re.ASCII)
_DECIMAL = re.compile(r"(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_TWITTER = "%a %b %d %H:%M:%S %z %Y"
_ROUNDED = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+", re.ASCII)
_BETWEEN_TOPICS = re.compile(r"[|;,]")

KIND_NAMES = {
    TieKind.FOLLOWS: ("follows", "follow", "following", "followed"),
    TieKind.MENTIONS: ("mentions", "mention", "mentioned", "mt"),
    TieKind.RESHARES: (
        "reshares",
        "reshare",
        "retweet",
        "retweets",
        "retweeted",
        "repost",
        "reposts",
        "share",
        "rt",
    ),
    TieKind.REPLIES_TO: ("replies_to", "replies to", "reply", "replies", "reply_to", "replied_to", "re"),
    TieKind.QUOTES: ("quotes", "quote", "quoted", "qt"),
    TieKind.LIKES: ("likes", "like", "liked", "favorite", "favorites", "favourite", "favourites", "fav"),
    TieKind.INFLUENCES: ("influences", "influence", "influenced"),
}
_KINDS = {name: kind for kind, names in KIND_NAMES.items() for name in names}

_PASSING_ON = {
    TieKind.RESHARES: PostKind.RESHARE,
    TieKind.QUOTES: PostKind.QUOTE,
    TieKind.REPLIES_TO: PostKind.REPLY,
}


class UnreadableError(ValueError):
    """A cell that cannot be what its column says; the text is the reason, the same for all such cells."""


def read_time(text: str) -> int:
    """Return a time as milliseconds since 1970 in UTC.

    Unix seconds (also with a fraction) and milliseconds, ISO 8601 (without a zone it is taken for UTC,
    a date alone for its first moment) and Twitter's own form. A number is what falls into the years
    1990 to 2099, as seconds or as milliseconds; the two ranges lie apart.

    Raises
    ------
    UnreadableError
        When it is none of these, no date of the calendar, or outside 1990 to 2099.

    Examples
    --------
    >>> read_time("1341100972")
    1341100972000
    >>> read_time("2012-07-01T02:02:52+02:00") == read_time("Sun Jul 01 00:02:52 +0000 2012")
    True
    """
    if _NUMBER.fullmatch(text):
        number = float(text)
        at_ms = round(number if number >= FIRST_MS else number * 1000)
    else:
        at_ms = (_date(text) - _EPOCH) // _MILLISECOND
    if not FIRST_MS <= at_ms < _END_MS:
        raise UnreadableError("the time lies outside the years 1990 to 2099")
    return at_ms


def read_moment(text: str) -> int:
    """Return a number of seconds as milliseconds: a Unix time, or counted from a start that nobody tells.

    Raises
    ------
    UnreadableError
        When it is no number from 0, or lies behind the year 2099.

    Examples
    --------
    >>> read_moment("283.5"), read_moment("1341100972") == read_time("1341100972")
    (283500, True)
    """
    number = float(text) if _DECIMAL.fullmatch(text) else math.inf
    if number >= _END_MS:
        raise UnreadableError("the time is not a number of seconds from 0")
    return round(number if number >= FIRST_MS else number * 1000)


def _date(text: str) -> datetime:
    for read in (datetime.fromisoformat, _twitter_date):
        try:
            date = read(text.removesuffix(" UTC"))
        except ValueError:
            continue
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    raise UnreadableError("not a time (unix seconds or milliseconds, ISO 8601, or as Twitter writes it)")


def _twitter_date(text: str) -> datetime:
    return datetime.strptime(text, _TWITTER)  # noqa: DTZ007 - the pattern has the zone


def read_count(text: str) -> int:
    """Return how often, from 1 to `MAX_COUNT`; `3.0` is 3.

    Examples
    --------
    >>> read_count("128")
    128
    """
    count = int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else 0
    if not 1 <= count <= MAX_COUNT:
        raise UnreadableError(f"the count is not a whole number from 1 to {MAX_COUNT:,}")
    return count


def read_probability(text: str) -> float:
    """Return a probability, 0 to 1.

    Examples
    --------
    >>> read_probability("2.5e-3")
    0.0025
    """
    return _from_0_to_1("probability", text)


def read_price(text: str) -> float:
    """Return a price, 0 or more.

    Examples
    --------
    >>> read_price("249.90")
    249.9
    """
    if not _DECIMAL.fullmatch(text) or not math.isfinite(float(text)):
        raise UnreadableError("the price is not a number from 0")
    return float(text)


def read_currency(text: str) -> str:
    """Return a currency's code.

    Examples
    --------
    >>> read_currency("EUR")
    'EUR'
    """
    if not _CURRENCY.fullmatch(text):
        raise UnreadableError("the currency is not three upper-case letters, such as EUR")
    return text


def read_acceptance(text: str) -> float:
    """Return how likely an account says yes, 0 to 1.

    Examples
    --------
    >>> read_acceptance("0.8")
    0.8
    """
    return _from_0_to_1("acceptance", text)


def _from_0_to_1(what: str, text: str) -> float:
    if not _DECIMAL.fullmatch(text) or not float(text) <= 1:
        raise UnreadableError(f"the {what} is not a number from 0 to 1")
    return float(text)


def read_kind(text: str) -> TieKind:
    """Return the kind that goes by that name, in whatever case.

    Examples
    --------
    >>> read_kind("RT"), read_kind("Favorite")
    (<TieKind.RESHARES: 'RESHARES'>, <TieKind.LIKES: 'LIKES'>)
    """
    kind = _KINDS.get(text.casefold())
    if kind is None:
        raise UnreadableError("unknown kind of tie")
    return kind


def read_topics(text: str) -> tuple[str, ...]:
    """Return the topics of a cell, sorted; several are parted by `|`, `;` or a comma.

    Examples
    --------
    >>> read_topics("#Higgs, CERN|higgs")
    ('cern', 'higgs')
    """
    try:
        return tuple(sorted({normal_topic(part) for part in _BETWEEN_TOPICS.split(text) if part.strip()}))
    except ParameterError as error:
        raise UnreadableError("a topic is not 1 to 200 printable characters") from error


def read_list(text: str) -> str:
    """Return the name of a list.

    Examples
    --------
    >>> read_list("Own")
    'own'
    """
    try:
        return normal_list(text)
    except ParameterError as error:
        raise UnreadableError("the list is not 1 to 64 letters a to z, digits, _, . or -") from error


def read_post_kind(text: str) -> PostKind:
    """Return how a post of that name passes a message on.

    Examples
    --------
    >>> read_post_kind("retweet")
    <PostKind.RESHARE: 'RESHARE'>
    """
    kind = _PASSING_ON.get(read_kind(text))
    if kind is None:
        raise UnreadableError("the kind is none of reshare, quote and reply")
    return kind


def account_key(platform: str, native_id: str, *, what: str = "account") -> str:
    """Return the text of an account's key, or of a message's, as errors then call it.

    Raises
    ------
    UnreadableError
        When the identifier is empty, unprintable, too long, or a number that a spreadsheet has rounded.

    Examples
    --------
    >>> account_key("twitter", "12")
    'twitter:12'
    """
    if native_id.isalnum() and len(native_id) <= 256:  # 0.1 µs where the type's own check takes 1.2 µs
        return f"{platform}:{native_id}"
    if not native_id:
        raise UnreadableError(f"the {what} is missing")
    if _ROUNDED.fullmatch(native_id):
        raise UnreadableError(f"the {what} is a number that a spreadsheet has rounded")
    try:
        return str(AccountKey(platform, native_id))
    except ParameterError as error:
        raise UnreadableError(f"the {what} is not 1 to 256 printable characters") from error
