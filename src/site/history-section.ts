// What each version changed: its notes, and both ways across it, in words.

import type { Effect, HistoryEntry, ObjectDetails, Place } from './data.js';
import { html, prose, type Html } from './html.js';

/** Newest first; the page's script takes entries from here when two versions are compared. */
export function history({ history: entries, versions, firstNotes }: ObjectDetails): Html {
  const [first = ''] = versions;
  const notes = firstNotes.length === 0 ? ['First version'] : firstNotes;
  return html`<ol class="history" reversed>
    ${entries.map((entry, i) => step(entry, entries.length - i))}
    <li id="v${first}">
      <h3><a href="#v${first}">${first}</a></h3>
      ${list(notes)}
    </li>
  </ol>`;
}

/** `place` is that of its version among all. */
function step(
  { version, older, notes, backport, upgrade, methods, place }: HistoryEntry,
  at: number,
): Html {
  const ways =
    backport.length + upgrade.length === 0
      ? html`<p class="quiet">No field changes.</p>`
      : html`<div class="ways">
          <div data-way="backport">
            <h4>For a peer of ${older}</h4>
            ${effects(backport)}
          </div>
          <div data-way="upgrade">
            <h4>From data of ${older}</h4>
            ${effects(upgrade)}
          </div>
        </div>`;
  return html`<li id="v${version}" data-step="${at}">
    <h3><a href="#v${version}">${version}</a> ${where(place)}</h3>
    ${notes.length === 0 ? undefined : list(notes)}${ways}${methods.length === 0 ? undefined : list(methods)}
  </li> `;
}

function effects(all: readonly Effect[]): Html {
  if (all.length === 0) return html`<p class="quiet">Nothing to do.</p>`;
  const items = all.flatMap(({ sentences, place }) =>
    sentences.map((sentence) => html`<li>${prose(sentence)} ${where(place)}</li>`),
  );
  return html`<ul>
    ${items}
  </ul>`;
}

function list(lines: readonly string[]): Html {
  return html`<ul class="notes">
    ${lines.map((line) => html`<li>${prose(line)}</li>`)}
  </ul>`;
}

export function where({ file, line }: Place): Html {
  return html`<span class="place">${file}:${line}</span>`;
}
