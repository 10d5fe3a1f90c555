"""What the models of this floor decide about a person's data: see rights/decisions.py."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from justice_portal import models as house
from justice_portal.rights.decisions import (
    Given,
    Keep,
    KeptBecause,
    NotAboutAPerson,
    Text,
    Withheld,
    decide,
    reference,
)
from justice_portal.rights.looks import looks_to_keep
from justice_portal.rights.parts import SAFETY, keep_back, name_part

FIXED, NAME, OWN, STAFF, TOLD = Text.FIXED, Text.NAME, Text.OWN, Text.STAFF, Text.TOLD
RECORD = Keep("record")
OF_USER = Keep("record", person="user__person")
NOBODY = NotAboutAPerson()
ABOUT_STAFF = KeptBecause("about the work of staff, not about a person")


def sheet_prints(person: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The files in which a sheet of this person is printed, with those of others on their wing."""
    return rows.filter(
        Q(person=person.pk) | Q(pk__in=house.Sheet.objects.filter(person=person.pk).values("last_print"))
    )


reference(
    house.Establishment, house.Address, house.Wing, house.Cell, house.Region, house.DeliveryUnit, house.AlertCode,
    house.KeepRule,
)  # fmt: skip
reference(house.Schedule, house.SignOfLife, text=FIXED)
decide(
    house.Feed,
    text={"name": STAFF, "key_hash": FIXED},
    copy=NOBODY,
    keep=KeptBecause("a system that sends movements, about nobody"),
)
reference(house.Switch, house.DemoAccount, house.DemoMark, text=STAFF)

# Accounts
decide(
    house.User,
    text={"password": FIXED, "username": NAME, "name": NAME, "email": NAME},
    copy=Given(
        _("Your account"),
        "username name email language text_size spacing colours sound joined_at last_login",
        person="person",
    ),
    keep=Keep("record", person="person"),
)
decide(house.Passkey, copy=Given(_("Your sign-in"), "added_at used_at", person="user__person"), keep=OF_USER)
decide(house.RoleHeld, copy=Given(_("Your sign-in"), "role starts_at ends_at", person="user__person"), keep=OF_USER)
decide(
    house.LoginAttempt,
    text=dict.fromkeys(("account_key", "device_key", "address_key", "wing_key"), FIXED),
    copy=NOBODY,
    keep=KeptBecause("holds hashes only; removed after 13 months"),
)
decide(
    house.PendingChange,
    text=dict.fromkeys(("kind", "data", "about_id"), STAFF),
    copy=NOBODY,
    keep=ABOUT_STAFF,
)
decide(
    house.Invitation,
    text={"email": NAME, "name": NAME, "secret_hash": FIXED},
    copy=NOBODY,
    keep=ABOUT_STAFF,
)
decide(house.PassphraseReset, text={"secret_hash": FIXED}, copy=NOBODY, keep=ABOUT_STAFF)
decide(
    house.Device,
    text={"label": STAFF, "key_hash": FIXED, "code_hash": FIXED},
    copy=NOBODY,
    keep=Keep("record", person="holder", clear={"holder": None}),
)
reference(house.VisitLimit)
for _work in (house.Shift, house.OffShift):
    decide(_work, copy=NOBODY, keep=ABOUT_STAFF)
decide(
    house.Visit,
    text={"path": FIXED},
    copy=Given(_("Your visits here"), "began_at ended_at", person="user__person"),
    keep=OF_USER,
)
decide(house.Pin, text={"secret": FIXED}, copy=Given(_("Your PIN"), "kind set_at"), keep=OF_USER)
decide(
    house.PinCode,
    text={"code_hash": FIXED},
    copy=Given(_("Codes to choose a PIN"), "is_first started_role started_at used_at"),
    keep=RECORD,
)
decide(
    house.OwnPhone,
    text={"email": NAME, "number": NAME},
    copy=Given(_("Your own phone"), "email number joined_at ended_at"),
    keep=RECORD,
)
decide(
    house.JoinCode,
    text={"code_hash": FIXED},
    copy=Given(_("Codes to join on your phone"), "issued_at used_at cancelled_at"),
    keep=RECORD,
)
decide(house.AllauthDevice, text={"name": FIXED}, copy=NOBODY, keep=OF_USER)

