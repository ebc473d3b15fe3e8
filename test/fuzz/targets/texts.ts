// The smaller readers: settings, releases, the lock, types, lines of `convert`, and single scalars.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseRequest } from '../../../src/cli/convert/request.js';
import { canonicalScalar } from '../../../src/core/canonical-scalar.js';
import { parseType } from '../../../src/core/parse-type.js';
import { parseScalar, scalarText } from '../../../src/core/scalar-text.js';
import { SCALARS } from '../../../src/core/type-expr.js';
import { loadConfig, loadReleases } from '../../../src/load/index.js';
import { parseLock } from '../../../src/model/index.js';
import { fingerprint } from '../../../src/pipeline/fingerprint.js';
import type { Random } from '../../../src/testing/values/index.js';
import type { Target } from '../case.js';
import { anyManifest, type Domain } from '../domain.js';
import { flawOfFindings } from '../finding-laws.js';
import { hostileJson } from '../hostile.js';
import { mutatedText, wordsOf } from '../mutate-text.js';
import { textCase } from '../value-case.js';

type Choices = readonly [string, ...string[]];

/** Texts of one kind, changed. */
function changedTexts(texts: Choices): (random: Random) => string {
  const words = wordsOf(texts);
  return (random) => mutatedText(random.pick(texts), random, words, random.pick(texts));
}

/** Settings and releases. */
export function projectTextTarget(): Target {
  const config = read('backlevel.config.yaml');
  const releases = read('schemas/releases.yaml');
  const configs = changedTexts([config, FULL_CONFIG]);
  const others = changedTexts([releases]);
  return {
    name: 'settings',
    share: 20,
    make(random) {
      const isConfig = random.once(2);
      const text = isConfig ? configs(random) : others(random);
      return textCase(text, (changed) => {
        const file = { path: isConfig ? 'backlevel.config.yaml' : 'releases.yaml', text: changed };
        const { findings } = isConfig ? loadConfig(file) : loadReleases(file);
        return flawOfFindings(findings, [file]);
      });
    },
  };
}

const FULL_CONFIG = `schemas: schemas/compute
output: generated
hooks: hooks
releases: schemas/releases.yaml
namespace: compute
prefix: versioned_object
children: manifest
propertyNames: camelCase
importExtension: .js
runtimeModule: backlevel/runtime
unknown: ignore
deployed: baseline
allow:
  history/bump-too-small: { reason: nobody had it, for: 3f9a }
`;

export function lockTarget(): Target {
  const lines = read('schemas/compute/backlevel.lock.yaml').split('\n');
  // The whole lock is long and its parts are alike: its beginning has every kind of line.
  const make = changedTexts([lines.slice(0, 150).join('\n')]);
  return {
    name: 'lock',
    share: 20,
    make(random) {
      const text = make(random);
      const digest = random.once(2) ? fingerprint : undefined;
      return textCase(text, (changed) => {
        const parsed = parseLock(changed, digest);
        if (parsed.ok) return undefined;
        const isLine = parsed.line >= 1 && parsed.line <= changed.split('\n').length;
        return isLine && parsed.what !== '' ? undefined : `damage in line ${parsed.line}`;
      });
    },
  };
}

/** One line of standard input of `convert`. */
export function requestTarget(domain: Domain): Target {
  return {
    name: 'request',
    share: 20,
    make(random) {
      const goals = [
        { to: '1.1' },
        { manifest: anyManifest(domain, random) },
        { upgrade: true },
        { to: hostileJson(random) },
        { manifest: hostileJson(random) },
      ] as const;
      const goal = goals[random.below(goals.length)];
      const text = JSON.stringify({ primitive: domain.primitive(random), ...goal });
      const changed = mutatedText(text, random, ['"to"', '"upgrade"', 'true', 'null', '{}'], text);
      return textCase(changed, judgeRequest);
    },
  };
}

function judgeRequest(text: string): string | undefined {
  const parsed = parseRequest(text);
  if (!parsed.ok) return parsed.why === '' ? 'it says nothing' : undefined;
  const { goal } = parsed.request;
  if (goal.kind === 'to') return typeof goal.to === 'string' ? undefined : 'a version is no text';
  if (goal.kind === 'upgrade') return undefined;
  const isRight = Object.values(goal.manifest).every((version) => typeof version === 'string');
  return isRight ? undefined : 'a manifest has what is no text';
}

/** Types of the schema language, and scalars of every kind. */
export function scalarTarget(): Target {
  const makeType = changedTexts([
    'list<(PCIDeviceBus | USBDeviceBus)?>',
    'map<list<os_vif/VIF@1>?>?',
    'DiskBus@1.1',
    'set<integer>',
    'A|B|C',
  ]);
  const makeText = changedTexts([
    '2024-01-02T03:04:05.678+05:30',
    '20240102T030405Z',
    '2001:db8::1:0:1.2.3.4/64',
    '10.0.0.1/24',
    'AA-bb-CC-dd-EE-ff',
    '0b2c9a54-8f0c-4b7d-9c1e-2f6d1a3b4c5d',
    'aGVsbG8=',
    '-00012345678901234567890',
    '1.5e-7',
    'true',
    '{"a":[1,null]}',
  ]);
  const arbitrary = fc.string({ unit: 'binary', maxLength: 60 });
  return {
    name: 'scalar',
    share: 20,
    make(random) {
      const isType = random.once(3);
      const [anything = ''] = fc.sample(arbitrary, { seed: random.next() | 0, numRuns: 1 });
      const text = random.once(4) ? anything : isType ? makeType(random) : makeText(random);
      return textCase(text, isType ? judgeType : judgeScalars);
    },
  };
}

function judgeType(text: string): string | undefined {
  const parsed = parseType(text);
  if (parsed.ok) return undefined;
  const isInside = parsed.offset >= 0 && parsed.offset <= text.length;
  return isInside && parsed.expected !== '' ? undefined : `a mistake at ${parsed.offset}`;
}

function judgeScalars(text: string): string | undefined {
  for (const scalar of SCALARS) {
    for (const found of [canonicalScalar(scalar, text)?.value, parseScalar(scalar, text)]) {
      if (found === undefined) continue;
      const again = canonicalScalar(scalar, found);
      if (JSON.stringify(again?.value) !== JSON.stringify(found))
        return `${scalar} is not canonical`;
      if (again?.cut === true) return `a canonical ${scalar} is cut`;
      const spelled = parseScalar(scalar, scalarText(scalar, found));
      if (JSON.stringify(spelled) !== JSON.stringify(found))
        return `${scalar} is spelled otherwise`;
    }
  }
  return undefined;
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
