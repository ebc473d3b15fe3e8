// Python's oslo.versionedobjects as the other side, at the newest versions and at every older one.
// Its classes are made from our shapes, but all reading and writing is its own.

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interpret, type Goal } from '../../../src/interpret/index.js';
import { isError, type Registry } from '../../../src/runtime/index.js';
import { outputOf, registryOf } from '../compile.js';
import { describeWith } from '../requirement.js';
import { readDomains, type Domain } from './domains.js';
import {
  defineRequest,
  manifestOfAge,
  newestMajors,
  oldestAge,
  type Manifest,
} from './peer-shapes.js';
import { missingPython, Python } from './python-peer.js';
import type { JsonObject } from './reading.js';
import { inOneOrder, taggedObject } from './tagged.js';
import { randomOfPeer } from './values.js';

const CASES = 15;
const domains = await readDomains();

describeWith(missingPython(), 'a Python peer', () => {
  describe.each(domains)('of the domain $name', (domain) => {
    const { model, prefix } = domain;
    const newest = manifestOfAge(model, 0);
    const ages = Array.from({ length: oldestAge(model) + 1 }, (_, age) => age);
    const tally = { crossed: 0, refused: 0 };
    let python: Python;
    let registry: Registry;

    beforeAll(async () => {
      registry = await registryOf(model, `python-${domain.name}`, prefix);
      python = new Python();
      for (const age of ages) {
        await python.ask(defineRequest(model, manifestOfAge(model, age), String(age), prefix));
      }
    });
    afterAll(() => {
      python.end();
      rmSync(outputOf(`python-${domain.name}`), { recursive: true, force: true });
    });

    const meaning = (primitive: unknown): unknown => inOneOrder(taggedObject(domain, primitive));

    /** What Python's classes of that age hold after decoding. */
    async function readByPython(age: number, primitive: unknown): Promise<unknown> {
      const { object } = await python.ask({ do: 'decode', peer: String(age), primitive });
      return inOneOrder(object);
    }

    describe.each(ages)('%i versions behind', (age) => {
      const manifest = manifestOfAge(model, age);
      const objects = newestMajors(model).filter((object) => oldestAge(model, object) >= age);

      test.each(objects)('reads every value of a $name that TypeScript writes', async (object) => {
        for (const sent of randomOfPeer(domain, object, newest, CASES, age)) {
          const primitive = unlessRefused(tally, () =>
            registry.decode(sent).objToPrimitive({ manifest }),
          );
          if (primitive === undefined) continue;
          expect(await readByPython(age, primitive)).toEqual(meaning(primitive));
        }
      });

      test.each(objects)('reads a $name that a conductor has backported', async (object) => {
        for (const sent of randomOfPeer(domain, object, newest, CASES, age + 100)) {
          const primitive = unlessRefused(
            tally,
            () => registry.backport(sent, { manifest }).primitive,
          );
          if (primitive === undefined) continue;
          expect(await readByPython(age, primitive)).toEqual(meaning(primitive));
        }
      });

      test.each(objects)('writes a $name that TypeScript sends back as equal', async (object) => {
        for (const value of randomOfPeer(domain, object, manifest, CASES, age + 200)) {
          const request = { do: 'encode', peer: String(age), object: taggedObject(domain, value) };
          const { primitive: written } = await python.ask(request);
          expect(meaning(written)).toEqual(meaning(value));

          const expected = thereAndBack(domain, value, manifest);
          const answer = unlessRefused(tally, () =>
            registry.decode(written).objToPrimitive({ manifest }),
          );
          expect(answer && meaning(answer)).toEqual(expected && meaning(expected));
          if (answer !== undefined) {
            expect(await readByPython(age, answer)).toEqual(meaning(answer));
          }
        }
      });
    });

    test('got most of what was sent, or nothing above was tested', () => {
      expect(tally.crossed).toBeGreaterThan(tally.refused);
    });

    test('refuses what is too new for it, so that a backport is needed at all', async () => {
      for (const object of newestMajors(model).filter(({ versions }) => versions.length > 1)) {
        const [sent] = randomOfPeer(domain, object, newest, 1, 1);
        await expect(readByPython(1, sent)).rejects.toThrow('IncompatibleObjectVersion');
      }
    });
  });
  test('meets every field of every type set, and null where it may be', () => {
    const [everything] = domains;
    const object = everything?.model.objects.get('interop/Everything');
    if (everything === undefined || object === undefined) throw new Error('no such schema');
    const manifest = manifestOfAge(everything.model, 0);
    const met = new Set<string>();
    for (const value of randomOfPeer(everything, object, manifest, CASES, 0)) {
      for (const [name, [kind]] of Object.entries(taggedObject(everything, value).fields)) {
        met.add(kind === 'null' ? `${name} null` : name);
      }
    }
    const fields = [...object.shape.fields.values()];
    const nullable = fields.filter(({ type }) => type.nullable);
    const wanted = [
      ...fields.map(({ name }) => name),
      ...nullable.map(({ name }) => `${name} null`),
    ];
    expect(wanted.filter((name) => !met.has(name))).toEqual([]);
  });
});

/**
 * What the histories say of a peer's value that is upgraded and backported again; undefined when a
 * rule refuses.
 */
function thereAndBack(domain: Domain, value: JsonObject, manifest: Manifest): unknown {
  const surroundings = { wire: { prefix: domain.prefix }, hooks: domain.hooks };
  let primitive: Parameters<typeof interpret>[1] = value;
  for (const goal of ['newest', { manifest }] satisfies Goal[]) {
    const result = interpret(domain.model, primitive, goal, surroundings);
    if (!result.ok) {
      if ('error' in result) throw new Error(result.error.message);
      return undefined;
    }
    primitive = result.primitive;
  }
  return primitive;
}

interface Tally {
  crossed: number;
  refused: number;
}

/** Undefined where a declared rule refuses to cross; all else that is thrown is a fault. */
function unlessRefused<T>(tally: Tally, cross: () => T): T | undefined {
  try {
    const crossed = cross();
    tally.crossed++;
    return crossed;
  } catch (error) {
    if (!isError(error, 'backport-refused') && !isError(error, 'upgrade-refused')) throw error;
    tally.refused++;
    return undefined;
  }
}
