import { join } from 'node:path'
import type { Platform } from '../../platform/context.ts'
import { createFileStore } from '../../platform/files/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { type Attachable, attachable } from './attachable.ts'
import { fileRoutes } from './routes.ts'
import { createFileService } from './service.ts'
import { fileTasks } from './tasks.ts'

export type { Attachable } from './attachable.ts'

/** Files: uploaded once, inspected, attached by id, served as attachments to whoever sees the thing they hang on. */
export function createFiles({
  config,
  database,
  newId,
}: Pick<Platform, 'database' | 'newId'> & { config: Pick<Platform['config'], 'dataDir'> }): {
  routes: Served[]
  tasks: Tasks
  attachable: Attachable
} {
  const store = createFileStore(join(config.dataDir, 'files'))
  return {
    routes: fileRoutes(createFileService({ database, newId, store })),
    tasks: fileTasks({ database, store }),
    attachable,
  }
}
