import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { checkImport } from './commands/check.ts'
import { commitImport } from './commands/commit.ts'
import type { ImportDeps } from './context.ts'
import { importRoutes } from './routes.ts'
import { createImportService } from './service.ts'

/** Workbooks in: a dry run first, then all rows or none. */
export function createImports(deps: ImportDeps): { routes: Served[]; tasks: Tasks } {
  const service = createImportService(deps)
  return {
    routes: importRoutes(service),
    tasks: {
      'imports.check': { handle: ({ id }) => checkImport(deps, String(id)) },
      'imports.commit': { handle: ({ id }) => commitImport(deps, String(id)) },
      'imports.sweep': { handle: () => service.sweep(), every: '23 3 * * *' },
    },
  }
}
