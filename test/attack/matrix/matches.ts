import type { Bodies } from '../things/scene.ts'
import { all, auditor, members, open, operator, type Rows, type ViewerKind } from './vocabulary.ts'

/** Members of organisations for what is theirs, brokers for what is public, those who run and audit the programme. Whose it is, is tried in the module's own tests. */
const askers: ViewerKind[] = [...members, 'broker', ...operator, ...auditor]

export const rows: Rows = {
  // Without the scenario or the capability that is asked about.
  'matches.list': { door: askers, cells: [{ on: 'none', every: 400 }] },
  'matches.explain': { door: askers, cells: [{ on: 'none', every: 400 }] },
  'matches.find': open(all),
  'matching.weights': open([...operator, ...auditor]),
  'matching.adoptWeights': { door: operator, cells: [{ on: 'none', busy: operator }] },
  'matching.unmet': open([...operator, ...auditor]),
  'matching.unmetXlsx': open([...operator, ...auditor]),
}

export const bodies: Bodies = {
  'matching.adoptWeights': () => ({ reason: '恢复原来的权重' }),
  'matches.find': () => ({ text: '面向港区的无人巡检机器人' }),
}
