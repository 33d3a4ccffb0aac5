import { expect, test } from 'vitest'
import { meRoutes } from '../../../contracts/accounts.ts'
import { intentRoutes } from '../../../contracts/intents.ts'
import { scenarioRoutes } from '../../../contracts/scenarios.ts'
import { createSender, hrefOf } from './call.ts'
import { fieldMessages, isProblem } from './problem.ts'
import { createSessionGate } from './session-gate.ts'

interface Sent {
  url: string
  method: string
  headers: Record<string, string>
  body: unknown
}

function problem(status: number, code: string, more: object = {}) {
  return new Response(JSON.stringify({ type: '', title: code, status, code, detail: code, traceId: 't', ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

/** Answers in turn and remembers what was asked. */
function wire(...answers: (Response | Error)[]) {
  const sent: Sent[] = []
  const gate = createSessionGate()
  const fetcher = (async (url: string, init: RequestInit) => {
    sent.push({
      url,
      method: init.method ?? 'GET',
      headers: init.headers as Record<string, string>,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
    })
    const answer = answers.shift()
    if (!answer) throw new Error('one request too many')
    if (answer instanceof Error) throw answer
    return answer
  }) as typeof fetch
  return { sent, gate, send: createSender({ fetch: fetcher, gate }) }
}

test('fills the path and writes lists with commas, leaving empty values out', () => {
  const query = { domain: 'a,b', q: '', sort: 'title', limit: 5, cursor: undefined }
  expect(hrefOf(scenarioRoutes.list, { query })).toBe('/api/v1/scenarios?domain=a%2Cb&sort=title&limit=5')
  expect(hrefOf(scenarioRoutes.act, { params: { id: 'QD-1/x', action: 'submit' } })).toBe(
    '/api/v1/scenarios/QD-1%2Fx/actions/submit',
  )
})

test('sends If-Match, reads the ETag of the answer', async () => {
  const { sent, send } = wire(json(200, { title: 'x' }, { etag: '"8"' }))
  const answer = await send(scenarioRoutes.update, { params: { id: 'a' }, body: { title: 'x' }, etag: '"7"' })
  expect([sent[0]?.method, sent[0]?.headers['if-match'], sent[0]?.headers['idempotency-key'], answer.etag]).toEqual([
    'PATCH',
    '"7"',
    undefined,
    '"8"',
  ])
})

test('a POST carries an idempotency key of its own each time, or the one given', async () => {
  const { sent, send } = wire(json(200, {}), json(200, {}), json(200, {}))
  const input = { params: { id: '0', action: 'accept' as const }, etag: '"1"' }
  await send(intentRoutes.act, input)
  await send(intentRoutes.act, input)
  await send(intentRoutes.act, { ...input, idempotencyKey: 'mine' })
  const keys = sent.map((request) => request.headers['idempotency-key'])
  expect([new Set(keys).size, keys[2], sent[0]?.body]).toEqual([3, 'mine', {}])
})

test('a problem is thrown with its code and its field errors in one spelling', async () => {
  const errors = [
    { path: '/openings/0/text', code: 'required', message: 'Fill this in.' },
    { path: 'title', code: 'too_long', message: 'Shorter.' },
  ]
  const { send } = wire(problem(422, 'incomplete', { errors }))
  const error = await send(meRoutes.get, {}).catch((thrown: unknown) => thrown)
  expect(isProblem(error) && [error.code, error.status, fieldMessages(error)]).toEqual([
    'incomplete',
    422,
    { 'openings.0.text': 'Fill this in.', title: 'Shorter.' },
  ])
})

test('a lost session waits at the gate and goes on with the same key and body', async () => {
  const { sent, gate, send } = wire(problem(401, 'unauthenticated'), json(200, { id: 'i' }))
  let told = 0
  gate.subscribe(() => told++)
  const pending = send(intentRoutes.act, {
    params: { id: '0', action: 'decline' },
    body: { reason: 'other' },
    etag: '1',
  })
  await expect.poll(() => gate.isClosed()).toBe(true)
  expect([sent.length, told]).toEqual([1, 1])
  gate.reopen()
  expect((await pending).data).toEqual({ id: 'i' })
  expect(sent[1]).toEqual(sent[0])
})

test('giving up at the gate refuses what waited', async () => {
  const { gate, send } = wire(problem(401, 'unauthenticated'))
  const pending = send(meRoutes.get, {})
  await expect.poll(() => gate.isClosed()).toBe(true)
  gate.giveUp(new Error('left'))
  await expect(pending).rejects.toThrow('left')
  expect(gate.isClosed()).toBe(false)
})

test('asking who is signed in lets the refusal through, and so does a wrong password', async () => {
  const { gate, send } = wire(problem(401, 'unauthenticated'), problem(401, 'wrong_credentials'))
  await expect(send(meRoutes.get, {}, { gate: 'pass' })).rejects.toThrow('unauthenticated')
  await expect(send(meRoutes.get, {})).rejects.toThrow('wrong_credentials')
  expect(gate.isClosed()).toBe(false)
})

test('no network and a page that is no problem document are problems too, and may be tried again', async () => {
  const { send } = wire(new TypeError('fetch failed'), new Response('<html>', { status: 502 }))
  const lost = await send(meRoutes.get, {}).catch((thrown: unknown) => thrown)
  const proxy = await send(meRoutes.get, {}).catch((thrown: unknown) => thrown)
  expect([lost, proxy].map((error) => isProblem(error) && [error.code, error.status, error.mayRetry])).toEqual([
    ['network', 0, true],
    ['unavailable', 502, true],
  ])
})
