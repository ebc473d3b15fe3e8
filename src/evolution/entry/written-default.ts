// Defaults as YAML that reads back as exactly the value.

import { isList, type JsonValue } from '../../core/json.js';
import type { Type } from '../../model/index.js';
import { bareNumber, type YamlValue } from '../../load/yaml-value.js';

/** A canonical value of the type. */
export function writtenValue(value: JsonValue, type: Type): YamlValue {
  if (typeof value === 'string')
    return isBigint(type) ? digits(value) : { kind: 'text', text: value };
  if (typeof value === 'number') return bareNumber(value);
  if (value === null || typeof value === 'boolean') return { kind: 'bare', text: String(value) };
  // Within `json` anything may stand, and its strings are texts.
  const element = 'element' in type ? type.element : type;
  if (isList(value)) {
    return { kind: 'items', items: value.map((item) => writtenValue(item, element)) };
  }
  const entries = Object.entries(value).map(
    ([key, item]) => [key, writtenValue(item, element)] as const,
  );
  return { kind: 'map', entries };
}

function isBigint(type: Type): boolean {
  return type.kind === 'scalar' && type.scalar === 'bigint';
}

/** Other readers round what is not a safe integer, unless it is quoted. */
function digits(text: string): YamlValue {
  return { kind: Number.isSafeInteger(Number(text)) ? 'bare' : 'text', text };
}
