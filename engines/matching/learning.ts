/**
 * Learns how much each factor of a match counts from what became of matches shown. What stands lower is looked at less, so an outcome is
 * seen as two things: it was examined (by position) and it was relevant (by factors). Both are estimated together by expectation
 * maximisation ("regression EM", Wang, Golbandi, Bendersky, Metzler & Najork 2018); relevance is a logistic regression drawn toward the
 * weights in use by an L2 prior, so that few outcomes change little.
 */
export type Outcome = {
  /** Value of each factor, 0..1, as it was shown. */
  readonly factors: readonly number[]
  /** Place in the page, from 0. */
  readonly position: number
  readonly outcome: boolean
}
export type Model = { readonly weights: readonly number[]; readonly intercept: number }
export type Learnt =
  | {
      readonly ok: true
      readonly model: Model
      /** How likely each position is examined, relative to the first. */
      readonly examined: readonly number[]
      readonly outcomes: number
    }
  | { readonly ok: false; readonly because: 'too_few'; readonly outcomes: number; readonly needed: number }

export type LearningOptions = {
  /** Weights in use: where the prior is centred. */
  readonly current: Model
  /** Strength of the prior, in outcomes; 20 unless told. */
  readonly prior?: number
  /** Positive and negative outcomes each that must be there before anything changes; 50 unless told. */
  readonly least?: number
  /** Rounds of expectation maximisation at most; 60 unless told. */
  readonly rounds?: number
}

const floor = 1e-3

export function learn(outcomes: readonly Outcome[], options: LearningOptions): Learnt {
  const { current, prior = 20, least = 50, rounds = 60 } = options
  const positive = outcomes.filter((each) => each.outcome).length
  const scarce = Math.min(positive, outcomes.length - positive)
  if (scarce < least) return { ok: false, because: 'too_few', outcomes: scarce, needed: least }
  const positions = outcomes.reduce((most, each) => Math.max(most, each.position), 0) + 1
  let model = current
  let examined = Array.from({ length: positions }, (_, at) => 1 / (1 + at * 0.2))
  for (let round = 0; round < rounds; round += 1) {
    const relevant = new Float64Array(outcomes.length)
    const seen = new Float64Array(positions)
    const shown = new Float64Array(positions)
    outcomes.forEach(({ factors, position, outcome }, at) => {
      const r = probability(model, factors)
      const e = examined[position] as number
      const not = Math.max(1 - e * r, 1e-12)
      relevant[at] = outcome ? 1 : ((1 - e) * r) / not
      seen[position] = (seen[position] as number) + (outcome ? 1 : (e * (1 - r)) / not)
      shown[position] = (shown[position] as number) + 1
    })
    const before = model
    model = regress(outcomes, relevant, model, current, prior)
    examined = steady(
      Array.from(seen, (sum, at) =>
        (shown[at] as number) > 0 ? sum / (shown[at] as number) : (examined[at] as number),
      ),
    )
    const moved = model.weights.reduce(
      (most, each, at) => Math.max(most, Math.abs(each - (before.weights[at] as number))),
      0,
    )
    if (moved < 1e-6) break
  }
  return { ok: true, model, examined, outcomes: outcomes.length }
}

/** How likely a match with these factors is relevant. */
export function probability({ weights, intercept }: Model, factors: readonly number[]): number {
  let sum = intercept
  weights.forEach((weight, at) => {
    sum += weight * (factors[at] ?? 0)
  })
  return 1 / (1 + Math.exp(-sum))
}

/** Examination never grows on the way down, and the first place counts as one. */
function steady(raw: readonly number[]): number[] {
  const first = Math.max(raw[0] as number, floor)
  let last = 1
  return raw.map((each, at) => {
    last = at === 0 ? 1 : Math.min(last, Math.max(each / first, floor))
    return last
  })
}

/** Newton's method for logistic regression on soft labels, drawn toward `center`; the intercept is free. */
function regress(outcomes: readonly Outcome[], labels: Float64Array, from: Model, center: Model, prior: number): Model {
  const size = center.weights.length + 1
  let values = [...from.weights, from.intercept]
  for (let step = 0; step < 4; step += 1) {
    const gradient = new Float64Array(size)
    const hessian = Array.from({ length: size }, () => new Float64Array(size))
    outcomes.forEach(({ factors }, at) => {
      const p = probability({ weights: values.slice(0, -1), intercept: values[size - 1] as number }, factors)
      const miss = (labels[at] as number) - p
      const curve = p * (1 - p)
      for (let i = 0; i < size; i += 1) {
        const x = i === size - 1 ? 1 : (factors[i] ?? 0)
        gradient[i] = (gradient[i] as number) + miss * x
        const row = hessian[i] as Float64Array
        for (let j = 0; j <= i; j += 1)
          row[j] = (row[j] as number) + curve * x * (j === size - 1 ? 1 : (factors[j] ?? 0))
      }
    })
    for (let i = 0; i < size; i += 1) {
      // About what one outcome adds to the curvature of a weight.
      const pull = i === size - 1 ? 1e-6 : prior * 0.1
      gradient[i] = (gradient[i] as number) - pull * ((values[i] as number) - (center.weights[i] ?? center.intercept))
      const row = hessian[i] as Float64Array
      row[i] = (row[i] as number) + pull
    }
    const move = solve(hessian, gradient)
    values = values.map((value, at) => value + (move[at] as number))
    if (move.every((each) => Math.abs(each) < 1e-8)) break
  }
  return { weights: values.slice(0, -1), intercept: values[size - 1] as number }
}

/** Solves `A x = b` for a symmetric positive definite A given by its lower half (Cholesky). */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const factor = lower.map((row) => row.slice())
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = factor[i]?.[j] as number
      for (let k = 0; k < j; k += 1) sum -= (factor[i]?.[k] as number) * (factor[j]?.[k] as number)
      const row = factor[i] as Float64Array
      row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (factor[j]?.[j] as number)
    }
  const x = right.slice()
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) x[i] = (x[i] as number) - (factor[i]?.[k] as number) * (x[k] as number)
    x[i] = (x[i] as number) / (factor[i]?.[i] as number)
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) x[i] = (x[i] as number) - (factor[k]?.[i] as number) * (x[k] as number)
    x[i] = (x[i] as number) / (factor[i]?.[i] as number)
  }
  return x
}

export type Comparison = {
  /** Mean gain in log-likelihood an outcome of the proposed model over the current one, and its standard error. */
  readonly gain: number
  readonly error: number
  readonly better: boolean
}

/**
 * Judges a proposed model on later outcomes that neither has seen: better only when the gain exceeds its standard error by `certainty`
 * (1.64 unless told: one in twenty by chance).
 */
export function compare(
  current: Model,
  proposed: Model,
  examined: readonly number[],
  later: readonly Outcome[],
  certainty = 1.64,
): Comparison {
  const gains = later.map((each) => likelihood(proposed, examined, each) - likelihood(current, examined, each))
  const gain = gains.reduce((sum, each) => sum + each, 0) / Math.max(gains.length, 1)
  const spread = gains.reduce((sum, each) => sum + (each - gain) ** 2, 0)
  const error = gains.length > 1 ? Math.sqrt(spread / (gains.length - 1) / gains.length) : Number.POSITIVE_INFINITY
  return { gain, error, better: gain > certainty * error }
}

function likelihood(model: Model, examined: readonly number[], { factors, position, outcome }: Outcome): number {
  const e = examined[Math.min(position, examined.length - 1)] ?? 1
  const p = Math.min(Math.max(e * probability(model, factors), 1e-9), 1 - 1e-9)
  return Math.log(outcome ? p : 1 - p)
}
