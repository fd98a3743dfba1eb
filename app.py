"""Streamlit entry: choose a page. Everything else lives in graph/ui."""

import streamlit as st

from graph.ui import explore_page, paths_page, sources_page

st.set_page_config(page_title="enduse", layout="wide")
st.navigation(
    [
        st.Page(paths_page.page, title="Paths", url_path="paths", default=True),
        st.Page(explore_page.page, title="Explore", url_path="explore"),
        st.Page(sources_page.page, title="Sources and method", url_path="sources"),
    ],
    position="top",
).run()
