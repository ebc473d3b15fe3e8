// The file of the releases as a command finds it.

import { nearest } from '../../diagnostics/nearest.js';
import {
  loadReleases,
  type ReleaseDeclaration,
  type ReleasesDeclaration,
} from '../../load/index.js';
import type { Settings } from '../../pipeline/settings.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { openProject, settingsOf, type Project } from '../project.js';
import { report } from '../report.js';

export interface ReleasesFile {
  readonly path: string;
  readonly text: string;
  readonly releases: ReleasesDeclaration;
}

export interface OpenReleases {
  readonly ok: true;
  readonly project: Project;
  readonly settings: Settings;
  /** Absent where no release was cut yet. */
  readonly file?: ReleasesFile;
}

/** Reads the releases; where they or the config have findings, prints those. */
export async function openReleases({
  terminal,
  options,
}: Invocation): Promise<OpenReleases | { readonly ok: false; readonly code: ExitCode }> {
  const project = openProject(terminal, options);
  const { settings, findings } = await settingsOf(project);
  if (settings === undefined) {
    const code = await report(terminal, options, findings, { tree: project.host, objects: 0 });
    return { ok: false, code };
  }
  const text = project.host.read(settings.releases);
  if (text === undefined) return { ok: true, project, settings };
  const loaded = loadReleases({ path: settings.releases, text });
  if (loaded.releases === undefined || loaded.findings.length > 0) {
    const context = { tree: project.host, objects: 0 };
    return { ok: false, code: await report(terminal, options, loaded.findings, context) };
  }
  const file = { path: settings.releases, text, releases: loaded.releases };
  return { ok: true, project, settings, file };
}

/** The release of a name that was typed. */
export function findRelease(
  { settings, file }: OpenReleases,
  name: string,
): { readonly file: ReleasesFile; readonly release: ReleaseDeclaration } {
  if (file === undefined) {
    throw new CannotRun(
      `there is no ${settings.releases}; \`backlevel release cut NAME\` begins one`,
    );
  }
  const known = file.releases.releases;
  const release = known.find((one) => one.name.value === name);
  if (release !== undefined) return { file, release };
  const names = known.map((one) => one.name.value);
  const near = nearest(name, names);
  const hint =
    near === undefined ? `${settings.releases} has ${names.join(', ')}` : `did you mean ${near}?`;
  throw new CannotRun(`there is no release called ${name}; ${hint}`);
}
