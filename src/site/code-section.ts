// Generated code on a page, with its comments, texts and keywords in colours.

import type { CodeBlock } from './data.js';
import { html, type Html } from './html.js';

export function codeBlock({ title, text }: CodeBlock): Html {
  return html`<details class="code">
    <summary>${title}</summary>
    <pre tabindex="0"><code>${coloured(text)}</code></pre>
  </details> `;
}

const TOKEN =
  /(\/\/.*|\/\*[\s\S]*?\*\/)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\b(const|let|return|if|else|new|undefined|null|true|false|unknown|string|number)\b|\b(\d+(?:\.\d+)?)\b/g;
const CLASSES = ['c', 's', 'k', 'n'];

function coloured(text: string): Html {
  const parts: Html[] = [];
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    const kind = CLASSES[match.slice(1).findIndex(Boolean)];
    parts.push(html`${text.slice(done, match.index)}<i class="${kind}">${match[0]}</i>`);
    done = match.index + match[0].length;
  }
  return html`${parts}${text.slice(done)}`;
}
