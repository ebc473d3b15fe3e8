// `init`: the first files of a project. What is there already stays exactly as it is.

import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasErrors } from '../../pipeline/compile.js';
import { lockPath, lockText } from '../../pipeline/gate/lock-file.js';
import { addToLock, presentRecords } from '../../pipeline/gate/write-lock.js';
import { CONFIG_NAME } from '../../pipeline/settings.js';
import type { Invocation } from '../command.js';
import { readText, writeWhole } from '../../disk/disk-host.js';
import type { ExitCode } from '../exit.js';
import { gateOn } from '../gate.js';
import { openProject } from '../project.js';
import { BESIDE, IN_SOURCES, startFiles, type StartFile } from '../start-files.js';
import { print, tell, type Terminal } from '../terminal.js';

export async function init(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  // A project that has a config has schemas of its own: the example would be in their way.
  const isBegun = existsSync(join(terminal.cwd, CONFIG_NAME));
  const isInSources = ['tsconfig.json', 'src'].every((name) =>
    existsSync(join(terminal.cwd, name)),
  );
  const folders = isInSources ? IN_SOURCES : BESIDE;
  const wanted = startFiles(folders).filter(
    ({ path }) => !(isBegun && path.startsWith('schemas/')),
  );
  for (const file of wanted) begin(file, terminal);
  await beginLock(invocation);
  if (options.has('quiet')) return 0;
  tell(terminal, `\nNext: npx backlevel generate, which writes ${folders.output}/`);
  if (isCommonJs(terminal.cwd)) tell(terminal, ABOUT_MODULES);
  return 0;
}

const ABOUT_MODULES =
  'Generated code is ES modules. By package.json this project is not; `npm pkg set type=module` makes it so,\n' +
  'else your compiler must make CommonJS of it (without verbatimModuleSyntax).';

/** Whether Node takes the project's files for CommonJS. What is no JSON is for npm to tell. */
function isCommonJs(folder: string): boolean {
  const text = readText(join(folder, 'package.json'));
  if (text === undefined) return false;
  try {
    const { type }: { type?: unknown } = Object(JSON.parse(text)) as object;
    return type !== 'module';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function begin({ path, text, executable }: StartFile, terminal: Terminal): void {
  const full = join(terminal.cwd, path);
  const present = readText(full);
  if (present === undefined) {
    writeWhole(full, text);
    if (executable) chmodSync(full, 0o755);
    print(terminal, `wrote ${path}\n`);
  } else if (present === text) {
    print(terminal, `kept  ${path}\n`);
  } else {
    print(
      terminal,
      `kept  ${path}, which is yours; backlevel would have written:\n${indented(text)}`,
    );
  }
}

/** All that is there is pending: only who runs `lock` knows that it was released. */
async function beginLock({ terminal, options }: Invocation): Promise<void> {
  const project = openProject(terminal, options);
  const { findings, state } = await gateOn(project, { kind: 'lock' });
  if (state === undefined || state.snapshot.sources.schemas.length === 0) return;
  const path = lockPath(state.settings);
  if (project.host.read(path) !== undefined) {
    print(terminal, `kept  ${path}\n`);
  } else if (hasErrors(findings)) {
    tell(terminal, 'no lock yet: the schemas are not in order, `backlevel check` says why');
  } else {
    const records = presentRecords(state.snapshot);
    project.host.write(path, lockText(addToLock(undefined, records, 'pending')));
    print(terminal, `wrote ${path}\n`);
  }
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
