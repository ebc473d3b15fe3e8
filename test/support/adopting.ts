// What `adopt` makes of texts, without a disk.

import { adopt, type Adopted } from '../../src/adopt/index.js';
import type { Diagnostic } from '../../src/diagnostics/index.js';
import { load, type SourceFile } from '../../src/load/index.js';
import { buildModel, type Model } from '../../src/model/index.js';
import { DEFAULTS } from '../../src/pipeline/settings.js';

export type Texts = Readonly<Record<string, string>>;

export interface Adopting {
  /** Texts of schemas by their file names. */
  readonly schemas: Texts;
  readonly findings: readonly Diagnostic[];
  /** `file:line code` of each finding. */
  readonly told: readonly string[];
}

/** Adopts files among schemas that are there already. */
export async function adopting(files: Texts, present: Texts = {}): Promise<Adopting> {
  const adopted = await opened(files, present);
  if (!adopted.ok) throw new Error(adopted.problems.map(({ message }) => message).join('\n'));
  const { findings } = adopted;
  return {
    schemas: Object.fromEntries(
      adopted.schemas.map(({ path, text }) => [path.slice('schemas/'.length), text]),
    ),
    findings,
    told: findings.map(({ span, code }) => `${span?.file ?? ''}:${span?.line ?? 0} ${code}`),
  };
}

/** The same where files may be unreadable. */
export function opened(files: Texts, present: Texts = {}): Promise<Adopted> {
  return adopt({
    files: sources(files),
    present: sources(present),
    settings: DEFAULTS,
    folder: 'schemas',
    language: '../language',
  });
}

/** The fields of an adopted type, as lines: `size: integer`. */
export function fieldsIn(text: string | undefined): readonly string[] {
  const [, below = ''] = (text ?? '').split('\nfields:\n');
  const [fields = ''] = below.split('\n\nhistory:');
  return fields.split('\n').map((line) => line.slice(2));
}

/** The model of what was adopted; whatever is found in it is an error. */
export function modelOf(schemas: Texts): Model {
  const { declarations, findings } = load(sources(schemas));
  const built = buildModel(declarations, DEFAULTS);
  const all = [...findings, ...built.findings];
  if (all.length > 0) throw new Error(all.map(({ code, message }) => `${code} ${message}`).join());
  return built.model;
}

function sources(files: Texts): readonly SourceFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}
