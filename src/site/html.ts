// HTML as values: a text that is put into a template is escaped, unless it is HTML already.

/** Markup that is safe to put into a page. */
export interface Html {
  readonly markup: string;
}

export type Content = Html | string | number | undefined | readonly Content[];

/** Markup with holes; what is put into them is escaped, in text and in quoted attributes alike. */
export function html(texts: TemplateStringsArray, ...holes: readonly Content[]): Html {
  let markup = texts[0] ?? '';
  for (const [i, hole] of holes.entries()) markup += markupOf(hole) + (texts[i + 1] ?? '');
  return { markup };
}

/** Markup that was made elsewhere. */
export function raw(markup: string): Html {
  return { markup };
}

function markupOf(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return isMany(content) ? content.map(markupOf).join('') : content.markup;
}

function isMany(content: Html | readonly Content[]): content is readonly Content[] {
  return Array.isArray(content);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A sentence whose names stand in backquotes, as findings and explanations write them. */
export function prose(sentence: string): Html {
  const parts = sentence.split(/`([^`]*)`/);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}

/** A doc comment: free lines part its paragraphs. */
export function paragraphs(doc: string | undefined): Html {
  const parts = (doc ?? '').trim().split(/\n\s*\n/);
  return html`${parts.filter((part) => part !== '').map((part) => html`<p>${prose(part)}</p> `)}`;
}

/** Data for a script of the page; `<` would let it end the element that it stands in. */
export function dataScript(id: string, data: unknown): Html {
  const text = JSON.stringify(data).replace(/</g, '\\u003c');
  return raw(`<script type="application/json" id="${escaped(id)}">${text}</script>`);
}
