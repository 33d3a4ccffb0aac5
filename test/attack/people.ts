import type { Person, World } from '../support/world.ts'
import type { ViewerKind } from './matrix.ts'

/** The organisations and districts that the matrix is played in. */
export type Places = {
  readonly home: string
  readonly providing: string
  readonly elsewhere: string
  readonly district: string
  readonly farDistrict: string
}

export async function settle(world: World): Promise<Places> {
  const [district, , , farDistrict] = world.app.platform.pack.districts.map((each) => each.key) as string[]
  if (!district || !farDistrict) throw new Error('the pack has too few districts for this test')
  return {
    district,
    farDistrict,
    home: await world.organisation({ kind: 'government', district, name: '场景主管测试局' }),
    providing: await world.organisation({ kind: 'firm', district, name: '应答测试公司' }),
    elsewhere: await world.organisation({ kind: 'firm', district, name: '旁观测试公司' }),
  }
}

/** A new person of that kind. Writes change who somebody is, so each written cell gets one of its own. */
export async function meet(world: World, places: Places, kind: ViewerKind): Promise<Person | null> {
  switch (kind) {
    case 'nobody':
      return null
    case 'own':
      return world.person({ organisation: places.home, orgRole: 'member' })
    case 'ownAdmin':
      return world.person({ organisation: places.home, orgRole: 'org_admin' })
    case 'provider':
      return world.person({ organisation: places.providing, orgRole: 'member' })
    case 'other':
      return world.person({ organisation: places.elsewhere, orgRole: 'org_admin' })
    case 'reviewer':
    case 'chair':
      return world.person({ roles: ['expert'] })
    case 'districtOwn':
      return world.person({ roles: ['district_operator'], district: places.district })
    case 'districtOther':
      return world.person({ roles: ['district_operator'], district: places.farDistrict })
    case 'securityAdmin':
      return world.person({ roles: ['security_admin'] })
    case 'securityAuditor':
      return world.person({ roles: ['security_auditor'] })
    case 'systemAdmin':
      return world.person({ roles: ['system_admin'] })
    default:
      return world.person({ roles: [kind] })
  }
}
