// The types of structure.js, which scripts/build-validators.mjs makes from schemas/language.

/** Why a place does not fit, as ajv says it. */
export interface StructureError {
  /** A JSON pointer to the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The part of the JSON Schema that asked for it. */
  readonly parentSchema?: unknown;
}

export interface Validator {
  (data: unknown): boolean;
  /** The errors of the last call. */
  errors?: readonly StructureError[] | null;
}

export const validateObject: Validator;
export const validateEnum: Validator;
export const validateMixin: Validator;
export const validateReleases: Validator;
export const validateConfig: Validator;
