// A fake old peer that knows more than the real one did would let through what breaks in production.

import { describe, expect, test } from 'vitest';
import { isError } from '../../../src/runtime/index.js';
import { Peer } from '../../../src/testing/peer/index.js';
import { conductorOf } from '../../../src/testing/peer/index.js';
import { codeOf, releaseNamed } from '../rehearsal/worked-domain.js';

const [OLD, NEW] = ['2025.2', '2026.1'].map(releaseNamed);
if (OLD === undefined || NEW === undefined) throw new Error('no releases');
const oldCode = await codeOf(OLD);
const newCode = await codeOf(NEW);
const old = new Peer({ release: '2025.2', registry: oldCode });
const now = new Peer({ release: '2026.1', registry: newCode });
const pinned = new Peer({ release: '2026.1', registry: newCode, pin: OLD.manifest });

describe('a peer of an older release', () => {
  test('speaks what the release spoke', () => {
    expect(old.manifest).toEqual(OLD.manifest);
  });

  test('sends bytes at its versions, from values by property or by name on the wire', () => {
    for (const values of [{ memoryMb: 512 }, { memory_mb: 512 }]) {
      expect(JSON.parse(textOf(old.send('Flavor', values)))).toEqual({
        'versioned_object.name': 'Flavor',
        'versioned_object.namespace': 'compute',
        'versioned_object.version': '1.0',
        'versioned_object.data': { memory_mb: 512 },
        'versioned_object.changes': ['memory_mb'],
      });
    }
  });

  test('has none of the newer fields', () => {
    expect(() => old.send('Flavor', { foobars: ['x'] })).toThrow(/foobars does not exist/);
    expect(() => old.make('NvmeAddress')).toThrow(/NvmeAddress/);
    const flavor = old.receive(pinned.send('Flavor', { name: 'm1', foobars: ['x'] }));
    expect('foobars' in flavor).toBe(false);
    expect(flavor.objToPrimitive()).not.toHaveProperty(['versioned_object.data', 'foobars']);
  });

  test('finds what is newer too new, at any depth', () => {
    for (const bytes of [
      now.send('Flavor', { name: 'm1' }),
      now.send('FlavorList', { objects: [now.make('Flavor', { name: 'm1' })] }),
    ]) {
      expect(codeOfError(() => old.receive(bytes))).toBe('incompatible-version');
    }
  });

  test('asks a conductor for what is too new, with its own manifest, once', async () => {
    const asked: unknown[] = [];
    const conductor = (request: Uint8Array): Uint8Array => {
      asked.push(JSON.parse(textOf(request)));
      return conductorOf(newCode)(request);
    };
    const bytes = now.send('Flavor', { name: 'm1', foobars: ['x'] });
    const flavor = await old.receive(bytes, { conductor });
    expect(flavor['name']).toBe('m1');
    const objinst: unknown = JSON.parse(textOf(bytes));
    expect(asked).toEqual([{ objinst, object_versions: OLD.manifest }]);
    await old.receive(pinned.send('Flavor', { name: 'm1' }), { conductor });
    expect(asked).toHaveLength(1);
  });

  test('believes no answer that is newer than it asked for, or about something else', async () => {
    const bytes = now.send('Flavor', { name: 'm1' });
    const echoing = old.receive(bytes, { conductor: () => bytes });
    await expect(echoing).rejects.toMatchObject({ code: 'incompatible-version' });
    const other = old.receive(bytes, { conductor: () => old.send('Tag', {}) });
    await expect(other).rejects.toMatchObject({ code: 'unsupported-object' });
  });

  test('hears from a conductor that it is too old, and what a rule refuses', async () => {
    const bytes = now.send('Flavor', { name: 'm1' });
    const late = old.receive(bytes, { conductor: conductorOf(oldCode) });
    await expect(late).rejects.toMatchObject({ code: 'incompatible-version' });
    const secret = now.send('Instance', { trustedCerts: ['a'] });
    const refused = old.receive(secret, { conductor: conductorOf(newCode) });
    await expect(refused).rejects.toMatchObject({ code: 'backport-refused' });
  });

  test('edits what it was given and sends it back without what it cannot see', () => {
    const ours = now.make('Flavor', { name: 'm1', foobars: ['x'] });
    ours.objResetChanges();
    const theirs = old.receive(pinned.send(ours));
    const back = now.receive(old.send(old.edit(theirs, { name: 'm2' })));
    expect(back.objGetChanges()).toEqual({ name: 'm2' });
  });

  test('refuses bytes that are no message', () => {
    for (const bytes of [new Uint8Array([0xff, 0xfe]), new TextEncoder().encode('{"a":')]) {
      expect(codeOfError(() => old.receive(bytes))).toBe('invalid-value');
    }
  });
});

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function codeOfError(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return isError(error) ? error.code : String(error);
  }
  return undefined;
}
