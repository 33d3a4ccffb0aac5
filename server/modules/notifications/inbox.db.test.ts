import { Logger, runOnce } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notificationRoutes } from '../../../contracts/desk.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { addPerson, type Person, serveRoutes } from '../../../test/support/served.ts'
import { readConfig } from '../../platform/config.ts'
import { newId } from '../../platform/ids.ts'
import type { Mail, Messenger } from '../../platform/mail/index.ts'
import { anonymous, systemViewer } from '../../platform/viewer.ts'
import { writeDigest } from './digest.ts'
import { createNotifications } from './index.ts'

let db: TestDatabase
let http: Awaited<ReturnType<typeof serveRoutes>>
let inbox: ReturnType<typeof createNotifications>
let mine: Person
let other: Person
let queue: pg.Client
const mails: (Mail & { messageId?: string })[] = []
const messenger: Messenger = { mail: async (mail) => void mails.push(mail), sms: async () => undefined, close() {} }

beforeAll(async () => {
  db = await createTestDatabase()
  queue = new pg.Client({ connectionString: db.url })
  await queue.connect()
  mine = await addPerson(db, { email: 'mine@example.org' })
  other = await addPerson(db, { email: 'other@example.org', locale: 'en' })
  const config = readConfig({ PUBLIC_URL: 'https://city.example.org' })
  inbox = createNotifications({ config, database: db.database, newId }, messenger)
  http = await serveRoutes(db, () => ({ routes: notificationRoutes, served: inbox.routes }))
})
afterAll(async () => {
  await http.close()
  await queue.end()
  await db.drop()
})

const tell = (people: string[], kind: string, title: string | null = null, params: Record<string, unknown> = {}) =>
  db.database.write(systemViewer, (tx) =>
    inbox.notify(tx, {
      to: { people },
      kind,
      params,
      ...(title && { subject: { type: 'scenario', id: mine.id, title } }),
    }),
  )
type Page = { items: { id: string; kind: string; readAt: string | null }[]; nextCursor: string | null; total: number }
const list = async (person: Person, query = '') =>
  (await http.call(person, 'GET', `/notifications${query}`)).body as Page
const unread = (person: Person) => db.database.read({ ...anonymous, userId: person.id }, inbox.unreadFor)

test('an inbox is one’s own: newest first, in pages, by a fixed number of statements, read once', async () => {
  for (const kind of ['a.one', 'a.two', 'a.three']) await tell([mine.id, other.id], kind, '标题')
  db.statements()
  const first = await list(mine, '?limit=1')
  const count = db.statements().length
  const rest = await list(mine, `?limit=2&cursor=${first.nextCursor}`)
  expect(db.statements().length).toBe(count)
  expect([...first.items, ...rest.items].map((item) => item.kind)).toEqual(['a.three', 'a.two', 'a.one'])
  expect([first.total, rest.nextCursor]).toEqual([3, null])
  expect(first.items[0]).toEqual({
    id: first.items[0]?.id,
    at: expect.any(String),
    kind: 'a.three',
    subject: { type: 'scenario', id: mine.id, title: '标题' },
    params: {},
    readAt: null,
  })

  const id = first.items[0]?.id as string
  expect((await http.call(other, 'POST', `/notifications/${id}/actions/read`)).status).toBe(404)
  expect((await http.call(mine, 'POST', `/notifications/${id}/actions/read`)).status).toBe(204)
  const { readAt } = (await list(mine)).items[0] as Page['items'][number]
  expect((await http.call(mine, 'POST', `/notifications/${id}/actions/read`)).status).toBe(204)
  expect((await list(mine)).items[0]?.readAt).toBe(readAt)
  expect((await list(mine, '?unread=true')).items.map((item) => item.kind)).toEqual(['a.two', 'a.one'])
  expect((await list(mine, '?unread=false')).items.map((item) => item.kind)).toEqual(['a.three'])
  expect([await unread(mine), await unread(other)]).toEqual([2, 3])
  expect((await http.call(mine, 'POST', '/notifications/actions/read-all')).status).toBe(204)
  expect([await unread(mine), await unread(other)]).toEqual([0, 3])
})

test.each([
  '?limit=x',
  '?unread=maybe',
  '?colour=red',
  '?cursor=zzz',
  `?cursor=${Buffer.from('["at","soon","00000000-0000-0000-0000-000000000000"]').toString('base64url')}`,
])('%s is refused', async (query) => {
  expect((await http.call(mine, 'GET', `/notifications${query}`)).status).toBe(400)
})

