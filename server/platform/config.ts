import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Every setting there is, once: how it is read, what holds when it is absent, and what it means. `docs/configuration.md` is written from this list.
 */
export type Setting<T> = {
  readonly name: string
  readonly fallback: string
  readonly about: string
  read(value: string | undefined): T
}

function text(name: string, fallback: string, about: string): Setting<string> {
  return { name, fallback: fallback || '(none)', about, read: (value) => value || fallback }
}
function optional(name: string, about: string): Setting<string | null> {
  return { name, fallback: '(none)', about, read: (value) => value || null }
}
function number(name: string, fallback: number, range: readonly [number, number], about: string): Setting<number> {
  return {
    name,
    fallback: String(fallback),
    about,
    read(value) {
      if (value === undefined || value === '') return fallback
      const parsed = Number(value)
      if (!Number.isInteger(parsed) || parsed < range[0] || parsed > range[1]) {
        throw new ConfigError(`${name} must be a whole number from ${range[0]} to ${range[1]}, not "${value}"`)
      }
      return parsed
    },
  }
}
function choice<const C extends string>(name: string, choices: readonly C[], fallback: C, about: string): Setting<C> {
  return {
    name,
    fallback,
    about: `${about} One of ${choices.join(', ')}.`,
    read(value) {
      if (value === undefined || value === '') return fallback
      if (!choices.includes(value as C))
        throw new ConfigError(`${name} must be one of ${choices.join(', ')}, not "${value}"`)
      return value as C
    },
  }
}

export class ConfigError extends Error {}

export const settings = {
  port: number('PORT', 8080, [0, 65_535], 'Port to listen on; 0 takes a free one.'),
  host: text(
    'HOST',
    '127.0.0.1',
    'Address to listen on. Put a TLS proxy before it rather than opening it to a network.',
  ),
  dataDir: text(
    'DATA_DIR',
    './data',
    'Folder of this installation: embedded database, uploaded files, caught mail, checkpoints of the journal, secrets.',
  ),
  databaseUrl: optional(
    'DATABASE_URL',
    'PostgreSQL 15 or newer to use instead of the embedded one; its role owns the database and may create roles.',
  ),
  databasePool: number(
    'DATABASE_POOL',
    20,
    [2, 200],
    'Connections for signed-in work; half as many more serve anonymous reading.',
  ),
  city: text('CITY', 'qingdao', 'City pack: a folder below cities/, or the path of one.'),
  publicUrl: optional(
    'PUBLIC_URL',
    'Address people use, for links in mail and for the same-origin check. When it begins with https: cookies are Secure and HSTS is sent.',
  ),
  trustProxy: optional(
    'TRUST_PROXY',
    'Addresses (CIDR, comma-separated) of proxies whose X-Forwarded-* headers count.',
  ),
  smtpUrl: optional('SMTP_URL', 'Mail server, smtp:// or smtps://. Without it mail is written to DATA_DIR/mail.'),
  mailFrom: text('MAIL_FROM', 'no-reply@localhost', 'Sender of mail.'),
  smsUrl: optional(
    'SMS_URL',
    'Gateway to which short messages are posted as JSON {to, text}. Without it they are written to DATA_DIR/sms.',
  ),
  sessionSecret: optional(
    'SESSION_SECRET',
    'Key that seals authenticator secrets, at least 32 characters. Made and kept in DATA_DIR when absent.',
  ),
  oidcIssuer: optional(
    'OIDC_ISSUER',
    'Issuer of the unified login (OpenID Connect). Without it the button is not shown.',
  ),
  oidcClientId: optional('OIDC_CLIENT_ID', 'Client id at the unified login.'),
  oidcClientSecret: optional('OIDC_CLIENT_SECRET', 'Client secret at the unified login.'),
  rateLimit: number(
    'RATE_LIMIT',
    600,
    [0, 1_000_000],
    'Requests a minute and address; 0 turns the limit off (load tests).',
  ),
  metricsToken: optional('METRICS_TOKEN', 'Bearer token for /metrics from beyond loopback.'),
  logLevel: choice('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info', 'What is logged.'),
} as const

type Values = { [K in keyof typeof settings]: ReturnType<(typeof settings)[K]['read']> }
export type Config = Omit<Values, 'publicUrl' | 'dataDir' | 'trustProxy'> & {
  readonly dataDir: string
  readonly origin: string | null
  readonly trustProxy: string[] | false
  readonly version: string
  readonly production: boolean
}

/** Reads the environment. Throws ConfigError naming the setting and what it takes. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const values = Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [key, setting.read(env[setting.name])]),
  ) as Values
  let origin: string | null = null
  if (values.publicUrl) {
    if (!URL.canParse(values.publicUrl)) throw new ConfigError(`PUBLIC_URL is not an address: "${values.publicUrl}"`)
    origin = new URL(values.publicUrl).origin
  }
  if (values.sessionSecret && values.sessionSecret.length < 32)
    throw new ConfigError('SESSION_SECRET needs at least 32 characters')
  if (values.databaseUrl && !/^postgres(ql)?:\/\//.test(values.databaseUrl))
    throw new ConfigError('DATABASE_URL must begin with postgres://')
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const { publicUrl: _, ...rest } = values
  return {
    ...rest,
    dataDir: resolve(values.dataDir),
    origin,
    trustProxy: values.trustProxy ? values.trustProxy.split(',').map((each) => each.trim()) : false,
    version,
    production: env.NODE_ENV === 'production',
  }
}

/** The reference, as Markdown. */
export function describeSettings(): string {
  const rows = Object.values(settings).map(
    (setting) => `| \`${setting.name}\` | \`${setting.fallback}\` | ${setting.about} |`,
  )
  return [
    '# Configuration',
    '',
    'All settings come from the environment. Generated (npm run admin -- configuration); do not edit.',
    '',
    '| setting | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
