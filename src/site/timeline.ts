// The fields of an object through its versions: a row for each, and a bar for as long as it is what it is.

import type { FieldRow, FieldSegment, ObjectDetails, TypePart } from './data.js';
import { html, prose, type Html } from './html.js';
import { table } from './table.js';

/** The table; the versions go from left to right, so that what came last stands where the eye ends. */
export function timeline({ versions, lines }: ObjectDetails): Html {
  const fields = table({
    label: 'Fields by version: a bar for as long as a field has its name and type',
    look: 'timeline',
    style: `--versions: ${versions.length}`,
    heads: ['Field', ...versions],
    rows: lines.map((line) => row(line, versions)),
  });
  return html`<p class="legend" aria-hidden="true">
      <span class="mark added">added</span> <span class="mark renamed">renamed</span>
      <span class="mark changed">changed</span> <span class="mark removed">removed</span>
    </p>
    ${fields}`;
}

function row(line: FieldRow, versions: readonly string[]): Html {
  const { anchor, name, isRemoved, doc, mixin } = line;
  const from = mixin === undefined ? undefined : html` <span class="from">of ${mixin}</span>`;
  return html`<tr id="${anchor}" ${isRemoved ? html` class="gone"` : undefined}>
    <th scope="row">
      <a href="#${anchor}">${name}</a
      >${from}${doc === undefined ? undefined : html`<span class="doc">${prose(doc.trim())}</span>`}
    </th>
    ${cells(line, versions)}
  </tr> `;
}

/** A cell for each segment, and one for what lies between and beside them. */
function cells({ name, segments }: FieldRow, versions: readonly string[]): readonly Html[] {
  const made: Html[] = [];
  let next = 0;
  for (const [i, segment] of segments.entries()) {
    if (segment.from > next) made.push(nothing(next, segment.from - 1, made.length > 0));
    const since = versions[segment.from] ?? '';
    made.push(bar({ segment, present: name, isAdded: i === 0 && segment.from > 0, since }));
    next = segment.to + 1;
  }
  if (next < versions.length) {
    made.push(
      html`<td colspan="${versions.length - next}" class="none ended">
        <span class="mark removed">removed in ${versions[next]}</span>
      </td>`,
    );
  }
  return made;
}

interface Bar {
  readonly segment: FieldSegment;
  /** The name that the field has now, or had last. */
  readonly present: string;
  /** Whether the field came to be with it. */
  readonly isAdded: boolean;
  readonly since: string;
}

function nothing(from: number, to: number, isGap: boolean): Html {
  return html`<td colspan="${to - from + 1}" class="none">
    <span class="unseen">${isGap ? 'absent' : 'not yet'}</span>
  </td>`;
}

function bar({ segment, present, isAdded, since }: Bar): Html {
  const { from, to, name, remarks, changed, type } = segment;
  const kind = isAdded ? 'added' : changedIn(changed);
  const mark = kind && html`<span class="mark ${kind}">${kind} in ${since}</span>`;
  // The row says the present name already.
  const called = name === present ? undefined : html`<b>${name}</b> `;
  const notes =
    remarks.length === 0 ? undefined : html`<span class="remarks">${remarks.join(' · ')}</span>`;
  return html`<td colspan="${to - from + 1}">
    <div class="bar-of ${kind ?? 'kept'}">
      <div class="what">${called}<code>${typeOf(type)}</code> ${notes} ${mark}</div>
    </div>
  </td>`;
}

function changedIn(changed: FieldSegment['changed']): 'renamed' | 'changed' | undefined {
  if (changed.includes('name')) return 'renamed';
  return changed.length > 0 ? 'changed' : undefined;
}

/** A type whose names are links. */
export function typeOf(parts: readonly TypePart[]): Html {
  return html`${parts.map((part) => (typeof part === 'string' ? part : html`<a href="${part.href}">${part.text}</a>`))}`;
}
