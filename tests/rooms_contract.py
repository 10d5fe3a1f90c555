"""An import contract: the rooms of an app do not import each other, but for the few that are there to be shared.

Rooms are found, not listed, so that a new room is guarded from its first day.
"""

from importlinter import Contract, ContractCheck, fields, output

DOORS = {"models", "urls", "admin", "apps", "nightly", "receivers"}  # they import the rooms, so no room imports them


class RoomsContract(Contract):
    """Options: the app; the rooms that others of the app may import; the rooms that may import all others."""

    type_name = "rooms"

    app = fields.StringField()
    shared = fields.SetField(subfield=fields.StringField(), required=False, default=set())
    sees_all = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph, verbose):
        modules = {module for module in graph.modules if module.startswith(f"{self.app}.")}
        packages = {module.split(".")[1] for module in modules if module.count(".") > 1}
        rooms = packages - {"migrations", "management", "templatetags"}
        broken = []
        for importer in sorted(modules):
            room = importer.split(".")[1]
            if room not in rooms:
                continue
            broken += [
                (importer, imported)
                for imported in sorted(graph.find_modules_directly_imported_by(importer))
                if imported.startswith(f"{self.app}.") and self.is_broken_by(room, imported.split(".")[1], rooms)
            ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def is_broken_by(self, room, other, rooms):
        if other in DOORS:
            return True
        return other in rooms and other not in {room, *self.shared} and room not in self.sees_all

    def render_broken_contract(self, check):
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}")
