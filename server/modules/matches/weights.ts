import { type MatchWeights, matchFactors } from '../../../contracts/matches.ts'
import type { Reading } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { MatchDeps } from './context.ts'
import { insertUse, lockWeights, selectWeights } from './weights-store.ts'

export type WeightsService = ReturnType<typeof createWeights>

/** Weights are data with a version: one is in use, an operator puts another into use or the former one back. */
export function createWeights({ database, newId }: Pick<MatchDeps, 'database' | 'newId'>) {
  async function shown(reading: Reading): Promise<MatchWeights[]> {
    const { versions, uses } = await selectWeights(reading)
    return versions.map((row) => ({
      version: row.version,
      values: Object.fromEntries(matchFactors.map((factor) => [factor, row[factor]])) as MatchWeights['values'],
      madeAt: row.made_at,
      learnt: row.learnt,
      inUse: uses[0]?.version === row.version,
      uses: uses
        .filter((use) => use.version === row.version)
        .map(({ at, by_id, by_name, reason }) => ({
          at,
          by: by_id === null ? null : { id: by_id, name: by_name ?? '' },
          reason,
        })),
    }))
  }

  return {
    list: (viewer: Viewer) => database.read(viewer, async (reading) => ({ items: await shown(reading) })),
    adopt: (viewer: Viewer, version: number, reason: string) =>
      database.write(viewer, async (tx) => {
        await lockWeights(tx)
        const before = await shown(tx)
        const wanted = before.find((each) => each.version === version) ?? refuse('not_found')
        if (wanted.inUse) refuse('weights_in_use', { version })
        const former = before.find((each) => each.inUse)?.version ?? null
        const id = newId()
        await insertUse(tx, { id, version, byId: viewer.userId as string, reason })
        tx.record({
          action: 'match_weights.adopt',
          subject: { type: 'match_weights', id },
          reason,
          changes: [{ path: 'version', before: former, after: version }],
        })
        return (await shown(tx)).find((each) => each.version === version) ?? refuse('not_found')
      }),
  }
}
