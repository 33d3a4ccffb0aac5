import type { Writing } from '../../../platform/database/index.ts'
import { packOrganisations, reserveCodes, upsertLibrary, upsertPackList, upsertPackScenario } from '../pack-store.ts'
import type { Deps } from '../service.ts'

/**
 * Brings the pack's signature scenarios, their openings, lists and libraries into the tables. What is the same is left alone; what the pack changed is
 * changed here too, with a record. They are public from the day of their list; their owner is the publisher the documents name.
 */
export async function loadPack(deps: Deps, tx: Writing): Promise<void> {
  const organisationIds = await packOrganisations(tx)
  const { pack } = deps
  for (const each of pack.programme.libraries) await upsertLibrary(tx, deps.newId, each)
  for (const list of pack.signature.lists) {
    const at = `${list.date}T01:00:00.000Z`
    const listId = await upsertPackList(tx, deps.newId, {
      key: list.code,
      code: list.code,
      title: list.title.zh,
      note: list.numbering.zh,
      on: list.date,
      source: (list.src ?? []).join(','),
    })
    for (const [position, key] of list.scenarios.entries()) {
      const scenario = pack.signature.scenarios.find((each) => each.key === key)
      const ownerId = scenario && organisationIds.get(scenario.publisher)
      if (!scenario || !ownerId) throw new Error(`the pack's list ${list.code} names ${key}, which it does not have`)
      await upsertPackScenario(tx, deps.newId, {
        scenario,
        ownerId,
        listId,
        position,
        at,
        library: list.library ?? null,
        listTitle: list.title.zh,
      })
    }
  }
  for (const scenario of pack.signature.scenarios) await reserveCodes(tx, scenario.code)
}
