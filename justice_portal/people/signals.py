"""The one signal of the house."""

from django.dispatch import Signal

#: Sent inside the action that changed it: person, event (moved, transferred, arrived, released, recalled, died, ended,
#: merged, corrected, address, connections, alerts), movement (or None). A receiver calls one action of its own app with by=SYSTEM.
person_changed = Signal()