# Audit and background work
SEALED = KeptBecause("append only and sealed: the history of a row goes with the row, audit events after seven years")
decide(
    house.RowChange,
    text=dict.fromkeys(("table_name", "row_id", "before", "request_id", "db_role"), STAFF),
    copy=NOBODY,
    keep=SEALED,
)
decide(house.Purged, text={"stream": FIXED, "db_role": FIXED}, copy=NOBODY, keep=SEALED)
decide(house.Seal, text=dict.fromkeys(("stream", "previous", "hash"), FIXED), copy=NOBODY, keep=SEALED)
decide(house.Horizon, text={"stream": FIXED, "writers": FIXED}, copy=NOBODY, keep=SEALED)
decide(
    house.AuditEvent,
    text=dict.fromkeys(("event", "by_roles", "thing_type", "thing_id", "facts", "request_id"), FIXED),
    copy=Given(_("Who looked at your record"), rows=looks_to_keep),
    keep=KeptBecause("ids only; it shows that the record was erased, and when"),
)
decide(
    house.Job,
    text=dict.fromkeys(("name", "args", "key", "request_id", "step", "error"), FIXED),
    copy=NOBODY,
    keep=Keep("record", person="asked_by__person"),
)
decide(
    house.Notice,
    text={"kind": FIXED, "about_type": FIXED, "about_id": FIXED},
    copy=Given(_("Notices you had"), "kind at read_at", person="user__person"),
    keep=Keep("notices", since="at", person="user__person"),
)

# The person
decide(
    house.Person,
    text={
        **dict.fromkeys(("prison_number", "crn", "pnc_number", "given_name", "family_name", "preferred_name"), NAME),
        "language": OWN,
        "release_source": OWN,
        "home_postcode": OWN,
        "began_as": FIXED,
    },
    copy=Given(
        _("Who you are"),
        "prison_number crn pnc_number given_name family_name preferred_name born_on language wants_welsh reading place"
        " status establishment wing cell delivery_unit bound_for release_on release_source home_postcode created_at",
    ),
    keep=RECORD,
)
decide(
    house.Movement,
    text={"source": FIXED, "reference": FIXED},
    copy=Given(
        _("Where you have been"),
        "kind status happened_at withdrawn_at from_establishment to_establishment to_cell to_delivery_unit recorded_at",
    ),
    keep=RECORD,
)
decide(
    house.SentenceDate,
    text={"source": TOLD},
    copy=Given(_("Dates of your sentence"), "kind on source told_on recorded_at withdrawn_at"),
    keep=RECORD,
)
decide(
    house.RecordJoin,
    text={"rows": Text.FIXED, "moves": Text.FIXED, "workers": Text.FIXED, "was": Text.FIXED, "took": Text.FIXED},
    copy=Given(_("Records that were made one"), "at undone_at"),
    keep=RECORD,
)
decide(house.Amendment, copy=Given(_("What was put right"), "thing what why at"), keep=RECORD)
decide(
    house.Allocation,
    copy=Given(_("Staff who work with you"), "role establishment started_at ended_at"),
    keep=RECORD,
)
decide(house.Cover, copy=NOBODY, keep=ABOUT_STAFF)
decide(house.Alert, text={"note": STAFF}, copy=Withheld(_("Safety notes"), SAFETY), keep=RECORD)
decide(house.NamedAccess, text={"reason": STAFF}, copy=Withheld(_("Who may open a closed record"), SAFETY), keep=RECORD)
decide(
    house.ReceptionFile,
    text={"rows": NAME},
    copy=NOBODY,
    keep=KeptBecause("its rows go when it is taken in or dropped, after a day at the latest"),
)
decide(house.RollCheck, copy=NOBODY, keep=KeptBecause("counts, about nobody"))
decide(
    house.RollLine,
    text={"prison_number": NAME},
    copy=Given(_("Checks of who is here"), "kind status settled_at", person="person"),
    keep=Keep(
        "record",
        rows=lambda person, rows: rows.filter(
            Q(person=person.pk) | Q(prison_number=person.prison_number or "none", prison_number__gt="")
        ),
    ),
)

