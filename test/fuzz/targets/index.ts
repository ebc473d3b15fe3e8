// All targets, with how many of each thousand cases are whose.

import type { Target } from '../case.js';
import type { Domain } from '../domain.js';
import type { SchemaTexts } from '../schema-texts.js';
import { jsonTextTarget } from './json-text.js';
import { arbitraryTarget, primitiveTarget } from './runtime.js';
import { longSchemaTarget, schemaFileTarget, schemaProjectTarget } from './schemas.js';
import { lockTarget, projectTextTarget, requestTarget, scalarTarget } from './texts.js';

export interface Worlds {
  readonly compute: Domain;
  readonly nova: Domain;
  readonly schemas: SchemaTexts;
}

export function targetsOf({ compute, nova, schemas }: Worlds): readonly Target[] {
  return [
    arbitraryTarget(compute),
    primitiveTarget('primitive', 250, compute, 'json'),
    primitiveTarget('primitive-of-code', 150, compute, 'code'),
    primitiveTarget('nova-vector', 100, nova, 'json'),
    jsonTextTarget(compute),
    schemaFileTarget(schemas),
    schemaProjectTarget(schemas),
    longSchemaTarget(schemas),
    projectTextTarget(),
    lockTarget(),
    requestTarget(compute),
    scalarTarget(),
  ];
}
