// `adopt`: TypeScript interfaces and JSON Schema files become schemas; what is there already stays as it is.

import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { AdoptedSchema } from '../../adopt/index.js';
import { diagnose, type Diagnostic } from '../../diagnostics/index.js';
import { diskHost } from '../../disk/disk-host.js';
import type { SourceFile } from '../../load/index.js';
import type { Host } from '../../pipeline/host.js';
import { CONFIG_NAME, DEFAULTS, type Settings } from '../../pipeline/settings.js';
import { readSources } from '../../pipeline/sources.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { configPath, openProject, settingsOf } from '../project.js';
import { report, reportTo } from '../report.js';
import { print, tell } from '../terminal.js';
import { uninterrupted } from '../uninterrupted.js';

/** The JSON Schemas of our files, as `init` has them. */
const LANGUAGE = 'node_modules/backlevel/schemas/language';

export async function adopt(invocation: Invocation): Promise<ExitCode> {
  const { terminal, args, options } = invocation;
  const ground = await openGround(invocation);
  if (typeof ground === 'number') return ground;
  const { root, host, settings, isBegun } = ground;
  const files = args.map((name) => sourceFile(name, terminal.cwd, root));
  const out = options.text('out');
  const folder = out === undefined ? settings.schemas : fromRoot(root, resolve(terminal.cwd, out));
  const present = readSources(host, settings).schemas;
  const { adopt: run } = await import('../../adopt/index.js');
  const adopted = await run({
    files: files.filter(({ path }, at) => files.findIndex((one) => one.path === path) === at),
    present,
    settings,
    folder,
    language: slashed(relative(resolve(root, folder), join(root, LANGUAGE))),
  });
  if (!adopted.ok) {
    const lines = adopted.problems.map(
      ({ span: { file, line, column }, message }) => `${file}:${line}:${column}: ${message}`,
    );
    throw new CannotRun(`nothing was written; mend what cannot be read:\n${lines.join('\n')}`);
  }
  const { schemas } = adopted;
  // Of a file that is a schema it is said already that its name is declared.
  const others = schemas.filter(({ path }) => present.every((one) => one.path !== path));
  const findings = [...adopted.findings, ...alreadyThere(others, root)];
  const isRefused = findings.some(({ severity }) => severity === 'error');
  const isDry = options.has('dryRun');
  if (isDry && !isRefused) print(terminal, schemas.map(shown).join('\n'));
  const stream = isDry ? terminal.stderr : terminal.stdout;
  const context = { tree: host, objects: schemas.length };
  const code = await reportTo(stream, terminal, options, findings, context);
  if (isRefused) tell(terminal, 'nothing was written');
  else if (!isDry) await write(invocation, schemas, host, isBegun);
  return code;
}

interface Ground {
  /** Absolute: the folder of the config, or the working directory where there is none. */
  readonly root: string;
  readonly host: Host;
  readonly settings: Settings;
  readonly isBegun: boolean;
}

/** The project; without a config, what one would say by default. */
async function openGround({ terminal, options }: Invocation): Promise<Ground | ExitCode> {
  const { cwd } = terminal;
  if (options.text('config') === undefined && configPath(cwd, options) === undefined) {
    return { root: cwd, host: diskHost(cwd), settings: DEFAULTS, isBegun: false };
  }
  const project = openProject(terminal, options);
  const { root, host } = project;
  const { settings, findings } = await settingsOf(project);
  if (settings !== undefined) return { root, host, settings, isBegun: true };
  return report(terminal, options, findings, { tree: host, objects: 0 });
}

function sourceFile(name: string, cwd: string, root: string): SourceFile {
  const full = resolve(cwd, name);
  if (!existsSync(full)) throw new CannotRun(`there is no ${name}`);
  if (!statSync(full).isFile()) throw new CannotRun(`${name} is no file; name the files in it`);
  if (!/\.(?:[cm]?ts|tsx|json)$/i.test(name)) {
    throw new CannotRun(`${name} is neither TypeScript (.ts) nor JSON Schema (.json)`);
  }
  const text = diskHost(dirname(full)).read(full.slice(dirname(full).length + 1));
  return { path: fromRoot(root, full), text: text ?? '' };
}

/** As it is named from the root, with `/`; on another drive, in full. */
function fromRoot(root: string, full: string): string {
  const way = relative(root, full);
  return slashed(isAbsolute(way) ? full : way) || '.';
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function alreadyThere(schemas: readonly AdoptedSchema[], root: string): readonly Diagnostic[] {
  return schemas
    .filter(({ path }) => existsSync(resolve(root, path)))
    .map(({ path, name, source }) => diagnose('adopt/file-exists', source, { file: path, name }));
}

function shown({ path, text }: AdoptedSchema): string {
  return `# file: ${path}\n${text}`;
}

async function write(
  { terminal, options }: Invocation,
  schemas: readonly AdoptedSchema[],
  host: Host,
  isBegun: boolean,
): Promise<void> {
  await uninterrupted(() => {
    for (const { path, text } of schemas) host.write(path, text);
  });
  if (options.has('quiet')) return;
  for (const { path } of schemas) tell(terminal, `wrote ${path}`);
  if (!isBegun) tell(terminal, `\nThere is no ${CONFIG_NAME}: \`backlevel init\` makes one`);
}
