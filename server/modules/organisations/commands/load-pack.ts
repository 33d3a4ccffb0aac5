import type { Writing } from '../../../platform/database/index.ts'
import { changesOf, fieldsOf, type Organisations } from '../context.ts'
import type { Fields } from '../rules/fields.ts'
import { changeOrganisation, insertOrganisations, type NewOrganisation, packRows, searchText } from '../store.ts'

/**
 * Brings the organisations that the city pack names into the database: new ones are added as verified, changed ones follow the pack in the fields it knows.
 * One that the pack no longer names stays: other things may point to it. Loading the same pack again changes nothing.
 */
export async function loadPack({ pack, newId, renamed }: Organisations, tx: Writing): Promise<void> {
  const kept = new Map((await packRows(tx)).map((row) => [row.pack_key, row]))
  const added: NewOrganisation[] = []
  for (const { key, zh, shortName, kind, district, src } of pack.organisations.named) {
    const fields: Fields = { name: zh, shortName: shortName ?? null, kind, district: district ?? null }
    const source = src.join(',')
    const row = kept.get(key)
    if (!row) {
      const id = newId()
      added.push({ ...fields, id, name: zh, kind, packKey: key, state: 'verified', dueAt: null, source })
      tx.record({
        action: 'create',
        subject: { type: 'organisation', id },
        changes: changesOf({}, fields),
        state: { from: null, to: 'verified' },
      })
      continue
    }
    const before = fieldsOf(row)
    const changes = changesOf(before, fields)
    if (row.source !== source) changes.push({ path: 'source', before: row.source, after: source })
    if (changes.length === 0) continue
    await changeOrganisation(tx, row.id, { fields, search: searchText({ ...before, ...fields }), source })
    tx.record({ action: 'update', subject: { type: 'organisation', id: row.id }, changes })
    if (changes.some(({ path }) => path === 'name' || path === 'district')) await renamed(tx, row.id)
  }
  await insertOrganisations(tx, added)
}
