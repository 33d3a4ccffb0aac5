import { randomBytes } from 'node:crypto'
import { demoPassword } from '../../server/modules/accounts/index.ts'
import type { Ground } from '../support/landing.ts'
import type { Answer, Caller, Person } from '../support/world.ts'
import type { City } from './browser.ts'

export type Remote = Ground & {
  /** Somebody with a demonstration account. */
  person(login: string): Promise<Person>
}

/** The API of a server that runs as a process of its own, for the parts of a walk that are not clicked. */
export function createRemote(city: Pick<City, 'address' | 'sql' | 'passTime'>): Remote {
  const cookies = new Map<string, string>()

  async function signIn(email: string): Promise<string> {
    const answer = await fetch(`${city.address}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: email, password: demoPassword }),
    })
    if (!answer.ok) throw new Error(`${email} cannot sign in: ${await answer.text()}`)
    const cookie = /sid=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] as string
    cookies.set(email, cookie)
    return cookie
  }

  function as(person: Person | null): Caller {
    async function send(
      method: string,
      path: string,
      body?: string | Buffer<ArrayBuffer>,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const cookie = person && (cookies.get(person.email) ?? (await signIn(person.email)))
      const answer = await fetch(`${city.address}/api/v1${path}`, {
        method,
        headers: { ...(cookie && { cookie, 'sec-fetch-site': 'same-origin' }), ...headers },
        ...(body !== undefined && { body }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text && JSON.parse(text), headers: {}, raw: null as never }
    }
    const json =
      (method: string) =>
      (path: string, body: unknown, headers: Record<string, string> = {}) =>
        send(method, path, JSON.stringify(body ?? {}), { 'content-type': 'application/json', ...headers })
    const get = (path: string) => send('GET', path)
    return {
      get,
      post: (path, body, headers) => json('POST')(path, body, headers),
      patch: json('PATCH'),
      put: json('PUT'),
      del: (path, headers) => send('DELETE', path, undefined, headers),
      async upload(path, { name, content, type }) {
        const boundary = randomBytes(16).toString('hex')
        const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type ?? 'application/octet-stream'}\r\n\r\n`
        const form = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)])
        return send('POST', path, form, { 'content-type': `multipart/form-data; boundary=${boundary}` })
      },
      async act(path, action, body) {
        const now = await get(path)
        if (now.status !== 200) return now
        return json('POST')(`${path}/actions/${action}`, body, { 'if-match': `"${now.body.version}"` })
      },
    }
  }

  return {
    as,
    timeZone: 'Asia/Shanghai',
    // Sessions end when the clock is moved; a public route would take their bearers for anybody.
    async shiftClock(by) {
      await city.passTime(by)
      cookies.clear()
    },
    async now() {
      const [row] = await city.sql<{ now: string }>('select app_now() as now')
      return new Date(row?.now as string)
    },
    async person(login) {
      const email = `${login}@demo.local`
      const stranger = { id: '', name: '', email, organisationId: null, cookie: '' }
      const { body } = await as(stranger).get('/me')
      return { ...stranger, id: body.user.id, name: body.user.name, organisationId: body.organisation?.id ?? null }
    },
  }
}
