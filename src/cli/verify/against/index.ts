// The door: the present held against the code that tags really had.

export { formatAgainst } from './format-text.js';
export type { AgainstFailure, AgainstReport, Skipped, TagReport } from './report.js';
export { verifyAgainst, type AgainstInput } from './verify-against.js';
