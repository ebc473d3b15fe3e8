// Options as commander hands them over are of unknown type; here they are read as what they are.

import { CannotRun } from './exit.js';

export class Options {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** Whether `--name` was given. */
  has(name: string): boolean {
    return this.#values[name] === true;
  }

  /** The value of `--name TEXT`. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** All values of an option that may be repeated. */
  texts(name: string): readonly string[] {
    const value = this.#values[name];
    if (!Array.isArray(value)) return [];
    return value.filter((one) => typeof one === 'string');
  }

  /** Whether `--no-name` was given. */
  isOff(name: string): boolean {
    return this.#values[name] === false;
  }

  /** The value of `--name N`, a whole number from 0 on. */
  count(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^\d{1,9}$/.test(text)) {
      const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      throw new CannotRun(`--${flag} takes a whole number, not \`${text}\``);
    }
    return Number(text);
  }
}
