import type { AgreementAction, AgreementQuery } from '../../../contracts/agreements.ts'
import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { openAddenda } from './addenda-store.ts'
import { actOnAgreement } from './commands/act.ts'
import { changeAgreement, createAgreement } from './commands/write-draft.ts'
import { type AgreementDeps, dayOf, showAgreement, visibleAgreement } from './context.ts'
import { exportAgreements } from './exports.ts'
import { listAgreements } from './list-store.ts'
import { isInside } from './policy.ts'
import { presentSummary } from './present.ts'
import { openingsOf, partiesOf, personNames } from './store.ts'

export type AgreementService = ReturnType<typeof createAgreementService>

export function createAgreementService(deps: AgreementDeps) {
  const { database, historyOf, pack } = deps

  function list(viewer: Viewer, query: AgreementQuery) {
    return database.read(viewer, async (reading) => {
      const { rows, count, keyOf } = await listAgreements(reading, query)
      const page = pageOf(rows, query.limit, keyOf)
      const ids = page.rows.map((row) => row.id)
      const parties = await partiesOf(reading, ids)
      const beside = {
        parties,
        openings: await openingsOf(reading, ids),
        scenarios: page.rows.map((row) => ({
          id: row.scenario_id,
          code: row.scenario_code,
          title: row.scenario_title,
        })),
        open: await openAddenda(reading, ids),
        people: await personNames(
          reading,
          parties.flatMap((each) => (each.signed_by ? [each.signed_by] : [])),
        ),
        day: dayOf(deps, reading),
      }
      return {
        items: page.rows.map((row) => presentSummary(row, beside, viewer)),
        nextCursor: page.nextCursor,
        ...totalOf(count),
      }
    })
  }

  return {
    list,
    get: (viewer: Viewer, id: string) =>
      database.read(viewer, async (reading) => showAgreement(deps, reading, await visibleAgreement(reading, id))),
    create: (viewer: Viewer, wish: Parameters<typeof createAgreement>[2]) => createAgreement(deps, viewer, wish),
    change: (viewer: Viewer, id: string, patch: Parameters<typeof changeAgreement>[3], version: number | null) =>
      changeAgreement(deps, viewer, id, patch, version),
    act: (viewer: Viewer, asked: { id: string; action: AgreementAction; version: number | null; body: unknown }) =>
      actOnAgreement(deps, viewer, asked),
    history: (viewer: Viewer, id: string, page: { cursor?: string | undefined; limit: number }) =>
      database.read(viewer, async (reading) => {
        const row = await visibleAgreement(reading, id)
        if (!isInside(viewer, row)) refuse('forbidden')
        return historyOf(
          reading,
          { type: 'agreement', id: row.id },
          { limit: page.limit, ...(page.cursor && { cursor: page.cursor }) },
        )
      }),
    exportXlsx(viewer: Viewer, query: AgreementQuery, locale: 'zh' | 'en') {
      const next = (cursor: string | undefined) => list(viewer, { ...query, limit: 200, cursor })
      return exportAgreements(next, locale, pack.city.timezone)
    },
  }
}
