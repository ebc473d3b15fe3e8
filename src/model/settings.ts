// The settings that decide what schemas mean.

export interface ModelSettings {
  /** The namespace of files that name none. */
  readonly namespace: string;
  readonly children: 'manifest' | 'cascade';
  readonly propertyNames: 'camelCase' | 'asWritten';
}
