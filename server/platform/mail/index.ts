import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

/** `messageId`: the same for a mail that is sent again after a crash, so that receivers can tell. */
export type Mail = { to: string; subject: string; text: string; messageId?: string }
export type Messenger = {
  mail(mail: Mail): Promise<void>
  sms(message: { to: string; text: string }): Promise<void>
  close(): void
}

/**
 * Mail by SMTP and short messages by an HTTP gateway; without them both are caught as files below the data folder (`mail/*.eml`, `sms/*.json`),
 * so that an installation tries everything before it is connected. Called from jobs only, never inside a transaction.
 */
export function createMessenger(config: {
  dataDir: string
  smtpUrl: string | null
  mailFrom: string
  smsUrl: string | null
}): Messenger {
  const smtp = config.smtpUrl
    ? createTransport(config.smtpUrl, { connectionTimeout: 10_000, socketTimeout: 20_000 } as object)
    : null
  const toFile = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })

  async function keep(folder: string, name: string, content: Buffer | string): Promise<void> {
    await mkdir(join(config.dataDir, folder), { recursive: true })
    await writeFile(join(config.dataDir, folder, name), content, { mode: 0o600 })
  }
  const stamp = () => `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}`

  return {
    async mail(mail) {
      const message = { from: config.mailFrom, ...mail }
      if (smtp) {
        await smtp.sendMail(message)
        return
      }
      const made = await toFile.sendMail(message)
      await keep('mail', `${stamp()}.eml`, made.message as Buffer)
    },
    async sms(message) {
      if (!config.smsUrl) {
        await keep('sms', `${stamp()}.json`, JSON.stringify(message))
        return
      }
      const answer = await fetch(config.smsUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(10_000),
        redirect: 'error',
      })
      if (!answer.ok) throw new Error(`the SMS gateway answered ${answer.status}`)
    },
    close: () => smtp?.close(),
  }
}
