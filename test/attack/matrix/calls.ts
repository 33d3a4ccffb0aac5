import type { Bodies } from '../things/scene.ts'
import { all, auditor, open, operator, type Rows, signed } from './vocabulary.ts'

/** Calls: what is announced is everybody's; a draft is the operators' alone, and they alone change anything. Rows by `<group>.<route>`; bodies by `<group>.<route>` or `<group>.<route>.<action>`. */
export const rows: Rows = {
  'calls.list': open(all),
  'calls.exportXlsx': open(all),
  'calls.get': {
    door: all,
    cells: [
      { on: 'draftCall', ok: operator },
      { on: 'openCall', ok: all },
      { on: 'closedCall', ok: all },
    ],
  },
  'calls.create': open(operator),
  'calls.update': {
    door: operator,
    cells: [
      { on: 'draftCall', ok: operator },
      { on: 'openCall', ok: operator },
    ],
  },
  'calls.act': {
    door: operator,
    cells: [
      { on: 'draftCall', action: 'open', ok: operator },
      { on: 'draftCall', action: 'extend', busy: operator },
      { on: 'openCall', action: 'extend', ok: operator },
      // Before its deadline nobody closes it.
      { on: 'openCall', action: 'close', busy: operator },
      { on: 'overdueCall', action: 'close', ok: operator },
      { on: 'overdueCall', action: 'extend', busy: operator },
      { on: 'closedCall', action: 'archive', ok: operator },
    ],
  },
  'calls.history': {
    door: signed,
    cells: [
      { on: 'draftCall', ok: operator },
      {
        on: 'openCall',
        ok: [...operator, ...auditor],
        refused: signed.filter((each) => each !== 'operator' && each !== 'auditor'),
      },
    ],
  },
}

export const bodies: Bodies = {
  'calls.create': () => ({ title: '新的征集' }),
  'calls.update': () => ({ contact: '场景办公室 电话见网站' }),
  'calls.act.extend': () => ({ closesAt: '2030-01-01T00:00:00.000Z', reason: '报名踊跃' }),
}
