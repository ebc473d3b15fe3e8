// What `generate` would do to a project, in the user's own style.

import { planGeneration, type Generation } from '../pipeline/generate.js';
import type { Project } from './project.js';
import { templates } from '../disk/templates.js';
import { userStyle } from './user-style.js';

export function planProject({ root, host, cache, config, program }: Project): Promise<Generation> {
  const style = userStyle(root);
  return planGeneration({
    tree: host,
    cache,
    config,
    program,
    templates,
    ...(style === undefined ? {} : { style }),
  });
}
