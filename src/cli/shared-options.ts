// Options that several commands take.

import type { OptionSpec } from './command.js';

const FINDINGS_FORMATS = ['pretty', 'text', 'json', 'github', 'gitlab', 'sarif', 'junit'] as const;

/** Where and how findings are shown; every command takes these, before or after its name. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--config <file>', about: 'the settings, instead of the nearest backlevel.config.yaml' },
  { flags: '--quiet', about: 'findings and results only' },
  { flags: '--max-warnings <count>', about: 'exit 1 when there are more warnings than this' },
];

export const FINDINGS_FORMAT: OptionSpec = {
  flags: '--format <kind>',
  about: 'how findings are printed',
  choices: FINDINGS_FORMATS,
};

export const AGAINST: OptionSpec = {
  flags: '--against <baseline>',
  about: 'what to compare with: a git ref, dir:PATH or lock',
};

export const REPORT_FORMAT: OptionSpec = {
  flags: '--format <kind>',
  about: 'how it is printed',
  choices: ['text', 'markdown', 'json'],
};
