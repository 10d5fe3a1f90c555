from justice_portal.rota.models import OffShift


def rows(world, state, person):
    place = world.there if state == "elsewhere" else world.here
    who = world.pom_elsewhere if state == "elsewhere" else world.pom
    return {"off_shift": OffShift.objects.create(user=who, establishment=place)}
