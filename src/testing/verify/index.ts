// The door: the laws put to a model and its generated code.

export { verifyModel, type VerifyInput } from './verify.js';
export type { Failure, FailureKind, VerifyReport } from './report.js';
export { findingOf } from './findings.js';
