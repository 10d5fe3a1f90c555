"""The statements that we make ourselves (9.3): launched, abandoned, waived, satisfied; and what a launch is told (10)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from justice_portal import clock
from learning.cmi5.course import activity_of, makers_name, object_of, units_of
from learning.cmi5.models import Launch, Registration
from learning.xapi.shapes import written

CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions"
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"
OURS = {
    "launched": "http://adlnet.gov/expapi/verbs/launched",
    "abandoned": "https://w3id.org/xapi/adl/verbs/abandoned",
    "waived": "https://w3id.org/xapi/adl/verbs/waived",
    "satisfied": "https://w3id.org/xapi/adl/verbs/satisfied",
}
THEIRS = {
    f"http://adlnet.gov/expapi/verbs/{verb}": verb
    for verb in ("initialized", "completed", "passed", "failed", "terminated")
}


def _said(
    registration: Registration, verb: str, thing: dict[str, Any], *, session: UUID, makers: str, **more: Any
) -> dict[str, Any]:
    categories = [{"objectType": "Activity", "id": CMI5}]
    result = more.get("result", {})
    if "success" in result or "completion" in result:
        categories.append({"objectType": "Activity", "id": MOVE_ON})
    context = {
        "registration": str(registration.pk),
        "contextActivities": {"category": categories, "grouping": [{"objectType": "Activity", "id": makers}]},
        "extensions": {SESSION: str(session), **more.pop("extensions", {})},
    }
    return {
        "id": str(uuid4()),
        "actor": registration.actor,
        "verb": {"id": OURS[verb], "display": {"en": verb}},
        "object": thing,
        "context": context,
        "timestamp": written(clock.now()),
        **more,
    }


def _unit(registration: Registration, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    unit = units_of(registration.package)[number]
    return unit, {"objectType": "Activity", "id": activity_of(registration.package, number)}


def launched(launch: Launch) -> dict[str, Any]:
    """9.3.1, with what the standard wants in its context (9.6.3.2 to 9.6.3.7)."""
    unit, thing = _unit(launch.registration, launch.unit)
    told = {"launchmode": launch.mode, "launchurl": launch.address, "moveon": unit["move_on"]}
    if unit["mastery"]:
        told["masteryscore"] = float(unit["mastery"])
    if unit["parameters"]:
        told["launchparameters"] = unit["parameters"]
    extensions = {f"{EXTENSIONS}/{name}": one for name, one in told.items()}
    return _said(launch.registration, "launched", thing, session=launch.pk, makers=unit["id"], extensions=extensions)


def abandoned(launch: Launch) -> dict[str, Any]:
    """9.3.6. How long it took: from the launch to the last word of it (9.5.4.2)."""
    unit, thing = _unit(launch.registration, launch.unit)
    lasted = (launch.last_at or launch.launched_at) - launch.launched_at
    result = {"duration": as_duration(lasted)}
    return _said(launch.registration, "abandoned", thing, session=launch.pk, makers=unit["id"], result=result)


def waived(registration: Registration, number: int, reason: str, session: UUID) -> dict[str, Any]:
    """9.3.7, with the reason (9.5.5.2)."""
    unit, thing = _unit(registration, number)
    result = {"success": True, "completion": True, "extensions": {REASON: reason}}
    return _said(registration, "waived", thing, session=session, makers=unit["id"], result=result)


def satisfied(registration: Registration, what: str | int, session: UUID) -> dict[str, Any]:
    """9.3.9: a block, by its number, or the course."""
    package = registration.package
    makers = makers_name(package, what)
    return _said(registration, "satisfied", object_of(package, what), session=session, makers=makers)


def as_duration(lasted: timedelta) -> str:
    return f"PT{max(0.0, lasted.total_seconds()):.2f}S"


def launch_data(launch: Launch, return_address: str) -> dict[str, Any]:
    """LMS.LaunchData (10.2)."""
    unit = units_of(launch.registration.package)[launch.unit]
    data: dict[str, Any] = {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": unit["id"]}]},
            "extensions": {SESSION: str(launch.pk)},
        },
        "launchMode": launch.mode,
        "launchMethod": unit["method"],
        "moveOn": unit["move_on"],
        "returnURL": return_address,
    }
    if unit["parameters"]:
        data["launchParameters"] = unit["parameters"]
    if unit["mastery"]:
        data["masteryScore"] = float(unit["mastery"])
    if unit["entitlement"]:
        data["entitlementKey"] = {"courseStructure": unit["entitlement"]}
    return data
