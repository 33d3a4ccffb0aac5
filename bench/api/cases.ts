import { cursorOf } from '../../server/platform/database/paging.ts'
import type { Ground } from '../../server/start.ts'

/** One kind of request: many addresses of it in turn, so that nothing is answered from a page kept a moment ago. */
export type Case = { readonly name: string; readonly paths: readonly string[] }

const words = ['交通', '机器人', '海洋', '低空', '港口', '数据', '医疗', '无人机', '智能制造', '码头巡检']

/** The cases of issue and target, on the rows that are there. */
export async function casesOf({ database, pack }: Pick<Ground, 'database' | 'pack'>): Promise<Case[]> {
  const api = '/api/v1/scenarios'
  const rows = await database.open
    .selectFrom('scenarios')
    .select(['id', 'code', 'published_sort'])
    .where('is_public', '=', true)
    .orderBy('published_sort', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const spread = (count: number, from: number, to: number) =>
    Array.from({ length: count }, (_, at) => rows[Math.floor(from + ((to - from) * at) / count)]).filter(
      (row) => row !== undefined,
    )
  const deep = spread(50, 5000, rows.length - 100).map((row) =>
    cursorOf({ sort: '-publishedAt', value: row.published_sort, id: row.id }),
  )
  const domains = pack.classification.domains.map((each) => each.key)
  const codes = spread(200, 0, rows.length).map((row) => row.code ?? row.id)
  return [
    { name: 'list, one domain', paths: domains.map((key) => `${api}?domain=${key}`) },
    {
      name: 'list, sorted, with total',
      paths: ['-opportunityCny', '-updatedAt', 'closesAt', 'title'].map((sort) => `${api}?sort=${sort}`),
    },
    { name: 'search, Chinese words', paths: words.map((word) => `${api}?q=${encodeURIComponent(word)}`) },
    { name: 'deep page (row 5,000 and on)', paths: deep.map((cursor) => `${api}?cursor=${cursor}`) },
    { name: 'detail', paths: codes.map((code) => `${api}/${code}`) },
    { name: 'portal page', paths: codes.map((code) => `/scenarios/${code}`) },
  ]
}
