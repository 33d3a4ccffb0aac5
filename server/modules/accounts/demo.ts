import type { OrganisationRole, PlatformRole } from '../../../contracts/common.ts'
import type { Platform } from '../../platform/context.ts'
import type { Writing } from '../../platform/database/index.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { createPasswords } from './passwords.ts'
import { addUser, findAccount } from './store.ts'

export const demoPassword = 'Qingdao-2026'

const organisations = {
  operator: { name: '示例场景创新运营中心', kind: 'institute' },
  owner: { name: '示例市政设施管理局', kind: 'government' },
  owner2: { name: '示例城市交通集团', kind: 'state_firm' },
  provider: { name: '示例智能机器人有限公司', kind: 'firm' },
  provider2: { name: '示例海洋装备科技有限公司', kind: 'firm' },
} as const
type Place = keyof typeof organisations

/** One a role, and seconds where a decision needs two. `logs` reads the security log, `system` sets the platform up. */
const people: readonly { login: string; name: string; role: PlatformRole | null; place: Place }[] = [
  { login: 'operator', name: '示例运营甲', role: 'operator', place: 'operator' },
  { login: 'operator2', name: '示例运营乙', role: 'operator', place: 'operator' },
  { login: 'district', name: '示例区市运营', role: 'district_operator', place: 'operator' },
  { login: 'owner', name: '示例场景方甲', role: null, place: 'owner' },
  { login: 'owner2', name: '示例场景方乙', role: null, place: 'owner2' },
  { login: 'provider', name: '示例供给方甲', role: null, place: 'provider' },
  { login: 'provider2', name: '示例供给方乙', role: null, place: 'provider2' },
  { login: 'expert', name: '示例专家甲', role: 'expert', place: 'operator' },
  { login: 'expert2', name: '示例专家乙', role: 'expert', place: 'operator' },
  { login: 'expert3', name: '示例专家丙', role: 'expert', place: 'operator' },
  { login: 'broker', name: '示例技术经理人', role: 'broker', place: 'operator' },
  { login: 'leader', name: '示例领导', role: 'leader', place: 'operator' },
  { login: 'auditor', name: '示例审计', role: 'auditor', place: 'operator' },
  { login: 'security', name: '示例安全管理员', role: 'security_admin', place: 'operator' },
  { login: 'logs', name: '示例安全审计员', role: 'security_auditor', place: 'operator' },
  { login: 'system', name: '示例系统管理员', role: 'system_admin', place: 'operator' },
]

export type DemoAccount = { account: string; name: string; role: PlatformRole | null; organisation: string }

/**
 * The demonstration accounts, each in an organisation marked 示例 in the first districts of the city pack. Made once: run again it adds what is missing
 * and changes nothing. They need no one-time code. Gives back the list to print.
 */
export async function createDemoAccounts(
  { database, newId, pack }: Pick<Platform, 'database' | 'newId' | 'pack'>,
  deps: {
    ensureDemoMember(
      deps: { newId: () => string },
      tx: Writing,
      organisation: { name: string; kind: (typeof organisations)[Place]['kind']; district: string; number: number },
      person: { userId: string; role: OrganisationRole },
    ): Promise<string>
  },
): Promise<DemoAccount[]> {
  const passwordHash = await createPasswords().hash(demoPassword)
  const places = Object.keys(organisations) as Place[]
  const districtOf = (place: Place) => {
    const at = place === 'operator' ? 0 : places.indexOf(place) - 1
    return (pack.districts[at] ?? pack.districts[0])?.key ?? ''
  }
  await database.write(systemViewer, async (tx) => {
    const seated = new Set<Place>()
    for (const { login, name, role, place } of people) {
      const account = { kind: 'email', value: `${login}@demo.local` } as const
      const kept = await findAccount(tx, account)
      if (kept && !kept.demo) continue
      const userId = kept?.id ?? newId()
      if (!kept) {
        const district = role === 'district_operator' ? districtOf('owner') : null
        await addUser(tx, { id: userId, name, account, passwordHash, roles: role ? [role] : [], district, demo: true })
        tx.record({
          action: 'create',
          subject: { type: 'user', id: userId },
          changes: [{ path: 'roles', after: role ? [role] : [] }],
        })
      }
      const organisation = { ...organisations[place], district: districtOf(place), number: places.indexOf(place) }
      const seat = seated.has(place) ? 'member' : 'org_admin'
      await deps.ensureDemoMember({ newId }, tx, organisation, { userId, role: seat })
      seated.add(place)
    }
  })
  return people.map(({ login, name, role, place }) => ({
    account: `${login}@demo.local`,
    name,
    role,
    organisation: organisations[place].name,
  }))
}
