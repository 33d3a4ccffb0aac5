import type { Me } from '../../contracts/accounts.ts'
import type { PlatformRole } from '../../contracts/common.ts'
import type { MessageKey } from './i18n/text.tsx'
import { isMember } from './session/me.ts'

/** One entry of the side navigation. `to` is a path below /app, with `search` where a filter makes it somebody's own. */
export interface Place {
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
  readonly label: MessageKey
  readonly badge?: 'todo' | 'unread'
  /** Who sees it: members of an organisation, or any of these roles; everybody when absent. */
  readonly for?: { readonly members?: true; readonly roles?: readonly PlatformRole[] }
}
export interface Group {
  readonly label: MessageKey
  readonly places: readonly Place[]
}

/** Roles that read business pages; the three administrators do not. */
export const businessRoles: readonly PlatformRole[] = [
  'operator',
  'district_operator',
  'leader',
  'auditor',
  'expert',
  'broker',
]

/** The whole map, in the order it is shown. A page family adds its place here. */
export const navigation: readonly Group[] = [
  {
    label: 'shell.navWork',
    places: [
      { to: '/', label: 'shell.todos', badge: 'todo' },
      {
        to: '/cockpit',
        label: 'cockpit.title',
        for: { roles: ['operator', 'district_operator', 'leader', 'auditor'] },
      },
      { to: '/calls', label: 'shell.calls', for: { members: true, roles: businessRoles } },
      { to: '/scenarios', label: 'shell.scenarios', for: { members: true, roles: businessRoles } },
      { to: '/scenarios/new', label: 'shell.newScenario', for: { members: true } },
      {
        to: '/intents',
        label: 'shell.intents',
        for: { members: true, roles: ['operator', 'district_operator', 'leader', 'auditor', 'broker'] },
      },
      {
        to: '/agreements',
        label: 'shell.agreements',
        for: { members: true, roles: ['operator', 'district_operator', 'leader', 'auditor'] },
      },
      {
        to: '/projects',
        label: 'shell.projects',
        for: { members: true, roles: ['operator', 'district_operator', 'leader', 'auditor'] },
      },
      { to: '/reviews', label: 'reviews.myReviews', for: { roles: ['expert'] } },
      { to: '/rounds', label: 'reviews.rounds', for: { roles: ['operator', 'auditor', 'expert'] } },
      { to: '/evaluations', label: 'shell.evaluations', for: { members: true, roles: businessRoles } },
      { to: '/notifications', label: 'shell.notifications', badge: 'unread' },
    ],
  },
  {
    label: 'shell.navLibrary',
    places: [
      { to: '/capabilities', label: 'shell.capabilities', for: { members: true, roles: businessRoles } },
      { to: '/promotions', label: 'shell.promotions', for: { members: true, roles: businessRoles } },
      { to: '/lists', label: 'shell.lists', for: { members: true, roles: businessRoles } },
      { to: '/libraries', label: 'shell.libraries', for: { members: true, roles: businessRoles } },
      { to: '/experts', label: 'reviews.experts', for: { roles: ['operator'] } },
      { to: '/organisations', label: 'shell.organisations', for: { members: true, roles: businessRoles } },
      {
        to: '/services',
        label: 'services.title',
        for: { members: true, roles: ['operator', 'district_operator', 'broker', 'leader', 'auditor'] },
      },
      {
        to: '/landings',
        label: 'services.landings',
        for: { members: true, roles: ['operator', 'district_operator', 'leader', 'auditor'] },
      },
      { to: '/records', label: 'shell.records', for: { roles: ['auditor'] } },
    ],
  },
  {
    label: 'shell.navManage',
    places: [
      { to: '/organisation', label: 'shell.organisation', for: { members: true } },
      { to: '/imports', label: 'shell.imports', for: { members: true, roles: ['operator'] } },
      { to: '/users', label: 'shell.users', for: { roles: ['security_admin'] } },
      { to: '/security-events', label: 'shell.securityLog', for: { roles: ['security_auditor'] } },
      { to: '/system', label: 'shell.settings', for: { roles: ['system_admin'] } },
      { to: '/expert-profile', label: 'reviews.myProfile', for: { roles: ['expert'] } },
      { to: '/account', label: 'shell.myAccount' },
    ],
  },
]

export function maySee(place: Place, me: Me): boolean {
  if (!place.for) return true
  if (place.for.members && isMember(me)) return true
  return me.roles.some((role) => place.for?.roles?.includes(role))
}

/** What this person sees, without empty groups. */
export function placesFor(me: Me): Group[] {
  return navigation
    .map((group) => ({ ...group, places: group.places.filter((place) => maySee(place, me)) }))
    .filter((group) => group.places.length > 0)
}

/** The place a page belongs to: the longest path that leads to it. */
export function placeAt(path: string, groups: readonly Group[]): Place | null {
  const places = groups.flatMap((group) => group.places)
  const fitting = places.filter(({ to }) => path === to || path.startsWith(to === '/' ? '//' : `${to}/`))
  return fitting.sort((a, b) => b.to.length - a.to.length)[0] ?? null
}
