// Who uses an object or an enum: every field that holds it, at any version.

import { linesOf, type Segment } from '../../emit/lines.js';
import { labelOf } from '../../emit/lines.js';
import { refsOf, type Model, type ObjectModel, type Type } from '../../model/index.js';
import type { Use } from '../../site/index.js';
import { slugOf } from './addresses.js';
import { anchorOf } from './field-rows.js';

/** By key of the object or enum that is used. */
export function usesOf(model: Model): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const object of model.objects.values()) {
    const { lines, newest, base } = linesOf(object);
    for (const line of lines) {
      const held = new Map<string, Segment[]>();
      for (const segment of line.segments) {
        for (const key of namesIn(segment.field.type)) {
          held.set(key, [...(held.get(key) ?? []), segment]);
        }
      }
      for (const [key, segments] of held) {
        const [last] = segments;
        if (last === undefined) continue;
        const use: Use = {
          text: `${object.name}.${last.field.name}`,
          href: `../objects/${slugOf(object)}.html#${anchorOf(line)}`,
          when: whenOf(object, segments, base, newest),
        };
        uses.set(key, [...(uses.get(key) ?? []), use]);
      }
    }
  }
  return uses;
}

/** Segments are newest first. */
function whenOf(
  object: ObjectModel,
  segments: readonly Segment[],
  base: number,
  newest: number,
): string | undefined {
  const since = segments.at(-1)?.since ?? base;
  const until = segments[0]?.until ?? newest;
  const parts = [
    ...(since > base ? [`since ${labelOf(object, since)}`] : []),
    ...(until < newest ? [`until ${labelOf(object, until)}`] : []),
  ];
  const others = object.isNewestMajor ? [] : [`of version ${object.major}`];
  return parts.length + others.length === 0 ? undefined : [...others, ...parts].join(', ');
}

function namesIn(type: Type): ReadonlySet<string> {
  const names = new Set(refsOf(type).map(({ key }) => key));
  const leaf = enumIn(type);
  if (leaf !== undefined) names.add(leaf);
  return names;
}

function enumIn(type: Type): string | undefined {
  if (type.kind === 'enum') return type.key;
  return 'element' in type ? enumIn(type.element) : undefined;
}