# What they told us and asked for
decide(
    house.Problem,
    text={"words": OWN, "page": FIXED, "answer": TOLD},
    copy=Given(
        _("What you told us"),
        "kind words page told_at status answer answered_as answered_at",
        author="told_by",
        person="told_by__person",
    ),
    keep=Keep("asked", since="answered_at", person="told_by__person"),
)
decide(
    house.Correction,
    text={"wrong": OWN, "right": OWN, "answer": TOLD},
    copy=Given(
        _("What you asked us to put right"),
        "part wrong right asked_at due_on status answer answered_as answered_at",
        author="asked_by",
    ),
    keep=Keep("asked", since="answered_at"),
)
decide(
    house.RecordCopy,
    text={"pdf_path": FIXED, "data_path": FIXED, "sha256": FIXED},
    copy=Given(_("Copies of your record"), "asked_at status ready_at", person="person"),
    keep=Keep("copies", since="asked_at", person="person", files=("pdf_path", "data_path")),
)
decide(
    house.Sheet,
    text={"kind": FIXED, "about": FIXED, "code": FIXED, "language": FIXED, "form": TOLD, "answers": OWN},
    copy=Given(_("Your paper sheets"), "form answers status asked_at printed_at typed_at ended_at"),
    keep=RECORD,
)
name_part(_("your paper sheets"), "sheets")
decide(
    house.SheetPrint,
    text={"kind": FIXED, "path": FIXED, "sha256": FIXED},
    copy=Given(_("Files of your paper sheets"), "asked_at status ready_at"),
    keep=Keep("copies", since="asked_at", rows=sheet_prints, files=("path",)),
)
decide(house.LegalHold, text={"reason": STAFF}, copy=Withheld(_("Orders to keep a record"), SAFETY), keep=RECORD)
decide(house.KeepDate, copy=Given(_("How long we keep it"), "until_on told_at"), keep=RECORD)

# Protected cases, and what alerts do
reference(house.AlertRule, house.LookUpLimit)
_closed = Withheld(_("Who may open a closed record"), SAFETY)
decide(house.Connection, copy=_closed, keep=RECORD)
decide(house.BrokenGlass, text={"words": STAFF}, copy=_closed, keep=Keep("record", person="person"))
decide(house.LookUp, copy=NOBODY, keep=Keep("record", person="person"))
decide(house.LookUpStop, text={"words": STAFF}, copy=NOBODY, keep=ABOUT_STAFF)
decide(
    house.Declaration,
    text={"number": STAFF, "given_name": STAFF, "family_name": STAFF},
    copy=NOBODY,
    keep=ABOUT_STAFF,
)
decide(house.StaffHome, text={"family_names": STAFF, "postcode": STAFF}, copy=NOBODY, keep=ABOUT_STAFF)

# What the parts are called when the person asks who looked
name_part(_("your record"), "person", "admin", "backup")
name_part(_("your name, in a list"), "person.listed", "admin.listed", "allocation", "dashboards")
name_part(_("where you have been"), "person.history_viewed", "person.waiting_viewed", "feed")
name_part(_("your coming in, and the day's list of who is here"), "reception")
name_part(_("what you told us"), "problem")
name_part(_("your account"), "account", "grants", "change")
name_part(_("the tablet you use"), "device")
name_part(_("your own phone"), "phone")
name_part(_("your notices"), "notice")
name_part(_("who looked at records"), "audit")
name_part(_("what you asked about your record"), "rights")
name_part(_("who may open your record"), "protected", "lookups")
keep_back(SAFETY, "person.alerts_viewed", "safety", "protected", "lookups")
