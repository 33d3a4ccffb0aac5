import { defineConfig } from 'vitest/config'

/** Unit tests need nothing; store and API tests share one PostgreSQL that `test/support/global-setup.ts` starts. */
export default defineConfig({
  test: {
    pool: 'threads',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{engines,contracts,server,web,bin,cities,test}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.browser.test.ts', '**/*.fault.test.ts', 'node_modules'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{server,test}/**/*.db.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'fault',
          include: ['{server,test}/**/*.fault.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
