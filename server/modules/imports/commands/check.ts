import { rm } from 'node:fs/promises'
import { localDate } from '../../../../engines/calendar/index.ts'
import { AppError, errorSentence } from '../../../platform/errors.ts'
import { asAppError } from '../../../platform/http/problem.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { runCheck } from '../check.ts'
import { filesOf, type ImportDeps, maxRows } from '../context.ts'
import { askDatabase, type Scope } from '../owners.ts'
import { type Collection, columnsOf } from '../rules/columns.ts'
import { findImport, type ImportRow, moveImport, personOf, type State } from '../store.ts'

/** The dry run of one upload. A run that was cut off begins again; a cancelled one is left alone. */
export async function checkImport(deps: ImportDeps, id: string): Promise<void> {
  const { database, keys } = deps
  const row = await database.read(systemViewer, (reading) => findImport(reading, id))
  if (row?.state !== 'checking') return
  const files = filesOf(deps, id)
  await failing(deps, row, 'checking', async () => {
    const scope = await scopeOf(deps, row)
    const result = await runCheck(
      {
        path: files.upload,
        rowsPath: files.rows,
        markedPath: files.marked,
        collection: scope.collection,
        columns: scope.columns,
        domains: Object.fromEntries(keys.labels('direction').map((each) => [each.key, keys.domainOf(each.key) ?? ''])),
        locale: scope.locale,
        today: localDate(new Date(row.created_at), deps.pack.city.timezone),
        maxRows,
      },
      async (asked, rows) => {
        // How long a workbook is shows only at its end: the bar moves on ever more slowly.
        const progress = 0.95 * (1 - 1 / (1 + rows / 20_000))
        const on = await database.write(systemViewer, (tx) => moveImport(tx, id, ['checking'], { progress, rows }))
        if (!on) return null
        return (await database.read(systemViewer, (reading) => askDatabase(reading, scope, asked))).faults
      },
    )
    if (!result) return
    await database.write(systemViewer, (tx) =>
      moveImport(tx, id, ['checking'], {
        state: 'checked',
        progress: 1,
        rows: result.rows,
        valid: result.rows - result.invalid,
        invalid: result.invalid,
        faults: JSON.stringify(result.faults),
        merkle_root: result.merkleRoot,
      }),
    )
  })
}

/** Whose rows these may be. Throws `forbidden` when the uploader may no longer do this. */
export async function scopeOf({ database, keys, words }: ImportDeps, row: ImportRow): Promise<Scope> {
  const person = await database.read(systemViewer, (reading) => personOf(reading, row.user_id))
  const collection = row.collection as Collection
  const allowed =
    person && (person.roles.includes('operator') || (collection !== 'organisations' && person.organisations.length > 0))
  if (!allowed) throw new AppError('forbidden')
  return {
    person,
    collection,
    organisationId: row.organisation_id,
    locale: row.locale === 'en' ? 'en' : 'zh',
    columns: columnsOf(collection, keys, words),
  }
}

/** A refusal ends the import and is told to its uploader; a database that is away is left to the queue, which tries again. */
export async function failing(deps: ImportDeps, row: ImportRow, from: State, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    const { error, fault } = asAppError(thrown)
    if (error.code === 'unavailable') throw thrown
    if (fault) deps.log.fault(thrown, { task: 'imports', import: row.id })
    const locale = row.locale === 'en' ? 'en' : 'zh'
    const failure = errorSentence(error.code, { traceId: row.id, ...error.params }, locale)
    await deps.database.write(systemViewer, (tx) => moveImport(tx, row.id, [from], { state: 'failed', failure }))
    await rm(filesOf(deps, row.id).rows, { force: true })
  }
}
