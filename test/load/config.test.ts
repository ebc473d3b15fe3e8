import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/load/index.js';

const config = (text: string) => loadConfig({ path: 'backlevel.config.yaml', text });

describe('the settings', () => {
  it('are read, each with its place', () => {
    const { values, findings } = config(`schemas: schemas/compute
output: generated
hooks: hooks
releases: schemas/releases.yaml
namespace: compute
prefix: nova_object
children: cascade
propertyNames: asWritten
importExtension: none
runtimeModule: "@acme/runtime"
unknown: refuse
deployed: lock
`);
    expect(findings).toEqual([]);
    expect(values).toMatchObject({
      schemas: { value: 'schemas/compute' },
      output: { value: 'generated' },
      hooks: { value: 'hooks' },
      releases: { value: 'schemas/releases.yaml' },
      namespace: { value: 'compute', span: { line: 5, column: 12 } },
      prefix: { value: 'nova_object' },
      children: { value: 'cascade' },
      propertyNames: { value: 'asWritten' },
      importExtension: { value: 'none' },
      runtimeModule: { value: '@acme/runtime' },
      unknown: { value: 'refuse' },
      deployed: { value: 'lock' },
    });
  });

  it('are not used at all when one of them is wrong: a typo must not fall back to a default', () => {
    const { values, findings } = config('shcemas: x\nchildren: casacde\n');
    expect(values).toBeUndefined();
    expect(findings.map(({ code, span }) => [code, span?.line])).toEqual([
      ['schema/unknown-key', 1],
      ['schema/not-one-of', 2],
    ]);
  });

  it('may all be left to their defaults', () => {
    expect(config('{}\n')).toEqual({ values: {}, findings: [] });
  });
});
