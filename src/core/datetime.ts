// Points in time as they stand on the wire: ISO 8601 in UTC, to the millisecond, in one spelling
// each. Text is checked by itself, not by `Date`, which takes the 30th of February for the 1st of
// March.

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 0001-01-01T00:00:00Z, and the first millisecond after the year 9999. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const END = Date.parse('9999-12-31T00:00:00Z') + DAY;

const DIGIT_0 = 0x30;
const DASH = 0x2d;
const COLON = 0x3a;

/**
 * Whether the text is a real second spelled exactly `YYYY-MM-DDTHH:MM:SSZ`: the form that nearly
 * all wire data has, and canonical as it is. Reads character codes, as this stands on the path of
 * every decoded datetime.
 */
export function isPlainDatetime(text: string): boolean {
  if (
    text.length !== 20 ||
    text.charCodeAt(4) !== DASH ||
    text.charCodeAt(7) !== DASH ||
    text.charCodeAt(10) !== 0x54 || // T
    text.charCodeAt(13) !== COLON ||
    text.charCodeAt(16) !== COLON ||
    text.charCodeAt(19) !== 0x5a // Z
  ) {
    return false;
  }
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  if (century < 0 || yearOfCentury < 0) return false;
  return (
    isCalendarDay(century * 100 + yearOfCentury, twoDigits(text, 5), twoDigits(text, 8)) &&
    isTimeOfDay(twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17))
  );
}

/** The number that two digits spell; −1 when one of them is none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - DIGIT_0;
  const ones = text.charCodeAt(at + 1) - DIGIT_0;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  if (day <= 28) return true;
  if (month === 2) {
    return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  }
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

/** Neither a leap second nor 24:00: no clock that peers share can show them. */
function isTimeOfDay(hour: number, minute: number, second: number): boolean {
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
}

// Python writes a zone that it made itself as `UTC+05:30`, which its own reader refuses; it has one
// meaning.
const ZONE =
  '(?<utc>[Zz])|(?:UTC)?(?<sign>[+-])(?<offsetHour>\\d\\d)(?::?(?<offsetMinute>\\d\\d))?';
const FRACTION = '(?:[.,](?<fraction>\\d+))?';
const EXTENDED = new RegExp(
  '^(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)' +
    `(?:[Tt ](?<hour>\\d\\d)(?::(?<minute>\\d\\d)(?::(?<second>\\d\\d)${FRACTION})?)?(?:${ZONE})?)?$`,
);
const BASIC = new RegExp(
  '^(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)' +
    `[Tt](?<hour>\\d\\d)(?:(?<minute>\\d\\d)(?:(?<second>\\d\\d)${FRACTION})?)?(?:${ZONE})?$`,
);

/** A datetime in its one spelling; `cut` when it said more than milliseconds can hold. */
export interface CanonicalDatetime {
  readonly text: string;
  readonly cut: boolean;
}

/**
 * Reads ISO 8601: a date alone is its midnight, a space may stand for `T`, minutes and seconds may
 * be missing, an offset is converted to UTC, and none means UTC. The result has a fraction, of
 * three digits, only where it is not zero. Undefined when the text is something else, or no day of
 * the calendar, or outside the years 1 to 9999.
 */
export function canonicalDatetime(text: string): CanonicalDatetime | undefined {
  if (isPlainDatetime(text)) return { text, cut: false };
  const parts = (EXTENDED.exec(text) ?? BASIC.exec(text))?.groups;
  if (parts === undefined) return undefined;

  const number = (name: string): number => Number(parts[name] ?? 0);
  const [year, month, day] = [number('year'), number('month'), number('day')];
  const [hour, minute, second] = [number('hour'), number('minute'), number('second')];
  const [offsetHour, offsetMinute] = [number('offsetHour'), number('offsetMinute')];
  if (!isCalendarDay(year, month, day) || !isTimeOfDay(hour, minute, second)) return undefined;
  if (!isTimeOfDay(offsetHour, offsetMinute, 0)) return undefined;

  const fraction = parts['fraction'] ?? '';
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const offset = (offsetHour * 60 + offsetMinute) * (parts['sign'] === '-' ? -MINUTE : MINUTE);
  // `Date.UTC` would take the years 0 to 99 for those of the twentieth century.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  const canonical = formatInstant(midnight + time - offset);
  return canonical === undefined
    ? undefined
    : { text: canonical, cut: /[1-9]/.test(fraction.slice(3)) };
}

/** Milliseconds since 1970 of a text in canonical form. */
export function instantOf(canonicalText: string): number {
  return Date.parse(canonicalText);
}

/**
 * Milliseconds since 1970 as canonical text; undefined outside the years 1 to 9999, and for NaN and
 * fractions.
 */
export function formatInstant(milliseconds: number): string | undefined {
  if (!Number.isInteger(milliseconds) || milliseconds < FIRST || milliseconds >= END) {
    return undefined;
  }
  const text = new Date(milliseconds).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, 19)}Z` : text;
}
