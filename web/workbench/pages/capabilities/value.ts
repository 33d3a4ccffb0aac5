import type { z } from 'zod'
import type { Capability, capabilityCreate, capabilityPatch } from '../../../../contracts/capabilities.ts'

/** A capability as it stands in the form: empty texts instead of null, rows with keys. */
export interface ProofRow {
  readonly key: string
  readonly id?: string
  readonly text: string
  readonly kind: Capability['proofs'][number]['kind']
  readonly at: string
}
export interface FileRow {
  readonly id: string
  readonly name: string
  readonly bytes: number
}
export interface FormValue {
  title: string
  description: string
  kind: Capability['kind']
  /** '1' … '9', '' = not said. */
  readiness: string
  readinessShown: string
  tracks: string[]
  districts: string[]
  proofs: ProofRow[]
  attachments: FileRow[]
  visibility: Capability['visibility']
}
export type Patch = z.input<typeof capabilityPatch>
export type Creation = z.input<typeof capabilityCreate>

export const blank: FormValue = {
  title: '',
  description: '',
  kind: 'product',
  readiness: '',
  readinessShown: '',
  tracks: [],
  districts: [],
  proofs: [],
  attachments: [],
  visibility: 'public',
}

export function fromCapability(capability: Capability): FormValue {
  return {
    title: capability.title,
    description: capability.description ?? '',
    kind: capability.kind,
    readiness: capability.readiness === null ? '' : String(capability.readiness),
    readinessShown: capability.readinessShown ?? '',
    tracks: capability.tracks,
    districts: capability.districts,
    proofs: capability.proofs.map(({ id, text, kind, at }) => ({ key: id, id, text, kind, at: at ?? '' })),
    attachments: capability.attachments.map(({ id, name, bytes }) => ({ id, name, bytes })),
    visibility: capability.visibility,
  }
}

/** Rows that say something; an empty row waits for its text and is not sent. */
export function written(rows: readonly ProofRow[]): ProofRow[] {
  return rows.filter((row) => row.text.trim() !== '' || row.id !== undefined)
}

/** The patch for these fields, in the words of the contract. */
export function toPatch(changes: Partial<FormValue>): Patch {
  const patch: Record<string, unknown> = { ...changes }
  if (changes.description !== undefined) patch.description = changes.description.trim() || null
  if (changes.readinessShown !== undefined) patch.readinessShown = changes.readinessShown.trim() || null
  if (changes.readiness !== undefined) patch.readiness = changes.readiness === '' ? null : Number(changes.readiness)
  if (changes.attachments) patch.attachments = changes.attachments.map((file) => file.id)
  if (changes.proofs) {
    patch.proofs = written(changes.proofs).map(({ id, text, kind, at }) => ({
      ...(id ? { id } : {}),
      text,
      kind,
      at: at.trim() === '' ? null : at.trim(),
    }))
  }
  return patch as Patch
}

/** Carries the ids that the server gave to new rows into the rows as they stand now; keys stay. */
export function adoptIds(mine: FormValue, sent: Partial<FormValue>, saved: FormValue): FormValue {
  if (!sent.proofs) return mine
  const ids = new Map(written(sent.proofs).map((row, at) => [row.key, saved.proofs[at]?.id]))
  return {
    ...mine,
    proofs: mine.proofs.map((row) => {
      const id = row.id ?? ids.get(row.key)
      return id ? { ...row, id } : row
    }),
  }
}

/** As values are compared: trimmed texts, written rows without keys, files by id. */
export function normalForm(value: FormValue): Record<keyof FormValue, unknown> {
  return {
    ...value,
    title: value.title.trim(),
    description: value.description.trim(),
    readinessShown: value.readinessShown.trim(),
    proofs: written(value.proofs).map(({ id, text, kind, at }) => ({ id, text: text.trim(), kind, at: at.trim() })),
    attachments: value.attachments.map((file) => file.id),
  }
}
