"""The search engine: patterns as automata, the graph as arrays, paths as answers."""
