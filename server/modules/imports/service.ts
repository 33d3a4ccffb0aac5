import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import type { WorkbookImport } from '../../../contracts/imports.ts'
import type { Reading } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/http/serve.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { writeTemplate } from '../../platform/workbook/index.ts'
import { filesOf, type ImportDeps, maxRows, presentImport } from './context.ts'
import { type Collection, type Column, columnsOf } from './rules/columns.ts'
import { findImport, type ImportRow, insertImport, moveImport, takeOld } from './store.ts'

export type ImportService = ReturnType<typeof createImportService>

export function createImportService(deps: ImportDeps) {
  const { database, keys, words, newId } = deps

  async function own(reading: Reading, collection: Collection, id: string): Promise<ImportRow> {
    const row = await findImport(reading, id)
    if (!row || row.collection !== collection || row.user_id !== reading.viewer.userId) return refuse('not_found')
    return row
  }
  const get = (viewer: Viewer, collection: Collection, id: string): Promise<WorkbookImport> =>
    database.read(viewer, async (reading) => presentImport(await own(reading, collection, id)))

  return {
    get,

    template(collection: Collection, locale: 'zh' | 'en'): Promise<Buffer> {
      return writeTemplate({
        sheet: words(locale)('sheets', collection) ?? collection,
        valuesSheet: locale === 'zh' ? '填写说明' : 'How to fill in',
        columns: columnsOf(collection, keys, words).map((column) => ({
          header: column[locale],
          hint: hintOf(column, locale),
          width: column.width ?? 18,
          required: column.required === true,
          single: column.kind === 'option',
          ...(column.options && { values: column.options.map((each) => each[locale]) }),
        })),
        maxRows,
      })
    },

    /** Keeps the upload and has it checked in the background. */
    async start(
      viewer: Viewer,
      collection: Collection,
      file: ReceivedFile,
      locale: 'zh' | 'en',
    ): Promise<WorkbookImport> {
      const id = newId()
      const files = filesOf(deps, id)
      await mkdir(files.folder, { recursive: true })
      await rename(file.path, files.upload)
      try {
        await database.write(viewer, async (tx) => {
          await insertImport(tx, {
            id,
            collection,
            user_id: viewer.userId ?? refuse('unauthenticated'),
            organisation_id: viewer.organisationId,
            file_name: file.name,
            locale,
          })
          await tx.enqueue('imports.check', { id }, { key: `check ${id}` })
        })
      } catch (error) {
        await rm(files.upload, { force: true })
        throw error
      }
      return get(viewer, collection, id)
    },

    /** All rows or none, in the background; asking again while it runs or after it ran changes nothing. */
    commit(viewer: Viewer, collection: Collection, id: string): Promise<WorkbookImport> {
      return database.write(viewer, async (tx) => {
        const row = await own(tx, collection, id)
        if (row.state === 'checked') {
          if (row.invalid > 0) refuse('import_has_errors', { invalid: row.invalid })
          if (await moveImport(tx, id, ['checked'], { state: 'committing', progress: 0 })) {
            await tx.enqueue('imports.commit', { id }, { key: `commit ${id}` })
          }
        } else if (row.state !== 'committing' && row.state !== 'committed') {
          refuse('action_not_allowed', { allowed: row.state === 'checking' ? ['cancel'] : [] })
        }
        return presentImport(await own(tx, collection, id))
      })
    },

    async cancel(viewer: Viewer, collection: Collection, id: string): Promise<WorkbookImport> {
      const cancelled = await database.write(viewer, async (tx) => {
        const row = await own(tx, collection, id)
        if (row.state === 'cancelled') return presentImport(row)
        if (!(await moveImport(tx, id, ['checking', 'checked', 'failed'], { state: 'cancelled' }))) {
          refuse('action_not_allowed', { allowed: [] })
        }
        return presentImport(await own(tx, collection, id))
      })
      const { upload, rows, marked } = filesOf(deps, id)
      for (const path of [upload, rows, marked]) await rm(path, { force: true })
      return cancelled
    },

    /** The user's own workbook with the errors marked; null when there is none. */
    async workbook(viewer: Viewer, collection: Collection, id: string) {
      const row = await database.read(viewer, (reading) => own(reading, collection, id))
      const { marked } = filesOf(deps, id)
      const there = await stat(marked).catch(() => null)
      if (row.state !== 'checked' || !there) return refuse('not_found')
      return { name: row.file_name.replace(/\.\w+$/, ''), stream: createReadStream(marked) }
    },

    /** Files of imports that ended, or that nobody came back to, go after a week. */
    async sweep(): Promise<void> {
      const old = await database.write(systemViewer, (tx) => takeOld(tx, 7))
      for (const id of old) {
        const { upload, rows, marked } = filesOf(deps, id)
        for (const path of [upload, rows, marked]) await rm(path, { force: true })
        await database.write(systemViewer, (tx) => moveImport(tx, id, ['checking', 'checked'], { state: 'cancelled' }))
      }
    },
  }
}

function hintOf(column: Column, locale: 'zh' | 'en'): string {
  const zh = locale === 'zh'
  const kinds: Partial<Record<Column['kind'], string>> = {
    options: zh ? '可多项，用“；”分隔' : 'several, separated by ;',
    lines: zh ? '可多项，用“；”或换行分隔' : 'several, separated by ; or line breaks',
    money: zh ? '整数元，可写“500万”' : 'whole yuan',
    day: zh ? '年-月-日，如 2026-03-16' : 'year-month-day, like 2026-03-16',
    whole: zh ? '整数' : 'a whole number',
    credit_code: zh ? '18 位' : '18 characters',
  }
  const limit =
    column.max && (column.kind === 'line' || column.kind === 'prose')
      ? zh
        ? `不超过 ${column.max} 字`
        : `at most ${column.max} characters`
      : null
  const must = column.required ? (zh ? '必填' : 'required') : zh ? '选填' : 'optional'
  return [must, kinds[column.kind] ?? limit].filter(Boolean).join(zh ? '；' : '; ')
}
