import type { Writing } from '../../../platform/database/index.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { settleAddendum } from '../addenda-store.ts'
import { type AgreementDeps, checkedTo, dayOf, moveTo, tellOthers } from '../context.ts'
import { markEscalated, type Step, takeDue } from '../list-store.ts'
import type { AgreementRow } from '../store.ts'
import { enterIntoForce } from './act.ts'
import { findOpen } from './addenda.ts'

const batch = 100
const order: readonly Step[] = ['begin', 'expire', 'escalate']

/**
 * What the clock does to agreements: brings into force what begins today, ends what has run out, tells the operators what waits too long.
 * Each happens once, however often and on however many servers this runs.
 */
export async function sweepAgreements(deps: AgreementDeps): Promise<Record<Step, number>> {
  const done = { begin: 0, expire: 0, escalate: 0 }
  for (const step of order) {
    for (;;) {
      const count = await deps.database.write(systemViewer, async (tx) => {
        const due = await takeDue(tx, step, dayOf(deps, tx), batch)
        for (const row of due) await steps[step](deps, tx, row)
        return due.length
      })
      done[step] += count
      if (count < batch) break
    }
  }
  return done
}

const steps: Readonly<Record<Step, (deps: AgreementDeps, tx: Writing, row: AgreementRow) => Promise<void>>> = {
  begin: enterIntoForce,
  async expire(deps, tx, row) {
    const to = await checkedTo(deps, tx, row, 'expire', { term_over: true })
    const open = await findOpen(tx, row.id)
    if (open) await settleAddendum(tx, open.id, 'withdrawn')
    await moveTo(deps, tx, row, to, { action: 'expire', set: { ended_at: tx.now } })
    await tellOthers(deps, tx, row, 'expire')
  },
  async escalate(deps, tx, row) {
    await markEscalated(tx, row.id)
    tx.record({ action: 'agreement.escalate', subject: { type: 'agreement', id: row.id }, changes: [] })
    const subject = { type: 'agreement', id: row.id, title: row.title }
    const params = { dueAt: row.due_at }
    const to = { organisations: row.party_ids, role: 'operator' } as const
    await deps.notify(tx, { to, kind: 'agreement.overdue', subject, params })
    if (row.owner_district === null) return
    const district = { role: 'district_operator', district: row.owner_district } as const
    await deps.notify(tx, { to: district, kind: 'agreement.overdue', subject, params })
  },
}
