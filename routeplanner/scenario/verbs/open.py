"""open: what is closed in the network can be used again."""

from __future__ import annotations

from routeplanner.scenario.verbs.status import StatusVerb


class Open(StatusVerb):
    """Opens places, links, borders, transfers or services that are closed in the network.

    What another override closes at that moment is an error; seasons and standing restrictions hold all the same.
    """

    name = "open"
    summary = "Opens what is closed in the network."
    example = "{id: reopened, open: {borders: bruzgi-kuznica-road}, when: {from: 2027-01-01}, source: [x]}"
    status = "open"


VERB = Open()
