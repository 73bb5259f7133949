import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // Many tests wait for a process of their own, so that all cores are worth using: left alone, vitest leaves one free, of two the half.
    maxWorkers: '100%',
    // Only what hangs ends by this: on a loaded machine, timing decides no test.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      // What lies beside the code is pure, and keeps nothing from one file to the next: its modules are loaded once for all.
      {
        extends: true,
        test: { name: 'beside the code', include: ['{src,fixtures}/**/*.test.ts'], isolate: false },
      },
      { extends: true, test: { name: 'whole', include: ['{server,bench,test}/**/*.test.ts'] } },
    ],
  },
});
