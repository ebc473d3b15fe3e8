// Findings about the user's hook files.

import { error, type Definition } from '../diagnostic.js';

export const HOOKS = {
  'hooks/missing': error({
    message: (p: { object: string; file: string; name: string }) =>
      `${p.object} declares a hook here, but ${p.file} exports no function \`${p.name}\``,
    cause: 'A rule says that a hook finishes this crossing, and there is nobody to do it.',
    cure: 'Run `backlevel hooks --write` for a skeleton, and fill it in.',
  }),
  'hooks/undeclared': error({
    message: (p: { file: string; name: string; object: string }) =>
      `\`${p.name}\` is written in ${p.file}, but no change of ${p.object} declares a hook for it`,
    cause: 'It would never be called: only what a history declares runs.',
    cure: 'Say `hook` in the `backport` or `upgrade` of the change it belongs to, or remove the function.',
  }),
  'hooks/async': error({
    message: (p: { name: string }) => `the hook \`${p.name}\` is asynchronous`,
    cause:
      'Crossing versions is synchronous and pure; a promise would be taken for a finished crossing.',
    cure: 'Make it a plain function of its two arguments.',
  }),
  'hooks/unknown-object': error({
    message: (p: { file: string; name: string; near: string }) =>
      `\`${p.name}\` in ${p.file} belongs to no object${p.near === '' ? '' : `; did you mean ${p.near}?`}`,
    cause:
      'A hook file is named after its object, in kebab-case: hooks/block-device.ts for BlockDevice.',
    cure: 'Rename the file after the object, or remove the function.',
  }),
  'hooks/not-typescript': error({
    message: (p: { file: string; problem: string }) => `${p.file} is not TypeScript: ${p.problem}`,
    cause: 'The file cannot be parsed, so its hooks cannot be found.',
    cure: 'Correct the file.',
  }),
} satisfies Record<string, Definition<never>>;
