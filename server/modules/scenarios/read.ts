import type { Scenario } from '../../../contracts/scenarios.ts'
import type { Verdicts } from '../../../engines/lifecycle/index.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { hasRole } from '../../platform/viewer.ts'
import { canSee, contactShown, isInside, partiesOf } from './policy.ts'
import { presentScenario } from './present.ts'
import { clearanceFacts, insidesOf } from './review-store.ts'
import { contactOf, findScenario, lockScenario, logContactRead, namesOf, partsOf, type ScenarioRow } from './store.ts'

type Reads = Pick<Platform, 'pack'> & {
  readonly countOpenFor: (reading: Reading, scenarioIds: readonly string[]) => Promise<Map<string, number>>
  /** What agreements, projects and evaluations answer to the guards of the landing and evaluation stages. */
  readonly standing: (reading: Reading, scenarioId: string) => Promise<Verdicts>
}

/** States whose ways out hang on agreements, projects and evaluations. */
const restsOnOthers = ['published', 'landing', 'demonstrating', 'evaluating']

/** The row, or `not_found`: what may not be seen answers exactly like what is not there. */
export async function visibleRow(reading: Reading, idOrCode: string): Promise<ScenarioRow> {
  const row = await findScenario(reading, idOrCode)
  return row && canSee(reading.viewer, row) ? row : refuse('not_found')
}

/** Locked for a change. Row-level security hides from the lock what the viewer may see but not change. */
export async function lockVisible(tx: Writing, idOrCode: string): Promise<ScenarioRow> {
  const row = await lockScenario(tx, idOrCode)
  if (row && canSee(tx.viewer, row)) return row
  await visibleRow(tx, idOrCode)
  return refuse('forbidden')
}

/** What the lifecycle's guards ask of this scenario, read from rows. Only the ones its state can need. */
export async function factsOf(
  reading: Reading,
  row: ScenarioRow,
  { pack, countOpenFor, standing }: Reads,
): Promise<Verdicts> {
  const facts: { -readonly [K in keyof Verdicts]: Verdicts[K] } = {
    recommendation_open: pack.programme.recommendation && row.recommended_at === null,
  }
  const over = row.closes_at !== null && reading.now !== undefined && row.closes_at < reading.now
  if (row.state === 'published' && over && hasRole(reading.viewer, 'operator'))
    facts.closing_passed = !(await countOpenFor(reading, [row.id])).has(row.id)
  if (row.state === 'selected') {
    const cleared = await clearanceFacts(reading, row.id, row.content)
    facts.confidentiality_reviewed = cleared.confidentiality
    facts.fair_competition_reviewed = cleared.fairCompetition || !cleared.limited
  }
  if (restsOnOthers.includes(row.state) && partiesOf(reading.viewer, row).length > 0)
    Object.assign(facts, await standing(reading, row.id))
  return facts
}

/** The DTO for this viewer, in a fixed number of statements. `contactRead` tells that somebody else's contact is in it. */
export async function readScenario(
  reading: Reading,
  row: ScenarioRow,
  deps: Reads,
): Promise<{ dto: Scenario; contactRead: boolean }> {
  const { viewer } = reading
  const inside = isInside(viewer, row)
  const shown = contactShown(viewer, row)
  const [parts, contact, insides, facts] = await Promise.all([
    partsOf(reading, row.id),
    shown === 'none' ? null : contactOf(reading, row.id),
    inside ? insidesOf(reading, row.id) : null,
    factsOf(reading, row, deps),
  ])
  const people = insides
    ? [
        ...insides.decisions.flatMap((each) => [each.proposed_by, each.settled_by]),
        ...insides.clearances.map((each) => each.recorded_by),
      ]
    : []
  const names = await namesOf(reading, people)
  const dto = presentScenario(viewer, row, parts, { contact: contact ?? null, insides, names, facts })
  const own = viewer.organisations.some((each) => each.id === row.owner_id)
  return { dto, contactRead: shown === 'full' && Boolean(contact) && !own && viewer.userId !== null }
}

/** What a change gives back: the thing as it now is. Whom to call may stand in it, so that reading is written down as well. */
export async function answerWith(deps: Reads & Pick<Platform, 'newId'>, tx: Writing, id: string): Promise<Scenario> {
  const { dto, contactRead } = await readScenario(tx, (await findScenario(tx, id)) as ScenarioRow, deps)
  if (contactRead) await logContactRead(tx, deps.newId(), id)
  return dto
}
