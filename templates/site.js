// What pages do beside being read: search, dark and light, comparing two versions, narrowing a list. Everything
// else is in the page itself, and stays there without scripts.
'use strict';

const root = document.documentElement.dataset.root ?? '';
const $ = (selector, from = document) => from.querySelector(selector);
const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// ── Dark and light ──────────────────────────────────────────────────────────────────────────────

const themeButton = $('.theme');
themeButton.hidden = false;
themeButton.addEventListener('click', () => {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme ? dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  dataset.theme = isDark ? 'light' : 'dark';
  try {
    localStorage.setItem('backlevel-theme', dataset.theme);
  } catch {
    // It holds for this page then.
  }
});

// ── Search ──────────────────────────────────────────────────────────────────────────────────────

const dialog = $('dialog.search');
const input = $('input', dialog);
const found = $('#found');
const hint = $('.hint', dialog);
const MOST_FOUND = 40;
let chosen = -1;

$('.search-open').hidden = false;
$('.search-open').addEventListener('click', openSearch);
document.addEventListener('keydown', (event) => {
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');
  const isCalled = (event.key === '/' && !isTyping) || (event.key === 'k' && (event.ctrlKey || event.metaKey));
  if (!isCalled || dialog.open) return;
  event.preventDefault();
  openSearch();
});
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
input.addEventListener('input', look);
input.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    choose((chosen + step + found.children.length) % Math.max(1, found.children.length));
  } else if (event.key === 'Enter') {
    event.preventDefault();
    found.children[Math.max(0, chosen)]?.click();
  } else if (event.key === 'Escape') {
    // A field for searches would empty itself first.
    event.preventDefault();
    dialog.close();
  }
});

function openSearch() {
  dialog.showModal();
  input.select();
  if (window.backlevelSearch) return look();
  hint.textContent = 'Loading…';
  const script = element('script', { src: `${root}assets/search.js` });
  script.addEventListener('load', look);
  script.addEventListener('error', () => (hint.textContent = 'assets/search.js is missing.'));
  document.head.append(script);
}

function look() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = window.backlevelSearch ?? [];
  const scored = [];
  for (const entry of words.length === 0 ? [] : entries) {
    const score = scoreOf(entry, words);
    if (score > 0) scored.push([score, entry]);
  }
  scored.sort(([a, x], [b, y]) => b - a || x[0].length - y[0].length || (x[0] < y[0] ? -1 : 1));
  found.replaceChildren(
    ...scored.slice(0, MOST_FOUND).map(([, [name, href, what]], i) => {
      const item = element('li', { id: `found-${i}`, role: 'option' }, element('b', { textContent: name }), element('span', { textContent: what }));
      item.addEventListener('click', () => {
        dialog.close();
        location.href = root + href;
      });
      return item;
    }),
  );
  input.setAttribute('aria-expanded', String(found.children.length > 0));
  hint.textContent =
    words.length === 0
      ? `${entries.length} names. ↑ ↓ to choose, Enter to go, Esc to close.`
      : scored.length === 0
        ? 'Nothing is called that.'
        : scored.length > MOST_FOUND
          ? `${MOST_FOUND} of ${scored.length}.`
          : `${scored.length} found.`;
  choose(0);
}

/** The whole name before its beginning, that before its middle; every word must be there. */
function scoreOf([name, , what], words) {
  const lower = name.toLowerCase();
  let score = 0;
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at === -1 && !what.toLowerCase().includes(word)) return 0;
    const last = lower.slice(lower.lastIndexOf('.') + 1);
    score += at === -1 ? 1 : lower === word ? 100 : last === word ? 60 : at === 0 ? 40 : last.startsWith(word) ? 30 : 10;
  }
  return score;
}

function choose(at) {
  chosen = at;
  for (const [i, item] of [...found.children].entries()) item.setAttribute('aria-selected', String(i === at));
  const item = found.children[at];
  if (item) item.scrollIntoView({ block: 'nearest' });
  input.setAttribute('aria-activedescendant', item?.id ?? '');
}

// ── Narrowing the first page ────────────────────────────────────────────────────────────────────

const filter = $('.filter');
if (filter) {
  filter.hidden = false;
  const cards = [...document.querySelectorAll('.cards li')];
  $('input', filter).addEventListener('input', ({ target }) => {
    const wanted = target.value.trim().toLowerCase();
    for (const card of cards) card.hidden = !card.dataset.name.includes(wanted);
    for (const section of document.querySelectorAll('.namespace')) {
      section.hidden = section.querySelector('.cards li:not([hidden])') === null;
    }
  });
}

