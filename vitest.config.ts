import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,server,fixtures,bench,test}/**/*.test.ts'],
    environment: 'node',
    // Only what hangs ends by this: on a loaded machine, timing decides no test.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
