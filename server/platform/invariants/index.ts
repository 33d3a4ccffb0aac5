import type pg from 'pg'
import { agreementInvariants } from './agreements.ts'
import { evaluationInvariants } from './evaluations.ts'
import { houseInvariants } from './house.ts'
import type { Invariant } from './invariant.ts'
import { lifecycleInvariants } from './lifecycles.ts'
import { projectInvariants } from './projects.ts'
import { reviewInvariants } from './reviews.ts'

export const invariants: readonly Invariant[] = [
  ...lifecycleInvariants,
  ...houseInvariants,
  ...agreementInvariants,
  ...projectInvariants,
  ...evaluationInvariants,
  ...reviewInvariants,
]

export type Violation = {
  readonly name: string
  readonly about: string
  readonly rows: readonly Record<string, unknown>[]
}

/**
 * What does not hold, each with at most 20 of the rows that break it; empty when the house is in order. Reads in one transaction, as the
 * application in its own name, on a connection of the role that owns the database. Throws the driver's errors.
 */
export async function checkInvariants(client: pg.ClientBase): Promise<Violation[]> {
  await client.query('begin isolation level repeatable read read only')
  try {
    return await violationsWithin(client)
  } finally {
    await client.query('rollback')
  }
}

/** The same inside a transaction that the caller began and will end. */
export async function violationsWithin(client: pg.ClientBase): Promise<Violation[]> {
  await client.query(`set local role scenario_app; select set_config('app.roles', 'system', true)`)
  const violations: Violation[] = []
  for (const { name, about, sql } of invariants) {
    const { rows } = await client.query<Record<string, unknown>>(`select * from (${sql}) as broken limit 20`)
    if (rows.length > 0) violations.push({ name, about, rows })
  }
  return violations
}
