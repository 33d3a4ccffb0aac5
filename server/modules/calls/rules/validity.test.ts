import { expect, test } from 'vitest'
import { addsUp, misfitsOf, weightSum } from '../../../../contracts/calls.ts'
import { missingOf } from './validity.ts'

const weights = (...values: number[]) => values.map((weight) => ({ weight }))

test('weights are summed without the noise of binary fractions', () => {
  expect(weightSum(weights(0.1, 0.2, 0.7))).toBe(1)
  expect(weightSum(weights(0.1, 0.1, 0.1))).toBe(0.3)
  expect(weightSum(weights(0.35, 0.6))).toBe(0.95)
  expect(weightSum(weights())).toBe(0)
  expect(addsUp(weights(0.1, 0.2, 0.7))).toBe(true)
  expect(addsUp(weights(0.5, 0.5 + 9e-10))).toBe(true)
  expect(addsUp(weights(0.5, 0.5 + 2e-9))).toBe(false)
})

test('what opening asks for', () => {
  const whole = {
    description: '说明',
    criteria: [{}],
    opensAt: '2026-12-01T00:00:00.000Z',
    closesAt: '2026-12-31T16:00:00.000Z',
    contact: '办公室',
  }
  expect(missingOf(whole)).toEqual([])
  expect(missingOf({ ...whole, description: '', criteria: [], contact: null })).toEqual([
    'description',
    'criteria',
    'contact',
  ])
})

const domainOf = (direction: string) => direction.split('-')[0] ?? null
const everything = { domains: [], directions: [], openers: [], organisationKinds: [], districts: [] }
const candidate = {
  domain: 'port',
  direction: 'port-yard',
  opener: 'government',
  organisationKind: 'firm',
  organisationDistrict: 'north',
}

test('a call that names nothing addresses everything', () => {
  expect(misfitsOf(everything, candidate, domainOf)).toEqual([])
  expect(misfitsOf(everything, { ...candidate, organisationDistrict: null }, domainOf)).toEqual([])
})

test('each thing a call names narrows it; directions narrow their own domain', () => {
  const misfits = (call: Partial<Record<keyof typeof everything, readonly string[]>>, over = {}) =>
    misfitsOf({ ...everything, ...call }, { ...candidate, ...over }, domainOf)
  expect(misfits({ domains: ['sea'] })).toEqual(['domain'])
  expect(misfits({ domains: ['port', 'sea'], directions: ['sea-farm'] })).toEqual([])
  expect(misfits({ domains: ['port', 'sea'], directions: ['port-gate'] })).toEqual(['direction'])
  expect(misfits({ openers: ['industry'], organisationKinds: ['hospital'] })).toEqual(['opener', 'organisationKind'])
  expect(misfits({ districts: ['south'] })).toEqual(['organisationDistrict'])
  expect(misfits({ districts: ['north'] })).toEqual([])
  // An organisation above the districts is in none of them; what is not chosen yet is no misfit.
  expect(misfits({ districts: ['north'] }, { organisationDistrict: null })).toEqual(['organisationDistrict'])
  expect(misfits({ domains: ['sea'], openers: ['industry'] }, { domain: null, direction: null, opener: null })).toEqual(
    [],
  )
})
