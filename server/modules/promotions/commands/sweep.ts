import { renewalDays } from '../../../../contracts/promotions.ts'
import { machine } from '../../../../engines/lifecycle/index.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import type { PromotionDeps } from '../context.ts'
import { lockPromotion, takeTerms, updatePromotion } from '../store.ts'
import { checkedTo, tellOwner } from '../transition.ts'
import { dropOpenDecision } from './decide.ts'
import { fall } from './settle-rung.ts'

const batch = 200

/** By the clock: owners hear when a term may be renewed; a term that is over takes the rung with it. Running twice changes nothing. */
export async function sweepTerms(deps: PromotionDeps): Promise<void> {
  for (const step of [remindBatch, expireBatch]) while ((await step(deps)) === batch);
}

function remindBatch(deps: PromotionDeps): Promise<number> {
  return deps.database.write(systemViewer, async (tx) => {
    const ids = await takeTerms(tx, 'near', renewalDays, batch)
    for (const id of ids) {
      const row = await lockPromotion(tx, id)
      if (!row) continue
      await updatePromotion(tx, id, { reminded_at: tx.now })
      await tellOwner(deps, tx, row, 'term_ends', { until: row.valid_until?.slice(0, 10) })
    }
    return ids.length
  })
}

function expireBatch(deps: PromotionDeps): Promise<number> {
  return deps.database.write(systemViewer, async (tx) => {
    const ids = await takeTerms(tx, 'end', 0, batch)
    for (const id of ids) {
      const row = await lockPromotion(tx, id)
      if (!row) continue
      await dropOpenDecision(deps, tx, row)
      const to = checkedTo(tx.viewer, row, 'expire', { term_over: true })
      await fall(deps, tx, row, to, { action: 'expire', reason: machine('promotion').states.expired.zh })
    }
    return ids.length
  })
}
