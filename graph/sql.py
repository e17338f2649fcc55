"""Every statement that the DuckDB store sends, named.

What is formatted into a statement is names of our own; values travel as parameters only.
"""

from __future__ import annotations

from graph.recorded import EVENT
from graph.records import KINDS, POST_KINDS, UNTIMED
from graph.store import ACTS

SCHEMA_VERSION = 3

# No primary keys: one cost 3 times the time and 6 times the file; repeats are found by anti-join.
SCHEMA = f"""
CREATE TYPE tie_kind AS ENUM ({", ".join(f"'{kind}'" for kind in KINDS)});
CREATE TYPE post_kind AS ENUM ({", ".join(f"'{kind}'" for kind in POST_KINDS)});
CREATE TABLE ricochet (schema_version INTEGER);
CREATE TABLE load (number INTEGER, fingerprint VARCHAR, file VARCHAR, source VARCHAR, sealed_at TIMESTAMP);
CREATE TABLE batch (load INTEGER, number INTEGER, accounts BIGINT, ties BIGINT, posts BIGINT, reposts BIGINT);
CREATE TABLE account (number BIGINT, key VARCHAR);
CREATE TABLE sighting (load INTEGER, batch INTEGER, account BIGINT,
                       handle VARCHAR, name VARCHAR, followers BIGINT, language VARCHAR);
CREATE TABLE tie (load INTEGER, "row" BIGINT, kind tie_kind, actor BIGINT, target BIGINT,
                  happened_at TIMESTAMP_MS, mark BIGINT, post VARCHAR, topics VARCHAR[],
                  count BIGINT, probability DOUBLE);
CREATE TABLE post (load INTEGER, batch INTEGER, key VARCHAR, author BIGINT, posted_at TIMESTAMP_MS,
                   kind post_kind, topics VARCHAR[], language VARCHAR, further MAP(VARCHAR, VARCHAR));
CREATE TABLE repost (load INTEGER, "row" BIGINT, message VARCHAR, account BIGINT, parent BIGINT,
                     happened_at TIMESTAMP_MS, kind post_kind, post VARCHAR, mark BIGINT,
                     language VARCHAR, place VARCHAR, further MAP(VARCHAR, VARCHAR));
CREATE TABLE price (load INTEGER, batch INTEGER, account BIGINT,
                    price DOUBLE, acceptance DOUBLE, currency VARCHAR);
CREATE TABLE listed (load INTEGER, batch INTEGER, account BIGINT, list VARCHAR);
CREATE TABLE document (kind VARCHAR, name VARCHAR, text VARCHAR);
CREATE VIEW sealed AS SELECT number AS load FROM load WHERE sealed_at IS NOT NULL;
INSERT INTO ricochet VALUES ({SCHEMA_VERSION});
"""

ADD_ACCOUNTS = """
INSERT INTO account
SELECT (SELECT coalesce(max(number), 0) FROM account) + row_number() OVER (ORDER BY place), key
FROM batch_accounts ANTI JOIN account USING (key)
"""

ADD_SIGHTINGS = """
INSERT INTO sighting
SELECT $load, $batch, account, handle::VARCHAR, name::VARCHAR, followers, language::VARCHAR
FROM batch_accounts WHERE described OR account NOT IN (SELECT account FROM sighting WHERE load = $load)
"""

BATCH_TIES = f"""
CREATE OR REPLACE TEMP TABLE batch_ties AS
SELECT place, "row", (enum_range(NULL::tie_kind))[kind_code + 1] AS kind, actor, target,
       CASE WHEN at_ms <> {UNTIMED} THEN make_timestamp_ms(at_ms)::TIMESTAMP_MS END AS happened_at, mark,
       post::VARCHAR AS post, topics, nullif(given_count, 0) AS count,
       CASE WHEN NOT isnan(given_probability) THEN given_probability END AS probability, repeats
FROM raw_ties LEFT JOIN batch_topics USING (topic_code)
"""

ALREADY_THERE = """
SELECT place FROM batch_ties b
WHERE EXISTS (
    FROM tie t WHERE t.kind = b.kind AND t.actor = b.actor AND t.target = b.target AND t.mark = b.mark
    AND t.happened_at IS NOT DISTINCT FROM b.happened_at AND t.topics IS NOT DISTINCT FROM b.topics
    AND t.count IS NOT DISTINCT FROM b.count AND t.probability IS NOT DISTINCT FROM b.probability
    AND (t.load = $load OR t.load IN (SELECT load FROM sealed)))
"""

ADD_TIES = """
INSERT INTO tie
SELECT $load, "row", kind, actor, target, happened_at, mark, post, topics, count, probability
FROM batch_ties WHERE NOT repeats ORDER BY place
"""

ADD_POSTS = """
INSERT INTO post
SELECT $load, $batch, key, author, make_timestamp_ms(at_ms)::TIMESTAMP_MS,
       (enum_range(NULL::post_kind))[kind_code + 1], topics, language::VARCHAR,
       map(further_names::VARCHAR[], further_texts::VARCHAR[])
FROM batch_posts LEFT JOIN batch_topics USING (topic_code)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1
"""

# Further columns are formatted in by number; their names are a value.
ADD_REPOSTS = f"""
INSERT INTO repost
SELECT $load, "row", message, account, nullif(parent, -1),
       CASE WHEN at_ms <> {UNTIMED} THEN make_timestamp_ms(at_ms)::TIMESTAMP_MS END,
       (enum_range(NULL::post_kind))[kind_code + 1], post::VARCHAR, mark, language::VARCHAR, place::VARCHAR,
       map($further::VARCHAR[], [%s]::VARCHAR[])
FROM batch_reposts ORDER BY "row"
"""

