import { join } from 'node:path'
import type { WorkbookImport } from '../../../contracts/imports.ts'
import type { Platform } from '../../platform/context.ts'
import type { Keys, Words } from '../catalog/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { ImportRow } from './store.ts'

export type ImportDeps = Pick<Platform, 'database' | 'newId' | 'log' | 'pack'> & {
  readonly config: Pick<Platform['config'], 'dataDir'>
  readonly keys: Keys
  readonly words: Words
  readonly notify: Notify
}
export const maxRows = 100_000

/** Where the files of one import lie: the upload, its rows as they were read, and the upload with its errors marked. */
export function filesOf({ config }: ImportDeps, id: string) {
  const folder = join(config.dataDir, 'imports')
  return {
    folder,
    upload: join(folder, `${id}.xlsx`),
    rows: join(folder, `${id}.rows`),
    marked: join(folder, `${id}.marked.xlsx`),
  }
}

export function presentImport(row: ImportRow): WorkbookImport {
  return {
    id: row.id,
    collection: row.collection as WorkbookImport['collection'],
    fileName: row.file_name,
    state: row.state as WorkbookImport['state'],
    progress: Math.round(row.progress * 1000) / 1000,
    rows: row.rows,
    valid: row.valid,
    invalid: row.invalid,
    faults: row.faults as WorkbookImport['faults'],
    workbookUrl:
      row.state === 'checked' && row.invalid > 0 ? `/api/v1/${row.collection}/imports/${row.id}/workbook.xlsx` : null,
    createdAt: row.created_at,
    committedAt: row.committed_at,
    failure: row.failure,
  }
}
