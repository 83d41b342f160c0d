"""The facilitator's own note of where a written document went."""

from dataclasses import replace

from facilitator.domain.exports import Export
from facilitator.storage.store import Store


def note_hand_over(store: Store, export_id: str, given_to: str) -> Export:
    """Writes down who was given the file; an empty note takes an earlier one back."""
    export = store.need(Export, export_id)
    with store.change("Note a hand-over") as change:
        return change.put(replace(export, given_to=" ".join(given_to.split())))
