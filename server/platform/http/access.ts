import type { Access, RouteSpec } from '../../../contracts/common.ts'
import { refuse } from '../errors.ts'
import type { Viewer } from '../viewer.ts'

/** Does the viewer pass the door of a route. What may be done to the single thing is the module's policy. */
export function admits(access: Access, viewer: Viewer): boolean {
  if (access.kind === 'public') return true
  if (viewer.userId === null) return false
  if (access.kind === 'signed_in') return true
  if (access.roles.some((role) => viewer.roles.includes(role))) return true
  if (!access.organisation) return false
  return viewer.organisations.some((each) => access.organisation === 'member' || each.role === 'org_admin')
}

const reading = new Set(['GET', 'HEAD'])
/** Routes that somebody whose sign-in is not complete (no consent yet, no authenticator yet) may still call. */
const beforeComplete = /^\/(me|auth)(\/|$)/

/** Throws `unauthenticated`, `forbidden`, or what still stands before the viewer may work. */
export function checkAccess(spec: RouteSpec, viewer: Viewer): void {
  if (!admits(spec.access, viewer)) refuse(viewer.userId === null ? 'unauthenticated' : 'forbidden')
  if (viewer.scopes && !viewer.scopes.includes(reading.has(spec.method) ? 'read' : 'write')) refuse('forbidden')
  // A token is not a person at a screen: it cannot change the account it belongs to.
  if (viewer.scopes && !reading.has(spec.method) && beforeComplete.test(spec.path)) refuse('forbidden')
  if (spec.access.kind !== 'public' && viewer.pending.length > 0 && !beforeComplete.test(spec.path)) {
    refuse(viewer.pending[0] === 'consent' ? 'consent_required' : 'otp_enrolment_required')
  }
}
