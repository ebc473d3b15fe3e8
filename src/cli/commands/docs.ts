// `docs`: a static site of all objects, their histories and what releases lose to each other.

import { join, relative, resolve } from 'node:path';
import { amount } from '../../core/amount.js';
import { siteAssets, templates } from '../../disk/templates.js';
import { emit } from '../../emit/index.js';
import { isSupported } from '../../evolution/releases/index.js';
import type { Model } from '../../model/index.js';
import { emitSettings } from '../../pipeline/settings.js';
import { siteFiles } from '../../site/index.js';
import { analyseProject } from '../analyse-project.js';
import type { Invocation } from '../command.js';
import type { SpokenRelease } from '../docs/release-pages.js';
import { siteData } from '../docs/site-data.js';
import { writeSite } from '../docs/write-site.js';
import type { ExitCode } from '../exit.js';
import { presentSpeaking, speaking } from '../losses/speaking.js';
import { progressOf } from '../progress.js';
import { openReleases, type ReleasesFile } from '../release/open-releases.js';
import { tell } from '../terminal.js';
import { uninterrupted } from '../uninterrupted.js';

const DEFAULT_FOLDER = 'schema-docs';

export async function docs(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened.code;
  const analysed = await analyseProject(invocation);
  if (!analysed.ok) return analysed.code;
  const { model, settings, project } = analysed;
  const data = siteData({
    model,
    title: options.text('title') ?? titleOf(model),
    releases: spokenReleases(model, opened.file),
    files: emit({ model, settings: emitSettings(settings), templates: templates() }),
  });
  const out = options.text('out');
  const folder =
    out === undefined ? join(project.root, DEFAULT_FOLDER) : resolve(terminal.cwd, out);
  const progress = progressOf(terminal, options.has('quiet'));
  const onFile = (made: number): void => {
    progress.count(`writing the site: ${amount(made, 'file')}`);
  };
  const pages = siteFiles(data, siteAssets());
  const { files, changed } = await uninterrupted((isStopped) =>
    writeSite(folder, pages, { onFile, isStopped }).finally(() => {
      progress.end();
    }),
  );
  if (!options.has('quiet')) {
    const first = relative(terminal.cwd, join(folder, 'index.html'));
    tell(
      terminal,
      `${amount(model.objects.size, 'object')}: ${amount(files, 'file')}, ${changed} written; open ${first}`,
    );
  }
  return 0;
}

function spokenReleases(model: Model, file: ReleasesFile | undefined): readonly SpokenRelease[] {
  const cut = file?.releases;
  const releases = (cut?.releases ?? []).map(({ name, versions }) => ({
    speaking: speaking(model, name.value, versions),
    isSupported: cut !== undefined && isSupported(cut, name.value),
  }));
  return [...releases, { speaking: presentSpeaking(model), isSupported: true }];
}

/** The namespaces, as long as they are few. */
function titleOf(model: Model): string {
  const names = [...new Set([...model.objects.values()].map(({ namespace }) => namespace))];
  return names.length <= 3 ? names.join(', ') : `${names.length} namespaces`;
}
