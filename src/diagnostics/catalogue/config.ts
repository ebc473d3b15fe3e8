// Findings about backlevel.config.yaml and about what it leads to.

import { error, type Definition } from '../diagnostic.js';

export const CONFIG = {
  'config/no-schemas': error({
    message: (p: { folder: string }) => `there is no schema file under \`${p.folder}\``,
    cause: 'The setting `schemas` names the folder of the schema files, and none was found there.',
    cure: (p) => `Put a schema file into \`${p.folder}\`, or correct the setting \`schemas\`.`,
  }),
  'config/output-not-own': error({
    message: (p: { folder: string; setting: string; other: string }) =>
      `\`${p.setting}: ${p.other}\` lies within the output folder \`${p.folder}\``,
    cause:
      'The output folder holds generated files only, which are removed when their object goes.',
    cure: 'Give what is generated a folder of its own.',
  }),
  'config/output-outside': error({
    message: (p: { folder: string }) =>
      `\`output: ${p.folder}\` is not a folder below the config's`,
    cause:
      'backlevel writes and removes files there, so it must stand below the folder of the config.',
    cure: 'Name a folder below the one that holds the config, such as `generated`.',
  }),
} satisfies Record<string, Definition<never>>;
