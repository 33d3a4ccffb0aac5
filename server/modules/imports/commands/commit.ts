import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Organisation } from '../../../../contracts/organisations.ts'
import { noteStates, type Writing } from '../../../platform/database/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { insertCapabilities, type NewCapability, searchedTexts } from '../../capabilities/index.ts'
import { insertOrganisations } from '../../organisations/index.ts'
import { insertScenarioDrafts } from '../../scenarios/index.ts'
import { filesOf, type ImportDeps } from '../context.ts'
import { askDatabase, type Scope } from '../owners.ts'
import type { RowKeys } from '../rules/rows.ts'
import { findImport, type ImportRow, moveImport, type OrganisationCode } from '../store.ts'
import { failing, scopeOf } from './check.ts'

/** Small enough that between two pieces everybody else is served. */
const piece = 200
type Row = Record<string, unknown> & { id: string; row: number }

/** Imports all rows of a checked workbook, or none: one transaction, one record. A second run finds it done and changes nothing. */
export async function commitImport(deps: ImportDeps, id: string): Promise<void> {
  const row = await deps.database.read(systemViewer, (reading) => findImport(reading, id))
  if (row?.state !== 'committing') return
  await failing(deps, row, 'committing', async () => {
    const scope = await scopeOf(deps, row)
    const actor: Viewer = { ...systemViewer, userId: scope.person.userId, name: scope.person.name }
    let done = 0
    // Outside the transaction, so that others see how far it is.
    const ticker = setInterval(() => {
      const progress = Math.min(0.99, done / Math.max(1, row.rows))
      deps.database
        .write(systemViewer, (tx) => moveImport(tx, id, ['committing'], { progress }))
        .catch((error: unknown) => deps.log.fault(error, { task: 'imports', import: id }))
    }, 1000)
    try {
      await deps.database.write(actor, async (tx) => {
        for await (const rows of piecesOf(filesOf(deps, id).rows)) {
          await insertPiece(deps, tx, scope, rows)
          done += rows.length
        }
        if (done !== row.rows) throw new Error(`${row.rows} rows were checked, ${done} are there`)
        await finish(tx, row)
      })
    } finally {
      clearInterval(ticker)
    }
  })
}

async function* piecesOf(path: string): AsyncGenerator<Row[]> {
  let rows: Row[] = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    rows.push(JSON.parse(line) as Row)
    if (rows.length < piece) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

async function finish(tx: Writing, row: ImportRow): Promise<void> {
  const set = { state: 'committed', progress: 1, committed_at: tx.now } as const
  if (!(await moveImport(tx, row.id, ['committing'], set))) throw new Error('the import was ended by somebody else')
  tx.record({
    action: 'import.commit',
    subject: { type: 'import', id: row.id },
    changes: [
      { path: 'collection', after: row.collection },
      { path: 'fileName', after: row.file_name },
      { path: 'rows', after: row.rows },
    ],
    bulk: { merkleRoot: row.merkle_root ?? '', count: row.rows },
  })
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)
const list = (value: unknown) => (Array.isArray(value) ? (value as string[]) : [])
const amount = (value: unknown) => (typeof value === 'number' ? value : null)

/** The database is asked again: between the dry run and now somebody may have taken a code or a title. */
async function insertPiece(deps: ImportDeps, tx: Writing, scope: Scope, rows: readonly Row[]): Promise<void> {
  const keys = rows.map(
    (row): RowKeys => ({
      row: row.row,
      ownerCode: text(row.ownerCode),
      ownerName: text(row.ownerName),
      creditCode: text(row.creditCode),
      title: text(row.title ?? row.name) ?? '',
    }),
  )
  const { faults, owners } = await askDatabase(tx, scope, keys)
  if (faults.length > 0) throw new AppError('import_has_errors', { invalid: faults.length })
  const ids = rows.map((row) => row.id)
  const ownerOf = (row: Row) => owners.get(row.row) as OrganisationCode
  if (scope.collection === 'organisations') {
    await insertOrganisations(
      tx,
      rows.map((row) => organisationFrom(row)),
    )
    return noteStates(tx, 'organisation', ids, 'verified')
  }
  if (scope.collection === 'capabilities') {
    await insertCapabilities(
      tx,
      rows.map((row) => capabilityFrom(deps, row, ownerOf(row))),
    )
    return noteStates(tx, 'capability', ids, 'draft')
  }
  await insertScenarioDrafts(
    tx,
    rows.map((row) => scenarioFrom(deps, row, ownerOf(row))),
  )
  return noteStates(tx, 'scenario', ids, 'draft')
}

function organisationFrom(row: Row) {
  return {
    id: row.id,
    name: text(row.name) ?? '',
    shortName: text(row.shortName),
    creditCode: text(row.creditCode),
    kind: row.kind as Organisation['kind'],
    district: text(row.district),
    tracks: list(row.tracks),
    foundedOn: text(row.foundedOn),
    registeredCapitalCny: amount(row.registeredCapitalCny),
    employees: amount(row.employees),
    summary: text(row.summary),
    website: text(row.website),
    state: 'verified' as const,
    dueAt: null,
  }
}

function capabilityFrom(deps: ImportDeps, row: Row, owner: OrganisationCode) {
  const fields = {
    title: text(row.title) ?? '',
    description: text(row.description),
    readiness_shown: text(row.readinessShown),
    tracks: list(row.tracks),
    capacity: text(row.capacity),
  }
  const measures = (Array.isArray(row.measures) ? row.measures : []) as NewCapability['measures']
  const proofs = list(row.proofs).map((each) => ({ id: deps.newId(), text: each }))
  return {
    ...fields,
    id: row.id,
    kind: text(row.kind) ?? '',
    readiness: amount(row.readiness),
    districts: list(row.districts),
    organisation_id: owner.id,
    visibility: text(row.visibility) ?? 'public',
    price_from_cny: amount(row.priceFromCny),
    price_to_cny: amount(row.priceToCny),
    proofs,
    measures,
    searched: searchedTexts(deps.words, fields, [
      owner.name,
      fields.capacity,
      ...proofs.map((each) => each.text),
      ...measures.map((each) => each.metric),
    ]).join('\n'),
  }
}

function scenarioFrom(deps: ImportDeps, row: Row, owner: OrganisationCode) {
  const requirement = (kind: 'must' | 'wish') => (each: string) => ({ id: deps.newId(), text: each, kind })
  return {
    id: row.id,
    title: text(row.title) ?? '',
    summary: text(row.summary),
    problem: text(row.problem),
    domain: text(row.domain),
    direction: text(row.direction),
    tracks: list(row.tracks),
    districts: list(row.districts),
    opener: text(row.opener),
    opportunityCny: amount(row.opportunityCny),
    budgetCny: amount(row.budgetCny),
    cooperationModes: list(row.cooperationModes),
    place: text(row.place),
    startsOn: text(row.startsOn),
    endsOn: text(row.endsOn),
    ownerId: owner.id,
    ownerName: owner.name,
    ownerDistrict: owner.district,
    openings: list(row.openings).map((each) => ({ id: deps.newId(), text: each })),
    requirements: [...list(row.must).map(requirement('must')), ...list(row.wish).map(requirement('wish'))],
    contact: row.contactName
      ? { name: text(row.contactName) ?? '', mobile: text(row.contactMobile), email: text(row.contactEmail) }
      : null,
  }
}
