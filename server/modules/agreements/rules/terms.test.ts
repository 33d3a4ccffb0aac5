import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrangeParties, procurementFaults, whole } from './terms.ts'

const owner = 'owner'
const provider = (organisationId: string, share?: number) => ({ organisationId, role: 'provider' as const, share })

test('a single provider has the whole; the owner stands first and has no share', () => {
  expect(arrangeParties(owner, [provider('a')])).toEqual({
    ok: true,
    parties: [
      { organisation_id: 'owner', role: 'owner', share_millionths: null, intent_id: null },
      { organisation_id: 'a', role: 'provider', share_millionths: whole, intent_id: null },
    ],
  })
})

test('shares that do not sum are refused with their sum', () => {
  const faults = (shares: number[]) => {
    const arranged = arrangeParties(
      owner,
      shares.map((share, at) => provider(String(at), share)),
    )
    return arranged.ok ? [] : arranged.faults
  }
  expect(faults([0.6, 0.3])).toEqual([{ path: 'parties', code: 'share_sum', params: { sum: '90%' } }])
  expect(faults([0.1, 0.2, 0.7])).toEqual([])
  expect(faults([0.333333, 0.333333, 0.333333])).toEqual([
    { path: 'parties', code: 'share_sum', params: { sum: '99.9999%' } },
  ])
  expect(faults([0.333333, 0.333333, 0.333334])).toEqual([])
  expect(faults([1, 0])).toEqual([])
  expect(faults([0.5])).toEqual([{ path: 'parties', code: 'share_sum', params: { sum: '50%' } }])
})

test('parts of a whole, however it is cut, sum to one; with a millionth more or less they do not', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: whole - 2 }), { minLength: 1, maxLength: 18 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), whole]
      const shares = edges.slice(1).map((edge, at) => (edge - (edges[at] as number)) / whole)
      const named = (list: number[]) => list.map((share, at) => provider(String(at), share))
      const off = [...shares.slice(0, -1), (shares.at(-1) as number) - 1 / whole]
      expect(arrangeParties(owner, named(shares)).ok).toBe(true)
      expect(arrangeParties(owner, named(off)).ok).toBe(false)
    }),
  )
})

const procurement = {
  kind: 'contract' as const,
  terms: '约定',
  amount_cny: 1,
  effective_from: null,
  valid_until: null,
  procurement_route: 'open_tender',
  procurement_ground: null,
  procurement_notice_number: '1 号',
}

test('public owners name their route in contracts', () => {
  const faults = (over: object, kind: string | null = 'government', file = true) =>
    procurementFaults({ ...procurement, ...over }, kind, file).map((each) => `${each.path}:${each.code}`)
  expect(faults({})).toEqual([])
  expect(faults({}, 'state_firm', false)).toEqual(['procurement.noticeFileId:required'])
  expect(faults({ procurement_route: null })).toEqual(['procurement.route:required'])
  expect(faults({ procurement_route: null }, 'firm')).toEqual([])
  expect(faults({ procurement_route: null, kind: 'letter' })).toEqual([])
  expect(faults({ procurement_route: 'exempt', procurement_ground: '  ' })).toEqual(['procurement.ground:required'])
  expect(
    faults({ procurement_route: 'exempt', procurement_ground: '限额标准以下，依法可不招标' }, 'government', false),
  ).toEqual([])
})
