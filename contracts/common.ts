import { z } from 'zod'

/**
 * What every contract is made of: bounded strings, ids, money, pages, and the shape of a route.
 * Contracts are a leaf: they import nothing of ours but each other, so that server, web and other programs can all read them.
 */

/** Platform roles (product.md). The five staff roles that exclude one another on one account are `exclusiveRoles`. */
export const platformRoles = [
  'operator',
  'district_operator',
  'expert',
  'broker',
  'leader',
  'auditor',
  'security_admin',
  'security_auditor',
  'system_admin',
] as const
export type PlatformRole = (typeof platformRoles)[number]

/** No account may hold two of these: who runs the loop does not audit it, who makes accounts does not use them. */
export const exclusiveRoles = ['operator', 'auditor', 'security_admin', 'security_auditor', 'system_admin'] as const

export const organisationRoles = ['org_admin', 'member'] as const
export type OrganisationRole = (typeof organisationRoles)[number]

export const locales = ['zh', 'en'] as const
export type Locale = (typeof locales)[number]

/** One line of text: trimmed, 1 to `max` characters, no control characters. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: 'control_character' })
}

/** Several lines of text: trimmed, at most `max` characters; line breaks and tabs are the only control characters. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, { error: 'control_character' })
}

export const id = z.uuid()
/** An id or a code (`QD-2026-0001`): whichever a person has at hand. */
export const idOrCode = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9-]+$/)
/** A key of the city pack or of an enumeration: stable, never shown to users. */
export const key = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9_-]*$/)
export const code = z.string().min(1).max(40)
/** RFC 3339 in UTC. */
export const instant = z.iso.datetime({ precision: 3 })
/** Calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date()
/** Integer yuan, 0 to 10 trillion. */
export const cny = z.int().min(0).max(10_000_000_000_000)

/** A comma-separated list in the address: `?track=a,b`. */
export function listOf<T extends z.ZodType<unknown, string>>(item: T, max = 50) {
  return z
    .string()
    .max(2000)
    .transform((value) => value.split(','))
    .pipe(z.array(item).min(1).max(max))
}

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

/** The parameters every collection takes. `limit` 1..200, default 20; `cursor` is opaque. */
export const pageQuery = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
}

/** Search box text. */
export const q = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: 'control_character' })

/** A page of a collection. `total` stops counting at 10,000 and then `totalIsExact` is false. */
export function collection<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.int().min(0),
    totalIsExact: z.boolean(),
  })
}

export const reference = z.object({ id, name: z.string() })
export const codedReference = z.object({ id, code })

/** Who may call a route, before any question about the single thing: the object's own policy comes after. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed_in' }
  | {
      readonly kind: 'any_of'
      readonly roles: readonly PlatformRole[]
      readonly organisation?: OrganisationRole
    }

export const publicAccess: Access = { kind: 'public' }
export const signedIn: Access = { kind: 'signed_in' }
/** Any of these platform roles. */
export function anyRole(...roles: PlatformRole[]): Access {
  return { kind: 'any_of', roles }
}
/** Members of an organisation (or its administrators only), or any of these platform roles. */
export function members(organisation: OrganisationRole = 'member', ...roles: PlatformRole[]): Access {
  return { kind: 'any_of', roles, organisation }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type RouteSpec = {
  readonly method: Method
  /** Below `/api/v1` unless it starts with `//`, which stands for the root. Parameters as `{name}`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** `multipart`: one file part named `file`; `binary`: the answer is a file. */
  readonly consumes?: 'multipart'
  readonly produces?: 'binary'
  /** The write needs `If-Match` (428 when absent, 412 when stale). */
  readonly ifMatch?: boolean
  /** Success answers by status; errors are always `problem`. `null` = no body. */
  readonly responses: { readonly [status: number]: z.ZodType | null }
  /** Calls a minute and address for this route, below the general limit. */
  readonly limit?: number
}

/** Declares a route; keeps its literal types for server and client. */
export function route<const R extends RouteSpec>(spec: R): R {
  return spec
}

/** RFC 9457 problem; `code` is one of `errors.ts` and the translation key. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  /** What a client may want to show or act on: allowed actions, the current version, seconds to wait. */
  params: z.record(z.string(), z.unknown()).optional(),
  traceId: z.string(),
})
export type Problem = z.infer<typeof problem>

/** Body of an action that only wants a reason. */
export const reasonBody = z.strictObject({ reason: prose(2000).min(1) })
/** Body of an action with nothing to say. */
export const emptyBody = z.strictObject({}).default({})

/** One entry of a thing's history, newest first. */
export const historyRecord = z.object({
  seq: z.int(),
  at: instant,
  actor: z.object({ id: id.nullable(), name: z.string().nullable(), role: z.string().nullable() }),
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  reason: z.string().nullable(),
  /** Before and after per field; values the viewer may not see or that were erased are left out and `withheld` is true. */
  changes: z.array(
    z.object({
      path: z.string(),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
      withheld: z.boolean().optional(),
    }),
  ),
  hash: z.string(),
  previousHash: z.string(),
})
export type HistoryRecord = z.infer<typeof historyRecord>

export const idParams = z.strictObject({ id: idOrCode })
export const uuidParams = z.strictObject({ id })

/** A file as other things refer to it. */
export const attachment = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  purpose: z.string().nullable(),
  sha256: z.string(),
  uploadedAt: instant,
})
export type Attachment = z.infer<typeof attachment>
