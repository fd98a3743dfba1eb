"""One module per format: each writes a subgraph to a file and says what the file does not carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.exports import (
    bods,
    csv_tables,
    cytoscape,
    dot,
    ftm,
    gexf,
    graphml,
    html_page,
    mermaid,
    neo4j,
    node_link,
    parquet,
    rdf_files,
    tables,
    xlsx,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.exports.subgraph import Export

EXPORTS: Mapping[str, Export] = {
    "bods": bods.EXPORT,
    "csv": csv_tables.EXPORT,
    "cypher": neo4j.CYPHER,
    "cytoscape": cytoscape.EXPORT,
    "dot": dot.EXPORT,
    "ftm": ftm.EXPORT,
    "gexf": gexf.EXPORT,
    "graphml": graphml.EXPORT,
    "html": html_page.EXPORT,
    "json-ld": rdf_files.JSON_LD,
    "mermaid": mermaid.EXPORT,
    "n-quads": rdf_files.N_QUADS,
    "neo4j": neo4j.TABLES,
    "node-link": node_link.EXPORT,
    "parquet": parquet.EXPORT,
    "tables": tables.EXPORT,
    "trig": rdf_files.TRIG,
    "turtle": rdf_files.TURTLE,
    "xlsx": xlsx.EXPORT,
}
"""What each format's name stands for."""
