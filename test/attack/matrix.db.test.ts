import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicAccess, type RouteSpec } from '../../contracts/common.ts'
import { api } from '../../contracts/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { play, routes } from './check.ts'
import { matrix, viewers } from './matrix.ts'

describe('who may', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world.close())

  test('every route has its row, and every row its route', () => {
    expect(routes.map((each) => each.name).sort()).toEqual(Object.keys(matrix).sort())
  })

  test.each(Object.keys(api))(
    'every cell of %s comes out as written, and what is denied looks like what is missing',
    async (group) => {
      const names = routes.filter((each) => each.group === group).map((each) => each.name)
      const { mismatches, cells } = await play(world, names)
      expect(mismatches).toEqual([])
      expect(cells).toBeGreaterThanOrEqual(names.length * viewers.length)
    },
    300_000,
  )

  test('a planted fault: a route whose check is missing turns the matrix red', async () => {
    const route = routes.find((each) => each.name === 'lists.create') as { spec: RouteSpec }
    const spec = route.spec as { access: RouteSpec['access'] }
    const before = spec.access
    spec.access = publicAccess
    try {
      const { mismatches } = await play(world, ['lists.create'])
      expect(mismatches.length).toBeGreaterThan(0)
    } finally {
      spec.access = before
    }
    expect((await play(world, ['lists.create'])).mismatches).toEqual([])
  })

  test('a planted fault: a filter too wide in the database turns the matrix red', async () => {
    const owner = await world.db.asOwner()
    try {
      const [kept] = (
        await owner.query(`select pg_get_expr(polqual, polrelid) as text from pg_policy where polname = 'files_seen'`)
      ).rows
      await owner.query('alter policy files_seen on files using (true)')
      const wide = await play(world, ['files.download'])
      await owner.query(`alter policy files_seen on files using (${kept.text})`)
      expect(wide.mismatches.filter((each) => each.includes('foreignFile')).length).toBeGreaterThan(5)
    } finally {
      await owner.end()
    }
    expect((await play(world, ['files.download'])).mismatches).toEqual([])
  })
})
