"""The objects of the newer release, as a conductor has them: with what their methods do, and the way back."""

import time

from oslo_utils import versionutils
from oslo_versionedobjects import base
from oslo_versionedobjects import fields

from compute import ComputeObject, NotFound, SetOfStringsField

register = base.VersionedObjectRegistry.register
# The servers that there are, by uuid.
STORE = {}


def is_before(version, other):
    as_tuple = versionutils.convert_version_to_tuple
    return as_tuple(version) < as_tuple(other)


@register
class Flavor(ComputeObject):
    VERSION = "1.1"
    fields = {
        "name": fields.StringField(),
        "vcpus": fields.IntegerField(),
        "disk_gb": fields.IntegerField(nullable=True),
    }

    def obj_make_compatible(self, primitive, target_version):
        super().obj_make_compatible(primitive, target_version)
        if is_before(target_version, "1.1"):
            primitive.pop("disk_gb", None)


@register
class Port(ComputeObject):
    VERSION = "1.1"
    fields = {
        "address": fields.IPV4AddressField(),
        "mtu": fields.IntegerField(nullable=True),
    }

    def obj_make_compatible(self, primitive, target_version):
        super().obj_make_compatible(primitive, target_version)
        if is_before(target_version, "1.1"):
            primitive.pop("mtu", None)


@register
class Server(ComputeObject):
    VERSION = "1.2"
    fields = {
        "uuid": fields.UUIDField(read_only=True),
        "name": fields.StringField(),
        "note": fields.StringField(nullable=True),
        "launched_at": fields.DateTimeField(nullable=True),
        "load": fields.FloatField(),
        "zones": SetOfStringsField(),
        "tags": fields.ListOfStringsField(),
        "state": fields.EnumField(["active", "stopped", "shelved"]),
        "flavor": fields.ObjectField("Flavor", nullable=True),
        "ports": fields.ListOfObjectsField("Port"),
        "description": fields.StringField(nullable=True),
    }

    def obj_make_compatible(self, primitive, target_version):
        super().obj_make_compatible(primitive, target_version)
        if is_before(target_version, "1.2") and primitive.get("state") == "shelved":
            primitive["state"] = "stopped"
        if is_before(target_version, "1.1"):
            primitive.pop("description", None)

    @base.remotable_classmethod
    def get_by_uuid(cls, context, uuid):
        if uuid not in STORE:
            raise NotFound("there is no such server", uuid=uuid)
        return STORE[uuid].obj_clone()

    @base.remotable_classmethod
    def find(cls, context, zone):
        return [one.obj_clone() for one in STORE.values() if zone in one.zones]

    @base.remotable_classmethod
    def by_name(cls, context):
        return {one.name: one.obj_clone() for one in STORE.values()}

    @base.remotable_classmethod
    def whoami(cls, context):
        return "%s for %s" % (context["served_by"], context["user_id"])

    @base.remotable_classmethod
    def fail(cls, context, how):
        if how == "value":
            raise ValueError("a wrong value \u00fc")
        raise RuntimeError("a fault of ours")

    @base.remotable
    def obj_load_attr(self, attrname):
        setattr(self, attrname, getattr(STORE[self.uuid], attrname))
        self.obj_reset_changes([attrname])

    @base.remotable
    def refresh(self):
        stored = STORE[self.uuid].obj_clone()
        for name in self.fields:
            if stored.obj_attr_is_set(name):
                setattr(self, name, getattr(stored, name))
        self.obj_reset_changes()

    @base.remotable
    def save(self):
        self.obj_reset_changes(recursive=True)
        STORE[self.uuid] = self.obj_clone()

    @base.remotable
    def rename(self, name):
        self.name = name

    @base.remotable
    def attach(self, port):
        self.ports = self.ports + [port]
        return len(self.ports)

    @base.remotable
    def resize(self, flavor):
        self.flavor = Flavor(name=flavor, vcpus=8, disk_gb=80)
        self.obj_reset_changes(recursive=True)
        return self.flavor

    @base.remotable
    def retune(self):
        self.flavor.vcpus += 1

    @base.remotable
    def readdress(self):
        self.ports[0].address = "10.9.9.9"

    @base.remotable
    def shelve(self):
        self.state = "shelved"

    @base.remotable
    def wait(self, seconds):
        time.sleep(seconds)
        return seconds


@register
class ServerList(base.ObjectListBase, ComputeObject):
    VERSION = "1.0"
    fields = {"objects": fields.ListOfObjectsField("Server")}

    @base.remotable_classmethod
    def get_all(cls, context):
        return cls(objects=[one.obj_clone() for one in STORE.values()])
