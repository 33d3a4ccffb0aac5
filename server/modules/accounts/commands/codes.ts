import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Messenger } from '../../../platform/mail/index.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import type { Accounts, Origin } from '../context.ts'
import { addCode, codesSince, countCodeAttempt, holdCode, spendCode } from '../credentials-store.ts'
import { alreadyRegistered, codeMessages, staffInvitation } from '../messages.ts'
import { type Account, parseAccount } from '../rules/account.ts'
import { addSecurityEvent, findAccount } from '../store.ts'

export type CodePurpose = 'sign_up' | 'reset_password'
const codeMinutes = 10
const invitationDays = 3
const attemptsEach = 5
const codesAnHour = 5

/** Puts the sending of a code into the queue. What is done here is the same whether the account exists or not; only the job looks. */
export async function requestCode(
  { database, newId }: Accounts,
  input: { account: string; purpose: CodePurpose },
  origin: Origin,
): Promise<void> {
  const account = accountOf(input.account)
  await database.write(systemViewer, async (tx) => {
    await addSecurityEvent(tx, {
      id: newId(),
      kind: 'code_requested',
      account: account.value,
      address: origin.address,
      detail: { purpose: input.purpose },
    })
    const payload = { account: account.value, purpose: input.purpose, locale: origin.locale }
    await tx.enqueue('accounts.send_code', payload, { key: `code:${input.purpose}:${account.value}` })
  })
}

export function accountOf(text: string): Account {
  return parseAccount(text) ?? refuse('invalid_account', {}, [{ path: 'account', code: 'invalid_format' }])
}

/** Makes a code and sends it; it is nowhere in clear but in the message. At most five an hour and account, whatever for. */
export async function sendCode(
  accounts: Accounts,
  messenger: Messenger,
  payload: { account: string; purpose: CodePurpose; locale: 'zh' | 'en'; invitation?: boolean },
): Promise<void> {
  const { database, newId, sealer, config } = accounts
  const { purpose, locale, invitation = false } = payload
  const account = accountOf(payload.account)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const minutes = invitation ? invitationDays * 24 * 60 : codeMinutes
  const message = await database.write(systemViewer, async (tx) => {
    if (!invitation && (await codesSince(tx, account.value, before(tx.now, 60))) >= codesAnHour) return null
    const known = await findAccount(tx, account)
    const good = purpose === 'sign_up' ? known === null : known?.state === 'active'
    await addCode(tx, {
      id: newId(),
      account: account.value,
      purpose,
      codeHash: good ? codeHash(sealer, account.value, purpose, code) : randomBytes(32),
      expiresAt: before(tx.now, -minutes),
    })
    if (!good) return purpose === 'sign_up' ? alreadyRegistered[locale] : null
    if (!invitation) return codeMessages[purpose](code, minutes)[locale]
    const link = `${config.origin ?? `http://${config.host}:${config.port}`}/app/reset-password`
    return staffInvitation({ link, code, days: invitationDays })[locale]
  })
  if (!message) return
  if (account.kind === 'email') await messenger.mail({ to: account.value, ...message })
  else await messenger.sms({ to: account.value, text: message.text })
}

function before(now: string, minutes: number): string {
  return new Date(Date.parse(now) - minutes * 60_000).toISOString()
}

function codeHash(sealer: Accounts['sealer'], account: string, purpose: CodePurpose, code: string): Buffer {
  return sealer.mac(`${purpose}:${account}:${code}`)
}

/** Whether this is the newest code of the account for that purpose; it is used up then. Five wrong ones use it up too. */
export async function takeCode(
  { sealer }: Pick<Accounts, 'sealer'>,
  tx: Writing,
  { account, purpose, code }: { account: string; purpose: CodePurpose; code: string },
): Promise<boolean> {
  const kept = await holdCode(tx, account, purpose)
  if (!kept || kept.attempts >= attemptsEach) return false
  await countCodeAttempt(tx, kept.id)
  if (!timingSafeEqual(kept.code_hash, codeHash(sealer, account, purpose, code))) return false
  await spendCode(tx, kept.id)
  return true
}
