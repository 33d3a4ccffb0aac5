import { reserveCode } from '../../platform/codes.ts'
import type { Writing } from '../../platform/database/index.ts'
import { placePackScenario, upsertLibrary, upsertPackList } from './pack-store.ts'
import type { Deps } from './service.ts'

/** Brings the libraries and lists of the city pack into the tables, and with each list its scenarios. Run again it changes only what differs. */
export async function loadPack(deps: Deps, tx: Writing): Promise<void> {
  const { pack } = deps
  for (const each of pack.programme.libraries) await upsertLibrary(tx, deps.newId, each)
  for (const list of pack.signature.lists) {
    const at = `${list.date}T01:00:00.000Z`
    await reserveCode(tx, list.code)
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
      if (!scenario) throw new Error(`the pack's list ${list.code} names ${key}, which it does not have`)
      const { id, isNew } = await deps.scenarios.loadPackScenario(tx, scenario, { listId, at })
      if (isNew)
        await placePackScenario(tx, deps.newId, {
          scenarioId: id,
          listId,
          position,
          library: list.library ?? null,
          at,
          reason: list.title.zh,
        })
    }
  }
}
