// What the gate says of a change: each folder has a project `before` and `after` it, and what is then found, as a
// program reads it in expected.json and as a person does in report.txt. Add a folder, add a test. Without `before`
// the project is held to its own lock; `tip` is what the branch compared with has become meanwhile.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/diagnostics/index.js';
import type { BaselineSource } from '../../src/pipeline/gate/baseline.js';
import { runGate } from '../../src/pipeline/gate/check.js';
import type { Tree } from '../../src/pipeline/host.js';
import { memoryCache, memoryHost } from '../support/memory-host.js';

const CASES = fileURLToPath(new URL('gate/', import.meta.url));

const CONFIG = 'backlevel.config.yaml';

describe('a change of the schemas', () => {
  for (const story of readdirSync(CASES)) {
    test(story.replaceAll('-', ' '), async () => {
      const folder = join(CASES, story);
      const after = project(join(folder, 'after'));
      const report = await runGate({
        tree: after,
        config: CONFIG,
        source: sourceOf(folder),
        memory: { cache: memoryCache(), known: new Map() },
      });
      expect(report.broken).toBeUndefined();
      const { findings, objects } = report;
      const told = (format: 'json' | 'pretty'): string =>
        render(format, findings, (file) => after.read(file), { objects });
      expect(inShort(told('json'))).toEqual(readJson(join(folder, 'expected.json')));
      await expect(told('pretty')).toMatchFileSnapshot(join(folder, 'report.txt'));
    });
  }
});

function sourceOf(folder: string): BaselineSource {
  if (!existsSync(join(folder, 'before'))) return { kind: 'lock' };
  const base = project(join(folder, 'before'));
  const tip = join(folder, 'tip');
  return { kind: 'trees', name: 'main', base, ...(existsSync(tip) ? { tip: project(tip) } : {}) };
}

/** The files below a folder; the settings are the usual ones where it has none. */
function project(folder: string): Tree {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const files = paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);
  return memoryHost({ [CONFIG]: 'namespace: compute\n', ...Object.fromEntries(files) });
}

/** Codes and places: sentences are for report.txt. */
function inShort(json: string): unknown {
  const { findings } = JSON.parse(json) as {
    findings: readonly Readonly<Record<string, unknown>>[];
  };
  return findings.map(({ code, severity, file, line, column, object, version }) =>
    withoutUndefined({
      code,
      ...(severity === 'error' ? {} : { severity }),
      file,
      line,
      column,
      object,
      version,
    }),
  );
}

function withoutUndefined(value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
