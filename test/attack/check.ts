import type { RouteSpec } from '../../contracts/common.ts'
import { api } from '../../contracts/index.ts'
import type { Answer, Person, World } from '../support/world.ts'
import { bodies, parameters, uploads } from './calls.ts'
import { type Cell, matrix, type Row, type ViewerKind, viewers } from './matrix.ts'
import { meet, type Places, settle } from './people.ts'
import { type Made, make, missing, type Scene } from './things.ts'

export type Route = { readonly name: string; readonly group: string; readonly spec: RouteSpec }

/** Every route of the contracts, by the name the matrix knows it. */
export const routes: readonly Route[] = Object.entries(api).flatMap(([group, specs]) =>
  Object.entries(specs as Record<string, RouteSpec>).map(([name, spec]) => ({ name: `${group}.${name}`, group, spec })),
)

/** Whether the application serves the route; it refuses to start without one, but for groups that are still being built. */
export function isServed(world: World, { spec }: Route): boolean {
  return world.app.http.hasRoute({
    method: spec.method,
    url: `/api/v1${spec.path.replace(/\{(\w+)\}/g, ':$1')}`,
  })
}

const collections: Record<string, string> = {
  scenarioImports: 'scenarios',
  organisationImports: 'organisations',
  capabilityImports: 'capabilities',
}

/** One call of a route on one thing, made from its contract. */
export async function call(
  world: World,
  route: Route,
  person: Person | null,
  thing: Made,
  scene: Scene,
  action?: string,
): Promise<Answer> {
  const { name, spec } = route
  const values: Record<string, string> = { id: thing.id, key: thing.id, ...(action && { action }), ...parameters[name] }
  const path = spec.path.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = values[parameter] ?? thing.more[parameter]
    if (value === undefined) throw new Error(`${name}: no value for {${parameter}}`)
    return encodeURIComponent(value)
  })
  const caller = world.as(person)
  const headers: Record<string, string> = spec.ifMatch ? { 'if-match': `"${thing.version}"` } : {}
  if (spec.consumes) return caller.upload(path, uploads[name] ?? { name: 'a.bin', content: Buffer.from('x') })
  const body = (bodies[`${name}.${action}`] ?? bodies[name])?.(thing, scene) ?? {}
  switch (spec.method) {
    case 'GET':
      return caller.get(path)
    case 'POST':
      return caller.post(path, body, headers)
    case 'PATCH':
      return caller.patch(path, body, headers)
    case 'PUT':
      return caller.put(path, body, headers)
    case 'DELETE':
      return caller.del(path, headers)
  }
}

type Expected = 'served' | 'busy' | 401 | 403 | 404 | number

function expectedOf(row: Row, cell: Cell, viewer: ViewerKind): Expected {
  if (!row.door.includes(viewer)) return viewer === 'nobody' ? 401 : 403
  if (cell.every !== undefined) return cell.every
  if (cell.ok?.includes(viewer)) return 'served'
  if (cell.busy?.includes(viewer)) return 'busy'
  if (cell.refused?.includes(viewer)) return 403
  return 404
}

const busyStatuses = [409, 410, 412, 415, 422]

function matches(expected: Expected, status: number): boolean {
  if (expected === 'served') return status >= 200 && status < 400
  if (expected === 'busy') return busyStatuses.includes(status)
  return status === expected
}

/** What a caller can tell one refusal from another by. */
function visibleOf({ status, body, headers }: Answer): string {
  const { traceId: _, ...rest } = (body ?? {}) as Record<string, unknown>
  const kept = ['content-type', 'cache-control', 'etag', 'vary', 'location', 'set-cookie'].map((name) => headers[name])
  return JSON.stringify([status, rest, kept])
}

export type Played = { readonly mismatches: string[]; readonly cells: number }

/**
 * Plays the rows of `names` (all of them when not given) and tells every cell that came out otherwise. Each cell that writes has a person and a thing of its own.
 */
export async function play(world: World, names?: readonly string[]): Promise<Played> {
  const places = await settle(world)
  const fixed = { stranger: await world.person(), colleague: await world.person({ roles: ['operator'] }) }
  const standing = new Map<ViewerKind, Person | null>()
  for (const kind of viewers) standing.set(kind, await meet(world, places, kind))
  const mismatches: string[] = []
  let cells = 0
  for (const route of routes) {
    if (names && !names.includes(route.name)) continue
    const row = matrix[route.name]
    if (!row) {
      mismatches.push(`${route.name}: no row`)
      continue
    }
    if (!isServed(world, route)) continue
    for (const cell of row.cells) {
      for (const kind of viewers) {
        cells += 1
        const expected = expectedOf(row, cell, kind)
        const scene = await sceneFor(world, places, route, kind, fixed, standing)
        const thing = await make(scene, cell.on, collections[route.group] ?? '')
        const answer = await call(world, route, scene.person, thing, scene, cell.action)
        const where = `${route.name}${cell.action ? ` ${cell.action}` : ''} on ${cell.on} as ${kind}`
        if (!matches(expected, answer.status)) {
          mismatches.push(`${where}: ${answer.status} ${codeOf(answer)} instead of ${expected}`)
        }
        if (expected === 404) {
          const absent = await call(world, route, scene.person, missing(), scene, cell.action)
          if (visibleOf(absent) !== visibleOf(answer)) {
            mismatches.push(`${where}: can be told from a missing one: ${visibleOf(answer)} / ${visibleOf(absent)}`)
          }
        }
      }
    }
    await playMissing(route, row)
  }
  return { mismatches, cells }

  /** Routes with an object, on one that is not there. */
  async function playMissing(route: Route, row: Row): Promise<void> {
    const first = row.cells[0]
    if (!route.spec.path.includes('{') || parameters[route.name] || !first) return
    for (const kind of viewers) {
      cells += 1
      const scene = await sceneFor(world, places, route, kind, fixed, standing)
      const answer = await call(world, route, scene.person, missing(), scene, first.action)
      const expected = row.door.includes(kind) ? (row.missing ?? 404) : kind === 'nobody' ? 401 : 403
      if (answer.status !== expected) {
        mismatches.push(
          `${route.name} on nothing as ${kind}: ${answer.status} ${codeOf(answer)} instead of ${expected}`,
        )
      }
    }
  }
}

function codeOf(answer: Answer): string {
  return (answer.body as { code?: string } | null)?.code ?? ''
}

async function sceneFor(
  world: World,
  places: Places,
  route: Route,
  kind: ViewerKind,
  fixed: { stranger: Person; colleague: Person },
  standing: ReadonlyMap<ViewerKind, Person | null>,
): Promise<Scene> {
  const person = route.spec.method === 'GET' ? (standing.get(kind) ?? null) : await meet(world, places, kind)
  return { world, places, kind, person, ...fixed }
}