ADD_PRICES = """
INSERT INTO price
SELECT $load, $batch, account, price, CASE WHEN NOT isnan(acceptance) THEN acceptance END, currency::VARCHAR
FROM batch_prices
"""

ADD_LISTED = "INSERT INTO listed SELECT $load, $batch, account, list::VARCHAR FROM batch_listed"

LOADS = """
SELECT number, fingerprint, file, source, strftime(sealed_at, '%Y-%m-%dT%H:%M:%SZ'),
       (SELECT coalesce(list(b.number), []) FROM batch b WHERE b.load = l.number),
       (SELECT coalesce(sum(accounts), 0) FROM batch b WHERE b.load = l.number)::BIGINT,
       (SELECT coalesce(sum(ties), 0) FROM batch b WHERE b.load = l.number)::BIGINT,
       (SELECT coalesce(sum(posts), 0) FROM batch b WHERE b.load = l.number)::BIGINT,
       (SELECT coalesce(sum(reposts), 0) FROM batch b WHERE b.load = l.number)::BIGINT
FROM load l ORDER BY number
"""

ACCOUNTS = """
SELECT account AS number, key,
       arg_max(handle, (load, batch)) FILTER (handle IS NOT NULL) AS handle,
       arg_max(name, (load, batch)) FILTER (name IS NOT NULL) AS name,
       coalesce(arg_max(followers, (load, batch)) FILTER (followers IS NOT NULL), -1) AS followers,
       arg_max(language, (load, batch)) FILTER (language IS NOT NULL) AS language
FROM sighting JOIN account ON number = account
WHERE load IN (SELECT load FROM sealed) GROUP BY ALL
"""

TIES = f"""
SELECT enum_code(kind)::TINYINT AS kind, actor, target,
       coalesce(epoch_ms(happened_at), {UNTIMED}) AS at_ms, mark,
       coalesce(code, 0)::INTEGER AS topics, coalesce(count, 0) AS count,
       coalesce(probability, 'nan'::DOUBLE) AS probability, load, "row"
FROM tie LEFT JOIN topic_set USING (topics)
WHERE kind IN (SELECT unnest($kinds)::tie_kind) AND load IN (SELECT load FROM sealed)
"""

POSTS = f"""
SELECT key, author, coalesce(epoch_ms(posted_at), {UNTIMED}) AS at_ms, enum_code(kind)::TINYINT AS kind,
       coalesce(code, 0)::INTEGER AS topics
FROM (FROM post WHERE load IN (SELECT load FROM sealed)
      QUALIFY row_number() OVER (PARTITION BY key ORDER BY load DESC, batch DESC) = 1)
LEFT JOIN topic_set USING (topics)
"""

ACTIONS = f"""
CREATE OR REPLACE TEMP TABLE action AS
WITH reposted AS (FROM repost WHERE load IN (SELECT load FROM sealed)),
acted AS (
    SELECT *, CASE WHEN post IS NULL THEN '{EVENT}' ELSE split_part(key, ':', 1) || ':' || post END AS message
    FROM tie JOIN account ON target = account.number
    WHERE happened_at IS NOT NULL AND load IN (SELECT load FROM sealed)
      AND (kind = 'RESHARES' OR post IS NULL AND kind IN ({", ".join(f"'{kind}'" for kind in ACTS)})))
SELECT message, account, parent, happened_at, kind, mark, language, place, load, "row" FROM reposted
UNION ALL
SELECT message, actor, target, happened_at,
       CASE kind {" ".join(f"WHEN '{tie}' THEN '{post}'" for tie, post in ACTS.items())} END::post_kind,
       0, NULL, NULL, load, "row"
FROM acted ANTI JOIN reposted USING (message)
"""

ACTION_MESSAGES = """
CREATE OR REPLACE TEMP TABLE action_message AS
SELECT message, row_number() OVER (ORDER BY message) - 1 AS code FROM (SELECT DISTINCT message FROM action)
"""

ACTION_COLUMNS = f"""
SELECT code::INTEGER AS message, account, coalesce(parent, -1) AS parent,
       coalesce(epoch_ms(happened_at), {UNTIMED}) AS at_ms, enum_code(kind)::TINYINT AS kind, mark,
       language, place, load, "row"
FROM action JOIN action_message USING (message)
"""

PRICES = """
SELECT account, price, coalesce(acceptance, 'nan'::DOUBLE) AS acceptance, currency
FROM price WHERE load IN (SELECT load FROM sealed)
QUALIFY row_number() OVER (PARTITION BY account ORDER BY load DESC, batch DESC) = 1
"""

LISTED = "SELECT DISTINCT account, list FROM listed WHERE load IN (SELECT load FROM sealed)"

# What names an account, by the word for it: a table, and where.
NAMING = {
    "ties": ("tie", "actor IN {0} OR target IN {0}"),
    "posts": ("post", "author IN {0}"),
    "reposts": ("repost", "account IN {0} OR parent IN {0}"),
    "prices": ("price", "account IN {0}"),
    "lists": ("listed", "account IN {0}"),
}
CHOSEN = "(SELECT number FROM account WHERE key IN (SELECT unnest($1)))"
SIGHTED = f"SELECT DISTINCT load FROM sighting WHERE account IN {CHOSEN} ORDER BY load"

# Table names come from this module alone, so a statement never carries a value of a caller's.
LOADED_TABLES = ("tie", "post", "repost", "price", "listed", "sighting", "batch")
