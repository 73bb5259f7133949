import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,server,fixtures,bench,test}/**/*.test.ts'],
    environment: 'node',
    // Many tests wait for a process of their own, so that all cores are worth using: left alone, vitest leaves one free, of two the half.
    maxWorkers: '100%',
    // Only what hangs ends by this: on a loaded machine, timing decides no test.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
