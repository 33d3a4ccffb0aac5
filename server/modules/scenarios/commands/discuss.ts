import type { Comment, Scenario } from '../../../../contracts/scenarios.ts'
import { pageOf, totalOf } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { hasRole, isMember, type Viewer } from '../../../platform/viewer.ts'
import { handles, isInside, mayComment } from '../policy.ts'
import { presentClearance } from '../present.ts'
import { visibleRow } from '../read.ts'
import {
  type CommentRow,
  insertClearance,
  insertComment,
  insidesOf,
  oneComment,
  pageOfComments,
  resolveComment,
} from '../review-store.ts'
import type { Deps, Page } from '../service.ts'
import { lockScenario, namesOf, updateScenario } from '../store.ts'
import { subjectOf } from '../transition.ts'

function present(row: CommentRow, names: ReadonlyMap<string, string>): Comment {
  return {
    id: row.id,
    path: row.path,
    text: row.text,
    author: { id: row.author_id, name: names.get(row.author_id) ?? '' },
    organisation: row.organisation_id ? { id: row.organisation_id, name: row.organisation_name ?? '' } : null,
    at: row.at,
    resolvedAt: row.resolved_at,
  }
}

/** Comments by field and the discussion, newest first: for the owner and those who handle the scenario. */
export async function listComments(
  deps: Deps,
  viewer: Viewer,
  idOrCode: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<Comment>> {
  return deps.database.read(viewer, async (reading) => {
    const row = await visibleRow(reading, idOrCode)
    if (!isInside(viewer, row)) refuse('forbidden')
    const { rows, count } = await pageOfComments(reading, row.id, page)
    const { rows: shown, nextCursor } = pageOf(rows, page.limit, (each) => ({
      sort: 'at',
      value: each.at,
      id: each.id,
    }))
    const names = await namesOf(
      reading,
      shown.map((each) => each.author_id),
    )
    return { items: shown.map((each) => present(each, names)), nextCursor, ...totalOf(count) }
  })
}

export async function addComment(
  deps: Deps,
  viewer: Viewer,
  idOrCode: string,
  input: { path: string | null; text: string },
): Promise<Comment> {
  return deps.database.write(viewer, async (tx) => {
    const row = await visibleRow(tx, idOrCode)
    if (!mayComment(viewer, row)) refuse('forbidden')
    const id = deps.newId()
    await insertComment(tx, { id, scenarioId: row.id, ...input, organisationId: viewer.organisationId })
    tx.record({
      action: 'scenario.comment',
      subject: { type: 'scenario', id: row.id },
      changes: [{ path: input.path ?? 'discussion', before: null, after: input.text }],
    })
    const toOwner = !isMember(viewer, row.owner_id)
    // What was never submitted is nobody's but the owner's, its title too.
    if (toOwner || row.submitted_at !== null)
      await deps.notify(tx, {
        to: toOwner ? { organisation: row.owner_id } : { role: 'operator' },
        kind: 'scenario.comment',
        subject: subjectOf(row),
      })
    const made = (await oneComment(tx, row.id, id)) ?? refuse('not_found')
    return present(made, await namesOf(tx, [made.author_id]))
  })
}

export async function settleComment(deps: Deps, viewer: Viewer, idOrCode: string, commentId: string): Promise<Comment> {
  return deps.database.write(viewer, async (tx) => {
    const row = await visibleRow(tx, idOrCode)
    if (!mayComment(viewer, row)) refuse('forbidden')
    if (await resolveComment(tx, row.id, commentId))
      tx.record({
        action: 'scenario.resolve_comment',
        subject: { type: 'scenario', id: row.id },
        changes: [{ path: 'comment', before: commentId, after: 'resolved' }],
      })
    const found = await oneComment(tx, row.id, commentId)
    return found ? present(found, await namesOf(tx, [found.author_id])) : refuse('not_found')
  })
}

type Clearance = NonNullable<Scenario['clearances']>[number]

/** Records 保密审查 or 公平竞争审查 with who signed it. The latest one of a kind counts. */
export async function addClearance(
  deps: Deps,
  viewer: Viewer,
  idOrCode: string,
  input: {
    kind: 'confidentiality' | 'fair_competition'
    outcome: 'passed' | 'refused'
    signer: string
    note: string | null
    fileId: string | null
  },
): Promise<Clearance> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockScenario(tx, idOrCode)
    if (!row || !isInside(viewer, row)) return refuse('not_found')
    if (!handles(viewer, row)) refuse(hasRole(viewer, 'operator') ? 'second_person_required' : 'forbidden')
    if (!['refining', 'in_review', 'selected'].includes(row.state)) refuse('action_not_allowed', { allowed: [] })
    if (input.fileId) await deps.attachable(tx, [input.fileId])
    const id = deps.newId()
    await insertClearance(tx, { id, scenarioId: row.id, content: row.content, ...input })
    await updateScenario(tx, row.id, {})
    tx.record({
      action: 'scenario.clear',
      subject: { type: 'scenario', id: row.id },
      reason: input.note,
      changes: [
        { path: `clearance.${input.kind}`, before: null, after: input.outcome },
        { path: 'signer', before: null, after: input.signer },
      ],
      personal: { paths: ['signer'] },
    })
    const made = (await insidesOf(tx, row.id)).clearances.find((each) => each.id === id)
    if (!made) throw new Error('a clearance just written is not there')
    return presentClearance(made, await namesOf(tx, [made.recorded_by]))
  })
}
