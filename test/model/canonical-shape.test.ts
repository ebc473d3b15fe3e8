import { expect, test } from 'vitest';
import { canonicalShape } from '../../src/model/index.js';
import { modelOf, objectOf } from './story.js';

test('a shape prints as its schema would say it, with what is not said left out', () => {
  const model = modelOf([
    `
object: Server
version: "1.0"
fields:
  id: { type: integer, readOnly: true, doc: Not printed. }
  serial: { type: bigint, min: 1, default: 12345678901234567890 }
  name: { type: "string?", maxLength: 3, pattern: "[a-z]*", sensitive: true, default: null }
  tags: { type: set<string>, default: [b, a, b] }
  bus: { type: list<Bus?>, default: [ide, null] }
  kind: { enum: [a, b], nullable: true }
  port: (net/Port | Server@1)?
methods:
  reboot: { args: { hard: { type: boolean, default: false } } }
  get_by_id: { static: true, args: { id: integer }, returns: Server, idempotent: true }
history: { "1.0": First version }
`,
    `
object: Server
version: "2.0"
fields: { id: integer }
history: { "2.0": First version }
`,
    `
object: Port
namespace: net
version: "1.0"
fields: { id: integer }
history: { "1.0": First version }
`,
    `
enum: Bus
version: "1.0"
values: [ide, scsi]
history: { "1.0": First version }
`,
  ]);
  expect(canonicalShape(objectOf(model, 'test/Server@1').shape)).toEqual({
    fields: {
      id: { type: 'integer', readOnly: true },
      serial: { type: 'bigint', default: '12345678901234567890', min: '1' },
      name: { type: 'string?', default: null, sensitive: true, maxLength: 3, pattern: '[a-z]*' },
      tags: { type: 'set<string>', default: ['a', 'b'] },
      bus: {
        type: 'list<Bus?>',
        values: ['ide', 'scsi'],
        enumVersion: '1.0',
        default: ['ide', null],
      },
      kind: { enum: ['a', 'b'], nullable: true },
      port: { type: '(net/Port | Server@1)?' },
    },
    methods: {
      reboot: { args: { hard: { type: 'boolean', default: false } } },
      get_by_id: {
        static: true,
        args: { id: { type: 'integer' } },
        returns: 'Server',
        idempotent: true,
      },
    },
  });
});
