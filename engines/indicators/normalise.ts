import type { Leaf } from './types.ts'

/**
 * A raw value as a share 0..1 of the best, rising along the leaf's direction.
 * `linear` is min-max with fixed goalposts, `ratio` the distance to a reference, `bands` a categorical scale: OECD/JRC, Handbook on
 * Constructing Composite Indicators (2008), step 5, normalisation.
 */
export function normalise({ normalise: how, direction }: Leaf, raw: number): number {
  switch (how.kind) {
    case 'linear':
      return clamp(between(raw, how.worst, how.best))
    case 'ratio':
      if (direction === 'up') return clamp(raw / how.target)
      return raw <= how.target ? 1 : clamp(how.target / raw)
    case 'bands':
      return (how.bands.findLast((band) => band.from <= raw) ?? how.bands[0])?.value ?? 0
  }
}

/** The worst share the normalisation of a leaf knows. */
export function worstOf({ normalise: how }: Leaf): number {
  return how.kind === 'bands' ? Math.min(...how.bands.map((band) => band.value)) : 0
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** Where a value stands from `worst` to `best`. Halved first, so that the difference of two very large numbers stays finite. */
function between(raw: number, worst: number, best: number): number {
  return (raw / 2 - worst / 2) / (best / 2 - worst / 2)
}
