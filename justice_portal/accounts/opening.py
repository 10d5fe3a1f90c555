"""New accounts and new passphrases. The product thinks of the passphrase, so that nobody chooses one for another."""

import secrets

from justice_portal.accounts.models import Door, User

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
#: Words in a passphrase of the tablet door and of the staff door (privileged accounts: 15 letters and more).
LENGTH = {Door.TABLET: 4, Door.STAFF: 5}


def new_passphrase(door: str) -> str:
    """Words with a space between, long enough for the door."""
    least = 12 if door == Door.TABLET else 15
    while len(made := " ".join(secrets.choice(WORDS) for _ in range(LENGTH[Door(door)]))) < least:
        pass
    return made


def new_account(*, username: str, name: str, door: str, **fields: object) -> tuple[User, str]:
    """An account without roles, and its passphrase, which is shown once and kept nowhere."""
    passphrase = new_passphrase(door)
    return User.objects.create_user(username, passphrase, name=name, door=door, **fields), passphrase
