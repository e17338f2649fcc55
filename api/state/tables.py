"""The tables of the service: all that it remembers, each written by one module beside this one."""

from __future__ import annotations

TABLES = """
CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, operation TEXT NOT NULL, caller TEXT NOT NULL,
    method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL,
    state TEXT NOT NULL, in_work INTEGER NOT NULL DEFAULT FALSE,
    progress REAL, doing TEXT, detail TEXT, expected_seconds REAL,
    created_ms INTEGER NOT NULL, started_ms INTEGER, finished_ms INTEGER,
    status INTEGER, answer_headers TEXT, answer BLOB,
    digest TEXT NOT NULL, idempotency_key TEXT, UNIQUE (caller, idempotency_key));
CREATE INDEX IF NOT EXISTS job_by_state ON job (state, number);
CREATE INDEX IF NOT EXISTS job_in_work ON job (number) WHERE in_work;
CREATE TABLE IF NOT EXISTS job_time (
    operation TEXT NOT NULL, state TEXT NOT NULL, jobs INTEGER NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY (operation, state));
CREATE TABLE IF NOT EXISTS plan (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, created_ms INTEGER NOT NULL,
    question TEXT NOT NULL, answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS api_key (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, rights TEXT NOT NULL,
    created_at TEXT NOT NULL, expires_at TEXT, revoked_at TEXT, per_minute INTEGER, per_day INTEGER
);
CREATE TABLE IF NOT EXISTS session (digest TEXT PRIMARY KEY, key TEXT NOT NULL, ends_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS failed_log_in (address TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS quota (
    key TEXT NOT NULL, seconds INTEGER NOT NULL, started REAL NOT NULL, calls INTEGER NOT NULL,
    PRIMARY KEY (key, seconds)
);
CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, key TEXT NOT NULL, holder TEXT NOT NULL,
    operation TEXT NOT NULL, status INTEGER NOT NULL, milliseconds INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS kept_answer (
    number INTEGER PRIMARY KEY, context TEXT NOT NULL, question TEXT NOT NULL, body BLOB NOT NULL,
    UNIQUE (context, question))
"""
