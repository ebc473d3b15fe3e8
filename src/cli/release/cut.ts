// `release cut`: the present versions become a release, which from then on never changes.

import { memoryOf } from '../memory.js';
import { lockText, readLock } from '../../pipeline/gate/lock-file.js';
import { readState, takeSnapshot } from '../../pipeline/gate/snapshot.js';
import { addToLock, presentRecords } from '../../pipeline/gate/write-lock.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import {
  addRelease,
  beginReleases,
  checkReleases,
  differingEntries,
  presentRelease,
  type ManifestEntry,
} from '../../evolution/releases/index.js';
import { loadReleases, type SourceFile } from '../../load/index.js';
import { relativePath } from '../../pipeline/settings.js';
import { analyseProject, type AnalysedProject } from '../analyse-project.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { report } from '../report.js';
import { tell } from '../terminal.js';
import { uninterrupted } from '../uninterrupted.js';
import { openReleases, type ReleasesFile } from './open-releases.js';

const LANGUAGE = 'node_modules/backlevel/schemas/language/releases.schema.json';

export async function cut(
  invocation: Invocation,
  [name = '']: readonly string[],
): Promise<ExitCode> {
  if (!/^\S+$/.test(name)) throw new CannotRun('the name of a release is a word without blanks');
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened.code;
  const analysed = await analyseProject(invocation);
  if (!analysed.ok) return analysed.code;
  const manifest = presentRelease(analysed.model);
  if (manifest.length === 0) throw new CannotRun('there is no stable object to cut a release of');
  const { file } = opened;
  const present = file?.releases.releases.find((release) => release.name.value === name);
  if (file !== undefined && present !== undefined) {
    const entries = differingEntries(present.versions, manifest);
    if (entries.length === 0) {
      say(invocation, `${name} was cut before, and is the same: nothing to do`);
      return 0;
    }
    const taken = diagnose('release/name-taken', present.name.span, { release: name, entries });
    return tellFindings(invocation, analysed, [taken], file.text);
  }
  return write(invocation, analysed, file, name, manifest);
}

async function write(
  invocation: Invocation,
  analysed: AnalysedProject,
  file: ReleasesFile | undefined,
  name: string,
  manifest: readonly ManifestEntry[],
): Promise<ExitCode> {
  const { project, settings, model } = analysed;
  const text =
    file === undefined
      ? beginReleases(languagePath(settings.releases), name, manifest)
      : addRelease(file.text, file.releases, name, manifest);
  const { releases, findings } = loadReleases({ path: settings.releases, text });
  const added = releases?.releases.at(-1);
  if (releases === undefined || added === undefined || added.name.value !== name) {
    throw new Error(`the release ${name} does not read back from what was to be written`);
  }
  const all = [...findings, ...checkReleases(releases, model, settings)];
  if (all.length > 0) return tellFindings(invocation, analysed, all, text);
  const lock = await lockWithReleased(analysed);
  await uninterrupted(() => {
    project.host.write(settings.releases, text);
    if (lock !== undefined) project.host.write(lock.path, lock.text);
  });
  say(
    invocation,
    `cut ${name}: ${manifest.length} objects; \`backlevel generate\` brings it into the code`,
  );
  return 0;
}

/** What a release speaks is released with it, and stands fast from now on; where there is a lock, it says so. */
async function lockWithReleased({
  project,
  settings,
}: AnalysedProject): Promise<SourceFile | undefined> {
  const { host } = project;
  const { path, records } = readLock(host, settings);
  if (records === undefined) return undefined;
  const memory = memoryOf(project);
  const snapshot = await takeSnapshot(readState(host, settings, memory), memory);
  return { path, text: lockText(addToLock(records, presentRecords(snapshot), 'released')) };
}

/** Code frames are of the text as it would be, where the findings are. */
function tellFindings(
  { terminal, options }: Invocation,
  { project, settings, model }: AnalysedProject,
  findings: readonly Diagnostic[],
  text: string,
): Promise<ExitCode> {
  const { host } = project;
  const tree = {
    list: (folder: string) => host.list(folder),
    read: (path: string) => (path === settings.releases ? text : host.read(path)),
  };
  return report(terminal, options, findings, { tree, objects: model.objects.size });
}

function say({ terminal, options }: Invocation, text: string): void {
  if (!options.has('quiet')) tell(terminal, text);
}

/** The JSON Schema of the releases, from the folder that their file is in. */
function languagePath(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? `./${LANGUAGE}` : relativePath(path.slice(0, end), LANGUAGE);
}
