import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogRoutes } from '../../../contracts/catalog.ts'
import type { PublicCall } from '../../platform/http/app.ts'
import { portalPlugin } from './index.ts'
import { changePreferences, ownPath, preferencesCookie, readPreferences } from './preferences.ts'

/** A build as small as can be: its page says what it was asked, and calls the API with a copy of a route. */
const entry = `export async function render(request) {
  if (request.url === '/missing') return { status: 404, headers: { 'content-type': 'text/html' }, body: 'none' }
  const answer = await request.call({ method: 'GET', path: '/catalog' }, {})
  if (request.posted) return { status: 200, headers: { 'content-type': 'text/html' }, body: JSON.stringify(request.posted) }
  const { url, locale, theme, largeType, origin, assets } = request
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: JSON.stringify({ url, locale, theme, largeType, origin, assets, answer }) }
}`
const dist = mkdtempSync(join(tmpdir(), 'portal-'))
const style = 'body{color:#111}'

beforeAll(() => {
  for (const folder of ['portal/assets', 'workbench/assets']) mkdirSync(join(dist, folder), { recursive: true })
  writeFileSync(join(dist, 'portal/package.json'), '{"type":"module"}')
  writeFileSync(join(dist, 'portal/entry-server.js'), entry)
  writeFileSync(join(dist, 'portal/assets/portal.abc.css'), style)
  writeFileSync(join(dist, 'portal/assets/portal.abc.css.gz'), gzipSync(style))
  writeFileSync(join(dist, 'portal/assets/icon.svg'), '<svg/>')
  writeFileSync(join(dist, 'workbench/index.html'), '<p>workbench</p>')
  writeFileSync(join(dist, 'workbench/assets/main.123.js'), 'start()')
  writeFileSync(join(dist, 'secret.txt'), 'secret')
})
afterAll(() => rmSync(dist, { recursive: true }))

const call: PublicCall = async (spec) => ({ ok: true, value: spec === catalogRoutes.all })

async function server(distDir = dist, origin: string | null = 'https://city.example') {
  const app = fastify()
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ code: 'not_found' }))
  await app.register(portalPlugin({ distDir, call, origin }))
  return app
}

