/** Which way a leaf is better: `up` more is better, `down` less is better. */
export type Direction = 'up' | 'down'

/**
 * How a raw value becomes a share 0..1, clamped at both ends.
 * `linear`: 0 at `worst`, 1 at `best`, straight between. `ratio`: how much of `target` (> 0) is reached; downward, how far below it.
 * `bands`: the value of the last band whose `from` is not above the raw value; the first band reaches down without end.
 */
export type Normalisation =
  | { readonly kind: 'linear'; readonly worst: number; readonly best: number }
  | { readonly kind: 'ratio'; readonly target: number }
  | { readonly kind: 'bands'; readonly bands: readonly { readonly from: number; readonly value: number }[] }

/**
 * What a leaf without a value counts for. `zero`: no points. `worst`: the worst its normalisation knows (the lowest band; 0 for the others).
 * `redistribute`: it leaves the sum, and its siblings share its weight in proportion to theirs; a branch left with nothing leaves likewise.
 */
export type MissingPolicy = 'zero' | 'redistribute' | 'worst'

export type Leaf = {
  readonly key: string
  /** Share among its siblings, above 0; siblings sum to 1. */
  readonly weight: number
  readonly direction: Direction
  readonly normalise: Normalisation
  readonly missing: MissingPolicy
}
export type Branch = { readonly key: string; readonly weight: number; readonly children: readonly Node[] }
export type Node = Leaf | Branch
export type Grade = { readonly key: string; readonly from: number }

/** An indicator system: the tree below the score, and its grades. `from` is the lowest score (0..100) of a grade; one starts at 0. */
export type IndicatorSystem = { readonly children: readonly Node[]; readonly grades: readonly Grade[] }

/** What one subject brings: a raw value a leaf; absent or null is missing. */
export type Subject = { readonly id: string; readonly values: Readonly<Record<string, number | null | undefined>> }

/** Why a system or its values are refused; `node` is the key of the branch or leaf, '' the root. */
export type Fault =
  | { readonly code: 'weights_do_not_sum'; readonly node: string; readonly sum: number }
  | { readonly code: 'weight_out_of_range'; readonly node: string; readonly weight: number }
  | { readonly code: 'empty_branch'; readonly node: string }
  | { readonly code: 'key_twice'; readonly node: string }
  | { readonly code: 'bad_normalisation'; readonly node: string; readonly why: NormalisationFault }
  | { readonly code: 'grade_out_of_range'; readonly grade: string; readonly from: number }
  | { readonly code: 'grade_twice'; readonly grade: string; readonly from: number }
  | { readonly code: 'no_lowest_grade' }
  | { readonly code: 'value_not_finite'; readonly subject: string; readonly leaf: string }
  | { readonly code: 'unknown_leaf'; readonly subject: string; readonly leaf: string }
  | { readonly code: 'subject_twice'; readonly subject: string }
export type NormalisationFault =
  | 'not_finite'
  | 'against_direction'
  | 'target_not_positive'
  | 'no_bands'
  | 'bands_unordered'
  | 'band_out_of_range'

export type LeafResult = {
  readonly key: string
  /** The raw value; null when it is missing. */
  readonly raw: number | null
  readonly missing: boolean
  /** Share 0..1 that went into the sum; null when the leaf left it. */
  readonly normalised: number | null
  /** Share of the whole score this leaf carried for this subject; 0 when it left the sum. Weights of a subject sum to 1. */
  readonly weight: number
  /** Points of the score, two decimals; those of a subject sum to its score. */
  readonly contribution: number
}
export type SubjectResult = {
  readonly id: string
  /** 0..100, two decimals; null when every leaf left the sum, so that nothing is known. */
  readonly score: number | null
  readonly grade: string | null
  /** Standard competition rank from 1; equal scores share one. */
  readonly rank: number | null
  readonly leaves: readonly LeafResult[]
}

/** Whether a node is a leaf. */
export function isLeaf(node: Node): node is Leaf {
  return !('children' in node)
}
