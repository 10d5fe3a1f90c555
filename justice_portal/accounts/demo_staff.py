"""The staff of the demo: one of each role, with an account that everybody may know."""

from dataclasses import dataclass

from justice_portal.accounts.demo import make_demo_account, mark_as_demo
from justice_portal.grants import Reach, Role
from justice_portal.seeding import SeedEstate, SeedStaff

ASHCOMBE, BRYNMELYN, UNIT, ESTATE, OWN = "ashcombe", "brynmelyn", "unit", "estate", "own"


@dataclass(frozen=True)
class Guide:
    """One account of the demo. at: where the role is held."""

    username: str
    name: str
    role: str
    at: str
    title: str
    what: str
    is_staff: bool = False


STAFF = (
    Guide("keyworker", "Dawn Hallam", Role.KEY_WORKER, ASHCOMBE, "Key worker", "Six people on the wings of Ashcombe"),
    Guide("pom", "Tariq Mahmood", Role.POM, ASHCOMBE, "Prison offender manager", "Plans and reports in Ashcombe"),
    Guide("com", "Ffion Prothero", Role.COM, UNIT, "Community offender manager", "People near release and on licence"),
    Guide("tutor", "Olu Adeyemi", Role.TUTOR, ASHCOMBE, "Tutor", "Courses and classes in Ashcombe"),
    Guide("mentor", "Grace Fielding", Role.MENTOR, OWN, "Mentor", "Writes with one person as a volunteer"),
    Guide("mentor2", "Rhodri Vaughan", Role.MENTOR, OWN, "Second mentor", "A volunteer who is free for a match"),
    Guide("moderator", "Joanne Radcliffe", Role.MODERATOR, ASHCOMBE, "Moderator", "Passes or stops messages that wait"),
    Guide("safer", "Simon Lockwood", Role.SAFER_CUSTODY, ASHCOMBE, "Safer custody", "Alerts and people in distress"),
    Guide("manager", "Angela Thorpe", Role.MANAGER, ASHCOMBE, "Manager", "Reception, roll, allocation, matches in Ashcombe"),
    Guide("governor", "Ruth Ellery", Role.MANAGER, ASHCOMBE, "Governor", "Decides if legal messages may be opened"),
    Guide("unitmanager", "Neil Sutcliffe", Role.MANAGER, UNIT, "Manager of a delivery unit", "COMs and recalls"),
    Guide("keyworker2", "Gethin Parry", Role.KEY_WORKER, BRYNMELYN, "Key worker, Brynmelyn", "The other prison, in Wales"),
    Guide("manager2", "Bethan Howells", Role.MANAGER, BRYNMELYN, "Manager, Brynmelyn", "Receives who is sent there"),
    Guide("estatemanager", "Colin Marsh", Role.MANAGER, ESTATE, "Manager of the estate", "What belongs to no one prison"),
    Guide("family", "Maria Morris", Role.FAMILY, OWN, "Family contact", "What a relative is let see"),
    Guide("legal", "Nadia Qureshi", Role.LEGAL, OWN, "Legal adviser", "Writes with a person; nobody else can read it"),
    Guide("admin", "Helen Wragg", Role.ADMINISTRATOR, ESTATE, "Administrator", "Accounts, estate, audit", is_staff=True),
    Guide("admin2", "Idris Bowen", Role.ADMINISTRATOR, ESTATE, "Second administrator", "Agrees to what the first asks", is_staff=True),
)  # fmt: skip


def make_staff(estate: SeedEstate) -> None:
    """Mark the database as a demo and make the accounts; estate.demo.staff has them by user name."""
    demo = estate.demo
    assert demo is not None
    mark_as_demo()
    demo.staff = {}
    for order, guide in enumerate(STAFF, start=10):
        prison = getattr(demo, guide.at) if guide.at in {ASHCOMBE, BRYNMELYN} else None
        unit = demo.unit if guide.at == UNIT else None
        user = make_demo_account(
            username=guide.username,
            name=guide.name,
            role_name=guide.title,
            what=guide.what,
            roles=[{"role": guide.role, "reach": _reach(guide), "establishment": prison, "delivery_unit": unit}],
            is_staff=guide.is_staff,
            order=order,
        )
        one = SeedStaff(user.pk, guide.name, guide.role, prison and prison.pk, unit and unit.pk)
        demo.staff[guide.username] = one
        estate.staff.append(one)


def _reach(guide: Guide) -> str:
    if guide.role in {Role.KEY_WORKER, Role.POM, Role.COM}:
        return Reach.CASELOAD
    if guide.at == OWN:
        return Reach.OWN
    if guide.at == ESTATE:
        return Reach.ESTATE
    return Reach.DELIVERY_UNIT if guide.at == UNIT else Reach.ESTABLISHMENT
