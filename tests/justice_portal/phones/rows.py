from justice_portal.phones.models import OwnPhone


def rows(world, state, person):
    return {"own_phone": OwnPhone.objects.create(person=person, email=f"{person.pk}@mail.invalid")}
