import type { Fault, IndicatorSystem, Leaf, Node, NormalisationFault, Subject } from './types.ts'
import { isLeaf } from './types.ts'

/** Weights are decimal fractions that a person wrote: they sum to 1 up to what binary fractions cannot hold. */
const tolerance = 1e-9

/** Everything wrong with a system, in the order of the tree; empty when it can be computed with. */
export function checkSystem(system: IndicatorSystem): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()

  function siblings(key: string, children: readonly Node[]) {
    if (children.length === 0) {
      faults.push({ code: 'empty_branch', node: key })
      return
    }
    const sum = children.reduce((total, child) => total + child.weight, 0)
    for (const child of children) {
      if (!(child.weight > 0 && child.weight <= 1 + tolerance))
        faults.push({ code: 'weight_out_of_range', node: child.key, weight: child.weight })
    }
    // Not written as `>`: a sum that is not a number is a wrong one.
    if (!(Math.abs(sum - 1) <= tolerance)) faults.push({ code: 'weights_do_not_sum', node: key, sum })
    for (const child of children) {
      if (seen.has(child.key)) faults.push({ code: 'key_twice', node: child.key })
      seen.add(child.key)
      if (isLeaf(child)) {
        const why = normalisationFault(child)
        if (why) faults.push({ code: 'bad_normalisation', node: child.key, why })
      } else siblings(child.key, child.children)
    }
  }

  siblings('', system.children)
  return [...faults, ...gradeFaults(system)]
}

function gradeFaults({ grades }: IndicatorSystem): Fault[] {
  const faults: Fault[] = []
  const keys = new Set<string>()
  const starts = new Set<number>()
  for (const { key, from } of grades) {
    if (!(from >= 0 && from <= 100)) faults.push({ code: 'grade_out_of_range', grade: key, from })
    if (keys.has(key) || starts.has(from)) faults.push({ code: 'grade_twice', grade: key, from })
    keys.add(key)
    starts.add(from)
  }
  if (!starts.has(0)) faults.push({ code: 'no_lowest_grade' })
  return faults
}

function normalisationFault({ normalise: how, direction }: Leaf): NormalisationFault | null {
  const up = direction === 'up'
  switch (how.kind) {
    case 'linear':
      if (!Number.isFinite(how.worst) || !Number.isFinite(how.best)) return 'not_finite'
      return (up ? how.best > how.worst : how.best < how.worst) ? null : 'against_direction'
    case 'ratio':
      if (!Number.isFinite(how.target)) return 'not_finite'
      return how.target > 0 ? null : 'target_not_positive'
    case 'bands':
      return bandsFault(how.bands, up)
  }
}

function bandsFault(bands: readonly { from: number; value: number }[], up: boolean): NormalisationFault | null {
  if (bands.length === 0) return 'no_bands'
  for (const [at, band] of bands.entries()) {
    if (!Number.isFinite(band.from)) return 'not_finite'
    if (!(band.value >= 0 && band.value <= 1)) return 'band_out_of_range'
    const before = bands[at - 1]
    if (!before) continue
    if (before.from >= band.from) return 'bands_unordered'
    if (up ? before.value > band.value : before.value < band.value) return 'against_direction'
  }
  return null
}

/** What is wrong with the values: not finite, for a leaf the system does not have, or a subject that comes twice. */
export function checkSubjects(leaves: readonly Leaf[], subjects: readonly Subject[]): Fault[] {
  const faults: Fault[] = []
  const known = new Set(leaves.map((leaf) => leaf.key))
  const seen = new Set<string>()
  for (const { id, values } of subjects) {
    if (seen.has(id)) faults.push({ code: 'subject_twice', subject: id })
    seen.add(id)
    for (const [leaf, value] of Object.entries(values)) {
      if (!known.has(leaf)) faults.push({ code: 'unknown_leaf', subject: id, leaf })
      else if (value !== null && value !== undefined && !Number.isFinite(value))
        faults.push({ code: 'value_not_finite', subject: id, leaf })
    }
  }
  return faults
}
