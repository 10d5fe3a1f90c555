"""The one signal of the house."""

from django.dispatch import Signal

#: Sent inside the action that changed it: person, event, movement (or None). A receiver calls one action of its own app
#: with by=SYSTEM. The events: arrived, moved (another cell), sentenced, went_out and came_back (ROTL), transferred, released,
#: supervision and unit (in the community), began (an order), recalled, died, ended (also when somebody is released with
#: nobody to report to); put_right (what was written of moves was wrong, and the person is somewhere else than it said),
#: lives (a death was taken back), restricted and
#: unrestricted (a feed says who may see the record), merged, corrected, address, dates, connections, alerts.
person_changed = Signal()
