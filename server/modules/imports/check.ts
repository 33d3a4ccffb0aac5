import { Worker } from 'node:worker_threads'
import type { ErrorCode } from '../../../contracts/errors.ts'
import type { WorkbookImport } from '../../../contracts/imports.ts'
import { AppError } from '../../platform/errors.ts'
import type { Collection, Column } from './rules/columns.ts'
import type { RowFault, RowKeys } from './rules/rows.ts'

export type Check = {
  readonly path: string
  readonly rowsPath: string
  readonly markedPath: string
  readonly collection: Collection
  readonly columns: readonly Column[]
  readonly domains: Readonly<Record<string, string>>
  readonly locale: 'zh' | 'en'
  readonly today: string
  readonly maxRows: number
}
export type FromWorker =
  | { readonly kind: 'keys'; readonly batch: number; readonly keys: readonly RowKeys[]; readonly rows: number }
  | ({ readonly kind: 'done'; readonly merkleRoot: string } & Pick<WorkbookImport, 'rows' | 'invalid' | 'faults'>)
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly params: Record<string, unknown> }
  | { readonly kind: 'failed'; readonly message: string }
export type ToWorker = { readonly batch: number; readonly faults: readonly RowFault[] }
export type Checked = Extract<FromWorker, { kind: 'done' }>

/** The thread runs source as the server does: Node strips the types itself, or brings a loader where it is too old for that. */
function startWorker(check: Check): Worker {
  const stripping = (process.features as { typescript?: unknown }).typescript
  const file = stripping ? './worker.ts' : './worker-on-older-node.mjs'
  return new Worker(new URL(file, import.meta.url), {
    workerData: check,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 },
  })
}

/**
 * Reads and checks a workbook in a thread of its own, with a memory limit. `onKeys` answers for each batch of rows what the database has
 * against them; when it answers null the work is given up, and so is the result. Refuses like `readRows`, and `workbook_columns`.
 */
export function runCheck(
  check: Check,
  onKeys: (keys: readonly RowKeys[], rows: number) => Promise<readonly RowFault[] | null>,
): Promise<Checked | null> {
  const worker = startWorker(check)
  return new Promise<Checked | null>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'done') resolve(message)
      else if (message.kind === 'refused') reject(new AppError(message.code, message.params))
      else if (message.kind === 'failed') reject(new Error(message.message))
      else {
        onKeys(message.keys, message.rows).then((faults) => {
          if (faults === null) resolve(null)
          else worker.postMessage({ batch: message.batch, faults } satisfies ToWorker)
        }, reject)
      }
    })
    worker.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new AppError('archive_refused') : error),
    )
    worker.on('exit', () => reject(new Error('the checking thread ended early')))
  }).finally(() => worker.terminate())
}
