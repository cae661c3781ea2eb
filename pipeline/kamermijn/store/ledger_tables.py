"""The tables of the ledger, and the columns that one of an earlier day lacks."""

_FORMER = {"heir": "TEXT", "number": "INTEGER NOT NULL DEFAULT 0"}
# Columns that a ledger of an earlier day lacks; they are last in their tables.
ADDED = {
    "result": {"traits": "TEXT NOT NULL DEFAULT '{}'"},
    "input": {"says": "TEXT NOT NULL DEFAULT '{}'", "version": "INTEGER", "why": "TEXT", **_FORMER},
    "published": {"says": "TEXT NOT NULL DEFAULT '{}'", **_FORMER},
    "planned": {"says": "TEXT NOT NULL DEFAULT '{}'", **_FORMER},
}

SCHEMA = """
-- What came of one content under one name: rests on nothing but the key and the producer.
CREATE TABLE IF NOT EXISTS result (
  key TEXT PRIMARY KEY, producer TEXT NOT NULL, sha256 TEXT, letter_id TEXT, size INTEGER, fictional INTEGER NOT NULL DEFAULT 0,
  counts TEXT NOT NULL DEFAULT '{}', problems TEXT NOT NULL DEFAULT '[]', traits TEXT NOT NULL DEFAULT '{}');
-- How far the letters of two results say the same, by the names of the results.
CREATE TABLE IF NOT EXISTS likeness (one TEXT NOT NULL, other TEXT NOT NULL, says TEXT NOT NULL, PRIMARY KEY (one, other));
-- The files of the run, in their order, and what became of each. Behind them what files held before they were written over: these have
-- an `heir`, the digest of what the file holds now (empty while that cannot be read), and a `number`, the lower the earlier.
CREATE TABLE IF NOT EXISTS input (
  position INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT, key TEXT, state TEXT NOT NULL, letter_id TEXT, name TEXT,
  says TEXT NOT NULL DEFAULT '{}', version INTEGER, why TEXT, heir TEXT, number INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS input_path ON input (path);
CREATE INDEX IF NOT EXISTS input_sha256 ON input (sha256);
CREATE INDEX IF NOT EXISTS input_name ON input (name);
CREATE INDEX IF NOT EXISTS input_key ON input (key);
CREATE TABLE IF NOT EXISTS problem (
  source TEXT NOT NULL, path TEXT NOT NULL, level TEXT NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL);
-- The letters that stand in the folder; `planned` is the same while a run moves them to their places.
CREATE TABLE IF NOT EXISTS published (
  name TEXT PRIMARY KEY, key TEXT, producer TEXT, letter_id TEXT, size INTEGER, path TEXT, sha256 TEXT,
  says TEXT NOT NULL DEFAULT '{}', heir TEXT, number INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS published_key ON published (key);
CREATE INDEX IF NOT EXISTS published_letter ON published (letter_id);
CREATE TABLE IF NOT EXISTS planned (
  name TEXT PRIMARY KEY, key TEXT, producer TEXT, letter_id TEXT, size INTEGER, path TEXT, sha256 TEXT,
  says TEXT NOT NULL DEFAULT '{}', heir TEXT, number INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS planned_letter ON planned (letter_id);
-- What is told once, by the run that publishes it, as long as its tables are not published: letters that are gone, and notices, each
-- with the digest of the file as that run had it. The run after one that was stopped there tells it.
CREATE TABLE IF NOT EXISTS parted (
  name TEXT, key TEXT, producer TEXT, letter_id TEXT, size INTEGER, path TEXT, sha256 TEXT, says TEXT, heir TEXT, number INTEGER);
CREATE TABLE IF NOT EXISTS untold (
  source TEXT NOT NULL, path TEXT NOT NULL, level TEXT NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL, sha256 TEXT,
  PRIMARY KEY (path, reason, message));
-- Of each letter in `parted` (by its digest and id) the contents that are the same letter: its id may be another's by then.
CREATE TABLE IF NOT EXISTS akin (
  sha256 TEXT NOT NULL, letter_id TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (sha256, letter_id, other));
-- Which contents were ever published under which ids, these without regard to capitals too; the last given has the highest rowid.
CREATE TABLE IF NOT EXISTS given (sha256 TEXT NOT NULL, letter_id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (sha256, letter_id));
CREATE INDEX IF NOT EXISTS given_name ON given (name);
-- Records of letters that are no longer there, or not under this id: for who keeps a copy of the tables elsewhere.
CREATE TABLE IF NOT EXISTS gone (record_id TEXT PRIMARY KEY, letter_id TEXT NOT NULL, kind TEXT NOT NULL, path TEXT, since TEXT NOT NULL);
-- Letters in a store: what it said of each when its content was last read.
CREATE TABLE IF NOT EXISTS seen (url TEXT PRIMARY KEY, stamp TEXT, sha256 TEXT NOT NULL, key TEXT NOT NULL);
-- The files of a run whose output is in a store, as they stand there.
CREATE TABLE IF NOT EXISTS mirrored (name TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TEMP TABLE content (sha256 TEXT PRIMARY KEY, path TEXT NOT NULL);
CREATE TEMP TABLE awaited (sha256 TEXT PRIMARY KEY, path TEXT NOT NULL);
"""