// ── What is now, first ──────────────────────────────────────────────────────────────────────────

// The newest version stands at the right end of a table that may be wider than the screen.
const wide = $('.timeline')?.parentElement;
if (wide) wide.scrollLeft = wide.scrollWidth;

// ── Comparing two versions ──────────────────────────────────────────────────────────────────────

const form = $('form.compare');
if (form) {
  const { versions, lines } = JSON.parse($('#versions').textContent);
  const { from, to } = form.elements;
  const result = $('.compared');
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', () => show(true));
  $('.swap', form).addEventListener('click', () => {
    [from.value, to.value] = [to.value, from.value];
    show(true);
  });
  addEventListener('hashchange', read);
  if (!read()) show(false);

  /** `#compare=1.3..1.1` is a place like any other. */
  function read() {
    const [, a, b] = /^#compare=([^.]+\.[^.]+)\.\.(.+)$/.exec(decodeURIComponent(location.hash)) ?? [];
    if (!versions.includes(a) || !versions.includes(b)) return false;
    [from.value, to.value] = [a, b];
    show(false);
    $('#compare').scrollIntoView();
    return true;
  }

  function show(isChosen) {
    const [a, b] = [versions.indexOf(from.value), versions.indexOf(to.value)];
    if (isChosen) history.replaceState(null, '', `#compare=${from.value}..${to.value}`);
    const rows = lines.map((line) => difference(line, a, b)).filter(Boolean);
    const name = document.querySelector('h1').firstChild.textContent.trim();
    result.replaceChildren(
      ...(a === b
        ? [element('p', { className: 'quiet', textContent: 'The same version.' })]
        : [
            rows.length === 0
              ? element('p', { className: 'quiet', textContent: 'No field differs.' })
              : element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: 'Fields that differ' }, table(rows)),
            ...steps(a, b),
            element('p', {}, element('code', { className: 'command', textContent: `backlevel explain ${name} ${from.value} ${to.value}` })),
          ]),
    );
  }

  function table(rows) {
    const head = element('tr', {}, ...['Field', `in ${from.value}`, `in ${to.value}`].map((textContent) => element('th', { scope: 'col', textContent })));
    return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
  }

  /** A row where the field is not the same in both. */
  function difference({ anchor, segments }, a, b) {
    const [near, far] = [a, b].map((at) => segments.find((one) => one.from <= at && at <= one.to));
    if (near === far || (near === undefined && far === undefined)) return undefined;
    const kind = !near ? 'added' : !far ? 'removed' : near.name !== far.name ? 'renamed' : 'changed';
    const told = { added: `only in ${to.value}`, removed: `not in ${to.value}`, renamed: 'renamed', changed: 'changed' }[kind];
    const mark = element('span', { className: `mark ${kind}`, textContent: told });
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, element('a', { href: `#${anchor}`, textContent: (near ?? far).name }), ' ', mark),
      cell(near, far),
      cell(far, near),
    );
  }

  function cell(segment, other) {
    if (!segment) return element('td', { className: 'none', textContent: '–' });
    const part = (text, before) => element('span', { className: text === before ? 'same' : '', textContent: text });
    const [remarks, others] = [segment, other].map((one) => (one?.remarks ?? []).join(', '));
    return element(
      'td',
      {},
      element('code', {}, part(segment.name, other?.name), ' ', part(segment.type, other?.type)),
      ...(remarks === '' ? [] : [' ', part(remarks, others)]),
    );
  }

  /** The history's own words, in the order in which the steps are taken. */
  function steps(a, b) {
    const way = a > b ? 'backport' : 'upgrade';
    const low = Math.min(a, b);
    const places = Array.from({ length: Math.abs(a - b) }, (_, i) => low + 1 + i);
    if (way === 'backport') places.reverse();
    const items = places.flatMap((at) => {
      const words = $(`.history [data-step="${at}"] [data-way="${way}"]`);
      if (!words) return [];
      const [near, far] = way === 'backport' ? [versions[at], versions[at - 1]] : [versions[at - 1], versions[at]];
      const copy = words.cloneNode(true);
      copy.removeAttribute('data-way');
      $('h4', copy).textContent = `${near} → ${far}`;
      return [copy];
    });
    if (items.length === 0) return [];
    const title = way === 'backport' ? 'The backport, step by step' : 'The upgrade, step by step';
    return [element('h3', { textContent: title }), element('div', { className: 'ways' }, ...items)];
  }
}
