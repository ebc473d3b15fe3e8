"""A conductor as OpenStack's services have it, of the newer release.

    conductor.py URL TOPIC OLD_TOPIC LISTENING
"""

import sys

import oslo_messaging
from oslo_utils import versionutils

from bus import Bus, obey
from compute import ComputeObject
import newer


class Conductor:
    target = oslo_messaging.Target(version="3.0")

    def __init__(self, server):
        self.server = server

    def object_class_action_versions(self, ctxt, objname, objmethod, object_versions, args, kwargs):
        wanted = object_versions[objname]
        objclass = ComputeObject.obj_class_from_name(objname, wanted)
        result = self.dispatch(objclass, objmethod, [{**ctxt, "served_by": self.server}, *args], kwargs)
        # Only a single object is brought down here: who gets a list of newer ones asks again.
        if isinstance(result, ComputeObject):
            as_tuple = versionutils.convert_version_to_tuple
            if as_tuple(wanted) < as_tuple(result.VERSION):
                return result.obj_to_primitive(wanted, version_manifest=object_versions)
        return result

    def object_action(self, ctxt, objinst, objmethod, args, kwargs):
        before = objinst.obj_clone()
        result = self.dispatch(objinst, objmethod, args, kwargs)
        updates = {"obj_what_changed": objinst.obj_what_changed()}
        for name, field in objinst.fields.items():
            if not objinst.obj_attr_is_set(name):
                continue
            value = getattr(objinst, name)
            if not before.obj_attr_is_set(name) or getattr(before, name) != value:
                updates[name] = field.to_primitive(objinst, name, value)
        return updates, result

    def object_backport_versions(self, ctxt, objinst, object_versions):
        target = object_versions[objinst.obj_name()]
        return objinst.obj_to_primitive(target_version=target, version_manifest=object_versions)

    def dispatch(self, target, method, args, kwargs):
        try:
            return getattr(target, method)(*args, **kwargs)
        except Exception:
            # Its caller is told; it is no fault of this service.
            raise oslo_messaging.ExpectedException()


class OldConductor:
    target = oslo_messaging.Target(version="2.9")


def store(servers):
    newer.STORE.clear()
    for primitive in servers:
        server = newer.Server.obj_from_primitive(primitive)
        newer.STORE[server.uuid] = server


def main(url, topic, old_topic, listening):
    bus = Bus(url)
    for server in ("one", "two"):
        bus.serve(topic, server, Conductor(server))
    bus.serve(old_topic, "old", OldConductor())
    bus.hear(listening, "one", "two")
    obey(
        {
            "store": store,
            "tell": lambda uuid, **to: bus.tell(what=newer.STORE[uuid], **to),
            "heard": lambda: {"heard": bus.heard},
        }
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
