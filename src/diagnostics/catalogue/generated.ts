// Findings about the files that `generate` writes.

import { error, type Definition } from '../diagnostic.js';

const GENERATE = 'Run `backlevel generate`, and commit what it writes.';

export const GENERATED = {
  'generated/stale': error({
    message: (p: { file: string }) => `${p.file} is not what the schemas give now`,
    cause: 'A schema, a setting or backlevel itself changed since the file was generated.',
    cure: GENERATE,
  }),
  'generated/edited': error({
    message: (p: { file: string }) => `${p.file} was edited by hand`,
    cause: 'The file is generated: the next run writes it again, and the edit is gone.',
    cure: 'Move the edit to the schema or to a hook, then run `backlevel generate`.',
  }),
  'generated/missing': error({
    message: (p: { file: string }) => `${p.file} should be there and is not`,
    cause: 'The schemas give this file; it was not generated yet, or was not committed.',
    cure: GENERATE,
  }),
  'generated/left-over': error({
    message: (p: { file: string }) => `${p.file} belongs to nothing in the schemas any more`,
    cause: 'What it was generated from was removed or renamed.',
    cure: GENERATE,
  }),
  'generated/foreign': error({
    message: (p: { file: string; inTheWay: boolean }) =>
      p.inTheWay
        ? `${p.file} was not written by backlevel and stands where a generated file must go`
        : `${p.file} was not written by backlevel, and the folder is for generated files only`,
    cause: 'backlevel overwrites and removes only files that its own list says it wrote.',
    cure: 'Move the file elsewhere, or delete it.',
  }),
  'generated/list-damaged': error({
    message: (p: { file: string }) =>
      `${p.file} cannot be read, so nobody knows which files are generated`,
    cause: 'It lists the files that backlevel wrote. A merge may have left both sides in it.',
    cure: (p) =>
      `Take ${p.file} from version control, or delete the whole folder; then run \`backlevel generate\`.`,
  }),
} satisfies Record<string, Definition<never>>;
