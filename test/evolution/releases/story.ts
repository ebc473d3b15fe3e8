// Releases as a test writes them, over the schemas of a small domain.

import { checkReleases } from '../../../src/evolution/releases/index.js';
import { load, loadReleases, type ReleasesDeclaration } from '../../../src/load/index.js';
import { buildModel, type Model, type ModelSettings } from '../../../src/model/index.js';
import { SETTINGS } from '../../model/story.js';

/** A server holds a disk from 1.1 on, and a disk has a bus from 1.1 on. */
export const SCHEMAS = [
  `object: Server
version: "1.1"
fields: { name: string, disks: "list<Disk>" }
history: { "1.1": [{ add: disks }], "1.0": First version }`,
  `object: Disk
version: "1.2"
fields: { size: integer, bus: Bus?, label: string }
history: { "1.2": [{ add: label }], "1.1": [{ add: bus }], "1.0": First version }`,
  `object: Bus
version: "1.0"
fields: { kind: string }
history: { "1.0": First version }`,
  `object: Tag
version: "1.1"
fields: { name: string, colour: Colour }
history: { "1.1": [{ add: colour }], "1.0": First version }`,
  `enum: Colour
version: "1.0"
values: [red, blue]
history: { "1.0": First version }`,
  `object: Draft
version: "0.1"
stability: experimental
fields: { name: string }
history: { "0.1": First version }`,
];

export function modelOf(
  texts: readonly string[] = SCHEMAS,
  settings: Partial<ModelSettings> = {},
): Model {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  const { declarations, findings } = load(files);
  const built = buildModel(declarations, { ...SETTINGS, ...settings });
  const all = [...findings, ...built.findings];
  if (all.length > 0) throw new Error(all.map(({ message }) => message).join('\n'));
  return built.model;
}

/** Reads a text that has nothing wrong with its form. */
export function releasesOf(text: string): ReleasesDeclaration {
  const { releases, findings } = loadReleases({ path: 'releases.yaml', text });
  if (releases === undefined || findings.length > 0) {
    throw new Error(findings.map(({ message }) => message).join('\n'));
  }
  return releases;
}

export interface Story {
  readonly before?: string;
  readonly model?: Model;
}

/** What is found, each with the text that it points at. */
export function found(text: string, { before, model = modelOf() }: Story = {}) {
  const cut = before === undefined ? undefined : releasesOf(before);
  const all = checkReleases(releasesOf(text), model, { namespace: 'test' }, cut);
  return all.map(({ code, message, span, related = [] }) => ({
    code,
    message,
    at: span && `${span.line}: ${text.slice(span.offset, span.endOffset)}`,
    related: related.map((one) => `${one.span.line}: ${one.message}`),
  }));
}

export function codes(text: string, story: Story = {}): readonly string[] {
  return found(text, story).map(({ code }) => code);
}
