"""Streamlit entry: choose a page. Everything else lives in graph/ui."""

import streamlit as st

from graph.ui import (
    assess_page,
    case_page,
    data_page,
    explore_page,
    export_page,
    lens_address,
    links,
    map_page,
    party_page,
    paths_page,
    query_page,
    sources_page,
)

st.set_page_config(page_title="enduse", layout="wide")
pages = [
    st.Page(paths_page.page, title=links.PATHS, url_path="paths", default=True),
    st.Page(explore_page.page, title=links.EXPLORE, url_path="explore"),
    st.Page(map_page.page, title=links.MAP, url_path="map"),
    st.Page(assess_page.page, title=links.ASSESS, url_path="assess"),
    st.Page(case_page.page, title=links.CASE, url_path="case"),
    st.Page(query_page.page, title=links.QUERY, url_path="query"),
    st.Page(export_page.page, title=links.EXPORT, url_path="export"),
    st.Page(data_page.page, title=links.DATA, url_path="data"),
    st.Page(sources_page.page, title=links.SOURCES, url_path="sources"),
    st.Page(party_page.page, title=links.PARTY, url_path="party", visibility="hidden"),
]
lens_address.arrive()
links.remember(pages)
st.navigation(pages, position="top").run()
