import { z } from 'zod'
import {
  anyRole,
  collection,
  emptyBody,
  id,
  instant,
  line,
  locales,
  organisationRoles,
  pageQuery,
  platformRoles,
  publicAccess,
  q,
  reference,
  route,
  signedIn,
  uuidParams,
} from './common.ts'

/** Accounts: signing in and out, one's own account and personal data, and the administration of users and roles. */

/** E-mail address or mobile number. */
export const account = z.string().trim().min(3).max(200)
export const password = z.string().min(1).max(200)
const otp = z.string().regex(/^\d{6}$/)

export const membership = z.object({
  organisation: reference.extend({ kind: z.string(), verified: z.boolean(), state: z.string() }),
  role: z.enum(organisationRoles),
})

export const me = z.object({
  user: z.object({
    id,
    name: z.string(),
    email: z.string().nullable(),
    mobile: z.string().nullable(),
    locale: z.enum(locales),
    otpEnabled: z.boolean(),
    largeType: z.boolean(),
  }),
  /** The organisation one acts for now; `memberships` has all of them. */
  organisation: membership.shape.organisation.nullable(),
  memberships: z.array(membership),
  roles: z.array(z.enum(platformRoles)),
  district: z.string().nullable(),
  /** What still stands before work can begin. */
  pending: z.array(z.enum(['consent', 'otp_enrolment', 'password_change'])),
  unread: z.int(),
  todo: z.int(),
})
export type Me = z.infer<typeof me>

export const authRoutes = {
  signIn: route({
    method: 'POST',
    path: '/auth/sign-in',
    summary: 'Sign in with e-mail or mobile number',
    access: publicAccess,
    limit: 30,
    body: z.strictObject({ account, password, otp: otp.optional() }),
    responses: { 200: me },
  }),
  signOut: route({
    method: 'POST',
    path: '/auth/sign-out',
    summary: 'End this session',
    access: publicAccess,
    body: emptyBody,
    responses: { 204: null },
  }),
  requestCode: route({
    method: 'POST',
    path: '/auth/codes',
    summary: 'Send a verification code to an e-mail address or mobile number',
    access: publicAccess,
    limit: 10,
    body: z.strictObject({ account, purpose: z.enum(['sign_up', 'reset_password']) }),
    responses: { 202: null },
  }),
  signUp: route({
    method: 'POST',
    path: '/auth/sign-up',
    summary: 'Make an account',
    access: publicAccess,
    limit: 10,
    body: z.strictObject({
      account,
      code: z.string().regex(/^\d{6}$/),
      password,
      name: line(40),
      consentVersion: line(20),
    }),
    responses: { 201: me },
  }),
  resetPassword: route({
    method: 'POST',
    path: '/auth/reset-password',
    summary: 'Set a new password with a verification code',
    access: publicAccess,
    limit: 10,
    body: z.strictObject({ account, code: z.string().regex(/^\d{6}$/), password }),
    responses: { 204: null },
  }),
  changePassword: route({
    method: 'POST',
    path: '/auth/change-password',
    summary: 'Change the password; every other session ends',
    access: signedIn,
    body: z.strictObject({ current: password, password }),
    responses: { 204: null },
  }),
  privacyNotice: route({
    method: 'GET',
    path: '/auth/privacy-notice',
    summary: 'The privacy notice in force',
    access: publicAccess,
    responses: {
      200: z.object({
        version: z.string(),
        zh: z.string(),
        en: z.string(),
        fields: z.array(
          z.object({
            field: z.string(),
            zh: z.string(),
            en: z.string(),
            purpose: z.string(),
            purposeZh: z.string(),
            retention: z.string(),
            retentionZh: z.string(),
          }),
        ),
      }),
    },
  }),
  unifiedLogin: route({
    method: 'GET',
    path: '/auth/oidc/start',
    summary: 'Go to the unified login',
    access: publicAccess,
    query: z.strictObject({
      returnTo: z
        .string()
        .max(200)
        .regex(/^\/(?!\/)/)
        .optional(),
    }),
    responses: { 302: null },
  }),
  unifiedCallback: route({
    method: 'GET',
    path: '/auth/oidc/callback',
    summary: 'Come back from the unified login',
    access: publicAccess,
    query: z.looseObject({ state: z.string().max(500).optional() }),
    responses: { 302: null },
  }),
}

export const sessionInfo = z.object({
  id,
  current: z.boolean(),
  startedAt: instant,
  seenAt: instant,
  userAgent: z.string().nullable(),
})
export const tokenInfo = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
})
export const tokenScopes = ['read', 'write'] as const

