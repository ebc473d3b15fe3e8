import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { programFile } from '../../support/program.js';
import { newRepository, repositoryAt, type Repository } from './repository.js';

const FILE = 'api/schemas/disk.yaml';

/** A hook that reads the project in `api`, and writes down what it read. */
function installHook(repository: Repository): string {
  const compiled = join(dirname(programFile()), '../dist/cli/git/index.js');
  const seen = join(folderWith({}), 'seen.json');
  const script = `
    import { writeFileSync } from 'node:fs';
    const { openGitBaseline } = await import(${JSON.stringify(pathToFileURL(compiled).href)});
    const found = openGitBaseline(process.cwd() + '/api', 'HEAD');
    writeFileSync(${JSON.stringify(seen)}, JSON.stringify({
      found: found.ok ? found.tip.list('schemas').map((path) => [path, found.tip.read(path)]) : found,
      variables: Object.keys(process.env).filter((name) => /^GIT_(DIR|INDEX_FILE)$/.test(name)).sort(),
    }));`;
  writeFileSync(join(dirname(seen), 'read.mjs'), script);
  const hook = join(repository.git('rev-parse', '--git-common-dir'), 'hooks/pre-commit');
  const path = join(repository.root, hook);
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${dirname(seen)}/read.mjs"\n`);
  chmodSync(path, 0o755);
  return seen;
}

it('a pre-commit hook reads the project as the last commit has it, in a worktree too', () => {
  const repository = newRepository();
  repository.commit({ [FILE]: 'one', 'unrelated.yaml': '' });
  const seen = installHook(repository);
  const tree = join(folderWith({}), 'tree');
  repository.git('worktree', 'add', '--quiet', '-b', 'topic', tree);
  const committed = { found: [['schemas/disk.yaml', 'one']] };

  repository.write({ [FILE]: 'two' });
  repository.git('commit', '--quiet', '--all', '--message', 'Two');
  const here: unknown = JSON.parse(readFileSync(seen, 'utf8'));
  expect(here).toEqual({ ...committed, variables: ['GIT_INDEX_FILE'] });

  const worktree = repositoryAt(tree);
  worktree.write({ [FILE]: 'three' });
  worktree.git('commit', '--quiet', '--all', '--message', 'Three');
  const there: unknown = JSON.parse(readFileSync(seen, 'utf8'));
  expect(there).toEqual({ ...committed, variables: ['GIT_DIR', 'GIT_INDEX_FILE'] });
});
