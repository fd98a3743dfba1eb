"""The due-diligence sheet of a party or a deal, and the formats it is written in."""
