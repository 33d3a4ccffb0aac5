import type { Thing } from '../things.ts'

/**
 * Who may do what: the expectation of the access matrix, written by hand from the product's roles, lifecycles and policies.
 * The run compares with it and never writes it. A route of the contracts without a row fails the test.
 *
 * Read a row like this: `door` may come in at all (others: 401 when nobody, else 403, whatever the object); then, per object,
 * `ok` are served (2xx, 3xx), `busy` are let through but it cannot be done now (409, 410, 412, 422), `refused` see the thing but may not (403),
 * and everybody else gets the 404 of a missing thing, letter for letter. Every route with an object is also called on a missing one:
 * whoever passes the door gets 404, unless `missing` says otherwise. `every` is one status for all who pass the door.
 */
export const viewers = [
  'nobody',
  'own',
  'ownAdmin',
  'provider',
  'other',
  'operator',
  'districtOwn',
  'districtOther',
  'expert',
  'reviewer',
  'chair',
  'broker',
  'leader',
  'auditor',
  'securityAdmin',
  'securityAuditor',
  'systemAdmin',
] as const
/**
 * `own`, `ownAdmin`: people of the organisation the thing belongs to; `provider`: of the other party; `other`: of none. `expert` is in the pool but has
 * no part in the thing; `reviewer` reviews in its round and `chair` chairs it (whoever makes the thing gives them the seat).
 */
export type ViewerKind = (typeof viewers)[number]

export type Cell = {
  readonly on: Thing
  /** Which action of the route, and what it says. */
  readonly action?: string
  readonly ok?: readonly ViewerKind[]
  readonly busy?: readonly ViewerKind[]
  readonly refused?: readonly ViewerKind[]
  readonly every?: number
}
export type Row = {
  readonly door: readonly ViewerKind[]
  readonly cells: readonly Cell[]
  readonly missing?: number
}

export type Rows = Readonly<Record<string, Row>>

/** Nobody in particular: everybody. */
export const all: readonly ViewerKind[] = [...viewers]
export const signed = viewers.filter((each) => each !== 'nobody')
export const owners: ViewerKind[] = ['own', 'ownAdmin']
export const members: ViewerKind[] = [...owners, 'provider', 'other']
export const administrators: ViewerKind[] = ['ownAdmin', 'other']
export const district: ViewerKind[] = ['districtOwn', 'districtOther']
/** Who handles a scenario of the owner's district once it was submitted. */
export const handlers: ViewerKind[] = [...owners, 'operator', 'districtOwn', 'auditor']
/** Both sides of an intent, who runs the loop, the district it is in, the auditor. */
export const parties: ViewerKind[] = [...owners, 'provider', 'operator', 'districtOwn', 'auditor']
export const operator: ViewerKind[] = ['operator']
export const auditor: ViewerKind[] = ['auditor']
export const securityAdmin: ViewerKind[] = ['securityAdmin']

export function but(from: readonly ViewerKind[], ...gone: readonly (readonly ViewerKind[])[]): ViewerKind[] {
  return from.filter((each) => !gone.flat().includes(each))
}

/** Collections and the like: whoever passes the door is served. What a collection shows to whom is the leak test's matter. */
export function open(door: readonly ViewerKind[]): Row {
  return { door, cells: [{ on: 'none', ok: door }] }
}

export function importRows(name: string, door: readonly ViewerKind[]): Record<string, Row> {
  return {
    [`${name}.template`]: open(signed),
    // Taken in at once; what is wrong with the workbook comes with the result of the dry run.
    [`${name}.start`]: open(door),
    [`${name}.get`]: { door, cells: [{ on: 'ownImport', ok: door }, { on: 'foreignImport' }] },
    [`${name}.workbook`]: { door, cells: [{ on: 'foreignImport' }] },
    [`${name}.commit`]: { door, cells: [{ on: 'ownImport', busy: door }, { on: 'foreignImport' }] },
    [`${name}.cancel`]: { door, cells: [{ on: 'ownImport', ok: door }, { on: 'foreignImport' }] },
  }
}
