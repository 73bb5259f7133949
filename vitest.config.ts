import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,server,fixtures,bench,test}/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
