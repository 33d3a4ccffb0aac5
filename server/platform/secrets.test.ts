import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSealer, installationSecret } from './secrets.ts'

test('the secret is the one of the environment, else made once and readable by its owner alone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'secret-'))
  try {
    expect(installationSecret({ sessionSecret: 'x'.repeat(32), dataDir })).toBe('x'.repeat(32))
    const made = installationSecret({ sessionSecret: null, dataDir })
    expect(made.length).toBe(43)
    expect(installationSecret({ sessionSecret: null, dataDir })).toBe(made)
    expect(((await stat(join(dataDir, 'secret'))).mode & 0o777).toString(8)).toBe('600')
    await writeFile(join(dataDir, 'secret'), '')
    expect(() => installationSecret({ sessionSecret: null, dataDir })).toThrow('holds no secret')
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('what is sealed opens for the same binding, purpose and secret only, and not when a bit of it changed', () => {
  const sealer = createSealer('a'.repeat(32), 'accounts')
  const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'user-1')
  expect(sealer.open(sealed, 'user-1')).toBe('JBSWY3DPEHPK3PXP')
  expect(sealer.seal('JBSWY3DPEHPK3PXP', 'user-1')).not.toBe(sealed)
  expect(() => sealer.open(sealed, 'user-2')).toThrow()
  expect(() => createSealer('b'.repeat(32), 'accounts').open(sealed, 'user-1')).toThrow()
  expect(() => createSealer('a'.repeat(32), 'other').open(sealed, 'user-1')).toThrow()
  const [iv, tag, body = ''] = sealed.split('.')
  const changed = Buffer.from(body, 'base64url')
  changed[0] = (changed[0] ?? 0) ^ 1
  expect(() => sealer.open([iv, tag, changed.toString('base64url')].join('.'), 'user-1')).toThrow()
  expect(() => sealer.open('nonsense', 'user-1')).toThrow('not a sealed value')
})
