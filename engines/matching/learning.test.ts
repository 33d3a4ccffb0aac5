import { expect, test } from 'vitest'
import { compare, learn, type Model, type Outcome, probability } from './index.ts'

function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
}

const truth: Model = { weights: [3, 1.5, 0, -1], intercept: -2 }
const current: Model = { weights: [1, 1, 1, 0], intercept: -1 }
const examination = Array.from({ length: 10 }, (_, at) => 1 / (1 + at) ** 0.7)

/** Pages ranked by the weights in use, looked at from the top: what is relevant but low is often missed. */
function simulate(pages: number, seed: number): Outcome[] {
  const random = randomFrom(seed)
  return Array.from({ length: pages }, () => {
    const shown = Array.from({ length: 10 }, () => [random(), random(), random(), random()])
    shown.sort((a, b) => probability(current, b) - probability(current, a))
    return shown.map((factors, position) => ({
      factors,
      position,
      outcome: random() < (examination[position] as number) * probability(truth, factors),
    }))
  }).flat()
}

test('recovers the weights behind outcomes that the position distorts', () => {
  const learnt = learn(simulate(6000, 3), { current })
  if (!learnt.ok) throw new Error('nothing learnt')
  const off = (values: readonly number[], wanted: readonly number[]) =>
    Math.max(...values.map((each, at) => Math.abs(each - (wanted[at] as number))))
  expect(off(learnt.model.weights, truth.weights)).toBeLessThan(0.35)
  expect(off(learnt.examined, examination)).toBeLessThan(0.08)
})

test('what was learnt without regard to position is further off', () => {
  const outcomes = simulate(6000, 3)
  const distance = (model: Model) =>
    model.weights.reduce((sum, each, at) => sum + (each - (truth.weights[at] as number)) ** 2, 0)
  const corrected = learn(outcomes, { current })
  const naive = learn(
    outcomes.map((each) => ({ ...each, position: 0 })),
    { current },
  )
  if (!corrected.ok || !naive.ok) throw new Error('nothing learnt')
  expect(distance(corrected.model)).toBeLessThan(distance(naive.model) / 4)
})

test('few outcomes change nothing', () => {
  expect(learn(simulate(3, 5), { current })).toMatchObject({ ok: false, because: 'too_few', needed: 50 })
})

test('a proposal counts as better only on later outcomes that show it', () => {
  const learnt = learn(simulate(1000, 3), { current })
  if (!learnt.ok) throw new Error('nothing learnt')
  const later = simulate(1000, 11)
  expect(compare(current, learnt.model, learnt.examined, later).better).toBe(true)
  expect(compare(learnt.model, current, learnt.examined, later).better).toBe(false)
  expect(compare(current, current, learnt.examined, later)).toEqual({ gain: 0, error: 0, better: false })
  expect(compare(current, learnt.model, learnt.examined, []).better).toBe(false)
})
