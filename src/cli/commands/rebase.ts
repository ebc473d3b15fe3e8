import type { Run } from '../command.js';
export const rebase: Run = () => Promise.resolve(2);