describe('pages', () => {
  it('are rendered with the language of the address and the choices of the visitor', async () => {
    const app = await server()
    const answer = await app.inject({ url: '/en/scenarios?q=a', headers: { cookie: 'a=b; view=dark.large' } })
    expect(answer.json()).toEqual({
      url: '/en/scenarios?q=a',
      locale: 'en',
      theme: 'dark',
      largeType: true,
      origin: 'https://city.example',
      assets: { style: '/assets/portal.abc.css', icon: '/assets/icon.svg' },
      // The server's own route object was found behind the copy.
      answer: { ok: true, value: true },
    })
    expect(answer.headers).toMatchObject({ 'cache-control': 'public, max-age=5', vary: 'Cookie, Accept-Encoding' })
    expect((await app.inject({ url: '/enterprise' })).json().locale).toBe('zh')
  })
  it('are not sent again when unchanged, and packed when the browser takes it', async () => {
    const app = await server()
    const first = await app.inject({ url: '/', headers: { 'accept-encoding': 'br, gzip' } })
    expect(first.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(first.rawPayload).toString()).url).toBe('/')
    const again = await app.inject({ url: '/', headers: { 'if-none-match': String(first.headers.etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const plain = await app.inject({ url: '/', headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(plain.headers['content-encoding']).toBe(undefined)
  })
  it('a pasted description reaches its page and is kept nowhere', async () => {
    const app = await server()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const url of ['/find', '/en/find']) {
      const answer = await app.inject({ method: 'POST', url, headers: form, payload: 'text=%E9%A3%8E%E7%94%B5+a%26b' })
      expect([answer.statusCode, answer.headers['cache-control'], answer.json()]).toEqual([
        200,
        'no-store',
        { text: '风电 a&b' },
      ])
      expect(answer.headers.etag).toBe(undefined)
    }
    const long = await app.inject({
      method: 'POST',
      url: '/find',
      headers: form,
      payload: `text=${'a'.repeat(300_000)}`,
    })
    expect(long.statusCode).toBe(413)
    expect((await app.inject({ method: 'POST', url: '/scenarios', headers: form, payload: 'a=b' })).statusCode).toBe(
      404,
    )
  })
  it('an unknown address is a page, below the API an answer of the API', async () => {
    const app = await server()
    const page = await app.inject('/missing')
    expect([page.statusCode, page.body, page.headers['cache-control']]).toEqual([404, 'none', 'no-store'])
    expect((await app.inject('/api/v1/nothing')).json()).toEqual({ code: 'not_found' })
    expect((await app.inject('/api')).json()).toEqual({ code: 'not_found' })
    expect((await app.inject({ method: 'POST', url: '/scenarios' })).statusCode).toBe(404)
  })
  it('say what to do when they are not built', async () => {
    await expect(server(join(dist, 'nowhere')).then((app) => app.ready())).rejects.toThrow('node web/build.mjs')
  })
})

describe('files', () => {
  it('of the portal: the style sheet for ever, the icon for a day', async () => {
    const app = await server()
    const css = await app.inject({ url: '/assets/portal.abc.css', headers: { 'accept-encoding': 'gzip' } })
    expect(gunzipSync(css.rawPayload).toString()).toBe(style)
    expect(css.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await app.inject('/assets/icon.svg')).headers['cache-control']).toBe('public, max-age=86400')
    expect((await app.inject('/assets/..%2fentry-server.js')).statusCode).toBe(404)
  })
  it('of the workbench: its page for every address, its files by name, nothing outside', async () => {
    const app = await server()
    for (const url of ['/app', '/app/', '/app/scenarios/DH-1', '/app/login?next=/app/todo']) {
      const answer = await app.inject(url)
      expect([url, answer.body, answer.headers['cache-control']]).toEqual([url, '<p>workbench</p>', 'no-cache'])
    }
    const script = await app.inject('/app/assets/main.123.js')
    expect([script.body, script.headers['cache-control']]).toEqual(['start()', 'public, max-age=31536000, immutable'])
    expect((await app.inject('/app/assets/old.js')).statusCode).toBe(404)
    for (const url of [
      '/app/assets/..%2f..%2fsecret.txt',
      '/app/assets/%2e%2e/%2e%2e/secret.txt',
      '/app/../secret.txt',
    ]) {
      expect((await app.inject(url)).body).not.toBe('secret')
    }
  })
})

describe('preferences', () => {
  it('are kept in a cookie of known words', async () => {
    const app = await server()
    const answer = await app.inject({
      url: '/preferences?type=large&to=%2Fscenarios%3Fq%3Da',
      headers: { cookie: 'view=dark' },
    })
    expect([answer.statusCode, answer.headers.location, answer.headers['set-cookie']]).toEqual([
      303,
      '/scenarios?q=a',
      'view=dark.large; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure',
    ])
  })
  it('read and change', () => {
    expect(readPreferences('x=1; view=light')).toEqual({ theme: 'light', largeType: false })
    expect(readPreferences('view=<script>; theview=dark')).toEqual({ theme: null, largeType: false })
    const all = { theme: 'dark', largeType: true } as const
    expect(changePreferences(all, new URLSearchParams('theme=auto&type=normal'))).toEqual({
      theme: null,
      largeType: false,
    })
    expect(changePreferences(all, new URLSearchParams('theme=pink&type=huge'))).toEqual(all)
    expect(preferencesCookie({ theme: null, largeType: false }, false)).toBe(
      'view=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly',
    )
  })
  it.each([
    ['/scenarios?q=a#b', '/scenarios?q=a'],
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/./\t/evil', '/'],
    [null, '/'],
  ])('leads back only into this site: %s', (to, path) => {
    expect(ownPath(to)).toBe(path)
  })
})
