import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret of this installation: SESSION_SECRET, else one made once and kept in DATA_DIR/secret (only its owner may read it).
 * Throws when the kept one is too short to be ours.
 */
export function installationSecret(config: { sessionSecret: string | null; dataDir: string }): string {
  if (config.sessionSecret) return config.sessionSecret
  const file = join(config.dataDir, 'secret')
  mkdirSync(config.dataDir, { recursive: true })
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new Error(`${file} holds no secret; remove it only if no authenticator was set up yet`)
  return secret
}

export type Sealer = {
  /** AES-256-GCM: `iv.tag.ciphertext`, base64url. `binding` (whose value it is) must be given again to open it. */
  seal(text: string, binding: string): string
  /** Throws when the text was changed, belongs to another binding, or was sealed under another secret. */
  open(sealed: string, binding: string): string
  /** HMAC-SHA-256, for short values whose plain hash could be searched through. */
  mac(text: string): Buffer
}

/** Keys for one purpose, derived from the installation's secret (HKDF-SHA-256), so that purposes cannot be exchanged. */
export function createSealer(secret: string, purpose: string): Sealer {
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `${purpose}/${use}`, 32))
  const sealing = key('seal')
  const naming = key('mac')
  return {
    seal(text, binding) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(binding))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url')).join('.')
    },
    open(sealed, binding) {
      const [iv, tag, body] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
      if (!iv || !tag || !body || tag.length !== 16) throw new Error('not a sealed value')
      const decipher = createDecipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(binding)).setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    mac: (text) => createHmac('sha256', naming).update(text).digest(),
  }
}
