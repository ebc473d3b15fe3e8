// Several majors of one object: side by side, or joined into one history.

import { describe, expect, test } from 'vitest';
import {
  ArchivedInstance,
  Diagnostics,
  DiagnosticsV1,
  Instance,
  InstanceV1,
  registry,
} from '../../generated/index.js';
import { dataOf, envelope, errorOf, partOf, UUID } from './things.js';

describe('several majors', () => {
  test('that are not joined stand side by side and do not become each other', () => {
    const older = envelope('Diagnostics', '1.1', { instance_uuid: UUID, counters: { a: 1 } });
    const newer = envelope('Diagnostics', '2.0', { instance_uuid: UUID });
    expect(registry.decode(older)).toBeInstanceOf(DiagnosticsV1);
    expect(registry.decode(newer)).toBeInstanceOf(Diagnostics);
    expect(errorOf(() => Diagnostics.objFromPrimitive(older))).toMatchObject({
      code: 'incompatible-version',
      version: '1.1',
      supported: '2.0',
    });
    expect(errorOf(() => DiagnosticsV1.objFromPrimitive(newer))).toMatchObject({
      code: 'incompatible-version',
      supported: '1.0 to 1.1',
    });
    expect(errorOf(() => new Diagnostics().objToPrimitive({ version: '1.1' }))).toMatchObject({
      code: 'invalid-target-version',
    });
    expect(
      errorOf(() => new Diagnostics().objToPrimitive({ manifest: { Diagnostics: '1.1' } })),
    ).toMatchObject({ code: 'invalid-target-version' });
  });

  test('keep their own names for what both call the same', () => {
    expect(partOf(new DiagnosticsV1().objToPrimitive(), 'name')).toBe('Diagnostics');
    expect(partOf(new DiagnosticsV1().objToPrimitive(), 'version')).toBe('1.1');
  });

  test('that are joined are one history', () => {
    const older = envelope('Instance', '1.0', { uuid: UUID, state: 'active', kernel_id: 'k' });
    const made = registry.decode(older);
    expect(made).toBeInstanceOf(Instance);
    expect(made.toJSON()).toMatchObject({
      vmState: 'active',
      systemMetadata: { kernel_id: 'k' },
    });
    // The schema has no rule for `cell_name`, which every 1.x has: there is no way back.
    expect(errorOf(() => made.objToPrimitive({ version: '1.4' }))).toMatchObject({
      code: 'backport-refused',
      path: 'Instance.cell_name',
    });
  });

  test('a position that names the older one keeps it', () => {
    const made = ArchivedInstance.objFromPrimitive(
      envelope('ArchivedInstance', '1.1', {
        record: envelope('Instance', '1.2', { uuid: UUID, cell_name: 'c' }),
      }),
    );
    expect(made.record).toBeInstanceOf(InstanceV1);
    expect(made.record.cellName).toBe('c');
    const newer = envelope('ArchivedInstance', '1.1', { record: envelope('Instance', '2.0', {}) });
    expect(errorOf(() => ArchivedInstance.objFromPrimitive(newer))).toMatchObject({
      code: 'incompatible-version',
      path: 'ArchivedInstance.record',
    });
  });

  test('under a manifest of the newer one, the older stays what it is', () => {
    const made = new ArchivedInstance({ record: new InstanceV1({ uuid: UUID }) });
    const manifest = { ArchivedInstance: '1.1', Instance: '2.7' };
    expect(partOf(dataOf(made.objToPrimitive({ manifest }))['record'], 'version')).toBe('1.4');
  });
});
