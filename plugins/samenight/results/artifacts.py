"""The results pages and the open data; all of them are made from the same ledger."""

from __future__ import annotations

from collections.abc import Iterable

from samenight.content.library.library import Library
from samenight.results.open_data import OpenData, csv_of, json_of, schema_of
from samenight.results.pages import edition_results_page, results_page
from samenight.results.rows import rows_of
from samenight.site import urls
from samenight.site.artifact import Artifact, Publisher, Site
from samenight.site.page_templates import frame_of, page


def _of_festival(library: Library, site: Site) -> Iterable[Artifact]:
    """The page of all results, one page per edition, and the data as JSON and CSV with its schema."""
    frame = frame_of(library, site)
    yield page(site, frame, urls.RESULTS, "results.html", results_page(library))
    for edition in library.editions:
        content = edition_results_page(library, edition)
        yield page(site, frame, urls.edition_results(edition.slug), "edition_results.html", content)
    schema = urls.absolute(site.url, urls.RESULTS_SCHEMA)
    data = OpenData(library.festival.name, library.festival.base_currency, schema, rows_of(library, site.url))
    yield Artifact(urls.RESULTS_JSON, "application/json", json_of, data)
    yield Artifact(urls.RESULTS_CSV, "text/csv; charset=utf-8", csv_of, data)
    yield Artifact(urls.RESULTS_SCHEMA, "application/schema+json", schema_of, schema)


# The page of all results, one page per edition, and the data as JSON and CSV with its schema.
artifacts = Publisher(_of_festival)
