"""The types of the schema language as field types of oslo.versionedobjects.

Every field is one that a Python user would write by hand: the stock class where there is one. There
is none for bytes (their base64 is a string), json (a field that checks nothing), integers of any size.
"""

import re

from oslo_versionedobjects import base
from oslo_versionedobjects import exception
from oslo_versionedobjects import fields


class Digits(fields.Integer):
    """An integer of any size, as text: most readers of JSON would round a number of that size."""

    def to_primitive(self, obj, attr, value):
        return str(value)


def class_for(primitive):
    """Any class with the envelope's name: it finds the one of the right version itself."""
    name = next((value for key, value in primitive.items() if key.endswith('.name')), None)
    found = base.VersionedObjectRegistry.obj_classes().get(name)
    if not found:
        raise exception.UnsupportedObjectError(objtype=name)
    return found[0]


class ForeignObject(fields.Object):
    """An object of another namespace: the stock field asks the parent's class, which refuses it."""

    def from_primitive(self, obj, attr, value):
        return class_for(value).obj_from_primitive(value)


SCALARS = {
    'string': fields.String,
    'integer': fields.Integer,
    'bigint': Digits,
    'float': fields.Float,
    'boolean': fields.Boolean,
    'datetime': fields.DateTime,
    'uuid': fields.UUID,
    'ip': fields.IPAddress,
    'ipv4': fields.IPV4Address,
    'ipv6': fields.IPV6Address,
    'cidr': fields.IPNetwork,
    'mac': fields.MACAddress,
    'bytes': fields.String,
    'json': fields.FieldType,
}
CONTAINERS = {'list': fields.List, 'set': fields.Set, 'map': fields.Dict}
TOKEN = re.compile(r'\s*([A-Za-z_][\w/@.]*|[<>()|?])')


def local_name(name):
    """`network/Port@1` is `Port` to Python, whose registry knows neither namespaces nor majors."""
    return name.rpartition('/')[2].partition('@')[0]


def union_name(members):
    return 'AnyOf' + ''.join(sorted(members))


class TypeReader:
    """Reads types; `unions` collects the sets of members that need a common base class."""

    def __init__(self):
        self.unions = set()

    def field(self, shape):
        """A field from its shape: `{"type": "list<Flavor?>", "default": [], "readOnly": true}`."""
        options = {'read_only': shape.get('readOnly', False)}
        if 'default' in shape:
            options['default'] = shape['default']
        # A name is an enum where the values are told, and an object everywhere else.
        self.values = shape.get('values')
        if 'enum' in shape:
            kind, nullable = fields.Enum(shape['enum']), shape.get('nullable', False)
        else:
            kind, nullable = self._whole(shape['type'])
        return fields.Field(kind, nullable=nullable, **options)

    def _whole(self, text):
        self.tokens = TOKEN.findall(text)
        if ''.join(self.tokens) != re.sub(r'\s', '', text):
            raise ValueError('no type: %s' % text)
        found = self._union()
        if self.tokens:
            raise ValueError('%s is left over in %s' % (self.tokens, text))
        return found

    def _union(self):
        """A type, or several objects with `|` between them."""
        first = self.tokens[0]
        kind, nullable = self._type()
        if not self._takes('|'):
            return kind, nullable
        members = {local_name(first)}
        while True:
            members.add(local_name(self.tokens.pop(0)))
            if not self._takes('|'):
                break
        self.unions.add(frozenset(members))
        return fields.Object(union_name(members), subclasses=True), False

    def _type(self):
        word = self.tokens.pop(0)
        if word == '(':
            kind, _ = self._union()
            self._expects(')')
        elif word in SCALARS:
            kind = SCALARS[word]()
        elif word in CONTAINERS:
            self._expects('<')
            element, nullable = self._union()
            self._expects('>')
            kind = CONTAINERS[word](element, nullable=nullable)
        elif self.values is not None:
            kind = fields.Enum(self.values)
        elif '/' in word:
            kind = ForeignObject(local_name(word))
        else:
            kind = fields.Object(local_name(word))
        # Null is a value of json by itself.
        return kind, self._takes('?') or word == 'json'

    def _takes(self, token):
        if self.tokens[:1] != [token]:
            return False
        self.tokens.pop(0)
        return True

    def _expects(self, token):
        if not self._takes(token):
            raise ValueError('%s expected before %s' % (token, self.tokens))
