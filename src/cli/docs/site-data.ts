// Everything that the site shows, from the model and the releases.

import { formatVersion } from '../../core/version.js';
import type { EmittedFile } from '../../emit/index.js';
import type { Model, ObjectModel } from '../../model/index.js';
import type { ObjectSummary, SiteData } from '../../site/index.js';
import { slugOf } from './addresses.js';
import { enumPages } from './enum-pages.js';
import { fieldNames } from './field-rows.js';
import { objectDetails } from './object-details.js';
import { lossPages, releaseColumns, type SpokenRelease } from './release-pages.js';
import { usesOf } from './uses.js';

export interface SiteInput {
  readonly model: Model;
  readonly title: string;
  /** Oldest first, what would be released now last. */
  readonly releases: readonly SpokenRelease[];
  /** The generated files. */
  readonly files: readonly EmittedFile[];
}

export function siteData({ model, title, releases, files }: SiteInput): SiteData {
  const uses = usesOf(model);
  const columns = releaseColumns(releases);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const sorted = [...model.objects.values()].sort(byName);
  return {
    title,
    objects: sorted.map(summaryOf),
    enums: enumPages(model, uses),
    releases: columns,
    losses: lossPages(model, releases),
    detailsOf: ({ key, slug }) => {
      const object = model.objects.get(key);
      if (object === undefined) throw new Error(`no object has the key ${key}`);
      const spoken = object.isNewestMajor
        ? columns.flatMap(({ name, versions }) => {
            const version = versions.get(key);
            return version === undefined ? [] : [{ name, version }];
          })
        : [];
      return objectDetails(model, object, {
        usedBy: uses.get(key) ?? [],
        releases: spoken,
        file: texts.get(`${slug}.ts`) ?? '',
      });
    },
  };
}

function byName(a: ObjectModel, b: ObjectModel): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return b.major - a.major;
}

function summaryOf(object: ObjectModel): ObjectSummary {
  const { name, namespace, key, version, versions, isNewestMajor, stability, doc } = object;
  return {
    slug: slugOf(object),
    name,
    namespace,
    key,
    version: formatVersion(version),
    versions: versions.length,
    isNewestMajor,
    isExperimental: stability === 'experimental',
    doc,
    fields: fieldNames(object),
  };
}