/** Works off the queue as the server does. */
async function work(): Promise<void> {
  await runOnce({
    connectionString: db.url,
    taskList: Object.fromEntries(
      Object.entries(inbox.tasks).map(([name, task]) => [
        name,
        (payload: unknown) => task.handle(payload as Record<string, unknown>),
      ]),
    ),
    logger: new Logger(() => () => undefined),
    noHandleSignals: true,
  })
}
const digest = async () => {
  await inbox.tasks['notifications.digest']?.handle({})
  await work()
  return mails.splice(0)
}

test('the digest tells once of what was not read for ten minutes, in the language of each', async () => {
  await http.call(mine, 'POST', '/notifications/actions/read-all')
  await http.call(other, 'POST', '/notifications/actions/read-all')
  expect(await digest()).toEqual([])
  await tell([mine.id, other.id], 'scenario.accept', '港口自动化')
  await tell([mine.id], 'intent_expressed', '港口自动化', { organisation: '示例公司' })
  await tell([mine.id], 'something.new')
  expect(await digest()).toEqual([])
  await db.shiftClock('11 minutes')
  await tell([other.id], 'list.release', '清单')
  const sent = (await digest()).sort((a, b) => a.to.localeCompare(b.to))
  expect(sent.map(({ to, subject, text }) => ({ to, subject, text }))).toEqual([
    {
      to: 'mine@example.org',
      subject: '您有 3 条未读消息',
      text: [
        '您好，平台上有以下消息您还没有查看：',
        '',
        '· 「港口自动化」：受理',
        '· 「港口自动化」：示例公司 表达了对接意向',
        '· 有新的进展',
        '',
        '打开平台查看：https://city.example.org/app/notifications',
        '',
        '本邮件由平台自动发出，请勿回复。同一条消息只提醒一次。',
      ].join('\n'),
    },
    {
      to: 'other@example.org',
      subject: 'You have 2 unread messages',
      text: [
        'There is news on the platform that you have not read yet:',
        '',
        '· 港口自动化: Accept',
        '· 清单: Release',
        '',
        'Open the platform: https://city.example.org/app/notifications',
        '',
        'Sent by the platform itself; please do not answer. Each message is mailed once.',
      ].join('\n'),
    },
  ])
  await db.shiftClock('1 hour')
  expect(await digest()).toEqual([])
})

test('two workers at the same moment ask for one mail', async () => {
  await tell([mine.id], 'a.race')
  await db.shiftClock('11 minutes')
  const handle = () => inbox.tasks['notifications.digest']?.handle({})
  await Promise.all([handle(), handle(), handle()])
  await work()
  expect(mails.splice(0).map((mail) => mail.to)).toEqual(['mine@example.org'])
})

test('a worker that dies after sending sends the same mail, under the same Message-ID, and nothing is asked for anew', async () => {
  await tell([mine.id], 'a.crash')
  await db.shiftClock('11 minutes')
  const send = messenger.mail
  messenger.mail = async (mail) => {
    await send(mail)
    throw new Error('the power went')
  }
  const [first] = await digest()
  messenger.mail = send
  expect(await digest()).toEqual([])
  const { rows } = await queue.query(
    'update graphile_worker._private_jobs set run_at = now() returning attempts, last_error',
  )
  expect(rows).toEqual([{ attempts: 1, last_error: 'the power went' }])
  const [second, ...more] = await digest()
  expect(second).toEqual(first)
  expect(more).toEqual([])
})

test('what was read meanwhile, and people without an address, get no mail', async () => {
  const silent = await addPerson(db, { email: null })
  await tell([mine.id, silent.id], 'a.late')
  await db.shiftClock('11 minutes')
  await inbox.tasks['notifications.digest']?.handle({})
  await http.call(mine, 'POST', '/notifications/actions/read-all')
  await work()
  expect(mails.splice(0)).toEqual([])
})

test('a long digest names the first thirty', () => {
  const items = Array.from({ length: 33 }, () => ({ kind: 'scenario.comment', title: '甲', params: {} }))
  const mail = writeDigest({
    to: 'a@example.org',
    locale: 'zh',
    items,
    link: 'http://127.0.0.1:8080/app/notifications',
    key: 'k:1',
  })
  expect(mail.text.split('\n').filter((each) => each.startsWith('·')).length).toBe(30)
  expect(mail.text).toContain('另有 3 条，请登录查看。')
  expect(mail.messageId).toBe('<k.1@127.0.0.1>')
})
