// What `generate` would do to a project, in the user's own style.

import { planGeneration, type Generation, type Watching } from '../pipeline/generate.js';
import type { Project } from './project.js';
import { templates } from '../disk/templates.js';
import { userStyle } from './user-style.js';

export function planProject(
  { root, host, cache, config, program }: Project,
  watching: Watching = {},
): Promise<Generation> {
  const style = userStyle(root);
  return planGeneration({
    tree: host,
    cache,
    config,
    program,
    templates,
    watching,
    ...(style === undefined ? {} : { style }),
  });
}
