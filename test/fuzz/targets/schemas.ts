// Loading and analysing of schema texts, and emitting of what they mean when nothing is wrong with them.

import ts from 'typescript';
import { render } from '../../../src/diagnostics/index.js';
import { emit } from '../../../src/emit/index.js';
import { load, type SourceFile } from '../../../src/load/index.js';
import { analyse, hasErrors } from '../../../src/pipeline/compile.js';
import { DEFAULTS } from '../../../src/pipeline/settings.js';
import type { Random } from '../../../src/testing/values/index.js';
import { SETTINGS, templates } from '../../support/generated.js';
import type { Case, Target } from '../case.js';
import { flawOfFindings } from '../finding-laws.js';
import { mutatedSchema } from '../mutate-schema.js';
import { mutatedText } from '../mutate-text.js';
import type { Project, SchemaTexts } from '../schema-texts.js';
import { textCase } from '../value-case.js';

/** One file by itself: YAML, structure and readers. */
export function schemaFileTarget({ projects, words }: SchemaTexts): Target {
  return {
    name: 'schema-file',
    share: 99,
    make(random) {
      const { file } = random.pick(projects);
      const other = random.pick(projects).file.text;
      const text = mutatedText(file.text, random, words, other);
      return textCase(text, (changed) => {
        const files = [{ path: file.path, text: changed }];
        return flawOfFindings(load(files).findings, files);
      });
    },
  };
}

/** The same few words over and over: what costs more than its length shows. */
export function longSchemaTarget({ projects, words }: SchemaTexts): Target {
  return {
    name: 'schema-long',
    share: 1,
    make(random) {
      const { file } = random.pick(projects);
      const unit = Array.from({ length: 1 + random.below(4) }, () => anyWord(random, words));
      const part = unit.join(random.pick(['', ' ', '\n', '\n  ', ': ', ', ']));
      const at = random.once(2) ? random.below(file.text.length) : 0;
      const many = part.repeat(Math.ceil(LONG / Math.max(1, part.length)));
      const text = file.text.slice(0, at) + many + file.text.slice(at);
      return textCase(text, (long) => {
        const files = [{ path: file.path, text: long }];
        const { findings } = load(files);
        return findings.length < ENOUGH ? flawOfFindings(findings, files) : undefined;
      });
    },
  };
}

const LONG = 60_000;
/** To look each finding up in a long text costs more than to find it. */
const ENOUGH = 500;

function anyWord(random: Random, words: readonly string[]): string {
  return words[random.below(words.length)] ?? '';
}

/** A file among those that it needs: the model too, and the emitter where the model is whole. */
export function schemaProjectTarget({ projects, words, parts }: SchemaTexts): Target {
  const frames = templates();
  return {
    name: 'schema-project',
    share: 20,
    make(random) {
      const project = random.pick(projects);
      const { text } = project.file;
      const changed = random.once(4)
        ? mutatedText(text, random, words, random.pick(projects).file.text)
        : mutatedSchema(text, random, parts);
      return projectCase(project, changed, random, frames);
    },
  };
}

type Frames = Readonly<Record<string, string>>;

function projectCase(project: Project, text: string, random: Random, frames: Frames): Case {
  const isRead = random.once(3);
  return textCase(text, (changed) => {
    const files = [...project.others, { path: project.file.path, text: changed }];
    const settings = { ...DEFAULTS, ...project.settings };
    const { model, findings } = analyse(files, settings);
    const flaw = flawOfFindings(findings, files) ?? flawOfRendering(files, findings);
    if (flaw !== undefined || hasErrors(findings)) return flaw;
    const emitted = emit({ model, settings: SETTINGS, templates: frames });
    // A file says which schema it comes from; the others are as they were.
    const own = emitted.filter((file) => file.text.includes(project.file.path));
    return isRead ? flawOfCode(own) : undefined;
  });
}

function flawOfRendering(
  files: readonly SourceFile[],
  findings: ReturnType<typeof analyse>['findings'],
): string | undefined {
  if (findings.length === 0) return undefined;
  const sources = (path: string): string | undefined =>
    files.find((file) => file.path === path)?.text;
  for (const format of ['pretty', 'json', 'sarif'] as const) {
    if (render(format, findings, sources) === '') return `${format} shows nothing`;
  }
  return undefined;
}

/** The first thing that TypeScript cannot read in an emitted file. */
function flawOfCode(
  files: readonly { readonly path: string; readonly text: string }[],
): string | undefined {
  for (const { path, text } of files) {
    const { diagnostics = [] } = ts.transpileModule(text, {
      fileName: path,
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    const [first] = diagnostics;
    if (first === undefined) continue;
    const place = text.slice(Math.max(0, (first.start ?? 0) - 100), (first.start ?? 0) + 100);
    return `emitted code is no TypeScript: ${path}: ${JSON.stringify(first.messageText)}\n${place}`;
  }
  return undefined;
}
