// Generated code is committed and reviewed beside the user's own. Were it in another style than prettier's,
// a project's format check would fail on files that nobody may edit.

import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import type { EmittedFile } from '../../src/emit/index.js';
import { computeModel } from '../compute/compute-model.js';
import { novaWithRules } from '../corpus/nova-corpus.js';
import { emitted } from '../support/generated.js';
import { randomSchemas, SEEDS } from '../support/random-schemas.js';

describe('prettier finds nothing to change in generated code', () => {
  test('of the worked domain', async () => {
    await expectUnchanged(emitted(computeModel().model));
  });

  test('of Nova with its rules', async () => {
    await expectUnchanged(emitted(novaWithRules().model, { prefix: 'nova_object' }));
  });

  test.each(SEEDS)('of random schemas (seed %d)', async (seed) => {
    const { model, settings } = randomSchemas(seed);
    await expectUnchanged(emitted(model, { propertyNames: settings.propertyNames }));
  });
});

async function expectUnchanged(files: readonly EmittedFile[]): Promise<void> {
  for (const { path, text } of files) {
    const pretty = await format(text, { parser: 'typescript' });
    expect({ path, text }).toEqual({ path, text: pretty });
  }
}
