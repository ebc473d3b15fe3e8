// Where faults are tried: a compiled copy of the project, in which each fault gets generated code of its own
// that the laws are then put to.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledCopy, compileInto } from '../compiled/copy.mjs';
import { mutated } from './faults.mjs';

/** The same values in every run. */
const RUN = { seed: 20261123, cases: 2 };
const SETTINGS = {
  namespace: 'compute',
  children: 'manifest',
  propertyNames: 'camelCase',
  prefix: 'versioned_object',
  importExtension: '.js',
  runtimeModule: 'backlevel/runtime',
  hooksFolder: '../hooks',
};

/** The laws by their numbers; that what is lost is declared, and what is declared possible, is part of the fifth. */
const LAWS = {
  valid: 1,
  composed: 2,
  upgradable: 3,
  thereAndBack: 4,
  backAndThere: 5,
  undeclaredLoss: 5,
  unreachableRule: 5,
  changes: 6,
  pure: 7,
  bounded: 8,
  identity: 9,
};

/** A stand on the sources of `root`; `remove` takes it away. */
export async function openStand(root) {
  const folders = ['src', 'generated', 'hooks', 'test/compute'];
  const copy = compiledCopy(root, folders);
  let runs = 0;
  const newRun = () => {
    const folder = join(copy.folder, 'run', String(runs++));
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const { computeModel } = await copy.import('test/compute/compute-model.ts');
  const { model } = computeModel();
  const tools = await toolsOf(copy.import);
  const tries = {
    generated: (fault) => {
      const folder = newRun();
      for (const name of ['generated', 'hooks']) {
        cpSync(join(copy.folder, name), join(folder, name), { recursive: true });
      }
      compileInto(folder, fault.file, mutated(read(root, fault.file), fault));
      return verify(tools, { folder, model, object: fault.object });
    },
    emitter: async (fault) => {
      const folder = newRun();
      cpSync(join(copy.folder, 'src'), join(folder, 'src'), { recursive: true });
      compileInto(folder, fault.file, mutated(read(root, fault.file), fault));
      writeFileSync(join(folder, 'package.json'), read(copy.folder, 'package.json'));
      cpSync(join(copy.folder, 'hooks'), join(folder, 'hooks'), { recursive: true });
      const faulty = await toolsOf((path) => importFrom(folder, path));
      generate(root, faulty, folder, model);
      return verify(faulty, { folder, model, object: fault.object });
    },
    ancestor: (fault) => {
      const folder = newRun();
      const home = join(root, fault.folder);
      for (const name of readdirSync(join(home, 'hooks'))) {
        compileInto(folder, join('hooks', name), read(home, join('hooks', name)));
      }
      const own = tools.modelOf(
        readdirSync(join(home, 'schemas')).map((name) => ({
          path: `schemas/${name}`,
          text: read(home, join('schemas', name)),
        })),
      );
      generate(root, tools, folder, own);
      return verify(tools, { folder, model: own, object: fault.object });
    },
  };
  return {
    /** The numbers of the laws that catch a fault, and how the first failure reads. */
    try: (fault) => tries[fault.kind](fault),
    /** What the laws say of an object of the worked domain as it is. */
    clean: (object) => verify(tools, { folder: copy.folder, model, object }),
    remove: copy.remove,
  };
}

/** What is needed of the compiled sources. */
async function toolsOf(importFile) {
  const { verifyModel } = await importFile('src/testing/verify/index.ts');
  const { generatedSubject } = await importFile('src/testing/laws/subject.ts');
  const { loadHooks } = await importFile('src/disk/load-hooks.ts');
  const { emit } = await importFile('src/emit/index.ts');
  const { load } = await importFile('src/load/index.ts');
  const { buildModel } = await importFile('src/model/index.ts');
  const modelOf = (files) => {
    const { declarations, findings } = load(files);
    const built = buildModel(declarations, SETTINGS);
    const errors = [...findings, ...built.findings].filter((one) => one.severity === 'error');
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    return built.model;
  };
  return { verifyModel, generatedSubject, loadHooks, emit, modelOf };
}

function generate(root, { emit }, folder, model) {
  const templates = Object.fromEntries(
    readdirSync(join(root, 'templates')).map((name) => [name, read(root, `templates/${name}`)]),
  );
  for (const { path, text } of emit({ model, settings: SETTINGS, templates })) {
    compileInto(folder, join('generated', path), text);
  }
}

async function verify(tools, { folder, model, object }) {
  const { verifyModel, generatedSubject, loadHooks } = tools;
  const { registry } = await importFrom(folder, 'generated/index.ts');
  const hooks = await loadHooks(model, 'hooks', (path) => importFrom(folder, path));
  const objects = [...model.objects.values()].filter((one) => one.name === object);
  const subject = generatedSubject(registry, {});
  const { prefix } = SETTINGS;
  const report = await verifyModel({ model, prefix, subject, hooks, objects, ...RUN });
  const failures = report.failures.filter((failure) => failure.object === object);
  const numbers = failures.flatMap(({ kind }) => LAWS[kind] ?? []);
  const laws = [...new Set(numbers)].sort((a, b) => a - b);
  return { laws, failures };
}

function importFrom(folder, path) {
  return import(pathToFileURL(join(folder, path.replace(/\.ts$/, '.js'))).href);
}

function read(root, path) {
  return readFileSync(join(root, path), 'utf8');
}
