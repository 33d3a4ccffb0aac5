import type { Me } from '../../../contracts/accounts.ts'
import type { Viewer } from '../../platform/viewer.ts'

type OwnRow = {
  id: string
  name: string
  email: string | null
  mobile: string | null
  locale: string
  large_type: boolean
}

export function presentMe(
  viewer: Viewer,
  row: OwnRow,
  names: readonly { id: string; name: string }[],
  counts: { unread: number; todo: number },
): Me {
  const nameOf = new Map(names.map((each) => [each.id, each.name]))
  const memberships = viewer.organisations.map(({ id, role, state, kind }) => ({
    organisation: { id, name: nameOf.get(id) ?? '', kind, verified: state === 'verified', state },
    role,
  }))
  return {
    user: {
      id: row.id,
      name: row.name,
      email: row.email,
      mobile: row.mobile,
      locale: row.locale as 'zh' | 'en',
      otpEnabled: viewer.otp,
      largeType: row.large_type,
    },
    organisation: memberships.find((each) => each.organisation.id === viewer.organisationId)?.organisation ?? null,
    memberships,
    roles: [...viewer.roles],
    district: viewer.district,
    pending: [...viewer.pending],
    unread: counts.unread,
    todo: counts.todo,
  }
}
