// Single texts as YAML. Plain only where no reader, of YAML 1.1 or 1.2, could take the text for anything else, in a
// flow collection or outside; quoted in all other cases.

export type Quote = '"' | "'";

/** Words that one YAML or another reads as a boolean or as null, however they are capitalized. */
const READ_AS_A_VALUE = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Begins with a letter, so that it is no number, date or indicator. */
const PLAIN = /^[A-Za-z_](?:[\w .()/@<>|=+-]*[\w()>])?$/;

/** In a sentence outside of a flow collection, commas and the like do no harm. */
const PLAIN_IN_BLOCK = /^[A-Za-z_](?:[\w .,;'"!?()/@<>|=+-]*[\w.,;'"!?()>])?$/;

/** A text as a value or as a key; `inFlow` where it may stand within `{ … }` or `[ … ]`. */
export function scalarText(text: string, quote: Quote, inFlow: boolean): string {
  const plain = inFlow ? PLAIN : PLAIN_IN_BLOCK;
  return plain.test(text) && !READ_AS_A_VALUE.test(text) ? text : quoted(text, quote);
}

/** A type. In a flow collection some readers stop at a `?`, so it is quoted there. */
export function typeText(type: string, quote: Quote, inFlow: boolean): string {
  const isPlain = !READ_AS_A_VALUE.test(type) && !(inFlow && type.includes('?'));
  return isPlain ? type : quoted(type, quote);
}

/** Stands on one line whatever the text: what cannot be seen, or would break the line, is escaped. */
export function quoted(text: string, quote: Quote): string {
  if (quote === "'" && !NEEDS_ESCAPE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const escaped = JSON.stringify(text).slice(1, -1);
  return `"${escaped.replace(HIDDEN, (sign) => escapeOf(sign.charCodeAt(0)))}"`;
}

/** Whether every sign of a line can stand in YAML as it is. */
export function isPlainLine(line: string): boolean {
  return !NEEDS_ESCAPE.test(line);
}

const NEEDS_ESCAPE = /[^\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffc]/;

/** What JSON leaves as it is and YAML breaks a line at, skips or refuses. Of UTF-16 units, as JSON's own escapes. */
const HIDDEN = /[\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff]/g;

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
