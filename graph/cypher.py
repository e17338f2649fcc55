"""Every statement that the Neo4j store sends, named.

    (:Ricochet {schema, accounts, changes})        one: the schema's version, the last account number given
    (:RicochetLoad {number, fingerprint, file, source, loaded_at})-[:HAS_BATCH]->(:RicochetBatch)
    (:Account:RicochetAccount {key, number, platform, loads, handle, name, followers, language})
      -[:FOLLOWS|MENTIONS|… {load, row, at, mark, topics, count, post, probability}]->(:Account)
      -[:WROTE]->(:Post:RicochetPost {key, load, batch, place, at, kind, topics, language, further})
      -[:REPOSTED]->(:RicochetRepost {load, row, message, parent, at, kind, post, mark, language, place,
                                      further})
      -[:DESCRIBED_AS]->(:RicochetProfile {load, batch, handle, name, followers, language})
      -[:ASKS]->(:RicochetPrice {load, batch, price, acceptance, currency})
      -[:IS_ON]->(:RicochetListing {load, batch, list})
  (:RicochetDocument {kind, name, text})

A label that begins with `Ricochet` marks a node as ours: whatever else lives in the database is neither
read nor deleted. `Account` and `Post` are there for people, in Neo4j Browser and Bloom. What is unknown
is absent; topics are one text, a line each (a fifth faster to write than a list); `parent` is an account's
number, `further` one JSON object. A load that is being taken back is a `RicochetLeaving` until its last row
is gone. Values travel as parameters only; what is
formatted into a statement is closed lists of our own.
"""

from __future__ import annotations

from graph import store
from graph.records import KINDS, TieKind

_UNIQUE = (
    ("Ricochet", "schema"),
    ("RicochetAccount", "key"),
    ("RicochetAccount", "number"),
    ("RicochetLoad", "number"),
    ("RicochetLoad", "fingerprint"),
)

CONSTRAINTS = tuple(
    f"CREATE CONSTRAINT {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
    for label, name in _UNIQUE
)

KEEP = "MERGE (d:RicochetDocument {kind: $kind, name: $name}) SET d.text = $text"

KEPT = "MATCH (d:RicochetDocument {kind: $kind}) RETURN d.name, d.text ORDER BY d.name"

FORGET = "MATCH (d:RicochetDocument {kind: $kind, name: $name}) DELETE d"

SCHEMA_VERSIONS = "MATCH (r:Ricochet) RETURN collect(r.schema) AS versions"

MARK_DATABASE = "MERGE (r:Ricochet {schema: $schema}) ON CREATE SET r.accounts = 0, r.changes = 0"

# Writing takes the lock of one node first, so writers queue up instead of meeting in a deadlock.
LOCK = "MATCH (r:Ricochet) SET r.changes = r.changes + 1 RETURN r.accounts AS accounts"

LAST_ACCOUNT = "MATCH (r:Ricochet) RETURN r.accounts AS accounts"

SEALED = "MATCH (l:RicochetLoad) WHERE l.loaded_at IS NOT NULL RETURN collect(l.number) AS loads"

LOADS = """
MATCH (l:RicochetLoad)
OPTIONAL MATCH (l)-[:HAS_BATCH]->(b:RicochetBatch)
RETURN l.number AS number, l.fingerprint AS fingerprint, l.file AS file, l.source AS source,
       l.loaded_at AS loaded_at, collect(b.number) AS batches,
       sum(b.accounts) AS accounts, sum(b.ties) AS ties, sum(b.posts) AS posts, sum(b.reposts) AS reposts
ORDER BY number
"""

OPEN_LOAD = """
OPTIONAL MATCH (l:RicochetLoad|RicochetLeaving)
WITH coalesce(max(l.number), 0) + 1 AS number
CREATE (:RicochetLoad {number: number, fingerprint: $fingerprint, file: $file, source: $source})
RETURN number
"""

BATCHES = """
MATCH (l:RicochetLoad {number: $load})
RETURN [(l)-[:HAS_BATCH]->(b:RicochetBatch) | b.number] AS batches
"""

