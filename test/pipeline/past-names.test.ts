// A name that was cut off long ago: only the baseline's lock remembers it, and peers and stored rows.

import { expect, it } from 'vitest';
import { runGate } from '../../src/pipeline/gate/check.js';
import { lockText } from '../../src/pipeline/gate/lock-file.js';
import { readState, takeSnapshot } from '../../src/pipeline/gate/snapshot.js';
import { addToLock, presentRecords } from '../../src/pipeline/gate/write-lock.js';
import { DEFAULTS } from '../../src/pipeline/settings.js';
import { memoryCache, memoryHost } from '../support/memory-host.js';

const CONFIG = 'backlevel.config.yaml';
const memory = { cache: memoryCache(), known: new Map() };
const SETTINGS = 'namespace: versionedobjects\n';
const RELEASES = 'releases:\n  "2026": { Node: "1.1" }\n';

function node(version: string, fields: string, history: string): string {
  return `object: Node\nversion: "${version}"\nfields: { ${fields} }\nhistory:\n${history}`;
}

const WHOLE = node(
  '1.1',
  'id: integer',
  '  "1.1": [{ remove: host, was: string, backport: unset }]\n  "1.0": First version\n',
);
const CUT = node('1.1', 'id: integer', '  "1.1": The first that is read\n');

it('a name that was cut off before the baseline cannot come back as something else', async () => {
  const lock = await lockOf(WHOLE);
  const shared = {
    [CONFIG]: SETTINGS,
    'schemas/releases.yaml': RELEASES,
    'schemas/backlevel.lock.yaml': lock,
  };
  const base = memoryHost({ ...shared, 'schemas/node.yaml': CUT });
  const again = node(
    '1.2',
    'id: integer, host: integer',
    '  "1.2": [{ add: host }]\n  "1.1": The first that is read\n',
  );
  const tree = memoryHost({ ...shared, 'schemas/node.yaml': again });
  const source = { kind: 'trees', name: 'main', base } as const;
  const { findings } = await runGate({ tree, config: CONFIG, source, memory });
  expect(findings.map(({ code, object }) => `${code} ${object ?? ''}`)).toEqual([
    'history/name-reused Node',
  ]);
});

it('an object that was gone cannot come back as another one under the same versions', async () => {
  const lock = await lockOf(WHOLE);
  const shared = {
    [CONFIG]: SETTINGS,
    'schemas/backlevel.lock.yaml': lock,
    'schemas/other.yaml': CUT.replace('Node', 'Other'),
  };
  const base = memoryHost(shared);
  const codes = async (text: string): Promise<readonly string[]> => {
    const tree = memoryHost({ ...shared, 'schemas/node.yaml': text });
    const source = { kind: 'trees', name: 'main', base } as const;
    const { findings } = await runGate({ tree, config: CONFIG, source, memory });
    return findings.map(({ code, object }) => `${code} ${object ?? ''}`);
  };
  expect(await codes(WHOLE)).toEqual([]);
  const other = node('1.1', 'id: uuid', '  "1.1": Another\n  "1.0": First version\n');
  expect(await codes(other)).toEqual(['history/released-edited Node']);
});

async function lockOf(text: string): Promise<string> {
  const tree = memoryHost({ [CONFIG]: SETTINGS, 'schemas/node.yaml': text });
  const snapshot = await takeSnapshot(readState(tree, DEFAULTS, memory), memory);
  return lockText(addToLock(undefined, presentRecords(snapshot), 'released'));
}
