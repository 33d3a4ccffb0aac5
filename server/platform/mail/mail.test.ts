import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMessenger } from './index.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mail-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const mail = {
  to: 'zhang@example.test',
  subject: '您的验证码',
  text: '验证码 482913，十分钟内有效。\n请勿转告他人。',
  messageId: '<one@example.test>',
}

test('mail goes out by SMTP, Chinese and all', async () => {
  const received: { from: string | false; to: string[]; raw: Buffer }[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : false,
          to: rcptTo.map((each) => each.address),
          raw: Buffer.concat(parts),
        })
        done()
      })
    },
  })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const { port } = server.server.address() as AddressInfo
  const messenger = createMessenger({
    dataDir,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mailFrom: 'desk@example.test',
    smsUrl: null,
  })
  try {
    await messenger.mail(mail)
  } finally {
    messenger.close()
    await new Promise<void>((settle) => server.close(settle))
  }
  expect(received.map(({ from, to }) => ({ from, to }))).toEqual([
    { from: 'desk@example.test', to: ['zhang@example.test'] },
  ])
  const parsed = await PostalMime.parse(received[0]?.raw as Buffer)
  expect([parsed.subject, parsed.text?.trim(), parsed.messageId]).toEqual([mail.subject, mail.text, mail.messageId])
})

test('a mail server that refuses fails the job, so that it is tried again', async () => {
  const messenger = createMessenger({
    dataDir,
    smtpUrl: 'smtp://127.0.0.1:9',
    mailFrom: 'desk@example.test',
    smsUrl: null,
  })
  await expect(messenger.mail(mail)).rejects.toThrow('ECONNREFUSED')
  messenger.close()
})

test('without servers both are caught as files that only their owner reads', async () => {
  const messenger = createMessenger({ dataDir, smtpUrl: null, mailFrom: 'desk@example.test', smsUrl: null })
  await messenger.mail(mail)
  await messenger.sms({ to: '13800001234', text: '验证码 482913' })
  const [letter] = await readdir(join(dataDir, 'mail'))
  const parsed = await PostalMime.parse(await readFile(join(dataDir, 'mail', letter as string)))
  expect([parsed.to?.[0]?.address, parsed.subject]).toEqual([mail.to, mail.subject])
  const [text] = await readdir(join(dataDir, 'sms'))
  expect(JSON.parse(await readFile(join(dataDir, 'sms', text as string), 'utf8'))).toEqual({
    to: '13800001234',
    text: '验证码 482913',
  })
})

test('short messages are posted to the gateway, and its refusal fails the job', async () => {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      bodies.push(body)
      response.statusCode = bodies.length === 1 ? 200 : 500
      response.end()
    })
  })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const { port } = server.address() as AddressInfo
  const messenger = createMessenger({
    dataDir,
    smtpUrl: null,
    mailFrom: 'desk@example.test',
    smsUrl: `http://127.0.0.1:${port}/`,
  })
  try {
    await messenger.sms({ to: '13800001234', text: '您好' })
    await expect(messenger.sms({ to: '13800001234', text: '您好' })).rejects.toThrow('answered 500')
  } finally {
    server.close()
  }
  expect(JSON.parse(bodies[0] as string)).toEqual({ to: '13800001234', text: '您好' })
})
