"""What a person's own inputs mean, a line each: "Until: 3 March 2027". Plain words for the choices of the policy."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rehab.licence.inputs import first_stored, parse_clock
from rehab.licence.models import LicenceCondition

_WHAT, _WHERE, _WHO, _TIME, _DAYS = _("What"), _("Where"), _("Who"), _("Time"), _("Days")
LABELS: dict[str, Any] = {
    "probationRegion": _WHERE, "gender": _WHO, "age": _("Younger than"), "appointmentType": _("With"),
    "nameOfIndividual": _WHO, "nameOfOrganisation": _("Groups"), "behaviourProblems": _WHAT, "services": _WHAT,
    "deviceTypes": _WHAT, "item": _WHAT, "accountTypes": _WHAT, "nameOfPremises": _WHERE, "premisesAddress": _WHERE,
    "typeOfPremises": _WHERE, "eventName": _("Event"), "publicEventType": _WHAT, "approvedPremises": _WHERE,
    "policeStation": _WHERE, "alternativeReportingFrequency": _DAYS, "reportingFrequency": _DAYS,
    "reportingTime": _TIME, "reportingTime1": _TIME, "reportingTime2": _TIME, "contactType": _("What to do"),
    "contentTypes": _WHAT, "contentType": _WHAT, "typesOfMotorVehicle": _WHAT, "locations": _WHERE,
    "substanceTypes": _WHAT, "electronicMonitoringTypes": _("It checks"), "endDate": _("Until"),
    "approvedAddress": _WHERE, "curfewAddress": _WHERE, "address": _WHERE, "appointmentAddress": _WHERE,
    "appointmentDate": _("Day"), "appointmentTime": _TIME, "value": _("More than"), "evidenceOfIncome": _WHAT,
    "timeframe": _("How long"), "course": _WHERE, "name": _WHERE,
}  # fmt: skip
#: The choices of the policy as people say them. A name of a region stays as it is in English.
VALUES: dict[str, Any] = {
    "any": _("any child"), "any female": _("any girl"), "any male": _("any boy"),
    "Psychiatrist": _("a psychiatrist"), "Psychologist": _("a psychologist"), "Medical practitioner": _("a doctor or nurse"),
    "sexual offending": _("sex crime"), "violent offending": _("hurting people"), "gambling": _("betting"),
    "prolific offending": _("breaking the law often"), "offending behaviour": _("what leads to crime"),
    "housing": _("help with a home"), "benefits": _("help with benefits"), "early help": _("early help for families"),
    "children's services": _("help for children"), "your support networks": _("people who support you"),
    "an education provider": _("a place to learn"), "internet enabled device": _("things that go on the internet"),
    "computer": _("computers"), "mobile phone": _("phones"), "digital camera": _("cameras"),
    "bank accounts": _("bank accounts"), "credit cards": _("credit cards"),
    "crypto currency accounts or wallets": _("crypto money"), "social networking": _("social media"),
    "video sharing": _("video sites"), "online chat-rooms": _("chat rooms"), "podcasts": _("podcasts"),
    "Notify your supervising officer if you": _("Tell your officer if you post."),
    "Request permission from your supervising officer before you": _("Ask your officer before you post."),
    "virtual private networks (VPNs)": _("a VPN"), "cloud storage": _("files kept in the cloud"),
    "virtual desktops": _("a desktop that runs far away"), "automatic deletion of content": _("apps that wipe by themselves"),
    "a controlled drug": _("drugs"), "alcohol": _("alcohol"), "solvents": _("glue and gas"),
    "that you do not go to areas you must not enter (exclusion zones)": _("that you keep out of some areas"),
    "that you do not leave areas you must stay in (restriction zones)": _("that you stay in your area"),
    "that you comply with your curfew": _("that you keep your curfew"),
    "that you do not drink any alcohol": _("that you do not drink"),
    "that you attend appointments": _("that you go to your meetings"),
    "your alcohol consumption": _("how much you drink"), "your location": _("where you are"),
    "payslips": _("pay slips"), "bank statements": _("bank papers"),
    "details of all forms of income": _("papers about all your money"),
    "Daily": _("each day"), "Monday to Friday": _("Monday to Friday"),
}  # fmt: skip


def facts_of(condition: LicenceCondition) -> list[dict[str, Any]]:
    """Rows of a summary list. Hours of a curfew are left out: they stand on the week."""
    inputs = condition.inputs if isinstance(condition.inputs, dict) else {}
    rows = [
        {"label": label, "value": _said(name, inputs[name])}
        for name, label in LABELS.items()
        if inputs.get(name) and not (name == "reportingFrequency" and inputs[name] == "Other")
    ]
    if span := _between(inputs):
        rows.append({"label": _TIME, "value": span})
    return rows


def _said(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(VALUES.get(one, one)) for one in value)
    if name == "value":
        return f"£{value}"
    if at := parse_clock(value):
        return clock_words(at)
    day = first_stored(value)
    if day is not None and not isinstance(day, str):
        return date_format(day, "j F Y")
    return ", ".join(str(VALUES.get(line, line)) for line in str(value).splitlines() if line.strip())


def _between(inputs: dict[str, Any]) -> str:
    """Hours when a place or a car is not allowed."""
    spans = []
    for nth in ("first", "second"):
        start, end = parse_clock(inputs.get(f"{nth}CurfewStart")), parse_clock(inputs.get(f"{nth}CurfewEnd"))
        if start and end:
            spans.append(f"{clock_words(start)} - {clock_words(end)}")
    return ", ".join(spans)


def clock_words(at: Any) -> str:
    """7pm, 7:30am, 12 noon, 12 midnight."""
    if (at.hour, at.minute) == (0, 0):
        return str(_("midnight"))
    if (at.hour, at.minute) == (12, 0):
        return str(_("noon"))
    return str(at.strftime("%-I:%M%p").lower().replace(":00", ""))
