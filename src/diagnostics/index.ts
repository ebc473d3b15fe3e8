// The door of this floor: findings are made by `diagnose`, and told by `render`.

export type { Code, ParametersOf } from './catalogue.js';
export { diagnose, type Details } from './diagnose.js';
export type { Diagnostic, Severity, Span } from './diagnostic.js';
export { CODES, explain } from './explain.js';
export { nearest } from './nearest.js';
export { FORMATS, isFormat, render, type Format } from './render/index.js';
export type { ReportOptions } from './render/report.js';
