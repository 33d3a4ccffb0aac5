import type { OrganisationRole, PlatformRole } from '../../contracts/common.ts'

export type Membership = {
  readonly id: string
  readonly role: OrganisationRole
  readonly state: 'unverified' | 'verified' | 'refused' | 'suspended'
  readonly kind: string
  readonly district: string | null
}

/** Who is asking. Built once a request from the session or token; everything that decides access takes it as an argument. */
export type Viewer = {
  readonly userId: string | null
  readonly name: string | null
  readonly roles: readonly PlatformRole[]
  readonly district: string | null
  readonly organisations: readonly Membership[]
  /** The one of `organisations` that the person acts for now. */
  readonly organisationId: string | null
  readonly locale: 'zh' | 'en'
  readonly sessionId: string | null
  readonly tokenId: string | null
  readonly scopes: readonly string[] | null
  readonly otp: boolean
  readonly demo: boolean
  /** What still stands before work: consent to the privacy notice, an authenticator for staff. */
  readonly pending: readonly ('consent' | 'otp_enrolment')[]
  /** The server itself: signing people in, jobs, loading the pack. Never set from a request. */
  readonly system: boolean
}

export const anonymous: Viewer = {
  userId: null,
  name: null,
  roles: [],
  district: null,
  organisations: [],
  organisationId: null,
  locale: 'zh',
  sessionId: null,
  tokenId: null,
  scopes: null,
  otp: false,
  demo: false,
  pending: [],
  system: false,
}

export const systemViewer: Viewer = { ...anonymous, system: true }

export function hasRole(viewer: Viewer, ...roles: PlatformRole[]): boolean {
  return roles.some((role) => viewer.roles.includes(role))
}

export function isMember(viewer: Viewer, organisationId: string | null): boolean {
  return organisationId !== null && viewer.organisations.some((each) => each.id === organisationId)
}

/** Belongs to an organisation that an operator has verified: what is offered to members only is offered to these. */
export function isVerifiedMember(viewer: Viewer): boolean {
  return viewer.organisations.some((each) => each.state === 'verified')
}

export function isOrgAdmin(viewer: Viewer, organisationId: string): boolean {
  return viewer.organisations.some((each) => each.id === organisationId && each.role === 'org_admin')
}

/** An anonymous reader, or somebody whose reading may run as nobody. */
export function isAnonymous(viewer: Viewer): boolean {
  return viewer.userId === null && !viewer.system
}
