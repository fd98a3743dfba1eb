"""The colours of every drawing: what belongs to a layer, and to a kind of party.

The hues are those of Okabe and Ito (2008), which people with any colour vision can tell apart,
four of them darkened until they stand out 3 to 1 from white and from our dark ground (WCAG 2.2,
1.4.11); nothing is said by colour alone.
"""

from __future__ import annotations

from typing import Final

BLUE, ORANGE, VERMILION, GREEN = "#0072B2", "#C38700", "#B84E00", "#009E73"
PURPLE, SKY, GREY = "#CC79A7", "#499AC8", "#767676"

LAYERS: Final = {
    "supply": BLUE,
    "control": VERMILION,
    "association": GREY,
    "identity": PURPLE,
    "place": SKY,
    "finding": ORANGE,
}
# Of a kind: its colour, and the letter that looks most like its mark.
KINDS: Final = {
    "company": (BLUE, "●"),
    "organisation": (BLUE, "⬢"),
    "government_agency": (ORANGE, "■"),
    "government": (VERMILION, "★"),
    "person": (PURPLE, "▲"),
    "product": (GREEN, "◆"),
    "asset": (GREY, "◈"),
    "address": (SKY, "▼"),
}
