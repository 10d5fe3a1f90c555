"""Rows for the access matrix."""

from tests.justice_portal.devices.tablets import make_device


def rows(world, state, person):
    place, wing = (world.there, world.far_wing) if state == "elsewhere" else (world.here, world.wing)
    return {
        "demo_label": "DEMO-WING-1",
        "device_place": place,
        "device": make_device(wing),
        "device_waiting": make_device(wing, status="waiting"),
        "device_lost": make_device(wing, status="lost"),
    }
