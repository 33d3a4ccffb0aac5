import { expect, test } from 'vitest'
import { browserOf } from './browser.ts'

test('a browser is named by what it is, not by what it also claims to be', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
  expect([
    browserOf(`${windows} Chrome/130.0 Safari/537.36 Edg/130.0`),
    browserOf(`${windows} Chrome/130.0 Safari/537.36`),
    browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1'),
    browserOf('curl/8.5.0'),
    browserOf(null),
  ]).toEqual(['Edge · Windows', 'Chrome · Windows', 'Safari · iPhone', 'curl/8.5.0', null])
})
