import type { CityPack } from '../../../../contracts/city-pack.ts'
import { reserveCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { packOrganisations, upsertPackScenario } from '../pack-store.ts'
import type { Deps } from '../service.ts'

/**
 * Brings one scenario of the city pack, with its openings, into the tables. What is the same is left alone; what the pack changed is changed here too,
 * with a record. It is public from the day of its list; its owner is the publisher the documents name.
 */
export async function loadPackScenario(
  deps: Deps,
  tx: Writing,
  scenario: CityPack['signature']['scenarios'][number],
  placed: { listId: string; at: string },
): Promise<{ id: string; isNew: boolean }> {
  const ownerId = (await packOrganisations(tx)).get(scenario.publisher)
  if (!ownerId)
    throw new Error(`the pack's scenario ${scenario.key} names ${scenario.publisher}, which is not in the tables`)
  await reserveCode(tx, scenario.code)
  return upsertPackScenario(tx, deps.newId, { scenario, ownerId, ...placed })
}