ADD_BATCH = """
MATCH (l:RicochetLoad {number: $load})
CREATE (l)-[:HAS_BATCH]->(:RicochetBatch {
    number: $batch, accounts: $accounts, ties: $ties, posts: $posts, reposts: $reposts})
"""

SEE_ACCOUNTS = """
UNWIND $keys AS key
MATCH (a:RicochetAccount {key: key})
WITH a, $load IN a.loads AS seen
SET a.loads = CASE WHEN seen THEN a.loads ELSE a.loads + $load END
RETURN collect(a.key) AS keys, collect(a.number) AS numbers,
       sum(CASE WHEN seen THEN 0 ELSE 1 END) AS first_seen
"""

ADD_ACCOUNTS = """
UNWIND $rows AS row
CREATE (:Account:RicochetAccount {key: row[0], platform: row[1], number: row[2], loads: [$load]})
"""

RESERVE_NUMBERS = "MATCH (r:Ricochet) SET r.accounts = $accounts"

ADD_PROFILES = """
UNWIND $rows AS row
MATCH (a:RicochetAccount {number: row[0]})
CREATE (a)-[:DESCRIBED_AS]->(:RicochetProfile {
    load: $load, batch: $batch, handle: row[1], name: row[2], followers: row[3], language: row[4]})
"""

ADD_POSTS = """
UNWIND $rows AS row
MATCH (a:RicochetAccount {number: row[0]})
CREATE (a)-[:WROTE]->(:Post:RicochetPost {
    load: $load, batch: $batch, place: row[1], key: row[2], at: row[3], kind: row[4],
    topics: $topic_sets[row[5]], language: row[6], further: row[7]})
"""

ADD_REPOSTS = """
UNWIND $rows AS row
MATCH (a:RicochetAccount {number: row[0]})
CREATE (a)-[:REPOSTED]->(:RicochetRepost {
    load: $load, row: row[1], message: row[2], parent: row[3], at: row[4], kind: row[5], post: row[6],
    mark: row[7], language: row[8], place: row[9], further: row[10]})
"""

ADD_PRICES = """
UNWIND $rows AS row
MATCH (a:RicochetAccount {number: row[0]})
CREATE (a)-[:ASKS]->(:RicochetPrice {
    load: $load, batch: $batch, price: row[1], acceptance: row[2], currency: row[3]})
"""

ADD_LISTED = """
UNWIND $rows AS row
MATCH (a:RicochetAccount {number: row[0]})
CREATE (a)-[:IS_ON]->(:RicochetListing {load: $load, batch: $batch, list: row[1]})
"""

# Each account is sought once and then taken by its place: a tenth faster than two seeks a tie. The order
# of the properties lets a timed action fill one record of Neo4j's store before the next is begun.
ADD_TIES = {
    kind: f"""
UNWIND range(0, size($numbers) - 1) AS place
MATCH (a:RicochetAccount {{number: $numbers[place]}})
WITH a ORDER BY place
WITH collect(a) AS accounts
UNWIND $rows AS row
WITH row, accounts[row[0]] AS actor, accounts[row[1]] AS target
WITH row, actor, target, row[9] IS NOT NULL AND EXISTS {{
    MATCH (actor)-[t:{kind}]->(target)
    WHERE t.load IN $loads AND t.mark = row[5]
      AND coalesce(t.at = row[3], t.at IS NULL AND row[3] IS NULL)
      AND coalesce(t.topics, '') = coalesce($topic_sets[row[4]], '')
      AND coalesce(t.count, 0) = coalesce(row[6], 0)
      AND coalesce(t.probability, -1.0) = coalesce(row[7], -1.0)
}} AS there
CREATE (actor)-[:{kind} {{
    load: $load, row: row[2], at: row[3], topics: $topic_sets[row[4]], mark: row[5],
    count: row[6], probability: row[7], post: row[8]}}]->(target)
RETURN collect(CASE WHEN there THEN row[9] END) AS places_there
"""
    for kind in KINDS
}

