import type { Capability, proofActions } from '../../../../contracts/capabilities.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type CapabilityDeps, showCapability, visibleCapability } from '../context.ts'
import { answerProof, proofsOf } from '../parts-store.ts'
import { answersOf } from '../policy.ts'
import type { CapabilityRow } from '../store.ts'

/** The organisation that a delivery names says that it was so, or that it was not; the provider is told. */
export function answerProofOf(
  deps: CapabilityDeps,
  viewer: Viewer,
  asked: {
    id: string
    proofId: string
    action: (typeof proofActions)[number]
    version: number | null
    reason: string | undefined
  },
): Promise<Capability> {
  return deps.database.write(viewer, async (tx) => {
    const row = await visibleCapability(tx, asked.id)
    const proof = (await proofsOf(tx, [row.id])).find((each) => each.id === asked.proofId) ?? refuse('not_found')
    const allowed = answersOf(viewer, row, proof)
    // Whom a delivery names is no matter of others: to them there is nothing to answer, named or not.
    if (allowed.length === 0) refuse('forbidden')
    if (!allowed.includes(asked.action)) refuse('action_not_allowed', { allowed })
    if (row.version !== asked.version) refuse('stale', { version: row.version })
    const version = await answerProof(tx, proof.id, row.version, asked.action === 'confirm')
    if (version !== row.version + 1) refuse('stale', { version: version ?? row.version })
    tx.record({
      action: `capability.${asked.action}_proof`,
      subject: { type: 'capability', id: row.id },
      reason: asked.reason ?? null,
      changes: [{ path: 'confirmed', before: proof.confirmed_at !== null, after: asked.action === 'confirm' }],
    })
    await deps.notify(tx, {
      to: { organisation: row.organisation_id },
      kind: asked.action === 'confirm' ? 'proof_confirmed' : 'proof_declined',
      subject: { type: 'capability', id: row.id, title: row.title },
      params: { text: proof.text, organisation: proof.counterpart_name, reason: asked.reason ?? null },
    })
    return showCapability(tx, row.id)
  })
}

/** Each organisation that a delivery names and that has not answered is asked once, also where several name it. */
export async function askCounterparts(
  { notify }: CapabilityDeps,
  tx: Writing,
  row: Pick<CapabilityRow, 'id' | 'title'>,
  proofs: readonly { text: string; counterpartId: string | null }[],
): Promise<void> {
  const asked = new Map(proofs.flatMap((each) => (each.counterpartId ? [[each.counterpartId, each.text]] : [])))
  for (const [organisation, text] of asked) {
    await notify(tx, {
      to: { organisation },
      kind: 'proof_asked',
      subject: { type: 'capability', id: row.id, title: row.title },
      params: { text },
    })
  }
}
