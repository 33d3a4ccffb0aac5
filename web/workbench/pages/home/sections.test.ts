import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Todo } from '../../../../contracts/desk.ts'
import { bySection, forward, pageOf, typeNames } from './sections.ts'

function todo(id: string, dueAt: string | null, overdue = false, since = '2026-11-01T00:00:00.000Z'): Todo {
  const subject = { type: 'scenario', id, code: null, title: id }
  return { subject, state: 'submitted', holder: 'operator', since, dueAt, overdue, actions: [] }
}

test('overdue first, then due within three days, then the rest; no empty section', () => {
  const now = new Date('2026-11-20T00:00:00Z')
  const groups = bySection(
    [
      todo('none-new', null, false, '2026-11-10T00:00:00.000Z'),
      todo('later', '2026-12-20T00:00:00.000Z'),
      todo('none-old', null),
      todo('late-2', '2026-11-19T00:00:00.000Z', true),
      todo('late-1', '2026-11-02T00:00:00.000Z', true),
      todo('soon', '2026-11-23T00:00:00.000Z'),
    ],
    now,
  )
  expect(groups.map((group) => [group.section, group.todos.map(({ subject }) => subject.id)])).toEqual([
    ['overdue', ['late-1', 'late-2']],
    ['soon', ['soon']],
    ['open', ['later', 'none-old', 'none-new']],
  ])
  expect(bySection([], now)).toEqual([])
})

test('each thing has its page', () => {
  expect([pageOf({ type: 'scenario', id: '1' }), pageOf({ type: 'capability', id: '2' })]).toEqual([
    '/scenarios/1',
    '/capabilities/2',
  ])
})

test('every kind of thing that can wait for somebody has a name', async () => {
  const schema = await readFile('server/migrations/schema.sql', 'utf8')
  const kinds = [...schema.matchAll(/'([a-z_]+)'::text AS subject_type/g)].map((found) => found[1] as string)
  expect(Object.keys(typeNames).sort()).toEqual([...new Set(kinds)].sort())
})

test('the next step is what carries a thing on, never its end', () => {
  expect(forward(['break_off', 'sign_letter', 'sign_contract'])).toEqual(['sign_letter', 'sign_contract'])
  expect(forward(['terminate'])).toEqual([])
})
