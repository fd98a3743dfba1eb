"""What the program knows and can be asked: values, the two views, the questions, the screens."""

VERSION = "0.1.0"
