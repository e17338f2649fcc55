"""The answers, as types: the body of the HTTP API and of `--json` on the command line, byte for byte."""

from api.answers.accounts import AccountAnswer, AccountDetail, Graph, Topic, Topics
from api.answers.cascades import Cascade, CommunityShare, Hop
from api.answers.common import Account, Answer, Estimate, Meta, Model, Sources
from api.answers.loads import LoadEntry, LoadReport, Loads, TieCounts
from api.answers.plans import Certificate, Change, ChangedPlan, Equivalents, Plan, PlannedSeed, Rival
from api.answers.relays import Carried, Relay, Relays
from api.answers.structure import Centrality, Communities, CommunityItem, Ranked

__all__ = [
    "Account",
    "AccountAnswer",
    "AccountDetail",
    "Answer",
    "Carried",
    "Cascade",
    "Centrality",
    "Certificate",
    "Change",
    "ChangedPlan",
    "Communities",
    "CommunityItem",
    "CommunityShare",
    "Equivalents",
    "Estimate",
    "Graph",
    "Hop",
    "LoadEntry",
    "LoadReport",
    "Loads",
    "Meta",
    "Model",
    "Plan",
    "PlannedSeed",
    "Ranked",
    "Relay",
    "Relays",
    "Rival",
    "Sources",
    "TieCounts",
    "Topic",
    "Topics",
]
