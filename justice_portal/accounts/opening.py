"""New accounts, and new passphrases for the staff door. The product thinks of the passphrase, so that nobody chooses one for another."""

import secrets
from typing import Any

from justice_portal.accounts.models import Door, RoleHeld, User
from justice_portal.accounts.passphrases import SHORTEST_OF_STAFF
from justice_portal.grants import Reach, Role

#: Short words that a nine-year-old can read, spell and picture: 256 of them, so each adds 8 bits.
WORDS = """
    acorn alarm amber angel ankle apple apron arrow badge bagel baker bandage banjo barn basket beach beard beaver bench
    berry bike bird biscuit blanket boat bonnet book boot bottle bowl box branch brass bread brick bridge broom brush
    bucket bug bun bus butter button cabin cable cactus cake camel camera candle canoe cap card carpet carrot castle cat
    cave chair cheese cherry chess chest chip circle clay clock cloud clover coat cobweb coin comet cook copper coral
    corner cotton cow crab crane cricket crow crown cup curtain daisy dance deer desk diamond dinner dish dog dolphin
    donkey door dove dragon drum duck eagle ear egg elbow elm engine falcon farm feather fence fern fiddle field finger
    fire fish flag flask flock flower flute forest fork fox frog garden gate giant spoon glass glove goat gold goose
    grape silver guitar hammer harbour hat hawk hay hazel hedge hen hill honey horn horse house ice igloo ink iron island
    ivory ivy jacket jam jar jelly jewel jug juice jumper kettle key kite kitten shoe ladder lake lamb lamp lantern leaf
    lemon letter lily lime lion log lorry magnet maple marble mango meadow melon milk mint mirror mitten monkey moon
    mouse muffin mug music nail nest night north nut oak ocean olive onion orange otter oven owl paddle paint palm panda
    paper parrot path peach peanut pear pebble pencil penguin pepper piano pillow pine pirate planet plum pocket pond
    pony potato pumpkin puppet rabbit radio rain ribbon river robin rocket rose ruler
    saddle sail salt sand scarf seal seed
""".split()
FEWEST_WORDS = 5


def new_passphrase() -> str:
    """Words with a space between, long enough for the staff door."""
    while len(made := " ".join(secrets.choice(WORDS) for _ in range(FEWEST_WORDS))) < SHORTEST_OF_STAFF:
        pass
    return made


def new_account(*, username: str, name: str, **fields: object) -> tuple[User, str]:
    """An account of the staff door, without roles, and its passphrase, which is shown once and kept nowhere."""
    passphrase = new_passphrase()
    return User.objects.create_user(username, passphrase, name=name, door=Door.STAFF, **fields), passphrase


def account_for(person: Any, *, granted_by: Any) -> User:
    """The account of a person: no passphrase, ever. They come in with a PIN on a tablet, or with codes on their own phone."""
    language = "cy" if person.wants_welsh else "en"
    user = User.objects.create_user(person.number, name=person.called, door=Door.TABLET, language=language)
    RoleHeld.objects.create(user=user, role=Role.PERSON, reach=Reach.OWN, granted_by_id=granted_by.pk)
    type(person).objects.filter(pk=person.pk).update(user=user)
    return user
