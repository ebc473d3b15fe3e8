// Which hooks the histories declare, and where each must stand.

import { kebabCase } from '../core/names.js';
import { formatVersion, type Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Model, ObjectModel, Step } from '../model/index.js';

/** One hook that a history asks for. */
export interface DeclaredHook {
  /** The object that it is for: a joined major takes the hooks of the one before it as its own. */
  readonly object: ObjectModel;
  readonly step: Step;
  readonly direction: 'backport' | 'upgrade';
  /** `backportTo1_3` or `upgradeTo1_4`: named after the version it leads to. */
  readonly name: string;
  /** Relative to the project. */
  readonly file: string;
  /** Where the history says so. */
  readonly source: Span;
}

/** Every hook of every object, in the order of the model, oldest step first. */
export function declaredHooks(model: Model, folder: string): readonly DeclaredHook[] {
  return [...model.objects.values()].flatMap((object) =>
    object.steps.flatMap((step) => hooksOfStep(object, step, hookFile(folder, object))),
  );
}

/** The file that an object's hooks stand in. */
export function hookFile(folder: string, object: ObjectModel): string {
  return hookFileOf(folder, object.typescriptName);
}

/** The same by an object's name in TypeScript. */
export function hookFileOf(folder: string, typescriptName: string): string {
  return `${folder}/${kebabCase(typescriptName)}.ts`;
}

function hooksOfStep(object: ObjectModel, step: Step, file: string): readonly DeclaredHook[] {
  const { backport, upgrade } = step.hooks;
  const hooks: DeclaredHook[] = [];
  if (backport !== undefined) {
    const name = `backportTo${underscored(step.older)}`;
    hooks.push({ object, step, direction: 'backport', name, file, source: backport.source });
  }
  if (upgrade !== undefined) {
    const name = `upgradeTo${underscored(step.newer)}`;
    hooks.push({ object, step, direction: 'upgrade', name, file, source: upgrade.source });
  }
  return hooks;
}

function underscored(version: Version): string {
  return formatVersion(version).replace('.', '_');
}
