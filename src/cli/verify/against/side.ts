// One side of the exchange: the present, or a tag. Its code, and by what its code is judged.

import type { Diagnostic } from '../../../diagnostics/index.js';
import { render } from '../../../diagnostics/index.js';
import { loadHooks } from '../../../disk/load-hooks.js';
import { settingsOf, type Project } from '../../../disk/project.js';
import { templates } from '../../../disk/templates.js';
import { recordsOf, type Model, type Records } from '../../../model/index.js';
import { compile, hasErrors } from '../../../pipeline/compile.js';
import { readState, takeSnapshot, type Snapshot } from '../../../pipeline/gate/snapshot.js';
import type { Tree } from '../../../pipeline/host.js';
import { resolveSettings, type Settings } from '../../../pipeline/settings.js';
import { interpreter, type Lab } from '../../../testing/laws/lab.js';
import { createJudges, type Judges } from '../../../testing/shape-schema.js';
import { CannotRun } from '../../exit.js';
import { folderInRepository, openCommit, type OpenedCommit } from '../../git/index.js';
import { memoryOf } from '../../memory.js';
import { findRuntime } from './lock/find-runtime.js';
import { installRuntime } from './runtime/install.js';
import type { Environment } from './runtime/npm-pack.js';
import {
  generatedIn,
  ownRuntimeModule,
  prepareSide,
  RUNTIME_URL,
  type SideCode,
} from './side-code.js';

export interface Side {
  /** `v1.2`, or `the present`. */
  readonly name: string;
  readonly settings: Settings;
  readonly model: Model;
  /** What each version was, as the gate compares it. */
  readonly records: Records;
  readonly code: SideCode;
  /** What its own history says must come of a value. */
  readonly oracle: Lab['oracle'];
  readonly judges: Judges;
}

export interface TagSide extends Side {
  readonly commit: string;
  /** The version of the runtime that it ran with. */
  readonly runtime: string;
  readonly notes: readonly string[];
}

/** The working tree: the generated code that stands there, or what would be generated. */
export async function presentSide(project: Project): Promise<Side> {
  const name = 'the present';
  const { settings, findings } = await settingsOf(project);
  if (settings === undefined) throw broken(name, findings);
  const snapshot = await snapshotOf(name, project.host, settings, project);
  const { sources } = snapshot;
  let generated = generatedIn(project.host, settings);
  let used = settings;
  if (generated.length === 0) {
    used = { ...settings, importExtension: '.js', runtimeModule: 'backlevel/runtime' };
    const compiled = await compile(sources, used, { templates: templates() });
    if (hasErrors(compiled.findings)) throw broken(name, compiled.findings);
    generated = compiled.files.map(({ path, text }) => ({
      path: `${settings.output}/${path}`,
      text,
    }));
  }
  const code = await prepareSide(project, {
    settings: used,
    generated,
    hooks: sources.hooks,
    others: await ownRuntimeModule(project.host, used, name),
    runtimeUrl: RUNTIME_URL,
  });
  return sideOf(name, snapshot, code);
}

/** What a tag had; whatever of it is missing ends the run with what to do. */
export async function tagSide(project: Project, tag: string, env: Environment): Promise<TagSide> {
  const opened = openCommit(project.root, tag);
  if (!opened.ok) throw new CannotRun(`${opened.message}; ${opened.cure}`);
  const { ref: name, tree } = opened;
  const settings = await settingsAt(name, tree, project.config);
  const snapshot = await snapshotOf(name, tree, settings, project);
  const generated = generatedIn(tree, settings);
  if (generated.length === 0) {
    throw new CannotRun(
      `${name} has no generated code in ${settings.output}/; verify against a commit that has it, and let git keep the folder`,
    );
  }
  const others = await ownRuntimeModule(tree, settings, name);
  const { version, url } = await runtimeOf(project, opened, settings, env);
  const { hooks } = snapshot.sources;
  const files = { settings, generated, hooks, others, runtimeUrl: url };
  const side = await sideOf(name, snapshot, await prepareSide(project, files));
  return { ...side, commit: tree.id, runtime: version, notes: opened.notes };
}

async function runtimeOf(
  { root }: Project,
  { ref: tag, tree, bytes }: OpenedCommit,
  { runtimeModule }: Settings,
  env: Environment,
): Promise<{ readonly version: string; readonly url: string }> {
  if (!runtimeModule.startsWith('.') && runtimeModule !== 'backlevel/runtime') {
    throw new CannotRun(
      `${tag}: its generated code imports the runtime from ${runtimeModule}, whose code is not in the repository; verify against tags whose \`runtimeModule\` is the package's own or a file`,
    );
  }
  const found = findRuntime(tree, folderInRepository(root) ?? '.');
  if (!found.ok) {
    throw new CannotRun(
      `${tag} does not say which runtime it ran with: ${found.message}; ${found.cure}`,
    );
  }
  return installRuntime({ tag, lock: found.lock, wanted: found.wanted, root, env, bytes });
}

async function settingsAt(name: string, tree: Tree, config: string): Promise<Settings> {
  const text = tree.read(config);
  if (text === undefined) {
    throw new CannotRun(`${name} has no ${config}: the project began after it; take a later tag`);
  }
  const { settings, findings } = await resolveSettings({ path: config, text });
  if (settings === undefined) throw broken(name, findings);
  return settings;
}

async function snapshotOf(
  name: string,
  tree: Tree,
  settings: Settings,
  project: Project,
): Promise<Snapshot> {
  const memory = memoryOf(project);
  const state = readState(tree, settings, memory);
  if (state.sources.schemas.length === 0) {
    throw new CannotRun(`${name} has no schemas in ${settings.schemas}/`);
  }
  const snapshot = await takeSnapshot(state, memory);
  if (hasErrors(snapshot.findings)) throw broken(name, snapshot.findings);
  return snapshot;
}

async function sideOf(
  name: string,
  { settings, model, wire, digestOf }: Snapshot,
  code: SideCode,
): Promise<Side> {
  const { prefix } = settings;
  const hooks = await loadHooks(model, settings.hooks, code.importFile);
  return {
    name,
    settings,
    model,
    records: recordsOf(model, wire, digestOf),
    code,
    oracle: interpreter(model, prefix, hooks),
    judges: await createJudges(model, { prefix }),
  };
}

function broken(name: string, findings: readonly Diagnostic[]): CannotRun {
  const told = render('text', findings, () => undefined, {
    colour: false,
    objects: 0,
    toolVersion: '',
  });
  return new CannotRun(`the schemas of ${name} cannot be read:\n${told}`);
}
