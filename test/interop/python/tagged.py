"""Python's own values as JSON that says what they are: `["int", "7"]` is not `["str", "7"]`."""

import datetime

from oslo_versionedobjects import base

import netaddr


def to_tagged(value):
    """What Python holds after decoding. Names no wire form: only values and their types."""
    if value is None:
        return ['null']
    if isinstance(value, bool):
        return ['bool', value]
    if isinstance(value, int):
        # As text: the reader's numbers may be smaller than Python's.
        return ['int', str(value)]
    if isinstance(value, float):
        return ['float', value]
    if isinstance(value, str):
        return ['str', value]
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(datetime.timezone.utc)
        return ['datetime', utc.isoformat(timespec='milliseconds').replace('+00:00', 'Z')]
    if isinstance(value, (netaddr.IPAddress, netaddr.IPNetwork)):
        return ['address', str(value)]
    if isinstance(value, (set, frozenset)):
        return ['set', [to_tagged(one) for one in value]]
    if isinstance(value, (list, tuple)):
        return ['list', [to_tagged(one) for one in value]]
    if isinstance(value, dict):
        return ['map', [[key, to_tagged(one)] for key, one in value.items()]]
    if isinstance(value, base.VersionedObject):
        return ['object', object_to_tagged(value)]
    raise TypeError('%r came out of a field' % (value,))


def object_to_tagged(obj):
    return {
        'name': obj.obj_name(),
        'version': obj.VERSION,
        'fields': {
            name: to_tagged(getattr(obj, name)) for name in obj.fields if obj.obj_attr_is_set(name)
        },
        # obj_what_changed() would add the fields of nested objects that have changes of their own.
        'changes': list(obj._changed_fields),
    }


def from_tagged(tagged, classes):
    """The Python value that a user would set a field to."""
    kind, *rest = tagged
    value = rest[0] if rest else None
    if kind == 'int':
        return int(value)
    if kind == 'float':
        return float(value)
    if kind == 'datetime':
        return datetime.datetime.fromisoformat(value)
    if kind == 'set':
        return {from_tagged(one, classes) for one in value}
    if kind == 'list':
        return [from_tagged(one, classes) for one in value]
    if kind == 'map':
        return {key: from_tagged(one, classes) for key, one in value}
    if kind == 'object':
        return object_from_tagged(value, classes)
    # Null, booleans and text as they are; oslo makes addresses of text itself.
    return value


def object_from_tagged(tagged, classes):
    obj = classes[tagged['name'], tagged['version']]()
    for name, value in tagged['fields'].items():
        if name not in obj.fields:
            raise KeyError('%s has no field %s' % (tagged['name'], name))
        setattr(obj, name, from_tagged(value, classes))
    obj._changed_fields = set(tagged['changes'])
    return obj
