import { expect, it } from 'vitest'
import { EmbeddedPostgresError, orRefuse, refusalFor } from './errors.ts'

const what = 'PostgreSQL did not start'

it.each([
  [
    'FATAL: could not write lock file "postmaster.pid": No space left on device',
    'disk_full',
    /disk is full\. Free some space/,
  ],
  ['ENOSPC: no space left on device, write', 'disk_full', /disk is full/],
  ['EROFS: read-only file system, mkdir', 'unwritable', /Set DATA_DIR/],
  ["EACCES: permission denied, mkdir '/x'", 'unwritable', /permission denied, mkdir/],
  ['FATAL: database files are incompatible with server', 'failed', /^PostgreSQL did not start: FATAL: database files/],
  ['', 'failed', /no reason was given/],
])('what the system said (%s) becomes the refusal %s', (said, fault, advice) => {
  expect(refusalFor(what, said)).toMatchObject({ fault, message: expect.stringMatching(advice) })
})

it('a refusal passes unchanged, a fault of the system becomes one', () => {
  const refusal = new EmbeddedPostgresError('locked', 'in use')
  const raise = (error: Error) => () =>
    orRefuse(what, () => {
      throw error
    })
  expect(raise(refusal)).toThrow(refusal)
  expect(raise(new Error('ENOSPC: no space left on device'))).toThrow(`${what}: the disk is full.`)
})
