import type { z } from 'zod'
import type { Capability, capabilityCreate, capabilityPatch } from '../../../../contracts/capabilities.ts'
import { parseNumber, parseQuantity } from '../../../../engines/matching/index.ts'

/** A capability as it stands in the form: empty texts instead of null, rows with keys. */
export interface ProofRow {
  readonly key: string
  readonly id?: string
  readonly text: string
  readonly kind: Capability['proofs'][number]['kind']
  readonly at: string
  readonly counterpart: { readonly id: string; readonly name: string } | null
}
export interface MeasureRow {
  readonly key: string
  readonly metric: string
  /** As it was typed: `1,200`, `三百`, or with its unit until the field is left. */
  readonly value: string
  readonly unit: string
  readonly asOf: string
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
  measures: MeasureRow[]
  capacity: string
  priceFromCny: number | null
  priceToCny: number | null
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
  measures: [],
  capacity: '',
  priceFromCny: null,
  priceToCny: null,
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
    measures: capability.measures.map(({ metric, value, unit, asOf }) => ({
      key: `${metric} ${unit}`,
      metric,
      value: String(value),
      unit: unit ?? '',
      asOf: asOf ?? '',
    })),
    capacity: capability.capacity ?? '',
    priceFromCny: capability.priceFromCny,
    priceToCny: capability.priceToCny,
    proofs: capability.proofs.map(({ id, text, kind, at, counterpart }) => ({
      key: id,
      id,
      text,
      kind,
      at: at ?? '',
      counterpart,
    })),
    attachments: capability.attachments.map(({ id, name, bytes }) => ({ id, name, bytes })),
    visibility: capability.visibility,
  }
}

/** Rows that say something; an empty row waits for its text and is not sent. */
export function written(rows: readonly ProofRow[]): ProofRow[] {
  return rows.filter((row) => row.text.trim() !== '' || row.id !== undefined)
}

/** Measures that say what and how much; a half-filled row waits for its other half and is not sent. */
export function stated(rows: readonly MeasureRow[]): MeasureRow[] {
  return rows.filter((row) => row.metric.trim() !== '' && row.value.trim() !== '')
}

/** A row whose value was typed with its unit, `300 公里`, in two fields. */
export function splitUnit(row: MeasureRow): MeasureRow {
  const quantity = row.unit.trim() === '' ? parseQuantity(row.value) : null
  return quantity?.unit ? { ...row, value: String(quantity.value), unit: quantity.unit } : row
}

/** The patch for these fields, in the words of the contract. */
export function toPatch(changes: Partial<FormValue>): Patch {
  const patch: Record<string, unknown> = { ...changes }
  if (changes.description !== undefined) patch.description = changes.description.trim() || null
  if (changes.readinessShown !== undefined) patch.readinessShown = changes.readinessShown.trim() || null
  if (changes.readiness !== undefined) patch.readiness = changes.readiness === '' ? null : Number(changes.readiness)
  if (changes.attachments) patch.attachments = changes.attachments.map((file) => file.id)
  if (changes.capacity !== undefined) patch.capacity = changes.capacity.trim() || null
  if (changes.measures) {
    patch.measures = stated(changes.measures)
      .map(splitUnit)
      .map(({ metric, value, unit, asOf }) => ({
        metric,
        // What is no number is refused by the contract, at its place.
        value: parseNumber(value) ?? Number.NaN,
        unit: unit.trim() || null,
        asOf: asOf || null,
      }))
  }
  if (changes.proofs) {
    patch.proofs = written(changes.proofs).map(({ id, text, kind, at, counterpart }) => ({
      ...(id ? { id } : {}),
      text,
      kind,
      at: at.trim() === '' ? null : at.trim(),
      counterpartId: counterpart?.id ?? null,
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
    capacity: value.capacity.trim(),
    measures: stated(value.measures)
      .map(splitUnit)
      .map(({ metric, value: said, unit, asOf }) => ({
        metric: metric.trim(),
        value: parseNumber(said) ?? said,
        unit: unit.trim(),
        asOf,
      })),
    proofs: written(value.proofs).map(({ id, text, kind, at, counterpart }) => ({
      id,
      text: text.trim(),
      kind,
      at: at.trim(),
      counterpartId: counterpart?.id ?? null,
    })),
    attachments: value.attachments.map((file) => file.id),
  }
}
