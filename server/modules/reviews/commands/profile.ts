import type { Expert, ExpertPatch } from '../../../../contracts/experts.ts'
import type { Reading } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { KeyKind } from '../../catalog/index.ts'
import type { ReviewDeps } from '../context.ts'
import {
  type ExpertRow,
  employersOf,
  insertProfile,
  knownOrganisations,
  lockProfile,
  selectExpert,
  setEmployers,
  updateProfile,
} from '../experts-store.ts'

/** Whoever has the role is in the pool; without a profile everything but the name is empty and the version 0. */
export function presentExpert(
  row: ExpertRow,
  employers: readonly { user_id: string; id: string; name: string }[],
): Expert {
  return {
    id: row.id as string,
    name: row.name ?? '',
    title: row.title,
    employer: row.employer,
    bio: row.bio,
    domains: row.domains ?? [],
    tracks: row.tracks ?? [],
    employers: employers.filter((each) => each.user_id === row.id).map(({ id, name }) => ({ id, name })),
    available: row.available ?? true,
    availability: row.availability,
    load: row.load,
    updatedAt: row.updated_at,
    version: row.version ?? 0,
  }
}

export async function readExpert(reading: Reading, id: string): Promise<Expert> {
  const row = (await selectExpert(reading, id)) ?? refuse('not_found')
  return presentExpert(row, await employersOf(reading, [id]))
}

/** One's own profile; the first change makes it. */
export function changeProfile(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: { id: string; version: number | null; patch: ExpertPatch },
): Promise<Expert> {
  return deps.database.write(viewer, async (tx) => {
    if (asked.id !== viewer.userId) refuse('not_found')
    const { employerIds, ...patch } = asked.patch
    const before = await readExpert(tx, asked.id)
    const row = await lockProfile(tx, asked.id)
    const version = row?.version ?? 0
    if (version !== asked.version) refuse('stale', { version })
    const faults = [...unknownKeys(deps, 'domain', patch.domains), ...unknownKeys(deps, 'track', patch.tracks)]
    const ids = [...new Set(employerIds ?? [])]
    const known = await knownOrganisations(tx, ids)
    ids.forEach((each, index) => {
      if (!known.has(each)) faults.push({ path: `employerIds.${index}`, code: 'unknown_organisation' })
    })
    if (faults.length > 0) refuse('invalid_request', {}, faults)
    if (row) await updateProfile(tx, asked.id, patch)
    else if (!(await insertProfile(tx, { ...patch, user_id: asked.id }))) refuse('stale', { version: 1 })
    if (employerIds) await setEmployers(tx, asked.id, ids)
    const was = { ...before, employerIds: before.employers.map((each) => each.id) }
    tx.record({
      action: 'expert.change',
      subject: { type: 'expert', id: asked.id },
      changes: Object.entries(asked.patch).map(([path, after]) => ({
        path,
        before: was[path as keyof ExpertPatch],
        after,
      })),
      personal: { paths: Object.keys(asked.patch), personId: asked.id },
    })
    return readExpert(tx, asked.id)
  })
}

function unknownKeys({ keys }: ReviewDeps, kind: KeyKind, given: readonly string[] | undefined): FieldFault[] {
  return (given ?? []).flatMap((each, index) =>
    keys.has(kind, each) ? [] : [{ path: `${kind}s.${index}`, code: 'unknown_key' as const }],
  )
}
