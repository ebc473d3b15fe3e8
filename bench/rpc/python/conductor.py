"""A conductor as OpenStack's services have it: flavors by their key."""

import os

import oslo_messaging

from bus import Flavor, Serializer, VERSION, obey, transport_to

# As many at a time as ours takes; it is the default of both.
EXECUTOR = "threading"


class Conductor:
    target = oslo_messaging.Target(version=VERSION)

    def object_class_action_versions(self, ctxt, objname, objmethod, object_versions, args, kwargs):
        objclass = Flavor.obj_class_from_name(objname, object_versions[objname])
        result = getattr(objclass, objmethod)(ctxt, *args, **kwargs)
        return result.obj_to_primitive(
            target_version=object_versions[objname], version_manifest=object_versions
        )


def conductor(order, executor=EXECUTOR):
    for primitive in order["flavors"]:
        flavor = Flavor.obj_from_primitive(primitive)
        Flavor.STORED[flavor.flavorid] = flavor
    transport = transport_to(order["url"])
    for one in order["topics"]:
        oslo_messaging.get_rpc_server(
            transport,
            oslo_messaging.Target(topic=one["topic"], server=order["name"]),
            [Conductor()],
            executor=executor,
            serializer=Serializer(),
            access_policy=oslo_messaging.DefaultRPCAccessPolicy,
        ).start()
    return {}


if __name__ == "__main__":
    obey(conductor)
    # Its threads would wait for more.
    os._exit(0)
