"""The objects of the older release, as a node has them: every method is the conductor's."""

from oslo_versionedobjects import base
from oslo_versionedobjects import fields

from compute import ComputeObject, SetOfStringsField

register = base.VersionedObjectRegistry.register


@register
class Flavor(ComputeObject):
    VERSION = "1.0"
    fields = {"name": fields.StringField(), "vcpus": fields.IntegerField()}


@register
class Port(ComputeObject):
    VERSION = "1.0"
    fields = {"address": fields.IPV4AddressField()}


@register
class Server(ComputeObject):
    VERSION = "1.0"
    fields = {
        "uuid": fields.UUIDField(read_only=True),
        "name": fields.StringField(),
        "note": fields.StringField(nullable=True),
        "launched_at": fields.DateTimeField(nullable=True),
        "load": fields.FloatField(),
        "zones": SetOfStringsField(),
        "tags": fields.ListOfStringsField(),
        "state": fields.EnumField(["active", "stopped"]),
        "flavor": fields.ObjectField("Flavor", nullable=True),
        "ports": fields.ListOfObjectsField("Port"),
    }

    @base.remotable_classmethod
    def get_by_uuid(cls, context, uuid):
        raise NotImplementedError()

    @base.remotable_classmethod
    def find(cls, context, zone):
        raise NotImplementedError()

    @base.remotable_classmethod
    def by_name(cls, context):
        raise NotImplementedError()

    @base.remotable_classmethod
    def whoami(cls, context):
        raise NotImplementedError()

    @base.remotable_classmethod
    def fail(cls, context, how):
        raise NotImplementedError()

    @base.remotable
    def obj_load_attr(self, attrname):
        raise NotImplementedError()

    @base.remotable
    def refresh(self):
        raise NotImplementedError()

    @base.remotable
    def save(self):
        raise NotImplementedError()

    @base.remotable
    def rename(self, name):
        raise NotImplementedError()

    @base.remotable
    def attach(self, port):
        raise NotImplementedError()

    @base.remotable
    def resize(self, flavor):
        raise NotImplementedError()

    @base.remotable
    def retune(self):
        raise NotImplementedError()

    @base.remotable
    def readdress(self):
        raise NotImplementedError()

    @base.remotable
    def shelve(self):
        raise NotImplementedError()

    @base.remotable
    def forget(self):
        raise NotImplementedError()

    @base.remotable
    def wait(self, seconds):
        raise NotImplementedError()


@register
class ServerList(base.ObjectListBase, ComputeObject):
    VERSION = "1.0"
    fields = {"objects": fields.ListOfObjectsField("Server")}

    @base.remotable_classmethod
    def get_all(cls, context):
        raise NotImplementedError()
