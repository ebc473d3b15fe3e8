// What reading of JSON Schema goes by: the files, the drafts, and which schemas have become which types.

import type { At, Drafting } from '../drafting.js';
import type { JsonNode } from './parse-json.js';

export interface JsonUnit {
  readonly path: string;
  readonly root: JsonNode;
}

export interface JsonReader {
  readonly units: ReadonlyMap<string, JsonUnit>;
  readonly drafting: Drafting;
  /** Names in the schemas of those that become objects and enums of their own. */
  readonly adopted: Map<JsonNode, string>;
}

/** Where a schema stands: what is said about it names these. */
export interface JsonPlace extends At {
  readonly unit: JsonUnit;
  /** References that are being followed: one that leads to itself has no end. */
  readonly within: readonly JsonNode[];
}
