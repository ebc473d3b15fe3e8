// A table with a name, in a region that scrolls by itself where the screen is narrow, and can be scrolled by keys.

import { html, type Content, type Html } from './html.js';

export interface TableParts {
  /** What it is of, for those who hear it. */
  readonly label: string;
  readonly look: 'plain' | 'plain matrix' | 'plain matrix releases' | 'ledger' | 'timeline';
  readonly style?: string;
  /** Heads of columns; what is no `th` yet becomes one. */
  readonly heads: readonly (string | Html)[];
  readonly rows: Content;
}

export function table({ label, look, style, heads, rows }: TableParts): Html {
  const cells = heads.map((head) =>
    typeof head === 'string' ? html`<th scope="col">${head}</th>` : head,
  );
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table class="${look}" ${style === undefined ? undefined : html` style="${style}"`}>
      <caption class="unseen">
        ${label}
      </caption>
      <thead>
        <tr>
          ${cells}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
