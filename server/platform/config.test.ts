import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ConfigError, describeSettings, readConfig } from './config.ts'

test('docs/configuration.md is what the settings say (else: npm run admin -- configuration)', async () => {
  expect(await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8')).toBe(describeSettings())
})

test('an empty environment is a complete configuration', () => {
  const config = readConfig({})
  expect([config.port, config.host, config.city, config.databaseUrl, config.rateLimit, config.origin]).toEqual([
    8080,
    '127.0.0.1',
    'qingdao',
    null,
    600,
    null,
  ])
})

test('a setting left empty means its default: never every address, never the current folder', () => {
  expect(readConfig({ HOST: '', DATA_DIR: '', CITY: '', PORT: '', SMTP_URL: '' })).toEqual(readConfig({}))
})

test.each([
  [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535, not "http"'],
  [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535, not "70000"'],
  [{ RATE_LIMIT: '-1' }, 'RATE_LIMIT must be a whole number from 0 to 1000000, not "-1"'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, silent, not "loud"'],
  [{ PUBLIC_URL: 'scenarios' }, 'PUBLIC_URL is not an address: "scenarios"'],
  [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET needs at least 32 characters'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgres://'],
])('a setting that makes no sense is named: %o', (env, message) => {
  expect(() => readConfig(env)).toThrow(new ConfigError(message))
})
