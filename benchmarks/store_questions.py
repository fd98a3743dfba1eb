"""What the RDF stores are asked, each by the name it has in the table."""

from __future__ import annotations

ROOTS = 2
TO_ONE, APART, PATH, COUNT = "two hops", "two hops, filtered", "union path", "count by grade"
JOIN = """SELECT (COUNT(*) AS ?n) {
  ?a enduse:supplies ?b . ?b enduse:supplies ?c . ?c enduse:country country:IRN }"""
FILTERED = """SELECT (COUNT(*) AS ?n) {
  ?a enduse:supplies ?b . ?b enduse:resells_for ?c .
  ?a enduse:country ?x . ?c enduse:country ?y FILTER(?x != ?y) }"""
REACH = """SELECT (COUNT(*) AS ?n) { VALUES ?a { %s }
  ?a (enduse:supplies|enduse:owns|enduse:resells_for|enduse:contracts_with)+ ?b }"""
GROUPS = """SELECT ?g (COUNT(*) AS ?n) { ?s enduse:grade ?g } GROUP BY ?g"""
SAYS = (
    "Two hops of supply to one country; two hops between two countries; everything along four "
    "relations from two parties; statements by grade."
)


def questions() -> dict[str, str]:
    """Give the queries by what they are called in the table."""
    roots = " ".join(f"party:g%3Ap{n}" for n in range(ROOTS))
    return {TO_ONE: JOIN, APART: FILTERED, PATH: REACH % roots, COUNT: GROUPS}
