"""A node as OpenStack's services have it: its objects call conductors."""

import os
import threading
import time

import oslo_messaging
from oslo_versionedobjects import base

from bus import Flavor, Serializer, VERSION, milliseconds_of_cpu, obey, transport_to


class IndirectionAPI(base.VersionedObjectIndirectionAPI):
    def __init__(self, transport):
        self.transport = transport
        self.clients = {}

    def aim(self, topic):
        if topic not in self.clients:
            target = oslo_messaging.Target(topic=topic, version=VERSION)
            self.clients[topic] = oslo_messaging.get_rpc_client(
                self.transport, target, serializer=Serializer()
            )
        self.client = self.clients[topic]

    def object_class_action_versions(self, context, objname, objmethod, object_versions, args, kwargs):
        return self.client.call(
            context, "object_class_action_versions", objname=objname, objmethod=objmethod,
            object_versions=object_versions, args=args, kwargs=kwargs,
        )


def client(order):
    api = Flavor.indirection_api = IndirectionAPI(transport_to(order["url"]))
    flavors = order["flavors"]
    keys = [flavor["versioned_object.data"]["flavorid"] for flavor in flavors]

    def call(n):
        return Flavor.get_by_flavorid({"user_id": "ada"}, keys[n % len(keys)])

    def check(topic):
        api.aim(topic)
        for n, flavor in enumerate(flavors):
            assert call(n).obj_to_primitive() == flavor, flavor

    def run(topic, seconds, inFlight):
        api.aim(topic)
        cpu = milliseconds_of_cpu()
        begun = time.perf_counter()
        end = begun + seconds
        took = []

        def one(first):
            now, n = begun, first
            while now < end:
                call(n)
                n += inFlight
                done = time.perf_counter()
                took.append((done - now) * 1000)
                now = done

        threads = [threading.Thread(target=one, args=(i,)) for i in range(inFlight)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ms = (time.perf_counter() - begun) * 1000
        return {"ms": ms, "cpu": milliseconds_of_cpu() - cpu, "took": took}

    return {"check": check, "run": run}


if __name__ == "__main__":
    obey(client)
    # Its threads would wait for more.
    os._exit(0)
