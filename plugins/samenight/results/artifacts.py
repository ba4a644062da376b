"""The results pages and the open data; all of them are made from the same ledger."""

from __future__ import annotations

from collections.abc import Iterable

from samenight.artifact import Artifact, Site
from samenight.festival import links
from samenight.festival.library import Library
from samenight.results.open_data import OpenData, csv_of, json_of, schema_of
from samenight.results.pages import edition_results_page, results_page
from samenight.results.rows import rows_of
from samenight.theme import frame_of, page


def artifacts(library: Library, site: Site) -> Iterable[Artifact]:
    """The page of all results, one page an edition, and the data as JSON and CSV."""
    frame = frame_of(library, site)
    yield page(site, frame, links.RESULTS, "results.html", results_page(library))
    for edition in library.editions:
        content = edition_results_page(library, edition)
        yield page(site, frame, links.edition_results(edition.slug), "edition_results.html", content)
    schema = links.absolute(site.url, links.RESULTS_SCHEMA)
    data = OpenData(library.festival.name, library.festival.base_currency, schema, rows_of(library, site.url))
    yield Artifact(links.RESULTS_JSON, "application/json", json_of, data)
    yield Artifact(links.RESULTS_CSV, "text/csv; charset=utf-8", csv_of, data)
    yield Artifact(links.RESULTS_SCHEMA, "application/schema+json", schema_of, schema)
