// Checks as one writes them by hand: the value, or an error that names the field.
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function fail(field, wanted) {
  throw new TypeError(`${field} is not ${wanted}`);
}

export function string(value, field) {
  return typeof value === 'string' ? value : fail(field, 'a string');
}

export function stringOrNull(value, field) {
  return value === null ? null : string(value, field);
}

export function integer(value, field) {
  return Number.isSafeInteger(value) ? value : fail(field, 'an integer');
}

export function integerOrNull(value, field) {
  return value === null ? null : integer(value, field);
}

export function number(value, field) {
  return typeof value === 'number' ? value : fail(field, 'a number');
}

export function boolean(value, field) {
  return typeof value === 'boolean' ? value : fail(field, 'true or false');
}

export function uuid(value, field) {
  return typeof value === 'string' && UUID.test(value) ? value : fail(field, 'a UUID');
}

export function uuidOrNull(value, field) {
  return value === null ? null : uuid(value, field);
}

export function oneOf(values, value, field) {
  return values.has(value) ? value : fail(field, 'one of its values');
}

export function oneOfOrNull(values, value, field) {
  return value === null ? null : oneOf(values, value, field);
}

export function dateOrNull(value, field) {
  if (value === null) return null;
  const date = new Date(string(value, field));
  return Number.isNaN(date.getTime()) ? fail(field, 'a date') : date;
}

export function strings(value, field) {
  if (!Array.isArray(value)) fail(field, 'a list');
  for (const one of value) string(one, field);
  return value;
}

export function stringMap(value, field) {
  if (typeof value !== 'object' || value === null) fail(field, 'a map');
  for (const key in value) string(value[key], field);
  return value;
}

export function listOf(parse, value, field) {
  if (!Array.isArray(value)) fail(field, 'a list');
  return value.map(parse);
}

/** ISO 8601 without milliseconds where there are none, as the wire has it. */
export function textOf(date) {
  return date === null ? null : date.toISOString().replace('.000', '');
}
