// Shapes of objects at their versions, and what is lost between two of them.

import type { Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { formatVersion } from '../core/version.js';
import type { Diagnostic } from '../diagnostics/index.js';
import { jsonSchemaOf } from '../emit/json-schema.js';
import { ledger, type LedgerEntry } from '../interpret/index.js';
import { canonicalShape, shapeAt, type Model } from '../model/index.js';
import { analyse, hasErrors } from '../pipeline/compile.js';
import type { Settings } from '../pipeline/settings.js';
import { readSources } from '../pipeline/sources.js';
import { settingsIn, treeOf, type Files } from './files.js';

/** An object at one version. */
export interface ShownShape {
  /** Its name on the wire. */
  readonly object: string;
  /** Its namespace on the wire. */
  readonly namespace: string;
  /** `1.2` */
  readonly version: string;
  /** Its fields in their canonical form: the same for two shapes exactly when they are the same. */
  readonly shape: JsonValue;
  /** The JSON Schema of its primitives, envelope and all. */
  readonly jsonSchema: JsonValue;
}

/** What `show` gives. */
export interface Shown {
  /** Where one is an error there are no shapes. */
  readonly findings: readonly Diagnostic[];
  /** Every object at every version: oldest version first. */
  readonly shapes: readonly ShownShape[];
}

/** Every object at every version, as `backlevel show --all` has them. Mistakes are findings; a throw is a bug of ours. */
export async function show(files: Files): Promise<Shown> {
  const { model, settings, findings } = await modelOf(files);
  if (model === undefined) return { findings, shapes: [] };
  const shapes = [...model.objects.values()].flatMap((object) =>
    object.versions.flatMap((version): readonly ShownShape[] => {
      const shape = shapeAt(object, version);
      if (shape === undefined) return [];
      const { name, namespace } = object;
      return [
        {
          object: name,
          namespace,
          version: formatVersion(version),
          shape: canonicalShape(shape),
          jsonSchema: jsonSchemaOf(model, object, version, settings),
        },
      ];
    }),
  );
  return { findings, shapes };
}

/** What `losses` gives. */
export interface LossLedger {
  /** Where one is an error there are no entries. */
  readonly findings: readonly Diagnostic[];
  /** What may be lost, refused or filled in, in the order of the schemas' objects. */
  readonly entries: readonly LedgerEntry[];
  /** Objects that both manifests name, one at a version that the schemas do not know. */
  readonly unknown: readonly string[];
}

/**
 * What may happen to data on its way from a peer of one manifest to a peer of another, down or up. Objects that one of
 * them does not name are left out. Mistakes are findings; a throw is a bug of ours.
 *
 * @example
 * const { entries } = await losses(files, { Volume: '1.2' }, { Volume: '1.0' });
 */
export async function losses(files: Files, from: Manifest, to: Manifest): Promise<LossLedger> {
  const { model, findings } = await modelOf(files);
  if (model === undefined) return { findings, entries: [], unknown: [] };
  return { findings, ...ledger(model, from, to) };
}

type Modelled =
  | { readonly model: Model; readonly settings: Settings; readonly findings: readonly Diagnostic[] }
  | {
      readonly model?: undefined;
      readonly settings?: undefined;
      readonly findings: readonly Diagnostic[];
    };

/** No model where a finding is an error: it would not be what was meant. */
async function modelOf(files: Files): Promise<Modelled> {
  const { settings, findings: wrong } = await settingsIn(files);
  if (settings === undefined) return { findings: wrong };
  const { model, findings } = analyse(readSources(treeOf(files), settings).schemas, settings);
  const all = [...wrong, ...findings];
  return hasErrors(all) ? { findings: all } : { model, settings, findings: all };
}
