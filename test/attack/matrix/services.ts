import type { Bodies } from '../things/scene.ts'
import { administrators, district, members, open, type Rows, signed, type ViewerKind } from './vocabulary.ts'

/** The served firm is the organisation of `own`; an operator who is none of the viewers recorded. */
const served: ViewerKind[] = ['own', 'ownAdmin', 'operator', 'districtOwn', 'auditor']
const cockpit = open(['operator', 'leader', 'auditor', ...district])

/** Services, landed firms, the cockpit. Rows by `<group>.<route>`; bodies by `<group>.<route>` or `<group>.<route>.<action>`. */
export const rows: Rows = {
  'services.list': open(signed),
  'services.get': {
    door: signed,
    cells: [
      { on: 'recordedService', ok: served },
      { on: 'confirmedService', ok: [...served, 'leader'] },
      { on: 'ownService', ok: ['operator', 'districtOwn', 'broker', 'own', 'ownAdmin', 'auditor'] },
    ],
  },
  // Recorded by who rendered it, a district for its own firms; nobody for his own.
  'services.create': {
    door: ['operator', ...district, 'broker'],
    cells: [{ on: 'servedFirm', ok: ['operator', 'districtOwn', 'broker'], refused: ['districtOther'] }],
  },
  'services.act': {
    door: [...members, 'operator', ...district, 'broker'],
    cells: [
      { on: 'recordedService', action: 'confirm', ok: ['own', 'ownAdmin', 'operator'], refused: ['districtOwn'] },
      { on: 'recordedService', action: 'dispute', ok: ['own', 'ownAdmin'], refused: ['operator', 'districtOwn'] },
      { on: 'recordedService', action: 'withdraw', refused: ['own', 'ownAdmin', 'operator', 'districtOwn'] },
      {
        on: 'ownService',
        action: 'withdraw',
        ok: ['broker', 'districtOwn', 'operator'],
        refused: ['own', 'ownAdmin'],
      },
      // Nobody confirms what he recorded.
      {
        on: 'ownService',
        action: 'confirm',
        ok: ['own', 'ownAdmin'],
        refused: ['broker', 'districtOwn', 'operator'],
      },
    ],
  },
  // All or nothing: what is not the caller's to confirm stands in the way, seen or not.
  'services.confirmMany': {
    door: [...members, 'operator'],
    cells: [{ on: 'recordedService', ok: ['own', 'ownAdmin', 'operator'], busy: ['provider', 'other'] }],
    missing: 409,
  },
  'services.history': {
    door: signed,
    cells: [
      { on: 'recordedService', ok: served },
      { on: 'confirmedService', ok: served, refused: ['leader'] },
    ],
  },
  'services.exportXlsx': open(signed),

  'landings.list': open(signed),
  'landings.get': {
    door: signed,
    cells: [
      { on: 'reportedLanding', ok: served },
      { on: 'confirmedLanding', ok: [...served, 'leader'] },
    ],
  },
  'landings.create': {
    door: [...administrators, 'operator', ...district],
    cells: [{ on: 'landedFirm', ok: ['ownAdmin', 'operator', 'districtOwn'], refused: ['other', 'districtOther'] }],
  },
  'landings.act': {
    door: ['operator'],
    cells: [
      { on: 'reportedLanding', action: 'confirm', ok: ['operator'] },
      { on: 'reportedLanding', action: 'refuse', ok: ['operator'] },
      { on: 'confirmedLanding', action: 'revoke', ok: ['operator'] },
      { on: 'confirmedLanding', action: 'confirm', busy: ['operator'] },
    ],
  },
  'landings.history': {
    door: signed,
    cells: [
      { on: 'reportedLanding', ok: served },
      { on: 'confirmedLanding', ok: served, refused: ['leader'] },
    ],
  },
  'landings.exportXlsx': open(signed),

  // Figures: those who run the programme, lead it, audit it; a district its own.
  'cockpit.get': cockpit,
  // Which figure, and by what, must be said.
  'cockpit.breakdown': { ...cockpit, cells: [{ on: 'none', every: 400 }] },
  'cockpit.funnel': cockpit,
  'cockpit.overdue': cockpit,
  'cockpit.targets': cockpit,
}

export const bodies: Bodies = {
  'services.create': ({ id }) => ({ kind: 'policy', organisationId: id, date: '2026-03-03', summary: '政策辅导' }),
  'services.act.dispute': () => ({ reason: '当日没有这项服务' }),
  'services.act.withdraw': () => ({ reason: '日期有误' }),
  'services.confirmMany': ({ id }) => ({ ids: [id] }),
  'landings.create': ({ id, more }) => ({
    organisationId: id,
    landedOn: '2026-03-03',
    kind: 'innovative_firm',
    evidence: '营业执照',
    fileId: more.fileId,
  }),
  'landings.act.refuse': () => ({ reason: '材料不全' }),
  'landings.act.revoke': () => ({ reason: '已迁出' }),
}
