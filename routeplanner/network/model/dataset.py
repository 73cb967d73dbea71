"""What a network is, and where its figures come from."""

from __future__ import annotations

from datetime import date

from routeplanner.network.model.base import Slug, Text
from routeplanner.record import Record
from routeplanner.terms import Quality


class Config(Record):
    """What the network is: one row."""

    dataset_name: Slug
    """Id of the network."""
    version_number: Text
    """Version of the data, such as 2026.1."""
    crs: Text
    """Coordinate reference system of the node coordinates, EPSG:4326."""
    currency: Text
    """Currency of every price, USD."""
    reference_date: date
    """Day whose ordinary operation the network describes."""
    price_year: int
    """Year whose dollars all prices are in."""
    licence: Text
    """Licence of the data."""
    attribution: Text
    """Whom to credit."""
    description: Text
    """One sentence."""


class Source(Record):
    """A publication figures were taken from."""

    source_id: Slug
    """Id other tables point to; `estimate` is reserved for judgments."""
    title: Text
    """Title of the page, report or data set."""
    publisher: Text
    """Who published it."""
    url: str = ""
    """Address, https only; blank for an estimate or a software package."""
    as_of: str = ""
    """Date or year the figures describe."""
    licence: str = ""
    """Licence, where the source states one."""


class Evidence(Record):
    """Source and quality of a single figure that differ from its row's."""

    table: str
    """Table of the figure, without `.csv`."""
    row_id: str
    """Row of the figure."""
    field: str
    """Column of the figure."""
    source_id: tuple[str, ...]
    """Sources of the figure."""
    quality: Quality
    """How well the figure is founded."""
    note: str = ""
    """Why."""