SEAL = """
MATCH (l:RicochetLoad) WHERE l.number IN $loads AND l.loaded_at IS NULL
SET l.loaded_at = $loaded_at
"""

# What the sealed loads say of an account is written to it, for people who look at it in Neo4j.
REFRESH_ACCOUNTS = """
MATCH (a:RicochetAccount)-[:DESCRIBED_AS]->(p:RicochetProfile) WHERE p.load IN $loads
WITH DISTINCT a
OPTIONAL MATCH (a)-[:DESCRIBED_AS]->(said:RicochetProfile) WHERE said.load IN $sealed
WITH a, said ORDER BY said.load DESC, said.batch DESC
WITH a, collect(said.handle) AS handles, collect(said.name) AS names,
     collect(said.followers) AS followers, collect(said.language) AS languages
SET a.handle = head(handles), a.name = head(names),
    a.followers = head(followers), a.language = head(languages)
"""

LEAVE = """
MATCH (l:RicochetLoad) WHERE l.number IN $loads
SET l:RicochetLeaving
REMOVE l:RicochetLoad
WITH l MATCH (l)-[:HAS_BATCH]->(b:RicochetBatch)
DETACH DELETE b
"""

SEEN = """
MATCH (a:RicochetAccount) WHERE a.key IN $keys
RETURN collect(a.number) AS numbers, reduce(all = [], loads IN collect(a.loads) | all + loads) AS loads
"""

# What names an account, by the word for it, as x.
_OF = "WHERE a.number IN $numbers"
_NAMING = {
    "ties": f"MATCH (a:RicochetAccount)-[x:{'|'.join(KINDS)}]-(:RicochetAccount) {_OF}",
    "posts": f"MATCH (a:RicochetAccount)-[:WROTE]->(x:RicochetPost) {_OF}",
    "reposts": f"""CALL () {{
    MATCH (a:RicochetAccount)-[:REPOSTED]->(x:RicochetRepost) {_OF} RETURN x
    UNION MATCH (x:RicochetRepost) WHERE x.parent IN $numbers RETURN x
}}""",
    "prices": f"MATCH (a:RicochetAccount)-[:ASKS]->(x:RicochetPrice) {_OF}",
    "lists": f"MATCH (a:RicochetAccount)-[:IS_ON]->(x:RicochetListing) {_OF}",
}

HELD = {
    name: f"{naming} WITH DISTINCT x RETURN x.load AS load, count(*) AS rows"
    for name, naming in _NAMING.items()
}

# In pieces, as a sweep; the accounts go last, so that what was cut off is found again.
ERASE = {
    name: f"""
{naming}
WITH DISTINCT x
CALL (x) {{ {"" if name == "ties" else "DETACH "}DELETE x }} IN TRANSACTIONS OF 20000 ROWS
RETURN count(*) AS gone
"""
    for name, naming in {
        **_NAMING,
        "profiles": f"MATCH (a:RicochetAccount)-[:DESCRIBED_AS]->(x:RicochetProfile) {_OF}",
        "accounts": "MATCH (x:RicochetAccount) WHERE x.number IN $numbers",
    }.items()
}

LEAVING = "MATCH (l:RicochetLeaving) RETURN collect(l.number) AS loads"

# In pieces, as a load of millions does not fit one transaction's memory; the last statement ends it.
SWEEP = (
    f"""
MATCH (a:RicochetAccount) WHERE any(load IN a.loads WHERE load IN $loads)
MATCH (a)-[t:{"|".join(KINDS)}]->(:RicochetAccount) WHERE t.load IN $loads
CALL (t) {{ DELETE t }} IN TRANSACTIONS OF 20000 ROWS
""",
    """
MATCH (p:RicochetPost|RicochetRepost|RicochetProfile|RicochetPrice|RicochetListing) WHERE p.load IN $loads
CALL (p) { DETACH DELETE p } IN TRANSACTIONS OF 20000 ROWS
""",
    """
MATCH (a:RicochetAccount) WHERE any(load IN a.loads WHERE load IN $loads)
CALL (a) {
    SET a.loads = [load IN a.loads WHERE NOT load IN $loads]
    WITH a WHERE size(a.loads) = 0
    DETACH DELETE a
} IN TRANSACTIONS OF 20000 ROWS
""",
    "MATCH (l:RicochetLeaving) WHERE l.number IN $loads DELETE l",
)

