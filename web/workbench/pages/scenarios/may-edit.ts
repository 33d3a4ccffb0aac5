import type { Me } from '../../../../contracts/accounts.ts'
import type { Scenario } from '../../../../contracts/scenarios.ts'

/** A draft is in its owner's hands, one being refined also in the operator's; the server decides in the end. */
export function mayEdit(me: Me, scenario: Pick<Scenario, 'state' | 'owner'>): boolean {
  const owns = me.memberships.some(({ organisation }) => organisation.id === scenario.owner.id)
  return (
    (scenario.state === 'draft' && owns) || (scenario.state === 'refining' && (owns || me.roles.includes('operator')))
  )
}
