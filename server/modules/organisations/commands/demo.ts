import type { OrganisationRole } from '../../../../contracts/common.ts'
import type { Organisation } from '../../../../contracts/organisations.ts'
import { makeCreditCode } from '../../../../engines/text/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { changesOf, type Organisations } from '../context.ts'
import { addMember } from '../members-store.ts'
import { demoRow, insertOrganisations } from '../store.ts'

export type DemoOrganisation = { name: string; kind: Organisation['kind']; district: string; number: number }

/** A verified 示例 organisation of that name, made when it is not there; the person joins it. */
export async function ensureDemoMember(
  { newId }: Pick<Organisations, 'newId'>,
  tx: Writing,
  { name, kind, district, number }: DemoOrganisation,
  person: { userId: string; role: OrganisationRole },
): Promise<string> {
  const kept = await demoRow(tx, name)
  const id = kept?.id ?? newId()
  if (!kept) {
    // From the far end of the made-up codes, so that the synthetic city's never meet them.
    const fields = { name, kind, district, creditCode: makeCreditCode(31 ** 8 - 1 - number) }
    await insertOrganisations(tx, [{ ...fields, id, state: 'verified', dueAt: null, synthetic: true, seed: 'demo' }])
    tx.record({
      action: 'create',
      subject: { type: 'organisation', id },
      changes: changesOf({}, fields),
      state: { from: null, to: 'verified' },
    })
  }
  await addMember(tx, id, person.userId, person.role)
  return id
}
