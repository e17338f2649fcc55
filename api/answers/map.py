"""A map of the network: who is drawn where, what joins them, and where the communities stand.

Nodes, edges and links are told column by column: a map of thousands is a third as large.
"""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Community, Meta, Revealed


class MapNodes(Answer):
    """Who is drawn: accounts, those first that must be seen, then communities in one node each.

    All lists are as long, one entry a node.
    """

    key: list[str | None] = Field(description="Null where several accounts are merged into it.")
    handle: list[Revealed]
    community: list[Community]
    followers: list[int | None]
    people: list[int] = Field(description="Accounts in it: 1, or all of a community that are not drawn.")
    x: list[float]
    y: list[float]
    value: list[float | None] = Field(
        description="How many more people see a message because of it, to a thousandth; null where unknown."
    )


class MapEdges(Answer):
    """What joins the accounts that are drawn: the likeliest ways into each of them.

    All lists are as long, one entry an edge.
    """

    source: list[int] = Field(description="Place of the node whose messages pass.")
    target: list[int] = Field(description="Place of the node that they pass to.")
    weight: list[float] = Field(description="How much the target acted on the source, on all topics.")
    probability: list[float] = Field(
        description="That a message on the topic passes, if the source sends it."
    )


class MapLinks(Answer):
    """What joins communities: all ties from members of the one to members of the other.

    All lists are as long, one entry an ordered pair of the communities listed, the strongest first.
    """

    origin: list[int]
    destination: list[int]
    ties: list[int] = Field(description="Edges from the one to the other.")
    carried: list[float] = Field(
        description="Sum of their probabilities: messages carried across, were everybody of the origin to "
        "send one on the topic."
    )


class MapCommunity(Answer):
    """Where a community stands, and how to call it."""

    community: int = Field(description="Number, from 0, largest first; it holds in this snapshot alone.")
    size: int = Field(description="People in it.")
    x: float
    y: float
    radius: float = Field(description="Nine in ten members are drawn no farther from its middle.")
    topic: str | None = Field(
        description="What its members are surest to be more given to than others; null where nothing is."
    )
    leader: Account | None = Field(description="Most listened to inside; null where nobody may be named.")


class Map(Answer):
    """The network drawn: everybody has the same place in all maps of one snapshot."""

    nodes: MapNodes
    edges: MapEdges
    links: MapLinks
    communities: list[MapCommunity] = Field(description="The largest 200, largest first.")
    meta: Meta
