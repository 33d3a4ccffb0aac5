import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { courseOf, firstDay, nextOf, progressOf, turnOf } from './course.ts'
import { elapsedOn, lightOn, reasonsOn } from './light.ts'
import { lackingForAcceptance, lackingForStart, planFaults } from './plan.ts'

const day = (n: number) => new Date(Date.UTC(2026, 5, 1) + n * 86_400_000).toISOString().slice(0, 10)
const project = { state: 'running', starts_on: day(0), ends_on: day(100) }
const milestone = (due: number, over = {}) => ({
  title: `第${due}天`,
  due_on: day(due),
  done_on: null,
  explanation: null,
  responsible: 'provider',
  ...over,
})
const at = (today: number, milestones: ReturnType<typeof milestone>[], progress: (number | null)[] = []) => {
  const indicators = progress.map((share, n) => ({ name: `指标${n}`, progress: share }))
  const course = courseOf(milestones, indicators)
  return [
    lightOn({ ...project, ...course }, day(today)),
    reasonsOn(project, { milestones, indicators }, day(today)).map((each) => each.code),
  ]
}

describe('the light', () => {
  test('by days overdue: none, one, fifteen, sixteen', () => {
    expect([5, 6, 20, 21].map((today) => at(today, [milestone(5), milestone(90), milestone(91)])[0])).toEqual([
      'on_course',
      'at_risk',
      'at_risk',
      'late',
    ])
    expect(at(21, [milestone(5, { explanation: '不再实施' }), milestone(90)])).toEqual(['on_course', []])
  })

  test('by the share done against the time gone, and by progress from half time on', () => {
    expect(at(20, [milestone(99)])).toEqual(['on_course', []])
    expect(at(21, [milestone(99)])).toEqual(['at_risk', ['milestones_behind']])
    const done = [milestone(10, { done_on: day(9) })]
    expect(at(49, done, [null, 0])).toEqual(['on_course', []])
    expect(at(50, done, [null, 0.25])).toEqual(['at_risk', ['no_reading']])
    expect(at(60, done, [0.3, -0.5])).toEqual(['at_risk', ['indicator_behind', 'indicator_behind']])
    expect(at(60, done, [0.36, 1.2])).toEqual(['on_course', []])
    expect(at(101, done, [1])).toEqual(['late', ['end_passed']])
  })

  test('only what is under way has one', () => {
    const course = courseOf([milestone(1)], [])
    for (const state of ['planned', 'suspended', 'accepted', 'terminated'])
      expect(lightOn({ ...project, ...course, state }, day(80))).toBe(null)
  })

  test('there are reasons exactly where it is not on course', () => {
    const some = fc.record({
      due: fc.integer({ min: -40, max: 140 }),
      done: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 6 }),
        fc.array(fc.option(fc.double({ min: -1, max: 2, noNaN: true }), { nil: null }), { maxLength: 4 }),
        fc.integer({ min: -10, max: 130 }),
        (rows, progress, today) => {
          const milestones = rows.map(({ due, done }) => milestone(due, { done_on: done ? day(due) : null }))
          const [light, reasons] = at(today, milestones, progress)
          expect(light === 'on_course').toBe((reasons as string[]).length === 0)
        },
      ),
    )
  })
})

test('progress is the share of the way, whichever way it goes', () => {
  expect([
    progressOf({ baseline: 30, target: 10 }, 20),
    progressOf({ baseline: 0, target: 90 }, 45),
    progressOf({ baseline: 30, target: 10 }, 40),
  ]).toEqual([0.5, 0.5, -0.5])
  expect([-1, 0, 50, 100, 120].map((n) => elapsedOn(project, day(n)))).toEqual([0, 0, 0.5, 1, 1])
})

test('whose turn: both before the start, then whoever the next milestone is up to, the owner while it is accepted', () => {
  const calendar = { dueAt: () => new Date('2026-07-01T15:59:59.999Z') } as never
  const how = { calendar, timeZone: 'Asia/Shanghai' }
  const rows = [milestone(40, { responsible: 'owner' }), milestone(20, { done_on: day(3) }), milestone(60)]
  const turn = (state: string, milestones = rows) =>
    turnOf({ ...project, state, state_since: '2026-06-17T00:00:00.000Z' }, milestones, how)
  expect(nextOf(rows)?.due_on).toBe(day(40))
  expect({
    planned: turn('planned'),
    running: turn('running'),
    done: turn('running', []),
    accepting: turn('accepting'),
    accepted: turn('accepted'),
  }).toEqual({
    planned: { holder: 'both', due_at: '2026-06-01T15:59:59.999Z' },
    running: { holder: 'owner', due_at: '2026-07-11T15:59:59.999Z' },
    done: { holder: 'provider', due_at: '2026-09-09T15:59:59.999Z' },
    accepting: { holder: 'owner', due_at: '2026-07-01T15:59:59.999Z' },
    accepted: { holder: null, due_at: null },
  })
})

test('readings begin with the planned start, or the real one if it came first', () => {
  const started = '2026-06-10T02:00:00.000Z'
  expect([
    firstDay({ starts_on: day(0), started_at: started }, 'Asia/Shanghai'),
    firstDay({ starts_on: day(30), started_at: started }, 'Asia/Shanghai'),
    firstDay({ starts_on: null, started_at: '2026-06-09T16:30:00.000Z' }, 'Asia/Shanghai'),
  ]).toEqual([day(0), '2026-06-10', '2026-06-10'])
})

test('what a plan may not say, and what it lacks', () => {
  const indicator = { name: '时长', baseline: 1, target: 2, direction: 'up' as const }
  expect(
    planFaults({
      startsOn: day(5),
      endsOn: day(4),
      milestones: [{ title: 'a', dueOn: day(3) }],
      indicators: [indicator, { ...indicator, direction: 'down' }],
    }).map((each) => `${each.path} ${each.code}`),
  ).toEqual([
    'endsOn order',
    'milestones.0.dueOn order',
    'indicators.1.target target_direction',
    'indicators.1.name duplicate',
  ])
  const empty = { starts_on: null, ends_on: null, milestones: [], indicators: [] }
  expect(lackingForStart(empty)).toEqual(['startsOn', 'endsOn', 'milestones', 'indicators'])
  const row = { agreed_by_owner_at: null, agreed_by_provider_at: day(1), progress: null }
  expect(lackingForStart({ ...empty, indicators: [row] }).at(-1)).toBe('indicators.0.agreedByOwnerAt')
  expect(lackingForAcceptance({ ...empty, milestones: [milestone(1)], indicators: [row] })).toEqual([
    'milestones.0.doneOn',
    'indicators.0.readings',
  ])
})
