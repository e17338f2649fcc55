"""Twitter v1.1 statuses, one a line: accounts, posts, and the ties between who acts and who is acted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.errors import FileError, ParameterError
from graph.records import Batch, Post, PostKind, Profile, Reposts, TieKind, Ties, normal_topic
from loaders.json_objects import parse_object
from loaders.reading import Reading
from loaders.tally import Refusal, Tally
from loaders.values import UnreadableError, account_key, read_time

PLATFORM = "twitter"
MAX_FOLLOWERS = 10**10  # more than there are people

Object = Mapping[str, Any]
Topics = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """One action of a status, its ends by key."""

    kind: TieKind
    actor: str
    target: str
    at_ms: int
    post: str
    topics: Topics
    row: int


@dataclass(frozen=True, slots=True)
class _Written:
    """One status as a post, its author by key."""

    key: str
    author: str
    at_ms: int
    kind: PostKind
    topics: Topics
    language: str | None


@dataclass(frozen=True, slots=True)
class _Repost:
    """One act on another status, its ends by key."""

    message: str
    account: str
    parent: str | None
    at_ms: int
    kind: PostKind
    post: str
    language: str | None
    place: str | None
    row: int


@dataclass(slots=True)
class _Found:
    """What some lines bring, in their order, not yet numbered."""

    ties: list[_Tie] = field(default_factory=list)
    posts: list[_Written] = field(default_factory=list)
    reposts: list[_Repost] = field(default_factory=list)
    accounts: dict[str, Profile] = field(default_factory=dict)

    def extend(self, other: _Found) -> None:
        self.ties += other.ties
        self.posts += other.posts
        self.reposts += other.reposts
        for key, profile in other.accounts.items():
            self.meet(key, profile)

    def first(self, size: int) -> _Found:
        """Return the first of each, with all accounts."""
        return _Found(self.ties[:size], self.posts[:size], self.reposts[:size], self.accounts)

    def after(self, size: int) -> _Found:
        """Return the others, with the accounts they need."""
        rest = _Found(self.ties[size:], self.posts[size:], self.reposts[size:])
        ends = [key for tie in rest.ties for key in (tie.actor, tie.target)]
        ends += [key for act in rest.reposts for key in (act.account, act.parent) if key]
        rest.accounts = {key: self.accounts[key] for key in (*ends, *(post.author for post in rest.posts))}
        return rest

    def meet(self, key: str, profile: Profile) -> None:
        """Note an account; what the latest profile says holds, what it leaves open stays."""
        known = self.accounts.get(key, Profile())
        said = {name: value for name in Profile.__slots__ if (value := getattr(profile, name)) is not None}
        self.accounts[key] = replace(known, **said)


def is_status(value: Object) -> bool:
    """Whether an object has what only a v1.1 status has.

    Examples
    --------
    >>> is_status({"id_str": "1", "user": {"id_str": "2"}, "entities": {}})
    True
    """
    return {"id_str", "user", "entities"} <= value.keys() and isinstance(value["user"], dict)


def read_statuses(
    lines: Iterator[tuple[int, str]], reading: Reading, *, batch_rows: int, tally: Tally
) -> Iterator[Batch]:
    """Yield accounts, posts and ties of v1.1 statuses.

    A status mentions those in its entities, replies to `in_reply_to_user_id`, reshares
    `retweeted_status` and quotes `quoted_status`; where only the quoted status' id is given, its author
    is unknown and there is no tie. What a retweet copies of the original (mentions, quote, hashtags) is
    the original's: the embedded original is read as a status of its own, once a file. Of an embedded
    quoted status only its author is read. Hashtags are topics. A status that replies and quotes is a
    reply. A mention without an id names nobody.

    Retweets, quotes and replies pass recorded messages on. Whom a reply answers is its parent. From whom
    a retweet or a quote came is unknown: Twitter names the original's author, whoever it was seen from.

    Parameters
    ----------
    lines
        Number and text of each line.
    reading
        Its platform must be None or `twitter`; kind and columns are the format's own.
    batch_rows
        The most ties, posts and reposts of one batch.
    tally
        Counts the lines, the ties by kind, posts and authors.

    Raises
    ------
    FileError
        When the reading names another platform, a kind or columns.
    """
    _check(reading, tally.file)
    pending = _Found()
    for line, text in lines:
        tally.read += 1
        try:
            found = _status(parse_object(text), line, reading.topics, tally.posts)
        except UnreadableError as error:
            tally.refuse(Refusal(line, None, str(error), text))
            continue
        _count(found, tally)
        pending.extend(found)
        while max(len(pending.ties), len(pending.posts), len(pending.reposts)) >= batch_rows:
            yield _batch(pending.first(batch_rows))
            pending = pending.after(batch_rows)
    if pending.accounts:
        yield _batch(pending)


def _check(reading: Reading, file: str) -> None:
    if reading.platform not in (None, PLATFORM):
        raise FileError(file, f"it holds Twitter statuses, --platform says {reading.platform}; leave it out")
    if reading.kind or reading.columns:
        raise FileError(file, "Twitter statuses say themselves who did what; leave --kind and --map out")


def _count(found: _Found, tally: Tally) -> None:
    tally.ties.update(tie.kind for tie in found.ties)
    tally.self_ties.update(tie.kind for tie in found.ties if tie.actor == tie.target)
    tally.posts.update(post.key for post in found.posts)
    tally.authors.update(post.author for post in found.posts)
    tally.reposts += len(found.reposts)


def _status(status: Object, line: int, always: Topics, seen: set[str]) -> _Found:
    original = _object(status, "retweeted_status")
    if not original:
        return _own(status, line, always)
    source = _written(original, always)
    post = replace(_written(status, always), kind=PostKind.RESHARE, topics=source.topics)
    found = _Found() if source.key in seen else _own(original, line, always)
    found.meet(source.author, _profile(_object(original, "user")))
    found.meet(post.author, _profile(_object(status, "user")))
    found.ties.append(_tie(TieKind.RESHARES, post, source.author, line, of=source))
    found.posts.append(post)
    found.reposts.append(_repost(PostKind.RESHARE, source.key, None, post, _place(status), line))
    return found


def _own(status: Object, line: int, always: Topics) -> _Found:
    post = _written(status, always)
    found = _Found(posts=[post])
    found.meet(post.author, _profile(_object(status, "user")))
    for kind, key, profile in _acted_on(status):
        found.meet(key, profile)
        found.ties.append(_tie(kind, post, key, line, of=post))
    for act, message, parent in _passed_on(status):
        found.reposts.append(_repost(act, message, parent, post, _place(status), line))
    return found


def _passed_on(status: Object) -> Iterator[tuple[PostKind, str, str | None]]:
    """Yield which statuses a status passes on, how, and from whom."""
    if native := _id(status, "in_reply_to_status_id"):
        answered = _id(status, "in_reply_to_user_id")
        parent = account_key(PLATFORM, answered) if answered else None
        yield PostKind.REPLY, f"{PLATFORM}:{native}", parent
    if native := _id(status, "quoted_status_id") or _id(_object(status, "quoted_status"), "id"):
        yield PostKind.QUOTE, f"{PLATFORM}:{native}", None


def _repost(
    kind: PostKind, message: str, parent: str | None, post: _Written, place: str | None, line: int
) -> _Repost:
    return _Repost(message, post.author, parent, post.at_ms, kind, post.key, post.language, place, line)


def _place(status: Object) -> str | None:
    return _text(_object(status, "place"), "country_code")


def _acted_on(status: Object) -> Iterator[tuple[TieKind, str, Profile]]:
    for mention in _objects(_entities(status), "user_mentions"):
        if native := _id(mention, "id"):
            yield TieKind.MENTIONS, account_key(PLATFORM, native), _profile(mention)
    if native := _id(status, "in_reply_to_user_id"):
        handle = _text(status, "in_reply_to_screen_name")
        yield TieKind.REPLIES_TO, account_key(PLATFORM, native), Profile(handle=handle)
    if quoted := _object(status, "quoted_status"):
        yield TieKind.QUOTES, _author(quoted), _profile(_object(quoted, "user"))


def _tie(kind: TieKind, post: _Written, target: str, line: int, *, of: _Written) -> _Tie:
    native = of.key.removeprefix(f"{PLATFORM}:")
    return _Tie(kind, post.author, target, post.at_ms, native, post.topics, line)


def _written(status: Object, always: Topics) -> _Written:
    native = _id(status, "id")
    if native is None:
        raise UnreadableError("the status has no id")
    language = _text(status, "lang")
    return _Written(
        key=f"{PLATFORM}:{native}",
        author=_author(status),
        at_ms=read_time(_text(status, "created_at") or ""),
        kind=_post_kind(status),
        topics=_topics(status, always),
        language=None if language == "und" else language,
    )


def _post_kind(status: Object) -> PostKind:
    if _id(status, "in_reply_to_status_id") or _id(status, "in_reply_to_user_id"):
        return PostKind.REPLY
    quotes = _id(status, "quoted_status_id") or _object(status, "quoted_status")
    return PostKind.QUOTE if quotes else PostKind.ORIGINAL


def _topics(status: Object, always: Topics) -> Topics:
    hashtags = [_text(hashtag, "text") or "" for hashtag in _objects(_entities(status), "hashtags")]
    try:
        return tuple(sorted({normal_topic(hashtag) for hashtag in hashtags}.union(always)))
    except ParameterError as error:
        raise UnreadableError("a hashtag is not 1 to 200 printable characters") from error


def _entities(status: Object) -> Object:
    # A status of more than 140 characters, as the stream sent it, has its whole text and entities apart.
    return _object(_object(status, "extended_tweet"), "entities") or _object(status, "entities")


def _author(status: Object) -> str:
    return account_key(PLATFORM, _id(_object(status, "user"), "id") or "")


def _profile(user: Object) -> Profile:
    followers = user.get("followers_count")
    if followers is not None and (type(followers) is not int or not 0 <= followers <= MAX_FOLLOWERS):
        raise UnreadableError("followers_count is not a whole number, at least 0")
    return Profile(_text(user, "screen_name"), _text(user, "name"), followers, _text(user, "lang"))


def _object(value: Object, name: str) -> Object:
    found = value.get(name)
    if found is not None and not isinstance(found, dict):
        raise UnreadableError(f"{name} is not an object")
    return found or {}


def _objects(value: Object, name: str) -> Sequence[Object]:
    found = value.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableError(f"{name} is not a list of objects")
    return found


def _text(value: Object, name: str) -> str | None:
    found = value.get(name)
    if found is not None and not isinstance(found, str):
        raise UnreadableError(f"{name} is not a text")
    return found or None


def _id(value: Object, name: str) -> str | None:
    found = value.get(f"{name}_str", value.get(name))
    if found is None:
        return None
    if type(found) not in (int, str) or not str(found).isdecimal():
        raise UnreadableError(f"{name} is not a whole number")
    return str(found)


def _batch(found: _Found) -> Batch:
    places = {key: place for place, key in enumerate(found.accounts)}
    used = [*(tie.topics for tie in found.ties), *(post.topics for post in found.posts)]
    sets = list(dict.fromkeys([(), *used]))
    topics = {topics: place for place, topics in enumerate(sets)}
    return Batch(
        accounts=list(found.accounts),
        ties=_columns(found.ties, places, topics),
        profiles={places[key]: profile for key, profile in found.accounts.items() if profile != Profile()},
        posts=[
            Post(post.key, places[post.author], post.at_ms, post.kind, topics[post.topics], post.language)
            for post in found.posts
        ],
        topic_sets=sets,
        reposts=Reposts.of(
            [
                {
                    **{name: getattr(act, name) for name in _Repost.__slots__},
                    "account": places[act.account],
                    "parent": -1 if act.parent is None else places[act.parent],
                }
                for act in found.reposts
            ]
        ),
    )


def _columns(ties: Sequence[_Tie], places: Mapping[str, int], topics: Mapping[Topics, int]) -> Ties:
    return Ties.of(
        [
            {
                "kind": tie.kind,
                "actor": places[tie.actor],
                "target": places[tie.target],
                "at_ms": tie.at_ms,
                "post": tie.post,
                "topics": topics[tie.topics],
                "row": tie.row,
            }
            for tie in ties
            if tie.actor != tie.target
        ]
    )
