import { expect, test } from 'vitest'
import type { Me } from '../../contracts/accounts.ts'
import type { PlatformRole } from '../../contracts/common.ts'
import { navigation, placeAt, placesFor } from './navigation.ts'

function person(roles: PlatformRole[], member: boolean): Me {
  const organisation = { id: 'o', name: 'o', kind: 'firm', verified: true, state: 'verified' }
  return {
    user: { id: 'u', name: 'u', email: null, mobile: null, locale: 'zh', otpEnabled: false, largeType: false },
    organisation: member ? organisation : null,
    memberships: [],
    roles,
    district: null,
    pending: [],
    unread: 0,
    todo: 0,
  }
}
const paths = (me: Me) => placesFor(me).flatMap((group) => group.places.map(({ to }) => to))

test('members get the pages of their part, administrators no business page', () => {
  const business = ['/', '/scenarios', '/scenarios/new', '/intents']
  expect(paths(person([], true)).filter((to) => business.includes(to))).toEqual(business)
  for (const role of ['security_admin', 'security_auditor', 'system_admin'] as const) {
    expect(
      paths(person([role], false)).filter((to) => to.startsWith('/scenarios') || to.startsWith('/intents')),
    ).toEqual([])
  }
  const leads = paths(person(['leader'], true)).filter((to) => business.includes(to))
  expect(leads).toEqual(['/', '/scenarios', '/intents'])
})

test('a page belongs to the longest path that leads to it', () => {
  const at = (path: string) => placeAt(path, navigation)?.to
  expect([at('/'), at('/scenarios'), at('/scenarios/new'), at('/scenarios/1/edit'), at('/nowhere')]).toEqual([
    '/',
    '/scenarios',
    '/scenarios/new',
    '/scenarios',
    undefined,
  ])
})
