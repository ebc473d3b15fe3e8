// What a row says beside its label: words with a space around each, so that a statement can ask for one.

/** `-column`: unset though null is a value; `+column@1.4`: counts beside the label's own, and means what it does since then; `~table`: a side table that is null. */
export interface RowState {
  readonly unset: ReadonlySet<string>;
  readonly counting: ReadonlySet<string>;
  readonly nullSides: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
export const EMPTY_STATE: RowState = { unset: NONE, counting: NONE, nullSides: NONE };

export function readState(text: string | null): RowState {
  if (text === null || text.trim() === '') return EMPTY_STATE;
  const words = text.split(' ');
  const behind = (sign: string): ReadonlySet<string> =>
    new Set(words.filter((word) => word.startsWith(sign)).map((word) => word.slice(1)));
  return { unset: behind('-'), counting: behind('+'), nullSides: behind('~') };
}

/** The text; null where there is nothing to say. */
export function formatState({ unset, counting, nullSides }: RowState): string | null {
  const words = [
    ...[...unset].map((name) => `-${name}`),
    ...[...counting].map((name) => `+${name}`),
    ...[...nullSides].map((name) => `~${name}`),
  ].sort();
  return words.length === 0 ? null : ` ${words.join(' ')} `;
}
