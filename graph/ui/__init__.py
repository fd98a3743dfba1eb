"""The screens: pages, the picture, and the pieces they are made of."""
