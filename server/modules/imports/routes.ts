import { importRoutes as contracts } from '../../../contracts/imports.ts'
import { refuse } from '../../platform/errors.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import { exportHeaders } from '../../platform/workbook/index.ts'
import type { Collection } from './rules/columns.ts'
import type { ImportService } from './service.ts'

export function importRoutes(service: ImportService): Served[] {
  return (Object.keys(contracts) as Collection[]).flatMap((collection) => {
    const routes = contracts[collection]
    return [
      serve(routes.template, async ({ locale }) => ({
        status: 200 as const,
        value: await service.template(collection, locale),
        headers: exportHeaders(locale === 'zh' ? '导入模板' : 'template', 'xlsx'),
      })),
      serve(routes.start, async ({ viewer, file, locale }) => ({
        status: 202 as const,
        value: await service.start(viewer, collection, file ?? refuse('invalid_request'), locale),
      })),
      serve(routes.get, async ({ viewer, params }) => ok(await service.get(viewer, collection, params.id))),
      serve(routes.workbook, async ({ viewer, params, locale }) => {
        const { name, stream } = await service.workbook(viewer, collection, params.id)
        const suffix = locale === 'zh' ? '（已标注）' : ' (marked)'
        return { status: 200 as const, value: stream, headers: exportHeaders(`${name}${suffix}`, 'xlsx') }
      }),
      serve(routes.commit, async ({ viewer, params }) => ({
        status: 202 as const,
        value: await service.commit(viewer, collection, params.id),
      })),
      serve(routes.cancel, async ({ viewer, params }) => ok(await service.cancel(viewer, collection, params.id))),
    ]
  })
}
