import type { Reading } from '../../platform/database/index.ts'
import { titlesTaken } from '../capabilities/index.ts'
import type { Collection, Column } from './rules/columns.ts'
import type { RowFault, RowKeys } from './rules/rows.ts'
import { type OrganisationCode, organisationsBy, type Person, scenarioTitlesTaken } from './store.ts'

export type Scope = {
  readonly person: Person
  readonly collection: Collection
  /** For whom the person acts; what rows belong to that name nobody. */
  readonly organisationId: string | null
  readonly locale: 'zh' | 'en'
  readonly columns: readonly Column[]
}
export type Asked = { readonly faults: RowFault[]; readonly owners: Map<number, OrganisationCode> }

/**
 * What the database has against rows, asked in bulk: owners that are not there or not theirs, codes and titles that are taken.
 * `owners` tells by row number whose each row is.
 */
export async function askDatabase(reading: Reading, scope: Scope, keys: readonly RowKeys[]): Promise<Asked> {
  return scope.collection === 'organisations' ? askOrganisations(reading, scope, keys) : askOwned(reading, scope, keys)
}

function faultAt(scope: Scope, row: number, key: string, fault: Pick<RowFault, 'code' | 'params'>): RowFault {
  const column = scope.columns.find((each) => each.key === key)?.[scope.locale] ?? key
  return { row, column, ...fault }
}

function taken(scope: Scope, row: number, key: string): RowFault {
  const where = scope.locale === 'zh' ? '平台已有数据' : 'one that is there already'
  return faultAt(scope, row, key, { code: 'duplicate', params: { where } })
}

async function askOrganisations(reading: Reading, scope: Scope, keys: readonly RowKeys[]): Promise<Asked> {
  const codes = keys.flatMap((each) => each.creditCode ?? [])
  const names = keys.flatMap((each) => (each.creditCode ? [] : each.title))
  const found = await organisationsBy(reading, { codes, names, ids: [] })
  const known = new Set(found.map((each) => each.code))
  const named = new Set(found.map((each) => each.name))
  const faults = keys.flatMap((each) => {
    if (each.creditCode) return known.has(each.creditCode) ? [taken(scope, each.row, 'creditCode')] : []
    return named.has(each.title) ? [taken(scope, each.row, 'name')] : []
  })
  return { faults, owners: new Map() }
}

async function askOwned(reading: Reading, scope: Scope, keys: readonly RowKeys[]): Promise<Asked> {
  const { person, organisationId } = scope
  const found = await organisationsBy(reading, {
    codes: [...new Set(keys.flatMap((each) => each.ownerCode ?? []))],
    names: [...new Set(keys.flatMap((each) => each.ownerName ?? []))],
    ids: organisationId ? [organisationId] : [],
  })
  const mine = new Set(person.organisations.map((each) => each.id))
  const anybody = person.roles.includes('operator')
  const byCode = new Map(found.flatMap((each) => (each.code ? [[each.code, each] as const] : [])))
  const byName = groupByName(found)
  const own = found.find((each) => each.id === organisationId && mine.has(each.id))
  const faults: RowFault[] = []
  const owners = new Map<number, OrganisationCode>()
  for (const each of keys) {
    const place = each.ownerCode || !each.ownerName ? 'ownerCode' : 'ownerName'
    const named = each.ownerName ? (byName.get(each.ownerName) ?? []) : []
    const fitting = named.filter((one) => anybody || mine.has(one.id))
    const owner = each.ownerCode ? byCode.get(each.ownerCode) : each.ownerName ? fitting[0] : own
    if (!each.ownerCode && fitting.length > 1)
      faults.push(faultAt(scope, each.row, place, { code: 'ambiguous_organisation' }))
    else if (!owner && !each.ownerCode && !each.ownerName)
      faults.push(faultAt(scope, each.row, place, { code: 'required' }))
    else if (!owner || !(anybody || mine.has(owner.id)))
      faults.push(faultAt(scope, each.row, place, { code: 'unknown_organisation' }))
    else owners.set(each.row, owner)
  }
  const pairs = keys.flatMap((each) => {
    const owner = owners.get(each.row)
    return owner ? [{ row: each.row, organisationId: owner.id, title: each.title }] : []
  })
  const there = await (scope.collection === 'scenarios' ? scenarioTitlesTaken : titlesTaken)(reading, pairs)
  const known = new Set(there.map((each) => `${each.organisationId} ${each.title}`))
  for (const each of pairs) {
    if (known.has(`${each.organisationId} ${each.title}`)) faults.push(taken(scope, each.row, 'title'))
  }
  return { faults, owners }
}

function groupByName(found: readonly OrganisationCode[]): Map<string, OrganisationCode[]> {
  const groups = new Map<string, OrganisationCode[]>()
  for (const each of found) groups.set(each.name, [...(groups.get(each.name) ?? []), each])
  return groups
}
