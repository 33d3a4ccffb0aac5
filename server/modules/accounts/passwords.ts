import * as argon2 from '@node-rs/argon2'

export type Passwords = {
  hash(password: string): Promise<string>
  /** Verifies against a kept hash; with none (no such account) it works as long against one that nothing matches, and says no. */
  verify(kept: string | null, password: string): Promise<boolean>
}

/** Argon2id (the library's default kind) with OWASP's second set: 19 MiB, 2 passes, one lane. Never called inside a transaction: it takes tens of milliseconds. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** `algorithm` is a dependency so that a test can count what is computed. */
export function createPasswords({ hash, verify }: Pick<typeof argon2, 'hash' | 'verify'> = argon2): Passwords {
  const nobody = hash('nobody signs in with this', options)
  return {
    hash: (password) => hash(password, options),
    async verify(kept, password) {
      const right = await verify(kept ?? (await nobody), password)
      return kept !== null && right
    },
  }
}