# Long lists, one record a thousand accounts: ten times as fast as a record a row.
_PAGES = """
UNWIND range(1, $last, 1000) AS first
CALL (first) {
    MATCH (a:RicochetAccount) WHERE first <= a.number < first + 1000
"""

ACCOUNTS = f"""{_PAGES}
      AND any(load IN a.loads WHERE load IN $sealed)
    RETURN collect(a) AS page
}}
RETURN [a IN page | a.number] AS number, [a IN page | a.key] AS key, [a IN page | a.handle] AS handle,
       [a IN page | a.name] AS name, [a IN page | coalesce(a.followers, -1)] AS followers,
       [a IN page | a.language] AS language
"""

TIES = {
    kind: f"""{_PAGES}
    MATCH (a)-[t:{kind}]->(b:RicochetAccount) WHERE t.load IN $sealed
    RETURN collect(a.number) AS actor, collect(b.number) AS target,
           collect(coalesce(t.at, $untimed)) AS at_ms, collect(t.mark) AS mark,
           collect(coalesce(t.topics, '')) AS topics,
           collect(coalesce(t.count, 0)) AS count, collect(coalesce(t.probability, $nan)) AS probability,
           collect(t.load) AS load, collect(t.row) AS row
}}
RETURN *
"""
    for kind in KINDS
}

REPOSTS = f"""{_PAGES}
    MATCH (a)-[:REPOSTED]->(r:RicochetRepost) WHERE r.load IN $sealed
    RETURN collect(a.number) AS account, collect(r.message) AS message,
           collect(coalesce(r.parent, -1)) AS parent, collect(coalesce(r.at, $untimed)) AS at_ms,
           collect(r.kind) AS kind, collect(r.mark) AS mark, collect(coalesce(r.language, '')) AS language,
           collect(coalesce(r.place, '')) AS place, collect(r.load) AS load, collect(r.row) AS row
}}
RETURN *
"""

ACTS = {
    kind: f"""{_PAGES}
    MATCH (a)-[t:{kind}]->(b:RicochetAccount)
    WHERE t.load IN $sealed AND t.at IS NOT NULL {"" if kind is TieKind.RESHARES else "AND t.post IS NULL"}
    RETURN collect(a.number) AS account, collect(b.number) AS parent, collect(b.platform) AS platform,
           collect(coalesce(t.post, '')) AS post, collect(t.at) AS at_ms,
           collect(t.load) AS load, collect(t.row) AS row
}}
RETURN *
"""
    for kind in store.ACTS
}

POSTS = f"""{_PAGES}
    MATCH (a)-[:WROTE]->(p:RicochetPost) WHERE p.load IN $sealed
    RETURN collect(a.number) AS author, collect(p.key) AS key, collect(coalesce(p.at, $untimed)) AS at_ms,
           collect(p.kind) AS kind, collect(coalesce(p.topics, '')) AS topics,
           collect(p.load) AS load, collect(p.batch) AS batch, collect(p.place) AS place
}}
RETURN *
"""

PRICES = f"""{_PAGES}
    MATCH (a)-[:ASKS]->(p:RicochetPrice) WHERE p.load IN $sealed
    WITH a, p ORDER BY p.load, p.batch
    WITH a, last(collect(p)) AS p
    RETURN collect(a.number) AS account, collect(p.price) AS price,
           collect(coalesce(p.acceptance, $nan)) AS acceptance, collect(p.currency) AS currency
}}
RETURN *
"""

LISTED = f"""{_PAGES}
    MATCH (a)-[:IS_ON]->(l:RicochetListing) WHERE l.load IN $sealed
    WITH DISTINCT a.number AS account, l.list AS list
    RETURN collect(account) AS account, collect(list) AS list
}}
RETURN *
"""
