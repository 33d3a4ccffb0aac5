import type { ScenarioSummary } from '../../../../contracts/scenarios.ts'

/** When it is due: a draft that is written for an open call by the call's deadline. */
export function dueOf({ state, dueAt, call }: Pick<ScenarioSummary, 'state' | 'dueAt' | 'call'>): string | null {
  return state === 'draft' && call?.state === 'open' ? call.closesAt : dueAt
}
