import type { Bodies } from '../things/scene.ts'
import { all, members, open, operator, owners, parties, type Rows, signed, type ViewerKind } from './vocabulary.ts'

const sides: ViewerKind[] = [...owners, 'provider']
const provider: ViewerKind[] = ['provider']
const leader: ViewerKind[] = ['leader']
const settlers: ViewerKind[] = [...members, 'operator']

/**
 * Projects: both sides of the agreement, who runs the programme, the district it is in and the auditor see all of it; leaders what was started, with
 * the readings that stand; anybody the names of what was accepted. Only the two sides act, each for itself; an operator settles a disputed reading.
 */
export const rows: Rows = {
  'projects.list': open(signed),
  'projects.exportXlsx': open(signed),
  'projects.accepted': open(all),
  'projects.get': {
    door: signed,
    cells: [
      { on: 'plannedProject', ok: parties },
      { on: 'runningProject', ok: [...parties, ...leader] },
      { on: 'acceptedProject', ok: [...parties, ...leader] },
    ],
  },
  'projects.create': {
    door: members,
    cells: [
      { on: 'forcedAgreement', ok: sides },
      { on: 'reviewedAgreement', busy: sides },
    ],
  },
  'projects.update': {
    door: members,
    cells: [
      { on: 'plannedProject', ok: sides },
      { on: 'runningProject', busy: sides },
    ],
  },
  'projects.act': {
    door: members,
    cells: [
      { on: 'plannedProject', action: 'agree', ok: sides },
      { on: 'plannedProject', action: 'start', busy: sides },
      { on: 'agreedProject', action: 'start', ok: sides },
      { on: 'plannedProject', action: 'terminate', ok: sides },
      { on: 'runningProject', action: 'submit_acceptance', busy: provider, refused: owners },
      { on: 'readyProject', action: 'submit_acceptance', ok: provider, refused: owners },
      { on: 'submittedProject', action: 'accept', ok: owners, refused: provider },
      { on: 'submittedProject', action: 'reject', ok: owners, refused: provider },
      { on: 'runningProject', action: 'suspend', ok: sides },
      { on: 'runningProject', action: 'resume', busy: sides },
      { on: 'acceptedProject', action: 'terminate', busy: sides },
    ],
  },
  // It is up to the provider.
  'projects.milestone': {
    door: members,
    cells: [
      { on: 'runningProject', ok: provider, refused: owners },
      { on: 'plannedProject', busy: sides },
    ],
  },
  // The question is the provider's.
  'projects.answerFollowUp': {
    door: members,
    cells: [{ on: 'acceptedProject', ok: provider, refused: owners }],
  },
  'projects.history': {
    door: signed,
    cells: [
      { on: 'plannedProject', ok: parties },
      { on: 'runningProject', ok: parties, refused: leader },
    ],
  },
  'indicators.list': open(signed),
  'indicators.get': {
    door: signed,
    cells: [
      { on: 'plannedIndicator', ok: parties },
      { on: 'runningIndicator', ok: [...parties, ...leader] },
    ],
  },
  'readings.list': open(signed),
  'readings.exportXlsx': open(signed),
  'readings.get': {
    door: signed,
    cells: [
      { on: 'reportedReading', ok: parties },
      { on: 'disputedReading', ok: parties },
      { on: 'confirmedReading', ok: [...parties, ...leader] },
    ],
  },
  'readings.create': {
    door: members,
    cells: [
      { on: 'runningIndicator', ok: sides },
      { on: 'plannedIndicator', busy: sides },
    ],
  },
  // The provider reported it.
  'readings.act': {
    door: settlers,
    cells: [
      { on: 'reportedReading', action: 'confirm', ok: owners, refused: [...provider, ...operator] },
      { on: 'reportedReading', action: 'dispute', ok: owners, refused: [...provider, ...operator] },
      { on: 'disputedReading', action: 'correct', ok: provider, refused: [...owners, ...operator] },
      { on: 'disputedReading', action: 'uphold', ok: operator, refused: sides },
      { on: 'confirmedReading', action: 'dispute', busy: [...sides, ...operator] },
    ],
  },
  'readings.history': {
    door: signed,
    cells: [
      { on: 'reportedReading', ok: parties },
      { on: 'confirmedReading', ok: parties, refused: leader },
    ],
  },
}

const reason = () => ({ reason: '计划有变' })
export const bodies: Bodies = {
  'projects.create': ({ id }) => ({ agreementId: id, title: '夜间巡检试点' }),
  'projects.update': () => ({ place: '前湾港区' }),
  'projects.act.submit_acceptance': ({ more }) => ({ summary: '已按计划完成', fileId: more.fileId }),
  'projects.act.accept': ({ more }) => ({ opinion: '同意验收', fileId: more.fileId }),
  'projects.act.reject': reason,
  'projects.act.suspend': reason,
  'projects.act.terminate': reason,
  'projects.milestone': () => ({ explanation: '改用既有设备' }),
  'projects.answerFollowUp': () => ({ inUse: true, scale: '三个堆场' }),
  'readings.create': ({ id }) => ({ indicatorId: id, value: 20, at: new Date(Date.now() - 5000).toISOString() }),
  'readings.act.dispute': reason,
  'readings.act.correct': () => ({ reason: '补入夜间数据', value: 21 }),
  'readings.act.uphold': reason,
}
