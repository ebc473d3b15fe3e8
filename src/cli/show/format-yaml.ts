// Plain data as YAML that any reader takes the same way: text is quoted wherever a guess could differ.

import type { JsonValue } from '../../core/json.js';

/** Maps are blocks down to this depth, and in one line below it, as schemas are written. */
const BLOCK_DEPTH = 2;

export function formatYaml(value: Readonly<Record<string, JsonValue>>): string {
  return `${block(value, 0).join('\n')}\n`;
}

function block(map: Readonly<Record<string, JsonValue>>, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  return Object.entries(map).flatMap(([key, value]) => {
    if (isMap(value) && depth + 1 < BLOCK_DEPTH && Object.keys(value).length > 0) {
      return [`${indent}${text(key)}:`, ...block(value, depth + 1)];
    }
    return [`${indent}${text(key)}: ${flow(value)}`];
  });
}

function flow(value: JsonValue): string {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isMap(value)) {
    const entries = Object.entries(value).map(([key, member]) => `${text(key)}: ${flow(member)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** Bare only where no YAML reader sees anything but this very text. */
function text(value: string): string {
  const isWord = /^[A-Za-z_][\w-]*$/.test(value);
  const isGuessed = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(value);
  return isWord && !isGuessed ? value : JSON.stringify(value);
}

export function isMap(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
