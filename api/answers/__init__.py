"""The answers, as types: the body of the HTTP API and of `--json` on the command line, byte for byte."""

from api.answers.accounts import AccountAnswer, AccountDetail, Graph, Topic, Topics
from api.answers.cascades import Cascade, CommunityShare, Hop, Moment
from api.answers.common import Account, Answer, Estimate, Meta, Model, Sources
from api.answers.costs import Costs
from api.answers.loads import LoadEntry, LoadReport, Loads, TieCounts
from api.answers.plans import Certificate, Change, ChangedPlan, Equivalents, Plan, PlannedSeed, Rival
from api.answers.relays import Carried, CarriedHop, Relay, RelayGroup, Relays
from api.answers.structure import Centrality, Communities, CommunityItem, Ranked

__all__ = [
    "Account",
    "AccountAnswer",
    "AccountDetail",
    "Answer",
    "Carried",
    "CarriedHop",
    "Cascade",
    "Centrality",
    "Certificate",
    "Change",
    "ChangedPlan",
    "Communities",
    "CommunityItem",
    "CommunityShare",
    "Costs",
    "Equivalents",
    "Estimate",
    "Graph",
    "Hop",
    "LoadEntry",
    "LoadReport",
    "Loads",
    "Meta",
    "Model",
    "Moment",
    "Plan",
    "PlannedSeed",
    "Ranked",
    "Relay",
    "RelayGroup",
    "Relays",
    "Rival",
    "Sources",
    "TieCounts",
    "Topic",
    "Topics",
]
