// Fields that stand where a stored object has its methods: it could not be saved, and nobody would have said so.

import { ROW_METHODS } from '../../core/storage.js';
import { report, type Scope } from '../scope.js';
import type { StoredAt } from './stored-at.js';

export function checkMethods({ fields }: StoredAt, scope: Scope): void {
  for (const name of ROW_METHODS) {
    const field = fields.get(name);
    if (field === undefined) continue;
    report(scope, 'storage/field-hides-method', field.source, { field: name });
  }
}
