import { expect, test } from 'vitest'
import { changed } from '../../../../ui/client/merge.ts'
import { checkScenario } from './check.ts'
import { adoptIds, blank, emptyOpening, emptyRequirement, type FormValue, normalForm, toPatch } from './value.ts'

const zone = 'Asia/Shanghai'
const opening = (key: string, text: string, id?: string) => ({ ...emptyOpening(key), text, ...(id ? { id } : {}) })
const condition = (key: string, text: string, at = '', id?: string) => ({
  ...emptyRequirement(key),
  text,
  opening: at,
  ...(id ? { id } : {}),
})

test('texts that are empty become null, days become moments of the city', () => {
  const patch = toPatch({ summary: ' ', place: '前湾港', closesAt: '2026-12-31', opensAt: '', budgetCny: 5 }, zone)
  expect(patch).toEqual({
    summary: null,
    place: '前湾港',
    closesAt: '2026-12-31T15:59:59.999Z',
    opensAt: null,
    budgetCny: 5,
  })
})

test('conditions name their opening by its place among the written ones', () => {
  const parts = {
    openings: [opening('a', 'A'), opening('x', ''), opening('b', 'B', 'id-b')],
    requirements: [condition('1', 'one', 'b'), condition('2', ''), condition('3', 'three', 'x')],
  }
  const patch = toPatch({ parts }, zone)
  expect(patch.openings).toEqual([
    { text: 'A', detail: null },
    { id: 'id-b', text: 'B', detail: null },
  ])
  expect(patch.requirements?.map(({ opening, text }) => [opening, text])).toEqual([
    [1, 'one'],
    [null, 'three'],
  ])
})

test('new rows take the ids the server gave them, also when one types on', () => {
  const sent = {
    parts: { openings: [opening('a', 'A'), opening('x', '')], requirements: [condition('1', 'one', 'a')] },
  }
  const saved: FormValue = {
    ...blank,
    parts: { openings: [opening('I', 'A', 'I')], requirements: [condition('R', 'one', 'I', 'R')] },
  }
  const mine = { ...blank, parts: { ...sent.parts, openings: [opening('a', 'A and more'), opening('x', '')] } }
  const adopted = adoptIds(mine, sent, saved)
  expect(adopted.parts.openings.map(({ key, id, text }) => [key, id, text])).toEqual([
    ['a', 'I', 'A and more'],
    ['x', undefined, ''],
  ])
  expect(adopted.parts.requirements.map(({ key, id }) => [key, id])).toEqual([['1', 'R']])
  expect(Object.keys(changed(saved, adopted, normalForm))).toEqual(['parts'])
  expect(Object.keys(changed(saved, adoptIds({ ...blank, ...sent }, sent, saved), normalForm))).toEqual([])
})

test('an empty row and an outer space are no change', () => {
  const typed: FormValue = { ...blank, title: 'a ', parts: { openings: [emptyOpening('k')], requirements: [] } }
  expect(changed({ ...blank, title: 'a' }, typed, normalForm)).toEqual({})
})

test('a half-typed address waits with its sentence, the other fields are sent', () => {
  const contact = { name: '王', mobile: '', email: 'wang@' }
  const long = 'x'.repeat(501)
  expect(checkScenario({ title: '港口', contact, summary: long }, zone, 'zh')).toEqual({
    sendable: { title: '港口' },
    faults: { 'contact.email': '格式不正确。', summary: '最多 500 个字符。' },
  })
})

test('a row without its text says which one', () => {
  const parts = { openings: [opening('a', 'A')], requirements: [{ ...condition('1', ''), metric: '效率' }] }
  expect(checkScenario({ parts }, zone, 'en').faults).toEqual({ 'requirements.0.text': 'Fill this in.' })
})