export const meRoutes = {
  get: route({ method: 'GET', path: '/me', summary: 'Who is signed in', access: signedIn, responses: { 200: me } }),
  update: route({
    method: 'PATCH',
    path: '/me',
    summary: 'Change own name, language, type size',
    access: signedIn,
    body: z.strictObject({
      name: line(40).optional(),
      locale: z.enum(locales).optional(),
      largeType: z.boolean().optional(),
      organisationId: id.optional(),
    }),
    responses: { 200: me },
  }),
  consent: route({
    method: 'POST',
    path: '/me/consents',
    summary: 'Accept the privacy notice',
    access: signedIn,
    body: z.strictObject({ version: line(20) }),
    responses: { 204: null },
  }),
  otpStart: route({
    method: 'POST',
    path: '/me/otp',
    summary: 'Begin to set up an authenticator',
    access: signedIn,
    body: z.strictObject({ password }),
    responses: { 200: z.object({ uri: z.string(), secret: z.string(), qrSvg: z.string() }) },
  }),
  otpConfirm: route({
    method: 'POST',
    path: '/me/otp/actions/confirm',
    summary: 'Confirm the authenticator',
    access: signedIn,
    body: z.strictObject({ otp }),
    responses: { 204: null },
  }),
  otpRemove: route({
    method: 'POST',
    path: '/me/otp/actions/remove',
    summary: 'Remove the authenticator',
    access: signedIn,
    body: z.strictObject({ password }),
    responses: { 204: null },
  }),
  sessions: route({
    method: 'GET',
    path: '/me/sessions',
    summary: 'Own sessions',
    access: signedIn,
    responses: { 200: z.object({ items: z.array(sessionInfo) }) },
  }),
  endSession: route({
    method: 'DELETE',
    path: '/me/sessions/{id}',
    summary: 'End one session',
    access: signedIn,
    params: uuidParams,
    responses: { 204: null },
  }),
  tokens: route({
    method: 'GET',
    path: '/me/tokens',
    summary: 'Own API tokens',
    access: signedIn,
    responses: { 200: z.object({ items: z.array(tokenInfo) }) },
  }),
  createToken: route({
    method: 'POST',
    path: '/me/tokens',
    summary: 'Make an API token; it is shown once',
    access: signedIn,
    body: z.strictObject({
      name: line(60),
      scopes: z.array(z.enum(tokenScopes)).min(1),
      days: z.int().min(1).max(365),
    }),
    responses: { 201: tokenInfo.extend({ token: z.string() }) },
  }),
  revokeToken: route({
    method: 'DELETE',
    path: '/me/tokens/{id}',
    summary: 'Revoke a token',
    access: signedIn,
    params: uuidParams,
    responses: { 204: null },
  }),
  exportData: route({
    method: 'GET',
    path: '/me/export',
    summary: 'Everything kept about oneself',
    access: signedIn,
    produces: 'binary',
    responses: { 200: null },
  }),
  erase: route({
    method: 'POST',
    path: '/me/actions/erase',
    summary: 'Close the account and erase personal data',
    access: signedIn,
    body: z.strictObject({ password }),
    responses: { 204: null },
  }),
}

export const user = z.object({
  id,
  name: z.string(),
  account: z.string(),
  state: z.enum(['active', 'disabled', 'erased']),
  roles: z.array(z.enum(platformRoles)),
  district: z.string().nullable(),
  organisations: z.array(reference),
  otpEnabled: z.boolean(),
  lockedUntil: instant.nullable(),
  lastSignInAt: instant.nullable(),
  createdAt: instant,
  version: z.int(),
  actions: z.array(z.string()),
})
export type User = z.infer<typeof user>
export const userQuery = z.strictObject({
  q: q.optional(),
  role: z.enum(platformRoles).optional(),
  state: user.shape.state.optional(),
  sort: z.enum(['name', '-createdAt']).default('-createdAt'),
  ...pageQuery,
})
export const securityEvent = z.object({
  id,
  at: instant,
  kind: z.string(),
  account: z.string().nullable(),
  user: reference.nullable(),
  address: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})

export const userRoutes = {
  list: route({
    method: 'GET',
    path: '/users',
    summary: 'Accounts (contact data masked)',
    access: anyRole('security_admin'),
    query: userQuery,
    responses: { 200: collection(user) },
  }),
  get: route({
    method: 'GET',
    path: '/users/{id}',
    summary: 'One account',
    access: anyRole('security_admin'),
    params: uuidParams,
    responses: { 200: user },
  }),
  create: route({
    method: 'POST',
    path: '/users',
    summary: 'Make a staff account; an invitation is sent',
    access: anyRole('security_admin'),
    body: z.strictObject({
      account,
      name: line(40),
      roles: z.array(z.enum(platformRoles)).max(9),
      district: line(64).nullable().default(null),
    }),
    responses: { 201: user },
  }),
  update: route({
    method: 'PATCH',
    path: '/users/{id}',
    summary: 'Change roles or district',
    access: anyRole('security_admin'),
    params: uuidParams,
    ifMatch: true,
    body: z.strictObject({
      roles: z.array(z.enum(platformRoles)).max(9).optional(),
      district: line(64).nullable().optional(),
    }),
    responses: { 200: user },
  }),
  act: route({
    method: 'POST',
    path: '/users/{id}/actions/{action}',
    summary: 'Disable, enable, unlock, reset authenticator',
    access: anyRole('security_admin'),
    params: z.strictObject({ id, action: z.enum(['disable', 'enable', 'unlock', 'reset_otp']) }),
    ifMatch: true,
    body: z.strictObject({ reason: line(500).optional() }).default({}),
    responses: { 200: user },
  }),
  securityLog: route({
    method: 'GET',
    path: '/security-events',
    summary: 'The security log',
    access: anyRole('security_auditor'),
    query: z.strictObject({ kind: line(40).optional(), user: id.optional(), ...pageQuery }),
    responses: { 200: collection(securityEvent) },
  }),
}
