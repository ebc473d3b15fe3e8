import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const runtime = fileURLToPath(new URL('./src/runtime/index.ts', import.meta.url));

export default defineConfig({
  resolve: {
    // Generated code imports the package by name; tests run it against the sources, not against dist.
    alias: [{ find: /^backlevel\/runtime$/, replacement: runtime }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Modules are loaded once for each worker, not for each file: a third of the time was that. No test may change them.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    reporters: ['default'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/load/validators/**'],
    },
  },
});
