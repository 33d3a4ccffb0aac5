import { Secret, TOTP } from 'otpauth'
import type { Writing } from '../../platform/database/index.ts'
import type { Accounts } from './context.ts'
import { takeOtpStep } from './credentials-store.ts'
import type { Known } from './store.ts'

const period = 30

function totp(issuer: string, account: string, secret: Secret): TOTP {
  return new TOTP({ issuer, label: account, algorithm: 'SHA1', digits: 6, period, secret })
}

/** A new secret for an authenticator, and how it is told to one. */
export function newAuthenticator(issuer: string, account: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 })
  return { secret: secret.base32, uri: totp(issuer, account, secret).toString() }
}

/** The time step a code stands for at `now`, one step either side allowed for slow clocks; null when it is none. */
export function stepOf(secretBase32: string, code: string, now: string): number | null {
  const timestamp = Date.parse(now)
  const delta = totp('', '', Secret.fromBase32(secretBase32)).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

/** Whether a code is right and new: each time step is good once, so that a code seen over a shoulder is worth nothing. */
export async function takeOneTimeCode(
  { sealer }: Pick<Accounts, 'sealer'>,
  tx: Writing,
  known: Known,
  code: string,
): Promise<boolean> {
  if (!known.otpSecret) return false
  const step = stepOf(sealer.open(known.otpSecret, known.id), code, tx.now)
  return step !== null && (await takeOtpStep(tx, known.id, step))
}
