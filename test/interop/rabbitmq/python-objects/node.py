"""A node as OpenStack's services have it, of the older release: its objects call a conductor.

    node.py URL TOPIC LISTENING
"""

import sys

import oslo_messaging
from oslo_versionedobjects import base

from bus import Bus, obey
from compute import ComputeObject, ComputeSerializer
import older

VERSION = "3.0"


class IndirectionAPI(base.VersionedObjectIndirectionAPI):
    """Calls conductors: any of them, or the one that is set."""

    def __init__(self, bus, topic):
        self.bus = bus
        self.topic = topic
        self.aim()

    def aim(self, topic=None, server=None, timeout=20):
        client = self.bus.client(
            topic or self.topic, VERSION, timeout=timeout, call_monitor_timeout=2
        )
        self.client = client.prepare(server=server) if server else client

    def object_class_action_versions(self, context, objname, objmethod, object_versions, args, kwargs):
        return self.client.call(
            context, "object_class_action_versions", objname=objname, objmethod=objmethod,
            object_versions=object_versions, args=args, kwargs=kwargs,
        )

    def object_action(self, context, objinst, objmethod, args, kwargs):
        return self.client.call(
            context, "object_action", objinst=objinst, objmethod=objmethod, args=args, kwargs=kwargs
        )

    def object_backport_versions(self, context, objinst, object_versions):
        return self.client.call(
            context, "object_backport_versions", objinst=objinst, object_versions=object_versions
        )


class Node:
    def __init__(self, bus, api):
        self.bus = bus
        self.api = api
        self.serializer = ComputeSerializer()

    def step(self, context, call="", load=None, on=None, set=None, args=(), named=None, aim=None):
        """Calls a method, or loads a field; what came of it, and of its object."""
        self.api.aim(**(aim or {}))
        if "." in call:
            name, method = call.split(".")
            action = getattr(getattr(older, name), method)
            return self.outcome(lambda: action(context, *self.read(context, args), **(named or {})))
        if on is None:
            return self.outcome(lambda: self.api.client.call(context, call))
        target = self.serializer.deserialize_entity(context, on)
        self.assign(target, set or {})
        if load is not None:
            outcome = self.outcome(lambda: getattr(target, load))
        else:
            outcome = self.outcome(lambda: getattr(target, call)(*self.read(context, args)))
        return {**outcome, "object": self.write(target)}

    def assign(self, target, values):
        for name, value in values.items():
            setattr(target, name, target.fields[name].from_primitive(target, name, value))

    def outcome(self, action):
        try:
            return {"result": self.write(action())}
        except Exception as error:
            return {"error": self.told(error)}

    def told(self, error):
        kind = type(error).__name__.removesuffix("_Remote")
        if isinstance(error, oslo_messaging.RemoteError):
            kind = "%s %s" % (kind, error.exc_type)
        return {"kind": kind, "fields": getattr(error, "kwargs", {}), "text": str(error)}

    def read(self, context, args):
        return [self.serializer.deserialize_entity(context, one) for one in args]

    def write(self, value):
        return self.serializer.serialize_entity(None, value)

    def tell(self, what, **to):
        self.bus.tell(what=self.serializer.deserialize_entity({}, what), **to)


def main(url, topic, listening):
    bus = Bus(url)
    api = ComputeObject.indirection_api = IndirectionAPI(bus, topic)
    node = Node(bus, api)
    bus.hear(listening, "one", "two")
    obey({"step": node.step, "tell": node.tell, "heard": lambda: {"heard": bus.heard}})


if __name__ == "__main__":
    main(*sys.argv[1:])
